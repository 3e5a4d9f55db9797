"""Does a saved page give its visible text, its zones and what it says of itself?"""

import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborNode

from dedup.reading import page_seams, read_articles
from dedup.reading.page_zones import mark_element
from dedup.reading.pages import read_html
from dedup.reading.skips import SkippedInput
from dedup.schema import ARTICLES

PAGE = """<!DOCTYPE html><html lang="vi-VN"><head>
<title>Cầu mới thông xe | Báo Biển</title>
<meta property="og:site_name" content="Báo Biển"><meta property="og:title" content="Cầu mới thông xe">
<link rel="canonical" href="https://bien.example/cau-moi.html">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "WebSite", "name": "Báo Biển"},
  {"@type": ["NewsArticle"], "headline": "Cầu mới thông xe", "datePublished": "2025-02-04T21:52:00+07:00",
   "dateModified": "2025-02-05T06:00:00+07:00", "author": {"name": "Minh An"}}]}</script>
<style>p { color: red }</style></head>
<body><nav><a href="/">Trang chủ</a> <a href="/kt">Kinh tế</a></nav>
<div class="main has-sidebar"><article>
 <h1>Cầu mới
    thông xe</h1>
 <div class="author">Minh An</div> <time datetime="2025-02-04">4/2/2025 21:52</time>
 <p class="sapo">Cây cầu nối hai bờ sông đã thông xe sau ba năm thi công, sớm hơn dự kiến hai tháng.</p>
 <p>Sáng nay, hàng nghìn người dân đi bộ qua cầu&nbsp;từ sớm, <b>dù trời</b> mưa nhỏ và gió lạnh thổi về.</p>
 <table><tr><td class="pic"><img alt="ảnh minh họa" src="x.jpg"></td></tr>
 <tr><td class="PhotoCMS_Caption">Cầu nhìn từ bờ bắc. Ảnh: Báo Biển</td></tr></table>
 <p>Theo chủ đầu tư, mỗi ngày cầu phục vụ khoảng hai mươi nghìn lượt xe qua lại giữa hai quận.</p>
 <p hidden>Không ai thấy dòng này.</p><p style="display: none">Và dòng này.</p>
 <div class="tin-lien-quan"><h3>Tin liên quan</h3><ul><li><a href="/2">Hầm chui sắp xong</a></li></ul></div>
</article></div>
<script>var text = "<p>không phải văn bản</p>";</script><noscript>Hãy bật JavaScript</noscript>
<footer>Bản quyền thuộc Báo Biển</footer></body></html>"""


def quote(html: str) -> list[tuple[str, str]]:
    record = read_html(html, "a.html")
    return [(mark["mark"], record.text[mark["begin"] : mark["end"]]) for mark in record.marks]


def test_a_page_is_its_visible_lines_one_block_a_line() -> None:
    assert read_html(PAGE, "a.html").text.split("\n") == [
        "Trang chủ Kinh tế",
        "Cầu mới thông xe",
        "Minh An",
        "4/2/2025 21:52",
        "Cây cầu nối hai bờ sông đã thông xe sau ba năm thi công, sớm hơn dự kiến hai tháng.",
        "Sáng nay, hàng nghìn người dân đi bộ qua cầu\u00a0từ sớm, dù trời mưa nhỏ và gió lạnh thổi về.",
        "Cầu nhìn từ bờ bắc. Ảnh: Báo Biển",
        "Theo chủ đầu tư, mỗi ngày cầu phục vụ khoảng hai mươi nghìn lượt xe qua lại giữa hai quận.",
        "Tin liên quan",
        "Hầm chui sắp xong",
        "Bản quyền thuộc Báo Biển",
    ]


def test_a_form_is_no_text_but_for_one_that_holds_the_page() -> None:
    """Some systems lay a form around everything."""
    form = "<form><label>Your first name</label><p>We keep your address for the letter alone.</p></form>"
    letter = PAGE.replace("</article>", f"{form}</article>")
    around = PAGE.replace("<body>", "<body><form>").replace("</body>", "</form></body>")

    assert ("boilerplate", "Your first name") in quote(letter)
    assert quote(around) == quote(PAGE)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<span>Mar 9, 2024, 5:34 PM</span><span>Port Wire</span>", "Mar 9, 2024, 5:34 PM Port Wire"),
        ("<span>17:34</span><span>09/03/2024</span>", "17:34 09/03/2024"),
        ("<b>HTX</b><i>09/03/2024</i><b>Chia sẻ</b>", "HTX 09/03/2024 Chia sẻ"),
        ("<span><a>Ann Lee</a></span><svg><path/></svg><time>9 March</time>", "Ann Lee 9 March"),
        (
            "<span>Seen from the quay (right)</span><small>Port Wire</small>",
            "Seen from the quay (right) Port Wire",
        ),
    ],
)
def test_parts_of_a_line_that_a_style_sheet_lays_apart_are_read_apart(markup: str, text: str) -> None:
    """A clock glued to a name tells another time of day, and a year glued to a clock none."""
    assert read_html(f"<body><div>{markup}</div></body>", "a.html").text == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<b>D</b><i>ockers</i> <b>T</b><b>HE END</b>", "Dockers THE END"),
        ("<b>CO</b><sub>2</sub><i>A</i> and H<sub>2</sub>O", "CO2A and H2O"),
        ("<a>Ann</a>, <a>Bo</a>; <b>har</b><i>bour</i>", "Ann, Bo; harbour"),
        ("<span>in </span><span>20</span><span>24</span> the HT<b>X</b>", "in 2024 the HTX"),
        ("the <u>HT</u><b>X</b> of <i>1.</i><b>5</b>", "the HTX of 1.5"),
    ],
)
def test_a_style_inside_a_word_does_not_split_it(markup: str, text: str) -> None:
    assert read_html(f"<body><p>{markup}</p></body>", "a.html").text == text


CARD = (
    "Eel passes of the lower weir open in spring",
    "Wardens cleared the last of the autumn leaves on Monday ...",
)


@pytest.mark.parametrize("space", ["", "\n  "])
@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<a>{0}</a>{2}<a><b>{0}</b></a>{2}<span>{1}</span>", [CARD[0], *CARD]),  # a card: the title twice
        ("<a>{0}</a>{2}<span>9 March</span>", [f"{CARD[0]} 9 March"]),
        ("<a>Weather</a>{2}<a>{0}</a>", [f"Weather {CARD[0]}"]),  # the name of a section
        ("<a>{0}</a> and <b>{1}</b>", [f"{CARD[0]} and {CARD[1]}"]),  # running text
        ("<a><b>{0}</b> <i>{1}</i></a>", [" ".join(CARD)]),  # one link
    ],
)
def test_a_linked_title_and_its_teaser_are_two_lines(markup: str, lines: list[str], space: str) -> None:
    """As one line they would be a paragraph, and in a paragraph they are one."""
    inside = markup.format(*CARD, space)

    assert read_html(f"<body><div>{inside}</div></body>", "a.html").text.split("\n") == lines
    assert "\n" not in read_html(f"<body><p>{inside}</p></body>", "a.html").text


def test_an_element_full_of_pieces_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A board of figures holds thousands; each of them must not go through all the others."""
    asked: list[int] = []

    def count(parent: LexborNode) -> bool:
        asked.append(parent.mem_id)
        return False

    monkeypatch.setattr(page_seams, "_is_running_text", count)
    read_html("<body><div>" + "<span>12</span>" * 500 + "</div></body>", "a.html")

    assert len(asked) == 1


def test_an_element_full_of_titles_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def count(parent: LexborNode) -> bool:
        asked.append(parent.mem_id)
        return True

    monkeypatch.setattr(page_seams, "_holds_boxes", count)
    text = read_html("<body><div>" + f"<a>{CARD[0]}</a>" * 500 + "</div></body>", "a.html").text

    assert text.count("\n") == 499
    assert len(asked) == 1


def test_markup_says_what_each_line_is() -> None:
    marks = [(mark, text[:12]) for mark, text in quote(PAGE)]

    assert marks == [
        ("boilerplate", "Trang chủ Ki"),
        ("headline", "Cầu mới thôn"),
        ("byline", "Minh An"),
        ("dateline", "4/2/2025 21:"),
        ("lead", "Cây cầu nối "),
        ("body", "Sáng nay, hà"),
        ("caption", "Cầu nhìn từ "),
        ("body", "Theo chủ đầu"),
        ("sidebar", "Tin liên qua"),
        ("sidebar", "Hầm chui sắp"),
        ("boilerplate", "Bản quyền th"),
    ]


def test_a_list_beside_a_short_story_is_not_the_page_however_long_it_is() -> None:
    """Three teasers may have more words than the story, and the story has the headline."""
    teaser = "<li>Hội chợ nông sản của các xã ven sông mở cửa đón khách đến xem và mua từ tuần sau.</li>"
    html = (
        "<main><article><h1>Cầu mới thông xe</h1>"
        "<p>Cây cầu nối hai bờ sông Lữ đã thông xe vào sáng nay, sau ba năm thi công.</p>"
        f"</article><aside><ul>{teaser * 3}</ul></aside></main>"
    )

    assert [mark for mark, _ in quote(html)] == ["headline", "body", *["sidebar"] * 3]


def test_long_titles_in_a_column_of_no_name_are_no_body_of_a_short_story() -> None:
    """Nothing marks the column, and its titles are no links; but a paragraph ends its sentences."""
    title = "<li>Hội chợ nông sản của mười tám xã ven sông Lữ mở cửa đón khách đến xem và mua</li>"
    story = "<p>Cây cầu nối hai bờ sông Lữ đã thông xe vào sáng nay, sau ba năm thi công.</p>"
    html = f"<div><h1>Cầu mới thông xe</h1>{story * 4}</div><div><b>Xem nhiều</b><ol>{title * 3}</ol></div>"

    assert [mark for mark, _ in quote(html)] == ["headline", *["body"] * 4]


@pytest.mark.parametrize("between", ["<ul><li><a href='/x'>Hầm chui sắp xong</a> 3/2/2025</li></ul>", ""])
def test_the_foot_of_a_page_is_no_body_of_a_short_story(between: str) -> None:
    """No name marks it, and it is as long as a paragraph; but a list parts it from the story."""
    story = "<div>Cây cầu nối hai bờ sông Lữ đã thông xe vào sáng nay, sau ba năm thi công.</div>"
    foot = "Báo Biển - tạp chí của người đi biển. Tòa soạn số 5 phố Thuyền Thúng, phường Bến Gỗ."
    column = f"<div class='r'>{between}</div>"
    page = f"<div><div><b>Cầu mới thông xe</b><div>{story * 3}</div></div>{column}</div><div>{foot}</div>"

    assert (quote(page)[-1] == ("body", foot)) == (not between)


def test_a_column_of_an_old_layout_is_no_cell_of_the_story() -> None:
    row = "<tr><td>Giải nhất</td><td>40518</td></tr>"
    html = (
        "<table><tr><td><a>Thời sự</a><br><a>Rao vặt</a></td><td><b>Cầu mới thông xe</b><br>12/3/2024"
        "<p>Cây cầu nối hai bờ sông đã thông xe sau ba năm thi công.</p>"
        f"<table>{row}</table></td></tr></table>"
    )

    assert read_html(html, "a.html").text.split("\n") == [
        *["Thời sự", "Rao vặt", "Cầu mới thông xe", "12/3/2024"],
        "Cây cầu nối hai bờ sông đã thông xe sau ba năm thi công.",
        "Giải nhất 40518",
    ]


def test_a_page_says_its_own_title_times_and_outlet(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)

    article = next(iter(read_articles([str(tmp_path)]))).articles.row(0, named=True)

    said = {name: article[name] for name in ("title", "published", "modified", "author", "site", "url")}
    assert said == {
        "title": "Cầu mới thông xe",
        "published": "2025-02-04T21:52:00+07:00",
        "modified": "2025-02-05T06:00:00+07:00",
        "author": "Minh An",
        "site": "Báo Biển",
        "url": "https://bien.example/cau-moi.html",
    }
    assert article["language"] == "vi"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<meta property="article:published_time" content="2025-02-04T21:52:00+07:00">',
            "2025-02-04T21:52:00+07:00",
        ),
        ('<meta name="pubdate" content="2025-02-04">', "2025-02-04"),
        ('<meta itemprop="datePublished" content="2025-02-04T08:00Z">', "2025-02-04T08:00Z"),
        (
            '<script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2025"}]</script>',
            "2025",
        ),
        ('<script type="application/ld+json">{"@type":"NewsArticle", oops}</script>', ""),
        ('<script type="application/ld+json">{"@type":"WebPage","datePublished":"2025"}</script>', ""),
        ("", ""),
    ],
)
def test_publication_time_is_what_the_page_declares(head: str, published: str) -> None:
    assert read_html(f"<html><head>{head}</head><body><p>Tin.</p></body></html>", "a").published == published


def test_a_time_beside_the_headline_counts_and_times_of_a_list_do_not() -> None:
    beside = '<div><h1>Tin</h1><time datetime="2025-02-04T08:00+07:00">sáng</time></div>'
    listed = "".join(f'<li><time datetime="2026-01-0{n}">x</time></li>' for n in range(1, 6))

    assert read_html(f"<body>{beside}<ul>{listed}</ul>", "a").published == "2025-02-04T08:00+07:00"
    assert read_html(f"<body><div><h1>Tin</h1><ul>{listed}</ul></div>", "a").published == ""


OTHER = '<time datetime="2026-01-09">9/1</time>'
LINKED = '<script type="application/ld+json">{{"@graph": [{0}]}}</script>'
NODE = '{{"@type": "NewsArticle", "headline": "{0}", "url": "{1}", "datePublished": "{2}"}}'
CHOIR = NODE.format("Đội hợp xướng tuyển tài xế", "https://bien.example/choir", "2026-01-09")


@pytest.mark.parametrize(
    ("head", "beside", "published"),
    [
        ("", f'<section class="related"><div>Đội hợp xướng {OTHER}</div></section>', ""),
        ("", f"<article><h3>Đội hợp xướng</h3>{OTHER}</article>", ""),
        ("", f'<section id="comments"><b>Lan</b> {OTHER}</section>', ""),
        ("", f"<div><b>Lan</b> {OTHER}</div>", "2026-01-09"),
        (LINKED.format(f"{CHOIR}, {NODE.format('Cầu mới thông xe', '', '2025-02-04')}"), "", "2025-02-04"),
        (
            LINKED.format(f"{CHOIR}, {NODE.format('Xe qua cầu', 'http://bien.example/cau/', '2025-02-04')}"),
            "",
            "2025-02-04",
        ),
        (LINKED.format(f"{CHOIR}, {NODE.format('Hầm chui sắp xong', '', '2025-02-04')}"), "", ""),
        (
            "",
            '<p itemscope><b itemprop="headline">Chợ</b><meta itemprop="datePublished" content="2026"></p>',
            "",
        ),
        ("", f"<div itemscope>{OTHER.replace('<time', '<time itemprop=datePublished')}</div>", "2026-01-09"),
    ],
)
def test_the_time_of_another_story_is_not_the_page_s(head: str, beside: str, published: str) -> None:
    """In a list under the story, among what readers said, or in what the page says of all its stories."""
    own = '<link rel="canonical" href="https://www.bien.example/cau?x=1">'
    page = (
        f"<html><head>{own}{head}</head><body><main><article><h1>Cầu mới thông xe</h1><p>Tin.</p></article>"
    )

    assert read_html(f"{page}{beside}</main></body></html>", "a").published == published


def test_a_headline_on_top_of_the_page_has_its_time_right_under_it() -> None:
    time = '<div>Ann Lee <time datetime="2025-02-04T08:00+07:00">x</time></div>'

    assert read_html(f"<body><h1>Tin</h1>\n<p>Tóm tắt.</p>{time}", "a").published == "2025-02-04T08:00+07:00"
    assert read_html(f"<body><h1>Tin</h1><p>Một.</p><p>Hai.</p>{time}", "a").published == ""


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        ('<time class="updated" datetime="2025-02-05">5 Feb</time>', ""),
        ('<time datetime="2025-02-05">Cập nhật 5/2</time>', ""),
        ('<time itemprop="dateModified" datetime="2025-02-05">5 Feb</time>', ""),
        ('Last updated: <time datetime="2025-02-05">5 Feb</time>', ""),
        ('<time class="entry-date published updated" datetime="2025-02-05">5 Feb</time>', "2025-02-05"),
        ('<time datetime="2025-02-04">x</time> Updated <time datetime="2025-02-05">y</time>', "2025-02-04"),
        (
            'Updated <time datetime="2025-02-05">y</time> Published <time datetime="2025-02-04">x</time>',
            "2025-02-04",
        ),
        ('<time datetime="2025-02-04T21:51">4 Feb, 9:51 pm | Updated: 5 Feb</time>', "2025-02-04T21:51"),
        ('<time datetime="2025-02-05T03:52">4 Feb, 9:51 pm | Updated: 5 Feb</time>', ""),
    ],
)
def test_the_time_of_a_change_is_not_that_of_publication(shown: str, published: str) -> None:
    assert read_html(f"<body><div><h1>Tin</h1><p>{shown}</p></div>", "a").published == published


@pytest.mark.parametrize(
    ("tag", "attributes", "mark"),
    [
        ("figcaption", {}, "caption"),
        ("td", {"class": "desc_cation"}, "caption"),
        ("p", {"class": "wp-caption-text"}, "caption"),
        ("div", {"class": "box-tin-lienquan"}, "sidebar"),
        ("div", {"id": "docnhieu"}, "sidebar"),
        ("div", {"class": "promo-small"}, "sidebar"),
        ("h2", {"class": "chapeau"}, "lead"),
        ("span", {"itemprop": "author"}, "byline"),
        ("div", {"class": "layout-has-sidebar"}, ""),
        ("div", {"class": "location education"}, ""),
        ("div", {"class": None}, ""),
    ],
)
def test_names_of_elements_are_read_as_words(tag: str, attributes: dict[str, str | None], mark: str) -> None:
    assert mark_element(tag, attributes) == mark


def test_a_wrapper_named_after_a_part_is_not_that_part() -> None:
    """Layouts call the element round everything `related-content` or `comments-open`."""
    paragraph = "<p>Một đoạn văn đủ dài để là thân bài của một tin có thật, không phải mục lục.</p>"

    marks = quote(f'<body><div class="related"><h1>Tin</h1>{paragraph * 3}</div>')

    assert [mark for mark, _ in marks] == ["headline", "body", "body", "body"]


def test_the_next_story_of_an_endless_page_is_not_this_ones_body() -> None:
    def tell(name: str) -> str:
        paragraph = f"<p>{name}: một đoạn văn đủ dài để là thân bài của một tin có thật, không phải mục.</p>"
        return f"<article><h1>{name}</h1>{paragraph * 4}</article>"

    body = [text for mark, text in quote(f"<body><main>{tell('Một')}{tell('Hai')}</main>") if mark == "body"]

    assert len(body) == 4
    assert all(text.startswith("Một") for text in body)


def test_the_body_ends_where_the_page_says_its_text_ends() -> None:
    told = [f"Đoạn {n} của bài, đủ dài để không ai nhầm với một mục trong danh sách nào cả." for n in "abcd"]
    more = "<p>Bình luận của một bạn đọc, dài như một đoạn văn thật và không thuộc về bài báo này.</p>"
    stated = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(told)})
    page = "".join(f"<p>{text}</p>" for text in told) + more

    script = f'<script type="application/ld+json">{stated}</script>'

    assert [text for mark, text in quote(f"{script}<body><div>{page}</div>") if mark == "body"] == told


def test_what_a_style_sheet_hides_is_not_read() -> None:
    html = '<p class="sr-only">Ẩn</p><p class="hidden md:block">Hiện</p><p class="d-none d-md-flex">Hiện</p>'

    assert read_html(html, "a").text == "Hiện\nHiện"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "x",
        "<b><i>" * 50_000 + "x",
        "<p>x" * 400_000,
        "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x",
        "<div></nothing>" * 2000 + "x",
        "<!-->" + "<div>" * 2000 + "x",
        '<i title="><!--">' + "<div>" * 2000 + "x",
        "<svg><style>" + "<div>" * 2000 + "x",
        "<g>" * 2000 + "x",
    ],
    ids=["nested", "formatting", "tags", "attributes", "closings", "comment", "quoted", "drawn", "flat"],
)
def test_markup_that_would_stop_the_parser_is_refused(html: str) -> None:
    with pytest.raises(SkippedInput):
        read_html(html, "a")


def test_a_deep_but_possible_page_is_read() -> None:
    assert read_html("<div>" * 300 + "<p>tin</p>" + "</div>" * 300, "a").text == "tin"


def test_tags_inside_scripts_and_comments_are_not_nesting() -> None:
    html = f"<script>'{'<div>' * 5000}'</script><!-- {'<div>' * 5000} --><p>tin</p>"

    assert read_html(html, "a").text == "tin"


def test_shapes_that_close_themselves_are_not_nesting() -> None:
    shapes = '<ellipse rx="4"/><stop offset="1"/>' * 1000

    assert read_html(f"<svg>{shapes}</svg><svg/><p>tin</p>", "a").text == "tin"


def test_a_long_picture_in_an_attribute_is_no_attack() -> None:
    assert read_html(f'<img src="data:image/png;base64,{"A= " * 100_000}"><p>tin</p>', "a").text == "tin"


def test_json_ld_of_any_depth_is_no_attack() -> None:
    deep = '{"@graph":' * 5000 + "1" + "}" * 5000

    assert read_html(f'<script type="application/ld+json">{deep}</script><p>tin</p>', "a").text == "tin"


@pytest.mark.parametrize("encoding", ["windows-1258", "no-such-charset", "utf-8", "utf-16"])
def test_a_wrong_declaration_does_not_spoil_a_page_in_utf8(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.html").write_bytes(f'<html><meta charset="{encoding}"><p>Đường sá ngập</p>'.encode())

    assert next(iter(read_articles([str(tmp_path)]))).articles["text"].to_list() == ["Đường sá ngập"]


def test_a_page_that_begins_with_a_thousand_comments_is_still_a_page(tmp_path: Path) -> None:
    """A pattern that tried every way to part them would never end."""
    (tmp_path / "a.txt").write_text("<!-- x --> " * 1000 + "<html><p>tin</p>")
    (tmp_path / "b.txt").write_text("<!-- x --> " * 1000 + "<!-- tin")

    texts = next(iter(read_articles([str(tmp_path)]))).articles["text"].to_list()

    assert texts[0] == "tin"
    assert texts[1].endswith("<!-- tin")


def test_a_page_of_50_mb_is_too_long(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html>" + "<p>tin tức</p>" * 4_000_000)

    assert next(iter(read_articles([str(tmp_path)]))).skipped["reason"].to_list() == ["too_long"]


TAGS = st.sampled_from(
    ["p", "div", "h1", "table", "td", "b", "a", "br", "aside", "script", "template", "svg", "/p"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(TAGS.map("<{}>".format), st.text(max_size=12)), max_size=30).map("".join))
def test_marks_always_lie_inside_the_text_in_order(html: str) -> None:
    try:
        record = read_html(html, "a")
    except SkippedInput:
        return

    places = [place for mark in record.marks for place in (mark["begin"], mark["end"])]
    assert places == sorted(places)
    assert not places or places[-1] <= len(record.text)
    assert all(line.strip(" \t") for line in record.text.split("\n"))


DATA = Path(__file__).parents[2] / "shared" / "data" / "pages_dated"


@pytest.mark.skipif(not DATA.exists(), reason="the shared data are not here")
def test_real_pages_say_when_they_were_published(tmp_path: Path) -> None:
    """Nineteen pages in twenty declare it in a form that needs no guessing."""
    names = sorted(path.name for path in DATA.glob("*.html.gz"))[:40]
    for name in names:
        (tmp_path / name).symlink_to(DATA / name)

    batches = [batch.articles for name in names for batch in read_articles([str(tmp_path / name)])]

    articles = pl.concat(batches or [pl.DataFrame(schema=ARTICLES)])
    assert articles.filter(pl.col("published") != "").height >= 0.95 * len(names)


ID = "https://www.coast.example/#organization"
OF_ID = f'{{"@type": "NewsArticle", "publisher": {{"@id": "{ID}"}}}}'


@pytest.mark.parametrize(
    ("head", "linked", "site"),
    [
        ('<meta property="og:site_name" content="Coast Daily">', OF_ID, "Coast Daily"),
        ("", f'{OF_ID}, {{"@type": "Organization", "@id": "{ID}", "name": "Coast Daily"}}', "Coast Daily"),
        ("", OF_ID, "coast.example"),
        (f'<meta property="og:site_name" content="{ID}">', OF_ID, "coast.example"),
        ("", '{"@type": "NewsArticle", "publisher": {"name": "Coast Daily", "url": "/"}}', "Coast Daily"),
        ('<link rel="canonical" href="https://tide.example/a">', OF_ID, ""),
    ],
)
def test_a_publisher_told_by_an_id_has_the_name_that_the_page_gives_it(head, linked, site):
    """Nobody reads "https://…/#organization"; a page with an address of its own is told by that."""
    linked = f'<script type="application/ld+json">{{"@graph": [{linked}]}}</script>'

    assert read_html(f"<html><head>{head}{linked}</head><p>Tin.</p>", "a.html").site == site


def test_what_the_markup_of_a_story_names_is_kept_beside_it() -> None:
    told = "<p>The ferry to the outer isles sailed again this morning after a week of gales and fog.</p>" * 3
    shown = '<a href="https://www.tarnpost.example/7">Original story</a><div><img alt="The Tarn Post"></div>'
    beside = '<footer><a href="https://gorse.example/">Gorse News</a></footer>'
    head = '<meta name="copyright" content="Heath Media">'

    record = read_html(f"<head>{head}</head><body><article>{told}{shown}</article>{beside}</body>", "a.html")

    assert record.sources.split("\n") == [
        "names\tcopyright\tHeath Media", "names\tlink\ttarnpost.example", "names\timage\tThe Tarn Post",
    ]  # fmt: skip

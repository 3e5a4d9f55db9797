"""Does a picture's credit that only metadata give reach the caption it belongs to?"""

# ruff: noqa: E501  (markup cut in two is harder to check than a long line)

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from dedup.agencies import read_agencies
from dedup.blocks import split_blocks
from dedup.credits import find_credit_spans, find_credits
from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.reading import ReadOptions, read_articles
from dedup.roles import find_roles
from dedup.tokens import tokenise_blocks

CAPTION = "Ghe hàng bông neo dưới chân cầu Lâm Khê sáng mùng bảy."
OTHER = "Một góc chợ nổi nhìn từ phía bến đò cũ."
BODY = (
    "Sáng mùng bảy, hơn trăm ghe đã về bến sau hai tuần nghỉ chợ.",
    "Ban quản lý chợ cho biết giá thuê bến không đổi trong cả mùa nước.",
    "Bà con mong con nước năm nay lên chậm hơn để kịp thu hoạch.",
)

NINJS = json.dumps(
    {
        "uri": "tag:tin.example,2025:1",
        "firstcreated": "2025-02-04T14:52:00Z",
        "type": "text",
        "headline": "Lâm Khê mở lại chợ nổi",
        "body_text": "\n\n".join(BODY),
        "associations": {
            "main": {"type": "picture", "description_text": CAPTION, "creditline": "AFP"},
            "more": {"type": "picture", "description_text": OTHER, "creditline": "AP"},
        },
    }
)
PAGE = """<html lang="vi"><head><title>Lâm Khê mở lại chợ nổi</title>
<script type="application/ld+json">{linked}</script></head><body><article><h1>Lâm Khê mở lại chợ nổi</h1>
<p>{0}</p><figure><img src="a.jpg"><figcaption>{caption}</figcaption></figure><p>{1}</p>
<figure><img src="b.jpg"><figcaption>{other}</figcaption></figure><p>{2}</p></article></body></html>"""
LINKED = {
    "@type": "NewsArticle",
    "headline": "Lâm Khê mở lại chợ nổi",
    "image": [{"@type": "ImageObject", "url": "a.jpg", "caption": CAPTION, "creditText": "AFP"}],
}
NITF = f"""<nitf><head><docdata/></head><body><body.head><hedline><hl1>Lâm Khê mở lại chợ nổi</hl1></hedline></body.head>
<body.content><p>{BODY[0]}</p><p>{BODY[1]}</p>
<media media-type="image"><media-caption>{CAPTION}</media-caption><media-producer>AFP</media-producer></media>
<media media-type="image"><media-caption>{OTHER}</media-caption></media></body.content></body></nitf>"""
RSS = f"""<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Tin</title><link>https://tin.example</link>
<item><title>Lâm Khê mở lại chợ nổi</title><description>{" ".join(BODY)}</description>
<media:content url="a.jpg"><media:description>{CAPTION}</media:description><media:credit>AFP</media:credit></media:content>
<media:content url="b.jpg"><media:description>{OTHER}</media:description></media:content></item></channel></rss>"""
NEWSML = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:tin.example:1" version="1" standard="NewsML-G2" standardversion="2.30">
<itemMeta><itemClass qcode="ninat:picture"/><provider literal="tin.example"/></itemMeta>
<contentMeta><creditline>AFP</creditline><headline>Chợ nổi</headline><description role="drol:caption">{CAPTION}</description></contentMeta></newsItem>"""
FIELDS = json.dumps(
    {"text": "\n\n".join(BODY), "caption": CAPTION, "photo_credit": "AFP", "outlet": "Tin"},
    ensure_ascii=False,
)
FORMATS = {
    "ninjs.json": NINJS,
    "page.html": PAGE.format(
        *BODY, caption=CAPTION, other=OTHER, linked=json.dumps(LINKED, ensure_ascii=False)
    ),
    "story.nitf": NITF,
    "feed.rss": RSS,
    "picture.xml": NEWSML,
    "export.jsonl": FIELDS + "\n",
    "export.json": FIELDS,
}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def credit_pictures(path: Path) -> list[tuple]:
    """Return creditor of every photo credit of a file, and the caption it belongs to."""
    (batch,) = read_articles([str(path)], ReadOptions())
    blocks = split_blocks(batch.articles)
    roled = find_roles(tokenise_blocks(blocks, find_credit_spans(blocks))[0], batch.articles)
    found = find_credits(batch.articles, roled, read_agencies()).filter(pl.col("role") == "photo")
    text = batch.articles["text"][0]
    return [
        (creditor, None if begin is None else text[begin:end])
        for creditor, begin, end in found.select("creditor", "begin", "end").iter_rows()
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_a_credit_in_metadata_belongs_to_the_caption_given_with_it(tmp_path, name):
    found = credit_pictures(write(tmp_path / name, FORMATS[name]))

    assert ("AFP", CAPTION) in found
    assert {caption for creditor, caption in found if creditor == "AFP"} == {CAPTION}


def test_a_credit_without_a_caption_belongs_to_none_of_several(tmp_path):
    bare = LINKED | {"image": {"@type": "ImageObject", "creditText": "AFP"}}
    page = PAGE.format(*BODY, caption=CAPTION, other=OTHER, linked=json.dumps(bare))

    assert credit_pictures(write(tmp_path / "page.html", page)) == [("AFP", None)]


def test_a_caption_that_the_page_cuts_short_is_the_same_caption(tmp_path):
    cut = CAPTION.removesuffix(" sáng mùng bảy.")
    page = PAGE.format(*BODY, caption=cut, other=OTHER, linked=json.dumps(LINKED))

    assert credit_pictures(write(tmp_path / "page.html", page)) == [("AFP", cut)]


def test_a_few_words_that_begin_another_caption_are_not_that_caption(tmp_path):
    few = LINKED | {"image": {"@type": "ImageObject", "creditText": "AFP", "caption": "Ghe hàng"}}
    page = PAGE.format(*BODY, caption=CAPTION, other=OTHER, linked=json.dumps(few))

    assert credit_pictures(write(tmp_path / "page.html", page)) == [("AFP", None)]


def test_a_picture_that_two_outlets_ran_is_credited_as_their_metadata_say(tmp_path):
    """The picture is the agency's, the story is not: no text credit follows from it."""
    write(tmp_path / "tin-a" / "a.html", FORMATS["page.html"])
    write(tmp_path / "tin-b" / "b.nitf", NITF)

    run = scan([str(tmp_path)], ScanOptions(), lambda *_: None)

    captions = run.clusters.filter(pl.col("role") == "caption").select("cluster", "unit")
    shown = run.units.join(captions, on="unit").join(run.blocks, on=["article", "ordinal"])
    shown = shown.with_columns(size=pl.col("end") - pl.col("begin"))
    told = dict(shown.join(run.origins, on="cluster").select("size", "credited_to").iter_rows())
    assert told[len(CAPTION)] == "AFP"
    assert told[len(OTHER)] == ""
    assert run.uncredited.height == 0


LIMITED = """
import resource, sys
from dedup.__main__ import main
resource.setrlimit(resource.RLIMIT_AS, (12 << 30, 12 << 30))
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory")
def test_a_page_of_ten_thousand_captions_with_a_credit_each_is_no_attack(tmp_path):
    """Every caption met every credit of its page: 900 KB took more than 20 GB."""
    lines = (f"Ghe số {n} neo dưới cầu. Ảnh: Cẩm Vân {n}/TTXVN" for n in range(10_000))
    page = "\n\n".join([*BODY, *lines])
    files = [write(tmp_path / outlet / "a.txt", page) for outlet in ("tin-a", "tin-b")]

    command = [sys.executable, "-c", LIMITED, "scan", *map(str, files), "-q", "-o", str(tmp_path / "run")]
    ended = subprocess.run(command, check=False, capture_output=True)

    assert (ended.returncode, ended.stderr) == (0, b"")


ALIKE = """
import resource
import polars as pl
from dedup.agencies import read_agencies
from dedup.credits.linking import read_sources

resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
size = 100_000
numbers = pl.int_range(size, eager=True).cast(pl.String)
text = f"{CAPTION} " + numbers
blocks = pl.DataFrame({"text": text, "begin": pl.int_range(size, eager=True) * 100}).with_columns(
    article=pl.lit([*range(10)]), role=pl.lit("caption"), end=pl.col("begin") + 99
)
blocks = blocks.explode("article").sort("article", "begin").cast(
    {"article": pl.UInt32, "begin": pl.UInt32, "end": pl.UInt32}
)
lines = [f"photo\\timage creditText\\tAFP\\t{CAPTION} {number}" for number in range(size - 100, size)]
articles = pl.DataFrame({"article": range(10), "sources": "\\n".join(lines)}, schema_overrides={"article": pl.UInt32})
found = read_sources(articles, blocks, read_agencies())
print(found.height, found["begin"].min(), found["begin"].max())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory")
def test_a_hundred_pictures_are_found_among_a_hundred_thousand_captions_that_begin_alike():
    """Each met each: ten such pages took 12 GB."""
    command = [sys.executable, "-c", f"CAPTION = {CAPTION!r}{ALIKE}"]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)

    assert (ended.stderr, ended.stdout.split()) == ("", ["1000", "9990000", "9999900"])

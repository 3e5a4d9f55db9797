"""Do feeds, wire formats, crawls and crawlers' exports say the same of an article as its page does?"""

# ruff: noqa: E501  (markup cut in two is harder to check than a long line)

import gzip
import json
from pathlib import Path

import polars as pl
import pytest

from dedup.agencies import read_agencies
from dedup.credits import find_credits
from dedup.reading import ReadOptions, read_articles
from dedup.schema import ARTICLES, ROLED, SKIPPED

FIXTURES = Path(__file__).parent / "fixtures"
BODY = "Sáng mùng bảy, hơn trăm ghe đã về bến.\n\nBan quản lý chợ cho biết giá thuê bến không đổi."
CAPTION = "Ghe hàng bông trên bến Lâm Khê."
TITLE = "Lâm Khê mở lại chợ nổi"
NO_BLOCKS = pl.DataFrame(schema=ROLED)


def read(path: Path, **options: object) -> tuple[list[dict], list[tuple]]:
    batches = list(read_articles([str(path)], ReadOptions(**options)))
    articles = pl.concat([batch.articles for batch in batches] or [pl.DataFrame(schema=ARTICLES)])
    skipped = pl.concat([batch.skipped for batch in batches] or [pl.DataFrame(schema=SKIPPED)])
    return articles.to_dicts(), skipped.select("path", "reason").rows()


def link(articles: list[dict]) -> list[tuple]:
    """Return role, creditor and field of what the metadata of articles say of their sources."""
    found = find_credits(pl.DataFrame(articles, ARTICLES), NO_BLOCKS, read_agencies())
    return found.select("role", "creditor", "source").rows()


def test_a_feed_is_an_article_an_item_and_names_the_feed_it_came_from():
    (first, second), skipped = read(FIXTURES / "rss.xml")

    assert first["text"] == "\n\n".join([TITLE, BODY, CAPTION, "Một góc chợ nổi nhìn từ cầu."])
    assert (first["outlet"], first["article_id"], first["author"]) == (
        "tinmau24.vn",
        "tinmau24-4711",
        "Mai Lụa",
    )
    assert first["published"] == "Tue, 04 Feb 2025 21:52:00 +0700"
    assert second["text"].endswith("Giá cà phê sáng nay\xa0đi ngang tại các tỉnh.")
    assert link([first]) == [("photo", "TTXSV", "media:credit"), ("via", "ttxsv.vn", "source")]
    assert skipped == [("rss.xml#3", "empty")]


def test_an_atom_entry_keeps_its_xhtml_and_the_head_of_the_feed_it_was_taken_from():
    (article,), _ = read(FIXTURES / "atom.xml")

    assert article["title"] == "Ferry ’Halcyon’ back in service"
    assert article["text"].endswith("at dawn on Tuesday.\n\nIt carried forty passengers and a brass band.")
    assert (article["published"], article["modified"]) == ("2025-02-04T14:52:00Z", "2025-02-05T02:30:00Z")
    assert link([article]) == [("via", "aldoriaherald.test", "source")]


@pytest.mark.parametrize("version", [1, 2, 3])
def test_three_spellings_of_ninjs_are_one_article(version):
    (article,), skipped = read(FIXTURES / f"ninjs_{version}.json")

    assert article["text"] == "\n\n".join([TITLE, BODY, CAPTION])
    assert article["credit"] == "Báo Lâm Khê"
    assert article["published"] == f"2025-02-04T{'20:00' if version == 2 else '19:40'}:00+07:00"
    assert article["modified"] == "2025-02-04T20:05:00+07:00"
    assert any(role == "photo" for role, *_ in link([article]))
    assert skipped == []


def test_ninjs_items_stand_in_json_lines_and_arrays_too(tmp_path):
    items = [json.loads((FIXTURES / f"ninjs_{version}.json").read_text()) for version in (1, 2, 3)]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items))
    (tmp_path / "wire.json").write_text(json.dumps(items))

    articles, _ = read(tmp_path)

    assert [article["text"] for article in articles] == ["\n\n".join([TITLE, BODY, CAPTION])] * 6


def test_newsml_tells_the_first_publication_and_every_hand_the_text_passed_through():
    (text, picture), _ = read(FIXTURES / "newsml.xml")

    assert text["text"] == "\n\n".join([TITLE, BODY, CAPTION])
    assert (text["published"], text["modified"]) == ("2025-02-04T22:01:00+07:00", "2025-02-05T05:58:00+07:00")
    assert (text["outlet"], text["credit"]) == ("Lâm Khê Post", "TTXSV")
    assert [field.split("\t")[1:] for field in text["sources"].split("\n")][:2] == [
        ["hopHistory", "Thông tấn xã Sông Vân"],
        ["hopHistory", "Tin Mẫu 24"],
    ]
    assert ("via", "ttxsv.vn", "derivedFrom") in link([text])
    assert picture["text"] == "Chợ nổi Lâm Khê\n\nKhách mua hàng từ ghe."


def test_a_later_version_does_not_say_when_the_first_came_out(tmp_path):
    wire = (FIXTURES / "newsml.xml").read_text()
    cut = wire[: wire.index("<pubHistory>")] + wire[wire.index("</pubHistory>") + len("</pubHistory>") :]
    (tmp_path / "w.xml").write_text(cut.replace("<firstCreated>2025-02-04T21:50:00+07:00</firstCreated>", ""))

    (text, _), _ = read(tmp_path)

    assert (text["published"], text["modified"]) == ("", "2025-02-05T05:58:00+07:00")


def test_nitf_is_read_without_fetching_its_dtd():
    (article,), _ = read(FIXTURES / "nitf.xml")

    assert article["title"] == "Ferry Halcyon back in service"
    assert "at dawn on Tuesday.\n\nIt carried forty passengers" in article["text"]
    assert article["text"].endswith("The ferry leaves Port Aldoria.")
    assert (article["published"], article["credit"]) == ("20250204T145200Z", "Aldoria News Service")
    assert ("photo", "Ivo Brandt", "media-producer") in link([article])


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
LEAK = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>'


@pytest.mark.parametrize(
    "xml", [BOMB, LEAK, "<rss>" * 500 + "</rss>" * 500, "<rss><channel>", "<rss>&nope;</rss>"]
)
def test_xml_that_declares_entities_or_is_broken_is_refused(tmp_path, xml):
    (tmp_path / "feed.xml").write_text('<?xml version="1.0"?>' + xml)

    articles, skipped = read(tmp_path)

    assert (articles, skipped) == ([], [("feed.xml", "malformed")])


def make_page(more: str = "") -> bytes:
    return f"<!doctype html><html lang=vi><title>{TITLE}</title><h1>{TITLE}</h1><p>{BODY}{more}</p></html>".encode()


def make_record(block: bytes, *, kind: str = "response", date: str = "2025-02-05T01:00:00Z") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://www.tinmau24.vn/cho-noi\r\nWARC-Date: {date}\r\n"
    kind = "application/http; msgtype=response" if kind == "response" else "text/html"
    return (
        f"{head}Content-Type: {kind}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
    )


def make_response(page: bytes, *headers: str) -> bytes:
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *headers, "", ""]
    return "\r\n".join(lines).encode() + page


def make_crawl() -> list[bytes]:
    page, later = make_page(), make_page(" Bổ sung.")
    chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (50, later[:50], len(later) - 50, later[50:])
    return [
        make_record(b"software: x\r\n", kind="warcinfo"),
        make_record(make_response(page)),
        make_record(make_response(chunks, "Transfer-Encoding: chunked"), date="2025-02-06T01:00:00Z"),
        make_record(make_response(gzip.compress(page), "Content-Encoding: gzip")),
        make_record(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
    ]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "one.warc.gz"])
def test_every_capture_of_a_page_is_read_with_its_address_and_instant(tmp_path, name):
    pack = gzip.compress if name == "crawl.warc.gz" else bytes
    data = b"".join(map(pack, make_crawl()))
    (tmp_path / name).write_bytes(gzip.compress(data) if name == "one.warc.gz" else data)

    articles, skipped = read(tmp_path)

    assert [article["path"] for article in articles] == [f"{name}#2", f"{name}#3", f"{name}#4"]
    assert {article["outlet"] for article in articles} == {"tinmau24.vn"}
    assert {article["url"] for article in articles} == {"https://www.tinmau24.vn/cho-noi"}
    assert articles[1]["captured"] == "2025-02-06T01:00:00Z"
    assert articles[1]["text"].endswith("Bổ sung.")
    assert skipped == []


def damage_length(record: bytes) -> bytes:
    return record.replace(b"Content-Length: ", b"Content-Length: 9", 1)


def damage_header(record: bytes) -> bytes:
    return record.replace(b"Content-Length: ", b"Content-Length: x", 1)


@pytest.mark.parametrize("damage", [damage_length, damage_header])
def test_a_broken_record_of_a_crawl_is_lost_alone_and_named(tmp_path, damage):
    records = make_crawl()
    (tmp_path / "c.warc").write_bytes(b"".join([*records[:2], damage(records[2]), *records[3:]]))

    articles, skipped = read(tmp_path)

    assert [article["path"] for article in articles] == ["c.warc#2", "c.warc#4"]
    assert skipped == [("c.warc#3", "malformed")]


def test_a_damaged_member_of_a_compressed_crawl_is_lost_alone(tmp_path):
    members = [bytearray(gzip.compress(record)) for record in make_crawl()]
    members[2][60:80] = bytes(20)
    (tmp_path / "c.warc.gz").write_bytes(b"".join(members))

    articles, skipped = read(tmp_path)

    assert [article["path"] for article in articles] == ["c.warc.gz#2", "c.warc.gz#4"]
    assert skipped == [("c.warc.gz#3", "malformed")]


def test_a_crawl_cut_off_keeps_what_came_before(tmp_path):
    data = b"".join(map(gzip.compress, make_crawl()))
    (tmp_path / "c.warc.gz").write_bytes(data[:-260])

    articles, skipped = read(tmp_path)

    assert len(articles) >= 2
    assert [reason for _, reason in skipped] == ["malformed"]


def test_a_bomb_inside_a_capture_stops_at_the_limit(tmp_path):
    bomb = gzip.compress(b"<html><p>" + b"a" * 5_000_000)
    (tmp_path / "c.warc").write_bytes(make_record(make_response(bomb, "Content-Encoding: gzip")))

    articles, skipped = read(tmp_path, max_bytes=1_000_000)

    assert (articles, skipped) == ([], [("c.warc#1", "too_long")])


@pytest.mark.parametrize("line", ["", "Content-Type: application/octet-stream\r\n", "Content-Type: */*\r\n"])
def test_a_capture_without_a_telling_type_is_a_page_by_its_content(tmp_path, line):
    served = [f"HTTP/1.1 200 OK\r\n{line}\r\n".encode() + body for body in (make_page(), b"\x89PNG", b"{}")]
    (tmp_path / "c.warc").write_bytes(b"".join(map(make_record, served)))

    articles, skipped = read(tmp_path)

    assert [article["path"] for article in articles] == ["c.warc#1"]
    assert skipped == []


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        (make_response(b"\x1b\x02\x00\xf8\x27", "Content-Encoding: br"), "unreadable"),
        (make_response(b"\x1b\x02\x00\xf8\x27", "Content-Encoding: shrink"), "unreadable"),
        (make_response(gzip.compress(make_page())[:90], "Content-Encoding: gzip, br"), "unreadable"),
        (make_response(b"ZZZ\r\nabc", "Transfer-Encoding: chunked"), "malformed"),
        (make_response(b"FFFF\r\n" + make_page(), "Transfer-Encoding: chunked"), "malformed"),
        (make_response(b"5\r\n<html\r\n" + make_page(), "Transfer-Encoding: chunked"), "malformed"),
        (b"no status<html><p>Thuy\xe1\xbb\x81n", "malformed"),
    ],
)
def test_a_page_that_cannot_be_decoded_is_skipped_and_numbered(tmp_path, served, reason):
    records = [make_record(make_response(make_page())), make_record(served)]
    (tmp_path / "c.warc").write_bytes(b"".join(records))

    articles, skipped = read(tmp_path)

    assert [article["path"] for article in articles] == ["c.warc#1"]
    assert skipped == [("c.warc#2", reason)]


@pytest.mark.parametrize(
    "headers", [["Content-Encoding: br"], ["Transfer-Encoding: chunked"], ["Content-Encoding: utf-8"]]
)
def test_a_page_whose_crawler_undid_its_coding_is_read(tmp_path, headers):
    (tmp_path / "c.warc").write_bytes(make_record(make_response(make_page(), *headers)))

    (article,), skipped = read(tmp_path)

    assert article["text"].startswith(TITLE)
    assert skipped == []


def test_packed_bytes_whose_chunks_the_crawler_undid_are_read(tmp_path):
    headers = ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]
    (tmp_path / "c.warc").write_bytes(make_record(make_response(gzip.compress(make_page()), *headers)))

    (article,), _ = read(tmp_path)

    assert article["text"].startswith(TITLE)


def test_a_page_that_its_crawler_cut_off_on_purpose_is_read(tmp_path):
    record = make_record(make_response(b"FFFF\r\n" + make_page(), "Transfer-Encoding: chunked"))
    record = record.replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date", 1)
    (tmp_path / "c.warc").write_bytes(record)

    (article,), _ = read(tmp_path)

    assert article["text"].startswith(TITLE)


def test_a_crawl_of_pictures_alone_is_said_to_hold_no_page(tmp_path):
    (tmp_path / "c.warc").write_bytes(make_crawl()[-1])

    (batch,) = read_articles([str(tmp_path)])

    assert batch.skipped.select("reason", "detail").rows() == [
        ("empty", "holds records, but none is a page that was served")
    ]


def test_an_export_of_news_please_is_read_by_its_names(tmp_path):
    export = {
        "authors": ["Mai Lụa"], "date_download": "2025-02-05 03:00:00", "date_modify": None,
        "date_publish": "2025-02-04 21:52:00", "description": "Tóm tắt.", "filename": "x.html", "image_url": "a.jpg",
        "language": "vi", "localpath": None, "maintext": BODY, "source_domain": "www.tinmau24.vn", "text": None,
        "title": TITLE, "title_page": None, "title_rss": None, "url": "https://www.tinmau24.vn/cho-noi",
    }  # fmt: skip
    (tmp_path / "n.json").write_text(json.dumps(export))

    (article,), _ = read(tmp_path)

    assert article["text"] == f"{TITLE}\n\n{BODY}"
    assert (article["outlet"], article["published"]) == ("www.tinmau24.vn", "2025-02-04 21:52:00")


def test_an_export_of_fundus_is_read_through_its_nesting(tmp_path):
    paragraphs = BODY.split("\n\n")
    export = {
        "title": TITLE, "publishing_date": "2025-02-04 21:52:00+07:00", "authors": ["Mai Lụa"], "lang": "vi",
        "topics": ["chợ"], "free_access": True, "plaintext": "một dòng",
        "body": {"summary": [paragraphs[0]], "sections": [{"headline": [], "paragraphs": paragraphs[1:]}]},
        "images": [{"caption": CAPTION, "authors": ["Hà Phù Sa"], "is_cover": True, "versions": []}],
        "html": {
            "requested_url": "https://tinmau24.vn/cho-noi", "responded_url": "https://tinmau24.vn/cho-noi.html",
            "content": "<html>", "crawl_date": "2025-02-05 03:00:00", "source_info": {"publisher": "Tin Mẫu 24"},
        },
    }  # fmt: skip
    (tmp_path / "f.jsonl").write_text(json.dumps(export) + "\n" + json.dumps(export))

    (article, _), _ = read(tmp_path)

    assert article["text"] == "\n\n".join([TITLE, BODY, CAPTION])
    assert (article["outlet"], article["captured"]) == ("Tin Mẫu 24", "2025-02-05 03:00:00")
    assert article["url"] == "https://tinmau24.vn/cho-noi.html"


PAGE = """<!doctype html><html><head><title>Chợ nổi</title>
<link rel="canonical" href="https://ttxsv.vn/cho-noi"><meta property="og:url" content="https://tinmau24.vn/cho-noi">
<meta name="syndication-source" content="https://ttxsv.vn/cho-noi"><meta name="Googlebot-News" content="noindex">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Chợ nổi",
"isBasedOn": {{"@type": "CreativeWork", "url": "https://lamkhepost.vn/7"}}}}</script></head>
<body><h1>Chợ nổi</h1><p>{}</p></body></html>"""


def test_a_page_that_names_its_original_is_evidence_of_direction(tmp_path):
    (tmp_path / "tinmau24.vn").mkdir()
    (tmp_path / "tinmau24.vn" / "a.html").write_text(PAGE.format(BODY))

    (article,), _ = read(tmp_path)

    assert article["url"] == "https://tinmau24.vn/cho-noi"
    assert link([article]) == [
        ("via", "", "robots"),
        ("via", "lamkhepost.vn", "isBasedOn"),
        ("via", "ttxsv.vn", "canonical"),
    ]


def test_a_page_whose_canonical_address_is_its_own_comes_from_nobody(tmp_path):
    (tmp_path / "ttxsv.vn").mkdir()
    (tmp_path / "ttxsv.vn" / "a.html").write_text(
        PAGE.split("<meta", maxsplit=1)[0] + f"</head><body><p>{BODY}</p></body></html>"
    )

    (article,), _ = read(tmp_path)

    assert article["url"] == "https://ttxsv.vn/cho-noi"
    assert link([article]) == []


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", "utf-16", "klingon"])
def test_a_capture_is_decoded_by_its_bytes_where_its_charset_is_a_lie(tmp_path, declared):
    served = make_response(make_page()).replace(b"charset=utf-8", f"charset={declared}".encode())
    (tmp_path / "c.warc").write_bytes(make_record(served))

    (article,), _ = read(tmp_path)

    assert article["text"].startswith(TITLE)
    assert (article["encoding"], article["encoding_confidence"]) == ("utf-8", 1.0)


def test_a_crawl_that_is_one_endless_gzip_stream_stops_at_the_limit(tmp_path):
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 50000000\r\n\r\n"
    (tmp_path / "c.warc.gz").write_bytes(gzip.compress(head + bytes(50_000_000)))

    articles, skipped = read(tmp_path, max_bytes=1_000_000)

    assert (articles, skipped) == ([], [("c.warc.gz#1", "too_long")])


def test_json_lines_of_any_kind_in_a_feed_name_are_read_by_what_they_hold(tmp_path):
    (tmp_path / "a.txt").write_text((FIXTURES / "rss.xml").read_text(), encoding="utf-8")
    (tmp_path / "b.xml").write_text(json.dumps({"text": BODY}), encoding="utf-8")

    articles, _ = read(tmp_path)

    assert [article["path"] for article in articles] == ["a.txt#1", "a.txt#2", "b.xml"]

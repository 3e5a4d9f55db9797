"""Does hostile or broken input ever crash, hang, or vanish without a word?"""

import gzip
import json
from pathlib import Path

import polars as pl
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.errors import ParameterError
from dedup.reading import ReadOptions, read_articles
from dedup.schema import ARTICLES, SKIPPED

MIB = 1 << 20
CP1258 = "Chiều nay, mưa lớn làm ngập nhiều tuyến đường trong thành phố và giao thông bị ùn tắc kéo dài. "


def read(path: Path, **options: object) -> tuple[pl.DataFrame, list[tuple[str, int, str]]]:
    batches = list(read_articles([str(path)], ReadOptions(**options)))  # type: ignore[arg-type]
    articles = pl.concat([batch.articles for batch in batches] or [pl.DataFrame(schema=ARTICLES)])
    skipped = pl.concat([batch.skipped for batch in batches] or [pl.DataFrame(schema=SKIPPED)])
    return articles, skipped.select("path", "line", "reason").rows()


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "side"])
def test_a_number_without_end_is_told_without_advice_to_programmers(tmp_path: Path, name: str) -> None:
    record = f'{{"text": "Chữ", "id": {"9" * 5000}}}\n'
    (tmp_path / ("a.json" if name == "side" else name)).write_text(record, encoding="utf-8")
    if name == "side":
        (tmp_path / "a.txt").write_text("Chữ", encoding="utf-8")

    (batch,) = read_articles([str(tmp_path)])

    (detail,) = batch.skipped["detail"]
    assert "a number has 5000 digits" in detail
    assert "sys." not in detail


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t\n", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.csv", b"id,text\n", "empty"),
        ("a.html", b"<html><script>x()</script></html>", "empty"),
        ("a.txt", b"\0" * 5000, "binary"),
        ("a.pdf", b"%PDF-1.7 stream", "binary"),
        ("a.txt", b"x" * 2000, "too_long"),
        ("a.txt", b"ng\xe0y mai", "undecodable"),
        ("a.txt", b"\xff\xfea", "undecodable"),
        ("a.txt.gz", b"\x1f\x8b\x08\0 broken", "unreadable"),
        ("a.txt.zst", b"\x28\xb5\x2f\xfd broken", "unreadable"),
        ("a.json", b'{"text": ', "malformed"),
        ("a.json", b'{"headline": "no text"}', "malformed"),
        ("a.json", b"[" * 900, "malformed"),
        ("a.csv", b"a,b\n1,2\n", "malformed"),
        ("a.parquet", b"PAR1 and no more", "malformed"),
        ("a.xml", b"<?xml version='1.0'?><opml/>", "unreadable"),
    ],
)
def test_what_cannot_be_read_is_skipped_with_its_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)

    articles, skipped = read(tmp_path, max_bytes=1000)

    assert articles.is_empty()
    assert [(path, why) for path, _, why in skipped] == [(name, reason)]


def test_nothing_written_as_a_number_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": NaN}\n{"text": "một"}\n{"text": ["hai", NaN]}\n')

    articles, skipped = read(tmp_path)

    assert articles["text"].to_list() == ["một", "hai"]
    assert skipped == [("a.jsonl#L1", 1, "empty")]


def test_a_bad_line_is_named_and_nothing_else_is_lost(tmp_path: Path) -> None:
    lines = ['{"text": "một"}', "hỏng", "[1]", "", '{"nope": 1}', '{"text": " "}', '{"text": "hai"}', "{" * 3]
    (tmp_path / "a.jsonl").write_text("\r\n".join(lines))

    articles, skipped = read(tmp_path)

    assert articles["text"].to_list() == ["một", "hai"]
    assert skipped == [
        ("a.jsonl#L2", 2, "malformed"),
        ("a.jsonl#L3", 3, "malformed"),
        ("a.jsonl#L5", 5, "malformed"),
        ("a.jsonl#L6", 6, "empty"),
        ("a.jsonl#L8", 8, "malformed"),
    ]


def test_a_200_mb_line_is_passed_over_without_being_held(tmp_path: Path) -> None:
    with zstandard.open(tmp_path / "a.jsonl.zst", "wb") as file:
        file.write(b'{"text": "m\xe1\xbb\x99t"}\n{"text": "')
        for _ in range(200):
            file.write(b"x" * MIB)
        file.write(b'"}\n{"text": "hai"}\n')

    articles, skipped = read(tmp_path)

    assert articles["text"].to_list() == ["một", "hai"]
    assert skipped == [("a.jsonl.zst", 2, "too_long")]


def test_a_time_beyond_any_calendar_dates_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A damaged column holds any number, and polars panics over a year of six digits, at length."""
    numbers = pl.Series([-(2**31), 2**31 - 1, 0])
    times = {
        "published": numbers.cast(pl.Int32).cast(pl.Date),
        "modified": (numbers.cast(pl.Int64) * 2**31).cast(pl.Datetime("us", "Asia/Ho_Chi_Minh")),
    }
    pl.DataFrame({"text": ["mưa", "gió", "nắng"], **times}).write_parquet(tmp_path / "a.parquet")

    articles, skipped = read(tmp_path)

    assert articles["published"].to_list() == ["", "", "1970-01-01"]
    assert articles["modified"].str.head(4).to_list() == ["", "", "1970"]
    assert skipped == []
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.csv", "a.jsonl"])
def test_a_decompression_bomb_stops_at_the_limit(tmp_path: Path, name: str) -> None:
    start = {"a.html": b"<html>", "a.json": b'{"text": "', "a.jsonl": b'{"text": "', "a.csv": b'text\n"'}
    with gzip.open(tmp_path / f"{name}.gz", "wb", compresslevel=9) as file:
        file.write(start.get(name, b""))
        for _ in range(100):
            file.write(b"a" * MIB)

    articles, skipped = read(tmp_path, max_bytes=MIB)

    assert articles.is_empty()
    assert [reason for _, _, reason in skipped] == ["too_long"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.txt"])
def test_a_field_of_5_mb_is_an_article(tmp_path: Path, name: str) -> None:
    text = "chữ " * (5 * MIB // 5)
    written = {"a.txt": text, "a.csv": f'text\n"{text}"\n'}
    (tmp_path / name).write_text(written.get(name, json.dumps({"text": text}, ensure_ascii=False)))

    articles, skipped = read(tmp_path)

    assert skipped == []
    assert articles["text"].str.len_chars().to_list() == [len(text)]


def test_a_container_may_be_longer_than_one_article(tmp_path: Path) -> None:
    records = [{"text": f"Tin số {number} " + "a" * 900} for number in range(100)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    (tmp_path / "b.json").write_text(json.dumps(records))
    (tmp_path / "c.csv").write_text("text\n" + "\n".join(record["text"] for record in records))

    articles, skipped = read(tmp_path, max_bytes=2000)

    assert (articles.height, skipped) == (300, [])


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "a\\ud800b", "title": "\\udc00"}\n{"text": "\\ud83d\\ude00"}\n'
    )

    assert read(tmp_path)[0]["text"].to_list() == ["\ufffd\n\na\ufffdb", "😀"]


def test_lone_surrogates_in_field_names_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"\\ud800": "x", "id": 1}')

    assert read(tmp_path)[1] == [("a.json", 0, "malformed")]


def test_nuls_inside_a_field_are_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a\\u0000b"}')

    assert read(tmp_path)[0]["text"].to_list() == ["a\0b"]


@pytest.mark.parametrize("depth", [100, 200_000])
def test_deep_nesting_is_malformed_not_fatal(tmp_path: Path, depth: int) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": ' + "[" * depth + '"x"' + "]" * depth + "}\n" + '{"text": "một"}'
    )

    articles, skipped = read(tmp_path)

    assert articles["text"].to_list() == ["một"]
    assert [line for _, line, _ in skipped] == [1]


def test_a_long_number_is_malformed_not_fatal(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "x", "id": ' + "9" * 10_000 + "}")

    assert read(tmp_path)[1] == [("a.json", 1, "malformed")]


def test_a_folder_of_ten_thousand_columns_is_quick(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(f'{{"text": "tin {n}", "k{n}": 1}}' for n in range(10_000)))

    assert read(tmp_path)[0].height == 10_000


def test_broken_compression_keeps_what_came_before_it(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"text": f"Tin {n} {n * n}"}) for n in range(200_000)).encode()
    packed = zstandard.ZstdCompressor().compress(lines)
    (tmp_path / "a.jsonl.zst").write_bytes(packed[: len(packed) // 2])

    articles, skipped = read(tmp_path)

    assert articles.height > 1000
    assert skipped[-1][0] == "a.jsonl.zst"


def test_legacy_encodings_are_told_with_doubt(tmp_path: Path) -> None:
    text = "Les élèves de l'école ont été reçus à la préfecture, où l'on a fêté leur réussite. " * 5
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))

    article = read(tmp_path)[0].row(0, named=True)

    assert article["text"] == text
    assert 0 < article["encoding_confidence"] < 1


def test_the_user_may_say_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("ngày mai".encode("cp1252"))

    assert read(tmp_path, encoding="cp1252")[0]["text"].to_list() == ["ngày mai"]


@pytest.mark.parametrize("name", ["tcvn-9999", "base64", "rot13", "undefined", "idna", "punycode", "utf-8\0"])
def test_an_encoding_that_does_not_exist_is_an_error(name: str) -> None:
    """Nor one that is of bytes, or only in name."""
    with pytest.raises(ParameterError, match="unknown encoding"):
        ReadOptions(encoding=name)


@pytest.mark.parametrize(
    "name", ["utf-8", "UTF-16", "utf-32-le", "windows-1258", "gb18030", "iso2022_jp", "big5"]
)
def test_an_encoding_of_news_is_no_error(name: str) -> None:
    assert ReadOptions(encoding=name).encoding == name


@pytest.mark.parametrize("size", [0, -1, 2**63, 10**30])
def test_a_limit_that_cannot_be_counted_is_an_error(size: int) -> None:
    with pytest.raises(ParameterError, match="max_bytes"):
        ReadOptions(max_bytes=size)


def test_one_stray_byte_does_not_make_another_encoding_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((CP1258 * 5).encode()[:-2] + b"\x92")

    article = read(tmp_path)[0].row(0, named=True)

    assert article["text"].startswith(CP1258)
    assert (article["encoding"], article["encoding_confidence"] < 1) == ("utf-8", True)


def test_a_page_is_decoded_as_it_declares(tmp_path: Path) -> None:
    page = f'<html><meta charset="shift_jis"><p>{"東京で桜が咲いた。" * 5}</p></html>'
    (tmp_path / "a.html").write_bytes(page.encode("cp932"))

    assert read(tmp_path)[0]["text"].to_list() == ["東京で桜が咲いた。" * 5]


@pytest.mark.parametrize(
    "name", ["undefined", "idna", "punycode", "unicode_escape", "utf-16", "cp037", "rot13"]
)
def test_a_page_that_declares_what_no_page_can_be_in_is_read_all_the_same(tmp_path: Path, name: str) -> None:
    """Python knows them by name; one of them fails for any text, others make letters of its letters."""
    page = f'<html><meta charset="{name}"><p>{"Le bac a été retardé par la tempête. " * 9} \\u0041</p></html>'
    (tmp_path / "a.html").write_bytes(page.encode("cp1252"))

    article = read(tmp_path)[0].row(0, named=True)

    assert "été retardé" in article["text"]
    assert article["text"].endswith("\\u0041")
    assert article["encoding"] == "cp1252"


def test_a_reason_never_sends_escapes_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('\x1b]0;owned\x07{"text"\n{"\x1b[2J": 1}\n')

    batch = next(iter(read_articles([str(tmp_path)])))

    assert batch.skipped.height == 2
    assert not batch.skipped["detail"].str.contains("[\x00-\x1f]").any()


def test_ten_thousand_identical_articles_are_ten_thousand_rows(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "Cùng một tin."}\n' * 10_000)

    articles, _ = read(tmp_path)

    assert articles["article_id"].n_unique() == 10_000


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(["a.txt", "a.json", "a.jsonl", "a.csv", "a.html", "a.parquet", "a", "a.gz"]),
    start=st.sampled_from(
        [b"", b"{", b'{"text":', b"[", b"<html>", b"\xef\xbb\xbf", b"\xff\xfe", b"text\n", b"\x1f\x8b"]
    ),
    rest=st.binary(max_size=300),
)
def test_any_bytes_under_any_name_are_read_or_skipped(
    tmp_path_factory: pytest.TempPathFactory, name: str, start: bytes, rest: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(start + rest)

    articles, skipped = read(path)

    assert articles.height + len(skipped) >= 1


def test_what_is_cut_off_before_its_first_word_is_not_called_empty(tmp_path: Path) -> None:
    packed = zstandard.ZstdCompressor().compress(b"\n".join(b"%d mua mau" % n for n in range(9000)))
    (tmp_path / "a.txt.zst").write_bytes(packed[:100])

    articles, skipped = read(tmp_path)

    assert articles.is_empty()
    assert skipped == [("a.txt.zst", 0, "unreadable")]


def test_text_kept_as_bytes_is_read_and_other_bytes_are_no_text(tmp_path: Path) -> None:
    pl.DataFrame({"text": ["mưa mau".encode(), b"\xff\xfe"]}).write_parquet(tmp_path / "a.parquet")

    articles, skipped = read(tmp_path)

    assert articles["text"].to_list() == ["mưa mau"]
    assert skipped == [("a.parquet#2", 0, "empty")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_byline_of_a_megabyte_is_quoted_by_its_beginning(tmp_path: Path, name: str) -> None:
    """Each of its names is a credit that quotes the whole: two hundred thousand times two megabytes."""
    row = {
        "text": "Nước đã rút khỏi phố chợ.",
        "author": "Ann Lee, " * 120_000,
        "photo": "Cẩm Vân/TTXVN, " * 90_000,
    }
    row["credit"] = "TTXVN, " * 150_000
    (tmp_path / name).write_text(json.dumps(row))

    articles, _ = read(tmp_path)

    assert (
        articles.select(pl.col("author", "credit", "sources").str.len_chars() <= 1020).row(0) == (True,) * 3
    )
    assert articles["author"].item().startswith("Ann Lee, Ann Lee")

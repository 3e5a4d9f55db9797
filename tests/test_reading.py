"""Does every format give the article it holds, and metadata the same meaning in each?"""

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import zstandard
from hypothesis import example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from dedup.errors import InputError, ParameterError
from dedup.reading import ReadOptions, find_files, read_articles, total_bytes
from dedup.reading.fields import ALIASES, find_fields
from dedup.schema import ARTICLES, SKIPPED

DATA = Path(__file__).parents[2] / "shared" / "data"

TITLE = "Cầu mới nối hai bờ sông"
BODY = "Sáng nay, cây cầu thông xe.\n\nNgười dân đi bộ qua cầu từ sớm."
CAPTION = "Cầu nhìn từ bờ bắc."
RECORD = {"id": "k7", "title": TITLE, "text": BODY, "captions": CAPTION, "outlet": "Báo Biển"}
FULL = f"{TITLE}\n\n{BODY}\n\n{CAPTION}"


def read(path: Path | str, **options: object) -> tuple[pl.DataFrame, pl.DataFrame]:
    batches = list(read_articles([str(path)], ReadOptions(**options)))  # type: ignore[arg-type]
    return (
        pl.concat([batch.articles for batch in batches] or [pl.DataFrame(schema=ARTICLES)]),
        pl.concat([batch.skipped for batch in batches] or [pl.DataFrame(schema=SKIPPED)]),
    )


def quote_marks(article: dict[str, object]) -> list[tuple[str, str]]:
    text = article["text"]
    return [(mark["mark"], text[mark["begin"] : mark["end"]]) for mark in article["marks"]]  # type: ignore


def write_csv(path: Path, delimiter: str = ",") -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(RECORD), delimiter=delimiter)
        writer.writeheader()
        writer.writerow(RECORD)


WRITERS: dict[str, Callable[[Path], object]] = {
    "a.json": lambda path: path.write_text(json.dumps(RECORD)),
    "a-list.json": lambda path: path.write_text(json.dumps([RECORD], ensure_ascii=False)),
    "a-holder.json": lambda path: path.write_text(json.dumps({"articles": [RECORD], "total": 1})),
    "a.jsonl": lambda path: path.write_text(json.dumps(RECORD) + "\n"),
    "a.csv": write_csv,
    "semicolons.csv": lambda path: write_csv(path, ";"),
    "a.tsv": lambda path: write_csv(path, "\t"),
    "a.parquet": lambda path: pl.DataFrame([RECORD]).write_parquet(path),
}
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".zst": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("packed", PACKERS)
@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_article(tmp_path: Path, name: str, packed: str) -> None:
    WRITERS[name](tmp_path / name)
    (tmp_path / name).rename(tmp_path / (name + packed))
    (tmp_path / (name + packed)).write_bytes(PACKERS[packed]((tmp_path / (name + packed)).read_bytes()))

    articles, skipped = read(tmp_path)

    assert skipped.is_empty()
    article = articles.row(0, named=True)
    assert (article["article_id"], article["outlet"], article["title"]) == ("k7", "Báo Biển", TITLE)
    assert (article["text"], article["language"]) == (FULL, "vi")
    assert quote_marks(article) == [("headline", TITLE), ("caption", CAPTION)]


@pytest.mark.parametrize("packed", PACKERS)
def test_a_text_file_is_its_text_as_it_stands(tmp_path: Path, packed: str) -> None:
    """Offsets are into the decoded file: nothing in it may be tidied."""
    text = " Dòng đầu\u00a0có NBSP\r\n\r\n\u202bשלום\u202c 👩🏽‍🌾 cà phê cà phê\n"
    (tmp_path / f"a.txt{packed}").write_bytes(PACKERS[packed](text.encode()))

    articles, _ = read(tmp_path)

    assert articles["text"].to_list() == [text]


def test_the_language_is_taken_from_metadata_before_it_is_guessed(tmp_path: Path) -> None:
    record = {"text": BODY, "language": "en-GB"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))

    assert read(tmp_path)[0]["language"].to_list() == ["en"]


def test_formats_are_told_by_what_they_hold_where_the_name_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "named.json").write_text('{"text": "một"}\n{"text": "hai"}\n')
    (tmp_path / "lines.txt").write_text('{"text": "ba"}\n{"text": "bốn"}\n')
    (tmp_path / "array.jsonl").write_text('[{"text": "năm"}]')
    (tmp_path / "page.txt").write_text("<!DOCTYPE html><title>x</title><p>sáu</p>")
    (tmp_path / "word.html").write_text("bảy [không phải trang]")
    (tmp_path / "video.txt").write_text("[Video] tám")
    (tmp_path / "leaflet").write_text("chín")

    articles, skipped = read(tmp_path)

    assert skipped.is_empty()
    expected = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy [không phải trang]", "[Video] tám", "chín"]
    assert sorted(articles["text"]) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        '{"Chúng tôi ở lại"} là câu mở đầu bài phát biểu.\n\nCả hội trường đứng dậy.',
        "{} is what the printer set where the name should have been.",
        '{"id": 7} was all that the feed held, and the desk wrote the rest.',
        "[] – chỗ trống của tòa soạn.",
        '{"' + "Một câu dài không hề có dấu ngoặc kép đóng. " * 20,
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_prose_that_begins_with_a_brace_is_text(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    articles, skipped = read(tmp_path)

    assert skipped.is_empty()
    assert articles["text"].to_list() == [text]


@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_json_longer_than_what_is_looked_at_is_json_under_any_name(tmp_path: Path, name: str) -> None:
    texts = ["Một bài dài. " * 9000, "Hai."]
    (tmp_path / name).write_text("\n".join(json.dumps({"text": text}) for text in texts))

    assert read(tmp_path)[0]["text"].to_list() == texts


def test_a_bad_line_does_not_make_lines_under_another_name_one_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('{"text": "một"}\n{"text": hai}\n{"text": "ba"}\n')

    articles, skipped = read(tmp_path)

    assert articles["text"].to_list()[0] == "một"
    assert "malformed" in skipped["reason"].to_list()


def test_paths_say_where_a_record_stands(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "một"}\n\n{"text": "hai"}\n')
    (tmp_path / "b.csv").write_text('text\n"hai\ndòng"\nba\n')
    (tmp_path / "c.json").write_text('[{"text": "bốn"},{"text": "năm"}]')

    assert read(tmp_path)[0]["path"].to_list() == [
        "a.jsonl#L1",
        "a.jsonl#L3",
        "b.csv#L2",
        "b.csv#L4",
        "c.json#1",
        "c.json#2",
    ]


def test_an_id_used_twice_falls_back_to_the_path_for_the_later_record(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "một"}\n{"id": 1, "text": "hai"}\n')
    (tmp_path / "b.jsonl").write_text('{"id": "a.jsonl#L2", "text": "ba"}\n{"id": " ", "text": "bốn"}\n')

    articles, _ = read(tmp_path, batch_bytes=1)

    assert articles["article_id"].to_list() == ["1", "a.jsonl#L2", "b.jsonl#L1", "b.jsonl#L2"]


def test_articles_count_on_from_batch_to_batch(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(f"Tin số {number}")

    batches = list(read_articles([str(tmp_path)], ReadOptions(batch_bytes=20)))

    assert len(batches) > 1
    assert [i for batch in batches for i in batch.articles["article"]] == list(range(7))
    assert sum(batch.bytes_read for batch in batches) == total_bytes(find_files([str(tmp_path)]))


def test_batches_of_any_size_hold_the_same_articles(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Tin số {number}", "title": str(number)}) for number in range(50)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    (tmp_path / "b.txt").write_text("Tin cuối")

    assert_frame_equal(read(tmp_path)[0], read(tmp_path, batch_bytes=1)[0])


def test_map_names_the_field_that_holds_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"body": "tóm tắt", "NoiDungBai": "toàn văn"}\n')

    articles, _ = read(tmp_path, fields={"text": "noidungbai"})

    assert articles["text"].to_list() == ["toàn văn"]


def test_a_map_to_a_field_that_is_not_there_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(ParameterError, match="did you mean 'title'"):
        ReadOptions(fields={"titel": "x"})


@pytest.mark.parametrize("ours", ALIASES)
def test_aliases_are_known_in_any_case_and_spelling(ours: str) -> None:
    for alias in ALIASES[ours]:
        name = "_".join([alias[:2].upper(), alias[2:].title()])

        assert find_fields([name], {}) == {ours: [name]}


def test_an_alias_that_is_blank_gives_way_to_the_next(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "  ", "content": "toàn văn", "headline": "Đầu đề"}\n')

    article = read(tmp_path)[0].row(0, named=True)

    assert (article["title"], article["text"]) == ("Đầu đề", "Đầu đề\n\ntoàn văn")


def test_a_title_the_text_begins_with_is_not_repeated(tmp_path: Path) -> None:
    record = {"title": TITLE, "text": f"\n{TITLE}\nThân bài."}
    (tmp_path / "a.json").write_text(json.dumps(record))

    article = read(tmp_path)[0].row(0, named=True)

    assert article["text"] == record["text"]
    assert quote_marks(article) == [("headline", TITLE)]


def test_nested_values_are_read_for_the_text_in_them(tmp_path: Path) -> None:
    record = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "articleBody": ["Đoạn một.", "Đoạn hai."],
        "author": [{"@type": "Person", "name": "Lan"}, {"name": "Minh"}],
        "publisher": {"@type": "Organization", "name": "Báo Biển"},
        "datePublished": "2025-02-04T21:52:00+07:00",
        "caption": ["Ảnh một.", "Ảnh hai."],
        "_id": {"$oid": "5f"},
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n" + json.dumps({"text": "Bài hai."}))

    article = read(tmp_path)[0].row(0, named=True)

    assert article["text"] == f"{TITLE}\n\nĐoạn một.\n\nĐoạn hai.\n\nẢnh một.\n\nẢnh hai."
    assert (article["author"], article["outlet"], article["article_id"]) == ("Lan, Minh", "Báo Biển", "5f")
    assert article["published"] == record["datePublished"]
    assert quote_marks(article)[1:] == [("caption", "Ảnh một."), ("caption", "Ảnh hai.")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_markup_in_a_field_is_read_as_markup(tmp_path: Path, name: str) -> None:
    html = "<p>Đoạn một.</p><figure><img><figcaption>Ảnh một.</figcaption></figure><p>Đoạn&nbsp;hai.</p>"
    (tmp_path / name).write_text(f'text\n"{html}"\n' if name == "a.csv" else json.dumps({"text": html}))

    article = read(tmp_path)[0].row(0, named=True)

    assert article["text"] == "Đoạn một.\n\nĐoạn\u00a0hai.\n\nẢnh một."
    assert quote_marks(article) == [("caption", "Ảnh một.")]


def test_lines_read_as_columns_and_one_by_one_are_the_same(tmp_path: Path) -> None:
    """One broken line sends its whole chunk down the slow road; its neighbours must not change."""
    records = [
        {
            "id": 7,
            "text": f'Bài "{n}"\twith 😀 {n}.5',
            "author": ["Lan", "Minh"],
            "caption": "a\n\nb",
            "date": n,
        }
        for n in range(20)
    ]
    lines = "\n".join(map(json.dumps, records))
    (tmp_path / "fast.jsonl").write_text(lines)
    (tmp_path / "slow.jsonl").write_text(lines + "\nhỏng")

    fast, _ = read(tmp_path / "fast.jsonl")
    slow, skipped = read(tmp_path / "slow.jsonl")

    assert_frame_equal(fast.drop("path", "article_id"), slow.drop("path", "article_id"))
    assert skipped["line"].to_list() == [21]


def test_an_outlet_is_named_by_metadata_then_folder_then_the_page_itself(tmp_path: Path) -> None:
    (tmp_path / "bao-nui").mkdir()
    page = '<html><meta property="og:site_name" content="Báo Biển"><p>Tin.</p>'
    (tmp_path / "a.jsonl").write_text('{"text": "một", "url": "https://www.bien.example/a"}\n{"text": "hai"}')
    (tmp_path / "b.html").write_text(page)
    (tmp_path / "bao-nui" / "c.html").write_text(page)
    (tmp_path / "bao-nui" / "d.jsonl").write_text('{"text": "một", "publisher": "Báo Rừng"}')

    assert read(tmp_path)[0]["outlet"].to_list() == ["bien.example", "", "Báo Biển", "bao-nui", "Báo Rừng"]


def test_metadata_beside_a_page_says_what_the_page_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "a.json").write_text(
        json.dumps({"publisher": "Báo Núi", "pubDate": "2025-02-04", "text": "x"})
    )

    article = read(tmp_path)[0].row(0, named=True)

    assert (article["outlet"], article["published"], article["text"]) == ("Báo Núi", "2025-02-04", BODY)


def test_a_metadata_table_is_read_by_path(tmp_path: Path) -> None:
    (tmp_path / "in" / "bao").mkdir(parents=True)
    (tmp_path / "in" / "bao" / "a.txt").write_text(BODY)
    meta = tmp_path / "meta.csv"
    meta.write_text(
        "path,outlet,published_at,title,url,credit\nbao/a.txt,Báo Núi,2025-02-04,T,https://n.example/a,TTX\n"
    )

    article = read(tmp_path / "in", meta=meta)[0].row(0, named=True)

    assert [article[name] for name in ("outlet", "published", "title", "url", "credit")] == [
        "Báo Núi",
        "2025-02-04",
        "T",
        "https://n.example/a",
        "TTX",
    ]


@pytest.mark.parametrize(
    "table",
    [
        "path;published_at;title\r\na.txt;2025-02-04;Cầu mới, thông xe\r\n",
        "path\tpublished_at\ttitle\na.txt\t2025-02-04\tCầu mới, thông xe\n",
        'path,published_at,title\na.txt,2025-02-04,"Cầu mới, thông xe"\n',
    ],
)
def test_a_metadata_table_is_read_as_spreadsheets_write_it(tmp_path: Path, table: str) -> None:
    """With a semicolon, where a comma parts fractions; and a line separator in a cell begins no row."""
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "meta.csv").write_text(table.replace("mới, ", "mới,\u2028"), encoding="utf-8", newline="")

    article = read(tmp_path, meta=tmp_path / "meta.csv")[0].row(0, named=True)

    assert (article["published"], article["title"]) == ("2025-02-04", "Cầu mới,\u2028thông xe")


def test_a_metadata_table_of_no_rows_says_nothing_of_any_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "meta.csv").write_text("path,outlet\n")

    assert read(tmp_path, meta=tmp_path / "meta.csv")[0]["outlet"].to_list() == [""]


@pytest.mark.parametrize("table", [None, "outlet\nx\n"])
def test_a_metadata_table_that_says_nothing_is_an_error(tmp_path: Path, table: str | None) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    meta = tmp_path / "meta.csv"
    if table:
        meta.write_text(table)

    with pytest.raises(InputError, match=r"meta\.csv"):
        read(tmp_path, meta=meta)


@pytest.mark.parametrize(
    ("packed", "texts"),
    [
        ("Tin từ ống.".encode(), ["Tin từ ống."]),
        ('{"text": "một"}\n{"text": "hai"}\n'.encode(), ["một", "hai"]),
        # Without the time: it would name another test in each process that shares the work.
        (gzip.compress("Tin nén.".encode(), mtime=0), ["Tin nén."]),
    ],
)
def test_standard_input_is_text_or_json_lines(
    monkeypatch: pytest.MonkeyPatch, packed: bytes, texts: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(packed))))

    assert read("-")[0]["text"].to_list() == texts


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.json"])
def test_a_byte_order_mark_is_believed(tmp_path: Path, encoding: str, name: str) -> None:
    text = {
        "a.txt": BODY,
        "a.csv": f'text\n"{BODY}"\n',
        "a.json": json.dumps({"text": BODY}, ensure_ascii=False),
    }
    (tmp_path / name).write_bytes(text[name].encode(encoding))

    article = read(tmp_path)[0].row(0, named=True)

    assert (article["text"], article["encoding"], article["encoding_confidence"]) == (BODY, encoding, 1.0)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_json_lines_of_two_bytes_a_letter_are_read_line_by_line(tmp_path: Path, encoding: str) -> None:
    """Windows' shell writes them: every line but the first was skipped."""
    rows = [{"text": BODY}, {"text": "Chợ họp lại."}]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (tmp_path / "a.jsonl").write_bytes("\r\n".join(["\ufeff" + lines[0], "{", lines[1], ""]).encode(encoding))

    articles, skipped = read(tmp_path)

    assert articles["text"].to_list() == [BODY, "Chợ họp lại."]
    assert articles["path"].to_list() == ["a.jsonl#L1", "a.jsonl#L3"]
    assert set(articles["encoding"]) == {encoding[:6]}
    assert skipped.select("line", "reason").rows() == [(2, "malformed")]


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries({"id": ANY_TEXT, "text": ANY_TEXT, "title": ANY_TEXT}), max_size=6))
@example([{"id": "", "text": "\x1f", "title": ""}])
def test_json_lines_of_any_text_come_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, str]]
) -> None:
    """Every record is read or skipped, and what is read is what was written."""
    path = tmp_path_factory.mktemp("round") / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")

    articles, skipped = read(path)

    blank = [record for record in records if not (record["text"] + record["title"]).strip()]
    assert articles.height == len(records) - len(blank)
    assert skipped.filter(pl.col("line") > 0).height == len(blank)
    for article in articles.iter_rows(named=True):
        record = records[int(article["path"].partition("#L")[2]) - 1]
        assert record["text"].strip() in article["text"]
        assert record["title"].strip() in article["text"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60), max_size=6
    )
)
def test_csv_of_any_text_comes_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("round") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "text"], *([f"r{n}", text] for n, text in enumerate(texts))])

    articles, skipped = read(path)

    assert articles["text"].to_list() == [text for text in texts if text.strip()]
    assert articles.height + skipped.filter(pl.col("line") > 0).height == len(texts)


@pytest.mark.skipif(not DATA.exists(), reason="the shared data are not here")
def test_real_pages_are_all_read() -> None:
    articles, skipped = read(DATA / "seeds")

    assert (articles.height, skipped.height) == (5, 0)
    assert articles["language"].to_list() == ["vi", "vi", "vi", "vi", "en"]

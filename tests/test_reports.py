"""Do the files and the summary say what the frames say, safely, and always in the same bytes?  They must."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dedup.errors import DedupError, ParameterError
from dedup.params import Params, ScanOptions
from dedup.reports.contract import ARTICLES_TABLE, CLUSTERS_TABLE, MEMBERS_TABLE
from dedup.reports.csvs import CUT_MARK, MAX_CELL_CHARS, write_csv
from dedup.reports.files import write_text
from dedup.reports.folder import replace_folder
from dedup.reports.guard import PICTURES, guard_line
from dedup.reports.jsons import format_json
from dedup.reports.members import find_article_clusters, find_copies, find_explained, quote_text
from dedup.reports.plain import CELL_WIDTH, cut_columns, format_summary, measure_columns
from dedup.reports.saving import make_blocks_table, write_run
from dedup.reports.summary import make_summary
from dedup.reports.tables import RANKED_BY, make_tables
from dedup.reports.terminal import show_summary
from dedup.schema import VERDICT
from fake_runs import WIRE, frame, make_articles, make_run

CONTRACT = {
    "articles": "article_id path outlet title language published_at published_precision published_basis "
    "credit words own_share cluster_id page_kind repaired page_reason",
    "clusters": "rank cluster_id level kind role copies outlets words similarity_min similarity_mean "
    "first_verdict first_outlet first_article_id first_published_at first_precision first_basis "
    "credited_to spread_hours title why sources quotation tied",
    "members": "cluster_id level article_id path outlet role begin end published_at published_precision "
    "is_first similarity containment relation excerpt uncredited page_share core_share repaired",
}


def save(run, folder, **options):
    tables = make_tables(run, all_blocks=options.get("all_blocks", False))
    write_run(folder, run, tables, Params(), ScanOptions(**options))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def read_cells(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def summarise(run, top=20):
    return make_summary(run, make_tables(run), folder=Path("dedup-run"), files=["run.json"], top=top)


# The tables


def test_the_columns_are_the_contract_in_its_order():
    assert ARTICLES_TABLE.names() == CONTRACT["articles"].split()
    assert CLUSTERS_TABLE.names() == CONTRACT["clusters"].split()
    assert MEMBERS_TABLE.names() == CONTRACT["members"].split()


def test_an_article_row_says_when_by_what_evidence_and_in_which_cluster():
    row = make_tables(make_run()).articles.collect().row(0, named=True)

    assert row["article_id"] == "bao-moi/0.txt"
    assert row["title"] == "Thị trấn Đồi Cam khánh thành cây cầu mới"
    assert row["published_at"] == datetime(2025, 2, 4, 14, 52, tzinfo=UTC)
    assert row["published_basis"] == 'C published: "21:52 | 04/02/2025 GMT+7" (text)'
    assert row["words"] == 14
    assert row["cluster_id"].startswith("c-")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Cầu Đồi Cam - nối đôi bờ - Báo Mới", "Cầu Đồi Cam - nối đôi bờ"),
        ("Cầu Đồi Cam | BaoMoi.vn", "Cầu Đồi Cam"),
        ("Cầu Đồi Cam – nối đôi bờ", "Cầu Đồi Cam – nối đôi bờ"),
        ("Báo Mới", "Báo Mới"),
    ],
)
def test_a_title_leaves_out_the_outlet_that_stands_beside_it(title, shown):
    articles = make_tables(
        make_run(articles=make_articles(title=title, outlet="baomoi.vn"))
    ).articles.collect()

    assert articles.filter(pl.col("outlet") == "baomoi.vn")["title"].to_list() == [shown]


HEADLINE = WIRE.partition("\n")[0]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (f"{HEADLINE} - Tin tức xa gần", HEADLINE),
        (f"Trang chủ > Thời sự > {HEADLINE}", HEADLINE),
        (f"{HEADLINE} | Thời sự | Tin xa", HEADLINE),
        (f"Nghe đọc: {HEADLINE} - nhìn lại", f"Nghe đọc: {HEADLINE} - nhìn lại"),
        (f"{HEADLINE} nối đôi bờ - Tin xa", f"{HEADLINE} nối đôi bờ - Tin xa"),
        (f"Bắc qua sông | {HEADLINE}, niềm mong đợi của bà con đôi bờ", None),
        (f"Niềm mong đợi hai mươi năm của bà con đôi bờ | {HEADLINE}", None),
    ],
)
def test_a_title_is_the_pages_headline_without_the_names_around_it(title, shown):
    """Sites add a section and themselves to what browsers show; the headline is the longest part of that."""
    articles = make_tables(make_run(articles=make_articles(title=title))).articles.collect()

    assert articles.filter(pl.col("outlet") == "bao-moi")["title"].to_list() == [shown or title]


def test_a_headline_of_markdown_is_shown_without_its_mark():
    articles = make_tables(make_run(articles=make_articles(text=f"# {WIRE[2:]}"))).articles.collect()

    assert articles.filter(pl.col("outlet") == "bao-moi")["title"].to_list() == [HEADLINE[2:]]


def test_every_article_is_listed_clustered_or_not():
    articles = make_tables(make_run()).articles.collect()

    assert articles.height == 3
    assert articles.filter(pl.col("cluster_id") == "")["path"].to_list() == ["la/2.txt"]


def test_an_event_a_capture_and_a_file_date_publish_nothing():
    at = datetime(2025, 2, 4, tzinfo=UTC)
    spot = {"article": 0, "earliest": at, "latest": at + timedelta(days=1), "precision": "day"}
    kinds = [("event", "C"), ("captured", "A"), ("mtime", "E"), ("published", "E")]
    dates = frame("DATES", [spot | {"kind": kind, "grade": grade} for kind, grade in kinds])

    articles = make_tables(make_run(dates=dates)).articles.collect()

    assert articles["published_at"].null_count() == 3
    assert set(articles["published_precision"]) == {"unknown"}


def test_a_cluster_row_counts_copies_and_known_outlets():
    """A page of no known outlet is a copy, but not one more outlet."""
    caption = make_tables(make_run()).clusters.collect().row(1, named=True)

    assert (caption["role"], caption["copies"], caption["outlets"]) == ("caption", 4, 2)
    assert caption["title"] == "Ảnh: cầu mới"


def test_a_cluster_says_why():
    why = make_tables(make_run()).clusters.collect()["why"][0]

    assert why == (
        "Each copy was held against bao-moi/0.txt: 1 excerpt; lowest similarity between any two 0.5. "
        "The other copy credits nguon-viet."
    )


def test_a_reprint_is_one_finding_and_its_caption_another():
    """The lead repeats because the article does; the caption stands on a third page too."""
    tables = make_tables(make_run())

    assert tables.clusters.collect()["role"].to_list() == ["", "caption"]
    assert tables.explained == 1
    assert make_tables(make_run(), all_blocks=True).clusters.collect()["role"].to_list() == [
        "",
        "caption",
        "lead",
    ]


@pytest.mark.parametrize(
    ("roles", "stories", "explained"),
    [
        (["lead", "body"], [0, 0], True),
        (["lead", "caption"], [0, 0], False),  # a caption took it from the text
        (["body", "body"], [0, 1], False),  # a paragraph of two stories
        (["body", "body"], [0, None], False),
        (["body", "body"], [None, None], False),
    ],
)
def test_only_paragraphs_of_one_story_go_without_saying(roles, stories, explained):
    pages = range(len(roles))
    articles = [
        {"cluster": story, "article": page, "level": "article", "kind": "syndication"}
        for page, story in zip(pages, stories, strict=True)
        if story is not None
    ]
    blocks = [
        {"cluster": 9, "article": page, "level": "block", "kind": "reprint", "unit_role": role}
        for page, role in zip(pages, roles, strict=True)
    ]
    copies = pl.DataFrame([*articles, *blocks], infer_schema_length=None).with_columns(
        relation=pl.lit("near")
    )

    assert find_explained(copies, find_article_clusters(copies))["cluster"].to_list() == [9] * explained


def test_a_paragraph_that_also_stands_elsewhere_is_listed():
    run = make_run()
    elsewhere = run.clusters.with_columns(
        unit=pl.when(pl.col("cluster") == 1, pl.col("unit") == 4).then(7).otherwise("unit").cast(pl.UInt32)
    )

    tables = make_tables(make_run(clusters=elsewhere))

    assert tables.explained == 0
    assert "lead" in tables.clusters.collect()["role"].to_list()


def test_a_partial_row_is_listed_and_not_counted():
    run = make_run()
    partial = pl.when(pl.col("unit") == 1).then(pl.lit("partial")).otherwise(pl.col("relation"))
    clusters = run.clusters.with_columns(relation=partial.cast(run.clusters.schema["relation"]))

    tables = make_tables(make_run(clusters=clusters))

    assert tables.clusters.collect()["copies"][0] == 1
    assert tables.members.collect().filter(pl.col("level") == "article")["relation"].to_list() == [
        "identical",
        "partial",
    ]
    assert tables.articles.collect().filter(pl.col("path") == "tin-nhanh/1.txt")["cluster_id"].item() == ""


def test_a_copy_of_a_bulletin_names_the_copy_and_not_only_the_form():
    """A price list copied word for word stands in two clusters; its row tells of the stronger tie."""
    copy, lone = make_run().clusters.filter(pl.col("cluster") == 0), frame("CLUSTERS", [{"unit": 2}])
    form = pl.concat([copy, lone.with_columns(copy[0].drop("unit")).select(copy.columns)])
    template = pl.lit("template", form.schema["kind"])
    form = form.with_columns(cluster=pl.lit(1, pl.UInt32), kind=template)
    tables = make_tables(make_run(clusters=pl.concat([copy, form])))

    kinds = dict(
        tables.articles.collect()
        .join(tables.clusters.collect(), on="cluster_id")
        .select("path", "kind")
        .iter_rows()
    )

    assert kinds.pop("la/2.txt") == "template"
    assert list(kinds.values()) == ["syndication", "syndication"]


def test_a_member_row_points_at_its_words():
    run = make_run()
    members = make_tables(run).members.collect()
    texts = dict(
        run.articles.join(pl.concat(run.texts).collect(), on="article")
        .select("article_id", "text")
        .iter_rows()
    )

    quoted = [texts[row["article_id"]][row["begin"] : row["end"]] for row in members.to_dicts()]

    assert [" ".join(text.split()) for text in quoted] == members["excerpt"].to_list()
    assert members["is_first"].to_list() == [True, False, False, False, False, False]


def test_a_page_that_holds_the_text_twice_was_first_once():
    run = make_run()
    origins = run.origins.with_columns(
        first_article=pl.when(pl.col("cluster") == 2).then(2).otherwise("first_article").cast(pl.UInt32)
    )

    members = make_tables(make_run(origins=origins)).members.collect()

    assert members.filter("is_first")["begin"].to_list() == [41, 40]


@pytest.mark.parametrize("rank_by", list(RANKED_BY))
def test_articles_rank_before_blocks_by_any_measure(rank_by):
    clusters = make_tables(make_run(), rank_by=rank_by, all_blocks=True).clusters.collect()

    assert clusters["level"].to_list() == ["article", "block", "block"]
    assert clusters["rank"].to_list() == [1, 2, 3]


@pytest.mark.parametrize(
    ("rank_by", "roles"),
    [("outlets", ["caption", "lead"]), ("spread", ["lead", "caption"]), ("newest", ["lead", "caption"])],
)
def test_a_ranking_puts_its_measure_first_and_the_unknown_last(rank_by, roles):
    """The caption has more copies; only the lead is dated."""
    run = make_run()
    dated = pl.col("cluster") == 1
    origins = run.origins.with_columns(
        spread_hours=pl.when(dated).then(5.0).cast(pl.Float32),
        first_published=pl.when(dated)
        .then(datetime(2025, 1, 1, tzinfo=UTC))
        .cast(run.dates.schema["earliest"]),
    )

    clusters = make_tables(make_run(origins=origins), rank_by=rank_by, all_blocks=True).clusters.collect()

    assert clusters["role"].to_list()[1:] == roles


def test_boilerplate_ranks_below_every_other_block():
    """A mobile-site link on a hundred outlets must not stand above the caption two of them share."""
    run = make_run()
    furniture = pl.when(pl.col("cluster") == 2).then(pl.lit("boilerplate")).otherwise(pl.col("role"))
    clusters = run.clusters.with_columns(role=furniture.cast(run.clusters.schema["role"]))

    roles = make_tables(make_run(clusters=clusters), all_blocks=True).clusters.collect()["role"].to_list()

    assert roles == ["", "lead", "boilerplate"]


@pytest.mark.parametrize(("words", "roles"), [(4, ["", "caption", "lead"]), (5, ["", "lead", "caption"])])
def test_a_name_ranks_below_a_paragraph(words, roles):
    """A list of prizes repeats sixty names, on more pages than the paragraph two outlets share."""
    longer = pl.when(pl.col("role") == "lead").then(words).otherwise(pl.col("words")).cast(pl.UInt32)
    units = make_run().units.with_columns(words=longer)

    assert make_tables(make_run(units=units), all_blocks=True).clusters.collect()["role"].to_list() == roles


def test_copies_of_a_text_rank_above_fillings_of_a_form():
    """However many pages print the weather: nobody took it from anybody."""
    run = make_run()
    number, one = pl.col("cluster"), run.clusters.filter(pl.col("cluster") == 0)
    form = one.with_columns(cluster=number + 3, kind=pl.lit("template", run.clusters.schema["kind"]))
    clusters = pl.concat([form.with_columns(number - 3), one.with_columns(number + 1)])
    origins = run.origins.head(2)

    kinds = make_tables(make_run(clusters=clusters, origins=origins)).clusters.collect()["kind"].to_list()

    assert kinds == ["syndication", "template"]


def test_an_unknown_ranking_is_refused_by_name():
    with pytest.raises(ParameterError, match="outlets, copies, words, spread, newest"):
        make_tables(make_run(), rank_by="size")


def test_a_cluster_id_survives_another_numbering():
    """Files come in another order, stages number otherwise: the id follows the members."""
    run = make_run()
    turned = run.clusters.with_columns(cluster=2 - pl.col("cluster")).reverse()
    origins = run.origins.with_columns(cluster=2 - pl.col("cluster")).reverse()

    before = make_tables(run)
    after = make_tables(make_run(clusters=turned, origins=origins))

    assert before.clusters.collect().equals(after.clusters.collect())
    assert before.members.collect().equals(after.members.collect())


def test_a_cluster_id_is_never_a_number():
    ids = find_copies(make_run())["cluster_id"].unique()

    assert all(name.startswith("c-") for name in ids)
    assert ids.len() == 3


def test_a_run_without_anything_in_it_is_still_a_run(tmp_path):
    nothing = {
        name: frame(name.upper(), [])
        for name in ("articles", "pages", "units", "matches", "clusters", "origins", "dates", "credits")
    }
    run = make_run(**nothing, blocks=make_run().blocks.clear(), shares=make_run().shares.clear())

    files = save(run, tmp_path / "run", keep_blocks=True)

    assert {name: data.count(b"\r\n") for name, data in files.items() if name.endswith(".csv")} == {
        "articles.csv": 1,
        "clusters.csv": 1,
        "members.csv": 1,
        "outlets.csv": 1,
        "versions.csv": 1,
    }
    assert "0 clusters" in format_summary(summarise(run))


def test_blocks_know_their_cluster():
    run = make_run()
    blocks = make_blocks_table(run, find_copies(run))

    assert blocks.height == 11
    assert blocks.filter(pl.col("cluster_id") != "").height == 6


@given(st.text(min_size=1), st.integers(1, 50))
def test_a_quotation_is_the_text_on_one_line(text, max_chars):
    articles = make_articles(text=text).head(1)
    spans = pl.DataFrame(
        {"article": [0], "begin": [0], "end": [len(text)]}, schema_overrides={"article": pl.UInt32}
    )

    quoted = quote_text(spans, [articles.lazy()], max_chars)[0]

    assert len(quoted) <= max_chars
    assert "\n" not in quoted


# The files


def test_a_csv_opens_in_excel_and_in_python(tmp_path):
    save(make_run(), tmp_path / "run")

    raw = (tmp_path / "run" / "clusters.csv").read_bytes()
    rows = read_cells(tmp_path / "run" / "clusters.csv")

    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 3
    assert rows[0] == CONTRACT["clusters"].split()
    assert rows[1][8:10] == ["0.5000", "0.7500"]
    assert rows[1][13] == "2025-02-04T14:52:00+00:00"


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\ufeff", "'", "\t", "\r", "\n", " \t"])
def test_a_title_cannot_become_a_formula(tmp_path, sign, before):
    write_csv(pl.DataFrame({"title": [f'{before}{sign}HYPERLINK("x","y")']}), tmp_path / "a.csv")

    cell = read_cells(tmp_path / "a.csv")[1][0]

    assert cell.startswith("'")


@given(text=st.text(st.characters(codec="utf-8")))
def test_no_cell_holds_what_a_terminal_or_a_spreadsheet_obeys(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("cells") / "a.csv"
    write_csv(pl.DataFrame({"title": [text]}), path)

    cell = read_cells(path)[1][0]

    assert not set(cell) & set(PICTURES)
    assert cell[:1] not in tuple("=+-@＝＋－＠")


def test_honest_text_is_left_alone(tmp_path):
    honest = 'Giá vàng "tăng" 3 % - hôm nay; mưa, gió = lạnh'
    write_csv(pl.DataFrame({"title": [honest]}), tmp_path / "a.csv")

    assert read_cells(tmp_path / "a.csv")[1][0] == honest


def test_a_cell_longer_than_excel_allows_is_cut_and_says_so(tmp_path):
    write_csv(pl.DataFrame({"title": ["😀" * 40_000]}), tmp_path / "a.csv")

    cell = read_cells(tmp_path / "a.csv")[1][0]

    assert len(cell) == MAX_CELL_CHARS
    assert cell.endswith(CUT_MARK)
    assert len(cell.encode("utf-16-le")) // 2 <= 32_767


def test_the_same_run_is_the_same_bytes(tmp_path):
    first = save(make_run(), tmp_path / "a", keep_blocks=True)
    second = save(make_run(), tmp_path / "b", keep_blocks=True)

    assert first == second


def test_the_manifest_accounts_for_every_file(tmp_path):
    save(make_run(), tmp_path / "run")

    manifest = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))

    counts = manifest["counts"]
    assert counts["read"] + counts["skipped"] == counts["found"]
    assert counts["skipped_by_reason"] == {"empty": 1}
    assert counts["block_clusters_explained"] == 1
    assert counts["stock_phrases"] == 2
    assert manifest["skipped"] == [{"path": "hong.txt", "line": 0, "reason": "empty", "detail": ""}]
    assert manifest["params"]["article"]["ngram"] == Params().article.ngram
    assert manifest["schema_version"] == 1


def test_a_new_run_replaces_the_old_one_whole(tmp_path):
    save(make_run(), tmp_path / "run", keep_blocks=True)

    files = save(make_run(), tmp_path / "run")

    assert "blocks.parquet" not in files
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize("names", [["notes.txt"], ["articles.csv"], ["run.json", "notes.txt"]])
def test_a_folder_that_holds_anything_else_is_refused(tmp_path, names):
    folder = tmp_path / "run"
    folder.mkdir()
    for name in names:
        (folder / name).write_text("mine", encoding="utf-8")

    with pytest.raises(DedupError, match="choose another folder with -o"):
        save(make_run(), folder)

    assert sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_a_file_where_the_folder_should_be_is_refused(tmp_path):
    (tmp_path / "run").write_text("mine", encoding="utf-8")

    with pytest.raises(DedupError, match="cannot write"):
        save(make_run(), tmp_path / "run")


def test_a_full_disk_leaves_the_old_run(tmp_path):
    before = save(make_run(), tmp_path / "run")

    def fill_disk():
        with replace_folder(tmp_path / "run") as fresh:
            (fresh / "articles.csv").write_text("half", encoding="utf-8")
            raise OSError(28, "No space left on device")

    with pytest.raises(DedupError, match="No space left on device"):
        fill_disk()

    assert {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_link_in_the_place_of_a_report_stays_a_link(tmp_path):
    """/dev/stdout is one, and where it leads to a file the link itself must not be replaced."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "report.md").write_text("of yesterday", encoding="utf-8")
    (tmp_path / "latest.md").symlink_to("kept/report.md")

    write_text("of today", tmp_path / "latest.md")

    assert (tmp_path / "latest.md").is_symlink()
    assert (tmp_path / "kept" / "report.md").read_text(encoding="utf-8") == "of today"
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["report.md"]


# The summary


def test_the_summary_counts_before_it_ranks():
    lines = format_summary(summarise(make_run(), top=1)).splitlines()

    assert lines[:6] == [
        "Read      3 articles from 2 outlets (vi 3)",
        "Skipped   1 of 4: empty 1 (see run.json)",
        "Articles  1 cluster: syndication 1",
        "First     first 1",
        "Blocks    1 cluster; 1 more inside article clusters (--all-blocks)",
        "          caption 1: reprint 1",
    ]
    assert "bao-moi 2025-02-04 14:52 UTC  nguon-viet" in lines[8]
    assert lines[9] == "… 1 more in clusters.csv (--top prints more)"


def test_a_repeat_names_its_page_instead_of_a_first():
    """Inside one page nobody was first; an editor wants to know which page."""
    run = make_run()
    kind = pl.when(pl.col("cluster") == 2).then(pl.lit("repeat")).otherwise(pl.col("kind"))
    clusters = run.clusters.with_columns(kind=kind.cast(run.clusters.schema["kind"]))

    assert "in bao-moi/0.txt" in format_summary(summarise(make_run(clusters=clusters)))


def test_a_day_is_the_day_of_the_newsroom():
    """The fifth of February begins on the fourth, in UTC, in Hanoi."""
    begin = datetime(2025, 2, 4, 17, 0, tzinfo=UTC)
    run = make_run()
    dates = run.dates.with_columns(
        pl.lit(begin).alias("earliest").cast(run.dates.schema["earliest"]),
        pl.lit(begin + timedelta(days=1)).alias("latest").cast(run.dates.schema["latest"]),
        pl.lit("day").cast(run.dates.schema["precision"]).alias("precision"),
    )
    origins = run.origins.with_columns(
        pl.lit(begin).alias("first_published").cast(run.origins.schema["first_published"]),
        pl.lit("day").cast(run.origins.schema["precision"]).alias("precision"),
    )

    summary = summarise(make_run(dates=dates, origins=origins))

    assert summary["clusters"][0]["first_shown"] == "2025-02-05"


def test_columns_stay_aligned_under_wide_and_combining_letters():
    rich_cells = pytest.importorskip("rich.cells")
    run = make_run(articles=make_articles(outlet="báo 新聞", title="x"))
    origins = run.origins.with_columns(credited_to=pl.lit("ngu\u0302\u0300n"))

    lines = format_summary(summarise(make_run(articles=run.articles, origins=origins))).splitlines()
    header = next(line for line in lines if line.startswith("#"))
    rows = lines[lines.index(header) + 1 :][:2]

    # Numbers are flush right, all the rest left.
    for column, cell in (("kind", "syndication"), ("credited to", "ngu")):
        at = header.index(column)
        assert rich_cells.cell_len(rows[0][: rows[0].index(cell)]) == at
    assert rows[1].index("caption") == header.index("text")


@given(st.text("aô新\u0302", min_size=CELL_WIDTH // 2, max_size=2 * CELL_WIDTH))
@example("a" * (CELL_WIDTH + 1))
def test_a_cell_is_as_wide_as_its_column_allows(text):
    shown = cut_columns(text)

    assert measure_columns(shown) <= CELL_WIDTH
    assert shown == text or measure_columns(shown) >= CELL_WIDTH - 1


@given(st.text(st.characters()))
def test_nothing_a_terminal_obeys_survives(text):
    assert not set(guard_line(text)) & set(PICTURES)
    guard_line(text).encode("utf-8")


def test_markup_and_escapes_in_a_title_are_only_text(monkeypatch, capsys):
    hostile = "[red]x[/red] :smile: \x1b[2J\x1b]0;t\x07\u202e::error::y"
    monkeypatch.setenv("NO_COLOR", "1")
    summary = summarise(make_run(articles=make_articles(title=hostile)))

    show_summary(summary)
    shown = capsys.readouterr().out + format_summary(summary)

    assert not set(shown) & (set(PICTURES) - {"\n"})
    assert "[red]x[/red] :smile:" in shown
    assert not any(line.startswith("::") for line in shown.splitlines())


@given(st.text(st.characters(codec="utf-8")))
def test_json_is_safe_to_show_and_loses_nothing(text):
    shown = format_json({"title": text})

    assert json.loads(shown) == {"title": text}
    assert not set(shown) & (set(PICTURES) - {"\n"})


@pytest.mark.parametrize("columns", ["80", "200"])
def test_a_terminal_of_any_width_shows_every_number(monkeypatch, capsys, columns):
    monkeypatch.setenv("COLUMNS", columns)

    show_summary(summarise(make_run(articles=make_articles(title="Cây cầu mới " * 20))))

    out = capsys.readouterr().out
    assert max(len(line) for line in out.splitlines() if "Saved" not in line) <= int(columns)
    for word in ("copies", "outlets", "bao-moi", "2025-02-04", "nguon-viet", "undetermined"):
        assert word in out


def test_the_table_names_who_ties():
    origins = make_run().origins.with_columns(
        verdict=pl.lit("tie", VERDICT),
        first_article=pl.lit(None, pl.UInt32),
        tied=pl.lit("bao-moi; bao-xa"),
    )

    assert "tie: bao-moi and bao-xa, 2025-02-04 14:52 UTC" in format_summary(
        summarise(make_run(origins=origins))
    )

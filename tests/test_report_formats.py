"""Do spreadsheets, programs and mails get the same facts, unharmed and harmless?"""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dedup.__main__ import main
from dedup.errors import DedupError
from dedup.params import Params, ScanOptions
from dedup.reports.dossier import FRAMES, Dossier, make_dossier
from dedup.reports.html import format_page
from dedup.reports.jsonl import format_jsonl
from dedup.reports.markdown import format_markdown
from dedup.reports.rendering import FILES, FOLDERS, Wish, name_tables, write_report
from dedup.reports.saved import DOSSIER_FILE, read_dossier, write_dossier
from dedup.reports.saving import write_run
from dedup.reports.tables import make_tables
from dedup.reports.xlsx import write_xlsx
from fake_runs import make_articles, make_run
from hostile import ATTACKS

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TITLE = "Thị trấn Đồi Cam – “cầu mới” ở Ðồi"


def make_fake(**changes: object) -> Dossier:
    run = make_run(articles=make_articles(**changes) if changes else None)
    return make_dossier(run, make_tables(run), Params(), ScanOptions())


def write_frames(dossier, path, names=tuple(FRAMES)):
    write_dossier(((name, getattr(dossier, name).lazy()) for name in names), dossier.manifest, path)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    run = make_run()
    write_run(tmp_path / "run", run, make_tables(run), Params(), ScanOptions())
    return tmp_path / "run"


def read_sheets(path: Path) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(path) as archive:
        return {
            name: ElementTree.fromstring(archive.read(name))  # noqa: S314 - our own file
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def test_a_saved_run_is_read_back_as_it_was(saved):
    run = make_run()
    made = make_dossier(run, make_tables(run), Params(), ScanOptions())
    read = read_dossier(saved)

    for name in FRAMES:
        assert_frame_equal(getattr(read, name), getattr(made, name))
    manifest = json.loads((saved / "run.json").read_text(encoding="utf-8"))
    assert read.manifest == {name: value for name, value in manifest.items() if name != "timings"}


def test_a_report_of_a_saved_run_is_that_of_the_scan(saved):
    assert format_page(read_dossier(saved)) == format_page(make_fake())


def test_equal_runs_are_saved_as_equal_bytes(saved, tmp_path):
    write_frames(make_fake(), tmp_path / "again.zip")

    assert (tmp_path / "again.zip").read_bytes() == (saved / DOSSIER_FILE).read_bytes()


def test_a_disk_that_fills_up_under_the_dossier_is_told_as_such(tmp_path, monkeypatch):
    """Polars says "Invalid thrift: transport error", and not what the system said."""

    def refuse(*_args, **_options):
        raise pl.exceptions.ComputeError("parquet: transport error")

    monkeypatch.setattr(pl.LazyFrame, "sink_parquet", refuse)
    run = make_run()

    with pytest.raises(DedupError, match=r"cannot write .*full disk"):
        write_run(tmp_path / "run", run, make_tables(run), Params(), ScanOptions())

    assert not list(tmp_path.iterdir())


def break_off(_frame, target, **_options):
    """Write a half, as polars does on a full disk, and say what it says."""
    Path(target).write_bytes(b"half")
    raise pl.exceptions.ComputeError("parquet: underlying IO error: No space left on device (os error 28)")


def run_out(_what, file, **_options):
    file.write(b"half")
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_folder_of_a_report_holds_whole_files_only(saved, tmp_path, monkeypatch, capsys, kind):
    command = ["report", str(saved), "--format", f"{kind}:{tmp_path / kind}"]
    assert main(command) == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / kind).iterdir()}

    monkeypatch.setattr(pl.DataFrame, "write_parquet", break_off)
    monkeypatch.setattr("dedup.reports.csvs._write_rows", run_out)

    assert main(command) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in (tmp_path / kind).iterdir()} == before


def test_blocks_on_a_full_disk_leave_no_run(tmp_path, monkeypatch):
    monkeypatch.setattr(pl.DataFrame, "write_parquet", break_off)
    run = make_run()

    with pytest.raises(DedupError, match="No space left on device"):
        write_run(tmp_path / "run", run, make_tables(run), Params(), ScanOptions(keep_blocks=True))

    assert not list(tmp_path.iterdir())


def test_a_dossier_of_another_version_is_refused_by_name(saved):
    path = saved / DOSSIER_FILE
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["manifest.json"] = parts["manifest.json"].replace(b'"dossier_version": 1', b'"dossier_version": 7')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    with pytest.raises(DedupError, match="dossier version 7, this dedup reads 1"):
        read_dossier(saved)


def test_a_column_added_since_the_run_was_saved_is_empty(saved, monkeypatch):
    """Under one version of the contract columns are only ever added: old runs stay readable."""
    newer = pl.Schema({**FRAMES["credits"], "since": pl.String()})
    monkeypatch.setitem(FRAMES, "credits", newer)

    assert set(read_dossier(saved).credits["since"]) <= {""}


def test_a_table_added_since_the_run_was_saved_is_empty(tmp_path, monkeypatch):
    older = {name: schema for name, schema in FRAMES.items() if name != "outlets"}
    with monkeypatch.context() as then:
        then.setattr("dedup.reports.saved.FRAMES", older)
        write_frames(make_fake(), tmp_path / DOSSIER_FILE, names=older)

    assert read_dossier(tmp_path).outlets.is_empty()


def test_the_tables_of_a_report_are_those_of_the_run_byte_for_byte(saved, tmp_path):
    """A row an outlet is `outlet_totals`, which no run writes."""
    write_report(read_dossier(saved), "csv", tmp_path / "csv", Wish())

    written = {path.name: path.read_bytes() for path in (tmp_path / "csv").iterdir()}
    assert written.pop("outlet_totals.csv")
    assert written == {path.name: path.read_bytes() for path in saved.glob("*.csv")}


@pytest.mark.parametrize("harm", ["cut", "text", "missing part", "other frame"])
def test_a_damaged_dossier_is_one_line_and_no_traceback(saved, harm, capsys, monkeypatch):
    path = saved / DOSSIER_FILE
    monkeypatch.chdir(saved.parent)
    if harm == "cut":
        path.write_bytes(path.read_bytes()[:200])
    elif harm == "text":
        path.write_text("xin chào")
    else:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parts.pop("dates.parquet")
        if harm == "other frame":
            parts["dates.parquet"] = parts["credits.parquet"]
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    assert main(["report", "run"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_that_is_no_run_is_told_so(tmp_path, capsys):
    assert main(["report", str(tmp_path)]) == 2
    assert "is not a saved run" in capsys.readouterr().err


def test_every_format_is_written_by_the_command(saved, monkeypatch, capsys):
    pytest.importorskip("xlsxwriter")
    tmp_path = saved.parent
    monkeypatch.chdir(tmp_path)
    wanted = [f"{kind}:out/{kind}" for kind in (*FILES, *FOLDERS)]

    code = main(["report", "run", *(part for one in wanted for part in ("--format", one))])

    assert code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*FILES, *FOLDERS])
    assert len(capsys.readouterr().out.splitlines()) == len(wanted)


@pytest.mark.parametrize(
    ("given", "said"),
    [("pdf:x.pdf", "'pdf' is none of"), ("html", "html needs a target, as in html:report.html")],
)
def test_a_wrong_format_is_explained(saved, given, said, capsys):
    assert main(["report", str(saved), "--format", given]) == 2
    assert said in capsys.readouterr().err


def test_a_target_that_is_a_folder_is_refused(saved, tmp_path, capsys):
    assert main(["report", str(saved), "--format", f"html:{tmp_path}"]) == 2
    assert "is a folder" in capsys.readouterr().err


def test_a_failed_report_leaves_the_earlier_one(tmp_path, monkeypatch):
    target = tmp_path / "report.html"
    target.write_text("earlier")

    def fail(*_args: object, **_more: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(FILES, "html", fail)
    with pytest.raises(DedupError, match="No space left"):
        write_report(make_fake(), "html", target, Wish())

    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert target.read_text() == "earlier"


def test_a_scan_can_write_a_report_as_well(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Cầu Đồi Cam thông xe sáng nay.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert main(["scan", "in", "-q", "--format", "html:report.html", "--ui", "vi"]) == 0
    assert '<html lang="vi">' in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_line_of_jsonl_is_a_cluster_with_its_members():
    lines = [json.loads(line) for line in format_jsonl(make_fake(title=TITLE))]

    assert [line["schema_version"] for line in lines] == [1] * len(lines)
    assert lines[0]["title"] == TITLE
    assert [member["article_id"] for member in lines[0]["members"]] == ["bao-moi/0.txt", "tin-nhanh/1.txt"]
    assert datetime.fromisoformat(lines[0]["first_published_at"]).utcoffset() is not None


@pytest.mark.parametrize("attack", ATTACKS)
def test_jsonl_gives_hostile_text_back_unchanged_and_cannot_drive_a_terminal(attack):
    text = "".join(format_jsonl(make_fake(title=attack)))

    assert json.loads(text.split("\n")[0])["title"] == " ".join(attack.split())
    assert not any((ord(sign) < 0x20 and sign != "\n") or 0x7F <= ord(sign) < 0xA0 for sign in text)


def test_parquet_carries_the_version_of_the_contract(tmp_path):
    write_report(make_fake(), "parquet", tmp_path, Wish())

    assert pl.read_parquet_metadata(tmp_path / "clusters.parquet")["schema_version"] == "1"
    assert pl.read_parquet(tmp_path / "members.parquet").height == make_fake().members.height


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_the_corpus_is_markup_in_the_digest(attack):
    digest = format_markdown(make_fake(title=attack, outlet=attack))

    for sign in "<>`[]":
        assert digest.count(sign) == digest.count("\\" + sign)
    assert sum(line.startswith("#") for line in digest.splitlines()) == 2
    assert "::" not in digest


def test_the_digest_says_who_was_first_and_whose_credit_is_missing():
    digest = format_markdown(make_fake(), top=1)

    assert "Earliest known copy in this corpus: bao\\-moi, 4 Feb 2025, 21:52" in digest


def test_the_digest_gives_the_evidence_of_a_verdict_and_of_an_accusation():
    """An editor acts on the mail: what it says of others' work stands there with its ground."""
    fake = make_fake()
    owed = pl.when(~pl.col("is_first")).then(pl.lit("ANS: a/1.txt credits ANS")).otherwise(pl.lit(""))
    accused = replace(
        fake,
        clusters=fake.clusters.with_columns(why=pl.lit("No copy shows when it was published.")),
        members=fake.members.with_columns(uncredited=owed),
    )

    digest = format_markdown(accused, top=1)

    assert "(ANS\\: a/1\\.txt credits ANS)" in digest
    assert "- No copy shows when it was published\\." in digest


@pytest.mark.parametrize(
    ("tied", "named"),
    [
        ("bao-moi; bao-xa", "bao\\-moi and bao\\-xa"),
        ("a; b; c; d; e", "a, b, c and 2 more"),
        ("", "the earliest copies"),
    ],
)
def test_the_digest_names_who_ties(tied, named):
    fake = make_fake()
    tie = fake.clusters.with_columns(first_verdict=pl.lit("tie"), first_outlet=pl.lit(""), tied=pl.lit(tied))

    assert f"cannot tell {named} apart" in format_markdown(replace(fake, clusters=tie), top=1)


def test_a_workbook_has_a_sheet_for_each_table_with_filters_and_a_frozen_head(tmp_path):
    pytest.importorskip("xlsxwriter")
    write_xlsx(name_tables(make_fake(title=TITLE)), tmp_path / "a.xlsx")
    parts = read_sheets(tmp_path / "a.xlsx")

    names = [sheet.get("name") for sheet in parts["xl/workbook.xml"].iter(f"{SHEET}sheet")]
    assert names == ["clusters", "members", "articles", "outlets", "outlet_totals", "versions"]
    for number in range(1, 5):
        sheet = parts[f"xl/worksheets/sheet{number}.xml"]
        assert sheet.find(f".//{SHEET}autoFilter") is not None
        assert sheet.find(f".//{SHEET}pane").get("state") == "frozen"
    assert TITLE in {node.text for node in parts["xl/sharedStrings.xml"].iter(f"{SHEET}t")}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_a_formula_or_a_link_in_a_workbook(tmp_path, attack):
    pytest.importorskip("xlsxwriter")
    fields = dict.fromkeys(("title", "outlet", "url", "credit", "article_id", "path"), attack)
    write_xlsx(name_tables(make_fake(**fields)), tmp_path / "a.xlsx")
    parts = read_sheets(tmp_path / "a.xlsx")

    assert [name for name, part in parts.items() if part.find(f".//{SHEET}f") is not None] == []
    assert [name for name, part in parts.items() if part.find(f".//{SHEET}hyperlink") is not None] == []


def test_a_workbook_says_when_its_library_is_missing(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)

    with pytest.raises(DedupError, match="pip install xlsxwriter"):
        write_xlsx(name_tables(make_fake()), tmp_path / "a.xlsx")


def test_a_workbook_without_its_library_is_refused_before_any_work(saved, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    page, sheet = tmp_path / "a.html", tmp_path / "a.xlsx"

    assert main(["report", str(saved), "--format", f"html:{page}", "--format", f"xlsx:{sheet}"]) == 2
    assert "pip install xlsxwriter" in capsys.readouterr().err
    assert not page.exists()


def test_dates_and_numbers_of_a_workbook_are_dates_and_numbers(tmp_path):
    pytest.importorskip("xlsxwriter")
    write_xlsx(name_tables(make_fake()), tmp_path / "a.xlsx")
    sheet = read_sheets(tmp_path / "a.xlsx")["xl/worksheets/sheet1.xml"]
    cells = {cell.get("r"): cell for cell in sheet.iter(f"{SHEET}c")}

    # N: first_published_at in days since 1899-12-30; F: copies.
    assert float(cells["N2"].findtext(f"{SHEET}v")) == pytest.approx(45692.61944, abs=1e-4)
    assert cells["F2"].get("t") is None
    assert cells["F2"].findtext(f"{SHEET}v") == "2"


@pytest.mark.parametrize("title", [TITLE, *ATTACKS])
def test_pythons_csv_reads_what_was_written(tmp_path, title):
    write_report(make_fake(title=title), "csv", tmp_path, Wish())
    raw = (tmp_path / "clusters.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))

    assert raw.startswith(b"\xef\xbb\xbf")
    assert len(rows) == make_fake().clusters.height
    assert not rows[0]["title"].startswith(("=", "+", "-", "@"))
    assert title != TITLE or rows[0]["title"] == TITLE


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed (soffice)")
def test_libreoffice_opens_the_csv_as_it_stands(tmp_path):
    """
    What an editor sees behind the import dialog: the right letters, and text as text.

    The dialog proposes UTF-8 where it sees the mark; without a dialog (headless) it has to be said.
    """
    title = '=HYPERLINK("http://example.invalid","Đồi")'
    write_report(make_fake(title=title), "csv", tmp_path / "csv", Wish())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--infilter=CSV:44,34,76,1",
        "--convert-to",
        "fods",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run(
        [*command, str(tmp_path / "csv" / "clusters.csv")], check=True, capture_output=True, timeout=120
    )

    opened = (tmp_path / "clusters.fods").read_text(encoding="utf-8")
    assert "table:formula" not in opened
    assert "Ảnh: cầu mới" in opened
    assert "Đồi" in opened
    assert "text:a " not in opened


def test_pictures_are_well_formed_files(tmp_path):
    write_report(make_fake(outlet='<"&'), "svg", tmp_path, Wish(language="vi"))

    names = sorted(path.name for path in tmp_path.iterdir())
    assert names[:2] == ["outlets.svg", "period.svg"]
    for path in tmp_path.iterdir():
        assert ElementTree.parse(path).getroot().tag.endswith("svg")  # noqa: S314 - our own file

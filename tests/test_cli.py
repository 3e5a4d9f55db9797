"""Does the command do what its help says?  When it cannot: one line, one exit code, nothing half done."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dedup.__main__ import main
from dedup.cli import progress
from dedup.errors import DedupError, IndexMismatch
from dedup.run import Run
from fake_runs import frame, make_run

HEAVY = ("polars", "numba", "numpy", "scipy", "rich", "datasketch", "selectolax")


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], list[Any]]:
    """Stand in an empty folder; what is passed takes the place of the scan's work."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DEDUP_")]:
        monkeypatch.delenv(name)

    def install(outcome: Any) -> list[Any]:
        calls: list[Any] = []

        def scan(paths: Any, options: Any, report: Any) -> Run:
            calls.append((paths, options))
            report("reading", 1, 2)
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome

        module = ModuleType("dedup.pipeline")
        module.scan = scan  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "dedup.pipeline", module)
        return calls

    return install


def run_process(*args: str, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dedup", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", **options)


def test_a_scan_leaves_five_tables_and_a_manifest(newsroom, tmp_path, capsys):
    newsroom(make_run())

    code = main(["scan", "corpus/"])

    names = sorted(entry.name for entry in (tmp_path / "dedup-run").iterdir())
    assert code == 0
    tables = ["articles.csv", "clusters.csv", "members.csv", "outlets.csv", "versions.csv"]
    assert names == sorted([*tables, "dossier.zip", "run.json"])
    assert "Saved     dedup-run: articles.csv (3 rows)" in capsys.readouterr().out


def test_what_is_no_terminal_gets_plain_lines(newsroom, capsys):
    """A log or a pipe must hold no colour and no drawing."""
    newsroom(make_run())

    main(["scan", "corpus/"])

    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert not set(out) & set("─│┌┐└┘━┃╭╮")
    assert out.splitlines() == [line.rstrip() for line in out.splitlines()]


def test_json_says_the_same_for_machines(newsroom, capsys):
    newsroom(make_run())

    main(["scan", "corpus/", "--format", "json", "--top", "1"])

    summary = json.loads(capsys.readouterr().out)
    assert summary["schema_version"] == 1
    assert [row["rank"] for row in summary["clusters"]] == [1]
    assert summary["counts"]["found"] == summary["counts"]["read"] + summary["counts"]["skipped"]
    assert summary["files"]["articles.csv"] == 3


def test_quiet_prints_nothing(newsroom, capsys):
    newsroom(make_run())

    assert main(["scan", "corpus/", "-q"]) == 0
    assert capsys.readouterr() == ("", "")


def test_strict_makes_a_skipped_file_exit_3_and_still_saves(newsroom, tmp_path, capsys):
    newsroom(make_run())

    code = main(["scan", "corpus/", "--strict"])

    assert code == 3
    assert (tmp_path / "dedup-run" / "run.json").exists()
    assert "1 skipped, and --strict forbids it" in capsys.readouterr().err


def test_strict_is_content_when_all_was_read(newsroom):
    newsroom(make_run(skipped=frame("SKIPPED", [])))

    assert main(["scan", "corpus/", "--strict"]) == 0


@pytest.mark.parametrize(
    ("outcome", "end"),
    [
        (DedupError("nothing to read in 'corpus/'"), (2, "nothing to read")),
        (IndexMismatch("index format 1, expected 2"), (4, "index format 1")),
        (KeyboardInterrupt(), (130, "interrupted")),
        (ValueError("a stage broke"), (70, "internal error, please report it")),
        (MemoryError("no room"), (2, "not enough memory")),
    ],
)
def test_every_end_has_its_exit_code(newsroom, tmp_path, capsys, outcome, end):
    """With click alone most of these exit 1, which a pipeline reads as findings."""
    newsroom(outcome)
    code, said = end

    assert main(["scan", "corpus/"]) == code
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_message_says_little_of_a_long_argument(newsroom, capsys):
    newsroom(make_run())

    assert main(["scan", "corpus/", "--level", "x" * 100_000]) == 2
    assert len(capsys.readouterr().err) < 2_000


def test_a_bug_shows_its_traceback_only_on_request(newsroom, monkeypatch, capsys):
    newsroom(ValueError("a stage broke"))
    monkeypatch.setenv("DEDUP_DEBUG", "1")

    assert main(["scan", "corpus/"]) == 70
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["scn", "corpus/"], "Did you mean 'scan'?"),
        (["scan", "--levle", "all", "corpus/"], "'--level'"),
        (["scan", "--rank-by", "size", "corpus/"], "'outlets', 'copies', 'words', 'spread', 'newest'"),
        (["scan", "--top", "many", "corpus/"], "'many'"),
        (["scan", "--map", "text", "corpus/"], "expected OURS=THEIRS such as text=body"),
        (["scan", "--meta", "nowhere.csv", "corpus/"], "nowhere.csv"),
        (["check", "corpus/", "--wait", "nan"], "nan is no number of seconds"),
        (["scan"], "Missing argument 'PATH...'"),
    ],
)
def test_a_slip_of_the_pen_is_one_line_and_a_way_out(newsroom, capsys, args, said):
    newsroom(make_run())

    assert main(args) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "--help'" in err
    assert err.count("\n") == 1


def test_a_hostile_argument_cannot_drive_the_terminal(newsroom, capsys):
    newsroom(DedupError("no such file: a\x1b]0;owned\x07\u202e.txt"))

    main(["scan", "corpus/"])

    err = capsys.readouterr().err
    assert not set(err) & set("\x1b\x07\u202e")


def test_a_folder_of_something_else_is_not_overwritten(newsroom, tmp_path, capsys):
    """The scan is not even begun: an hour of work must not end in a refusal."""
    calls = newsroom(make_run())
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("mine", encoding="utf-8")

    code = main(["scan", "corpus/", "-o", "thesis"])

    assert code == 2
    assert calls == []
    assert "chapter.txt" in capsys.readouterr().err
    assert (tmp_path / "thesis" / "chapter.txt").read_text(encoding="utf-8") == "mine"


def test_flag_beats_environment_beats_file_beats_default(newsroom, tmp_path, monkeypatch):
    calls = newsroom(make_run())
    (tmp_path / "dedup.toml").write_text(
        'level = "article"\nrank-by = "copies"\nmax_bytes = 7\n[map]\ntext = "noi_dung"\n', encoding="utf-8"
    )
    monkeypatch.setenv("DEDUP_RANK_BY", "words")
    monkeypatch.setenv("DEDUP_MAX_BYTES", "8")

    assert main(["scan", "corpus/", "--max-bytes", "9", "--map", "title=tua"]) == 0
    assert main(["scan", "corpus/"]) == 0

    first, second = (options for _, options in calls)
    assert (first.level, first.rank_by, first.max_bytes) == ("article", "words", 9)
    assert (first.fields, second.fields) == ((("title", "tua"),), (("text", "noi_dung"),))
    assert (second.max_bytes, second.encoding) == (8, None)


def test_a_flag_can_say_no_to_the_file(newsroom, tmp_path):
    newsroom(make_run())
    (tmp_path / "dedup.toml").write_text("strict = true\n", encoding="utf-8")

    assert main(["scan", "corpus/"]) == 3
    assert main(["scan", "corpus/", "--no-strict"]) == 0


def test_an_unknown_key_is_refused_by_name(newsroom, tmp_path, capsys):
    calls = newsroom(make_run())
    (tmp_path / "dedup.toml").write_text('levle = "all"\n', encoding="utf-8")

    assert main(["scan", "corpus/"]) == 2
    assert "dedup.toml: unknown key 'levle'; did you mean 'level'?" in capsys.readouterr().err
    assert calls == []


def test_a_misspelled_table_is_refused_with_the_command_it_means(newsroom, tmp_path, capsys):
    newsroom(make_run())
    (tmp_path / "dedup.toml").write_text('[chekc]\nfail-on = "never"\n', encoding="utf-8")

    assert main(["scan", "corpus/"]) == 2
    assert "unknown key 'chekc'; did you mean 'check'?" in capsys.readouterr().err


def test_a_setting_that_is_named_as_a_command_is_reads_as_a_setting(newsroom, tmp_path, capsys):
    newsroom(make_run())
    (tmp_path / "dedup.toml").write_text('baseline = "accepted.json"\n', encoding="utf-8")

    assert main(["scan", "corpus/"]) == 0
    assert main(["check", "corpus/"]) == 2
    assert "accepted.json" in capsys.readouterr().err


def test_a_wrong_value_in_the_file_names_its_option(newsroom, tmp_path, capsys):
    newsroom(make_run())
    (tmp_path / "mine.toml").write_text('level = "page"\n', encoding="utf-8")

    assert main(["scan", "corpus/", "--config", "mine.toml"]) == 2
    assert "'page' is not one of 'all', 'article'" in capsys.readouterr().err


def test_paths_in_the_file_start_from_the_file(newsroom, tmp_path):
    calls = newsroom(make_run())
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "meta.csv").write_text("path,outlet\n", encoding="utf-8")
    (tmp_path / "settings" / "dedup.toml").write_text('meta = "meta.csv"\n', encoding="utf-8")

    assert main(["scan", "corpus/", "--config", "settings/dedup.toml"]) == 0
    assert calls[0][1].meta == Path("settings/meta.csv")


@pytest.mark.parametrize(
    "command", [["inspect", "a.json"], ["compare", "a.json", "a.json"], ["index", "add", "index", "a.json"]]
)
def test_whoever_reads_articles_reads_them_by_the_same_settings(tmp_path, monkeypatch, capsys, command):
    """A field that `check` finds and `index add` does not would make an index of nothing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.json").write_text(json.dumps({"noi_dung": "Chuyến đò cuối cùng rời bến. " * 9}))
    (tmp_path / "dedup.toml").write_text('output = "kept"\nformat = "json"\n[map]\ntext = "noi_dung"\n')
    main(["index", "create", "index"])

    assert main(command) == 0, capsys.readouterr().err


def test_fields_that_are_no_table_are_refused(newsroom, tmp_path, capsys):
    newsroom(make_run())
    (tmp_path / "dedup.toml").write_text('map = "text=body"\n', encoding="utf-8")

    assert main(["scan", "corpus/"]) == 2
    assert "map must be a table" in capsys.readouterr().err


@pytest.mark.parametrize(("before", "after"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_no_threads_of_linear_algebra_spin_beside_ours(before, after):
    said = "print(os.environ['OPENBLAS_NUM_THREADS'])"
    code = f"import os; from dedup.__main__ import main; main(['--version']); {said}"
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment | before)

    assert done.stdout.split()[-1] == after


@pytest.mark.parametrize("args", [["--help"], ["scan", "--help"], ["--version"], ["scan", "--tpo"]])
def test_help_loads_nothing_heavy(args):
    """The budget is counted in modules: seconds depend on the machine."""
    code = f"import sys; from dedup.__main__ import main; main({args!r}); print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    loaded = {line.partition(".")[0] for line in done.stdout.splitlines()}

    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_no_command_is_a_question_answered_with_the_help(capsys):
    assert main([]) == 2
    assert "Commands:" in capsys.readouterr().err


def test_vietnamese_is_printed_under_the_c_locale(tmp_path):
    env = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}

    done = run_process("scan", "corpus/", "--meta", "Đồi Cam.csv", cwd=tmp_path, env=env)

    assert done.returncode == 2
    assert "Đồi Cam.csv" in done.stderr


def test_a_reader_who_leaves_is_exit_141():
    """`dedup … | head -1` must not look like findings, nor print a traceback."""
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(
        [sys.executable, "-m", "dedup", "--help"], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)

    assert done.returncode == 141
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("rules >&-", (0, "")),
        ("rules >/dev/full", (2, "dedup: cannot write the output: No space left on device\n")),
        ("rules DD099 2>/dev/full", (2, "")),
        ("rules DD099 2>&-", (2, "")),
        ("check - <&-", (3, "dedup: 1 skipped, and nothing could be read: -\n")),
    ],
)
def test_streams_that_are_closed_or_full_are_no_bug_of_ours(words, end):
    """A service may be started without any; a disk may be full of what is printed."""
    command = f"'{sys.executable}' -m dedup {words}"

    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602

    assert (done.returncode, done.stderr) == end


@pytest.mark.parametrize("digits", [26, 5000])
@pytest.mark.parametrize("flag", ["--top", "--memory"])
def test_a_number_beyond_all_counting_is_no_bug_of_ours(tmp_path, flag, digits):
    (tmp_path / "a.txt").write_text("Một dòng tin.\n", encoding="utf-8")

    assert main(["scan", str(tmp_path), flag, "9" * digits]) in (0, 2)


@pytest.mark.parametrize("name", ["agencies", "outlets", "config"])
def test_a_number_without_end_in_a_table_is_no_bug_of_ours(tmp_path, capsys, name):
    (tmp_path / "a.toml").write_text(f"top = {'9' * 5000}\n", encoding="utf-8")

    assert main(["scan", str(tmp_path), f"--{name}", str(tmp_path / "a.toml")]) == 2
    assert "a.toml" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
def test_a_folder_that_is_gone_under_a_command_is_said(tmp_path, monkeypatch, capsys):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()

    assert main(["scan", str(tmp_path)]) == 2
    assert "is gone" in capsys.readouterr().err


def test_unbuffered_output_that_ends_early_is_said(tmp_path):
    """With PYTHONUNBUFFERED a write may take only a part of what is printed."""
    resource = pytest.importorskip("resource")

    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "dedup", "--help"],
            stdout=out,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)),
            check=False,
        )

    assert (done.returncode, done.stderr) == (2, b"dedup: cannot write the output: File too large\n")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes there are others")
def test_an_unbuffered_reader_who_leaves_is_exit_141():
    command = f"'{sys.executable}' -c 'print(\"x\" * 200_000)' | '{sys.executable}' -m dedup inspect - --json"
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}

    done = subprocess.run(
        ["bash", "-c", f"{command} | head -c 100 >/dev/null; exit ${{PIPESTATUS[1]}}"],
        capture_output=True,
        env=env,
        check=False,
    )

    assert (done.returncode, done.stderr) == (141, b"")


def test_progress_waits_a_second_and_stays_off_a_log(monkeypatch, capsys):
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0.0)

    with progress.show_progress() as report:
        report("reading", 1, 2)

    assert capsys.readouterr() == ("", "")


def test_progress_is_drawn_on_a_terminal(monkeypatch, capsys):
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    with progress.show_progress() as report:
        report("reading", 1, 0)
        report("matches", 5, 10)

    out, err = capsys.readouterr()
    assert out == ""
    assert "matches" in err


INTERRUPTED = """
import os, signal, sys, types
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # who runs the tests may have had it ignored, as `nohup` does
sys.path.insert(0, {tests!r})
from fake_runs import make_run
sys.modules["dedup.pipeline"] = types.ModuleType("dedup.pipeline")
sys.modules["dedup.pipeline"].scan = lambda *_: make_run()
from dedup.__main__ import main
from dedup.reports import saving
saving.write_manifest = lambda *_: os.kill(os.getpid(), signal.{name})
sys.exit(main(["scan", "corpus/"]))
"""


@pytest.mark.parametrize("before", [[], ["clusters.csv", "run.json"]])
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_what_is_stopped_leaves_no_half_written_report(tmp_path, before, name, code):
    """By Ctrl-C, by a build that takes too long, by a terminal that is closed: the folder is as it was."""
    for file in before:
        (tmp_path / "dedup-run").mkdir(exist_ok=True)
        (tmp_path / "dedup-run" / file).write_text("of yesterday", encoding="utf-8")
    script = INTERRUPTED.format(tests=str(Path(__file__).parent), name=name)

    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False)

    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert (done.returncode, done.stderr) == (code, b"dedup: interrupted\n")
    assert left == [f"dedup-run/{file}" for file in before]


@pytest.mark.parametrize("strict", [[], ["--strict"]])
def test_a_corpus_of_which_nothing_can_be_read_is_reported_and_not_clean(tmp_path, strict):
    """A gate that could look at nothing must not open; the manifest says why."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_bytes(b"")
    (corpus / "b.txt").write_bytes(b"\x00" * 100)

    done = run_process("scan", "corpus", *strict, cwd=tmp_path)

    skipped = json.loads((tmp_path / "dedup-run" / "run.json").read_text(encoding="utf-8"))["skipped"]
    assert done.returncode == 3
    assert "Skipped   2 of 2" in done.stdout
    assert "2 skipped, and nothing could be read: a.txt …" in done.stderr
    assert [row["path"] for row in skipped] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("command", [["check"], ["index", "add", "index"]])
def test_neither_check_nor_index_is_content_with_nothing(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"\x00" * 100)
    main(["index", "create", "index"])

    assert main([*command, "a.txt"]) == 3
    assert "1 skipped, and nothing could be read: a.txt\n" in capsys.readouterr().err


def test_one_bad_file_among_good_ones_is_no_failure(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_bytes(b"")

    assert main(["scan", "in"]) == 0
    assert main(["check", "in"]) == 0


STORY = """Cầu mới qua sông Lữ thông xe

Sáng nay, cây cầu dài 90 m bắc qua sông Lữ đã thông xe sau hai năm thi công, nối hai bờ của thị trấn.

Chủ tịch thị trấn cho biết từ nay hơn bốn trăm học sinh không còn phải đi đò tới trường vào mùa lũ.

Kinh phí xây cầu do người dân hai bờ và một quỹ từ thiện cùng góp, phần còn lại lấy từ ngân sách của huyện.
"""


def test_the_order_of_paths_the_threads_and_the_memory_change_no_byte(tmp_path):
    """An archivist scans the same corpus again next year, on another machine."""
    for outlet, more in (("bao-moi", ""), ("tin-nhanh", "Xe trên năm tấn vẫn phải đi đường vòng qua đèo.\n")):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "cau.txt").write_text(STORY + more, encoding="utf-8")

    run_process("scan", "bao-moi", "tin-nhanh", "-o", "one", "--threads", "1", cwd=tmp_path)
    run_process("scan", "tin-nhanh", "bao-moi", "-o", "two", "--threads", "2", "--memory", "0", cwd=tmp_path)

    names = ["articles.csv", "clusters.csv", "members.csv"]
    one, two = ([(tmp_path / run / name).read_bytes() for name in names] for run in ("one", "two"))
    assert one == two
    assert b"syndication" in one[1]

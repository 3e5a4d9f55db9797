"""Is starting up as short as it can be: compiled once, and nothing loaded that the work has no use for?"""

import importlib
import re
import subprocess
import sys
import tomllib
from contextlib import contextmanager
from pathlib import Path

import pytest

from dedup.__main__ import main
from dedup.cli.scan import format_timings
from dedup.kernels import compiling

CORPUS = Path(__file__).parents[1] / "corpus"
PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DEPENDENCIES = {
    re.match(r"[\w-]+", each)[0].replace("-", "_")
    for each in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["xlsx"]]
}
# What any work needs: frames, kernels, hashes, compressed files, and the command line.
BUDGET = {"click", "numba", "numpy", "polars", "xxhash", "zstandard"}
# Of Python's own: for the network, for other processes, for other formats.
HEAVY = {"asyncio", "http", "multiprocessing", "ssl", "xml"}
PAGE = "The ferry was late again.\n\nNobody on the quay was told why it waited an hour outside the harbour."


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def list_loaded(*args):
    """Return every module that is loaded once a command has run."""
    code = f"import sys; from dedup.__main__ import main; main({args!r}); print(*sys.modules, sep='\\n')"
    return set(run(code).splitlines())


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("command", ["scan", "check"])
def test_a_page_of_text_loads_few_dependencies_and_no_other(command, page, tmp_path):
    """The budget is counted in modules: seconds depend on the machine."""
    where = ["-o", str(tmp_path / "run")] if command == "scan" else []

    loaded = list_loaded(command, page, *where)

    roots = {name.partition(".")[0] for name in loaded}
    asked = {"psutil"} if command == "scan" else set()  # how much memory is free
    assert roots & DEPENDENCIES == BUDGET | asked
    assert roots.isdisjoint(HEAVY)


def test_a_page_of_text_loads_no_parser_of_another_format(page, tmp_path):
    """Those of HTML, XML and crawls take longer to load than the page to read."""
    loaded = list_loaded("scan", page, "-o", str(tmp_path / "run"))

    formats = {"feeds", "lines", "newsml", "nitf", "objects", "pages", "plain", "tables", "warc"}
    assert {name for name in formats if f"dedup.reading.{name}" in loaded} == {"plain"}


@pytest.mark.parametrize(("memory", "told"), [("1GB", "100"), ("100GB", "10000")])
def test_allocators_are_told_how_much_memory_there_is_before_they_are_loaded(memory, told, page, tmp_path):
    """Afterwards they do not ask."""
    args = ["scan", page, "-o", str(tmp_path / "run"), "--quiet", "--memory", memory]
    code = f"""
import importlib, os, sys
os.environ.pop("_RJEM_MALLOC_CONF", None)  # polars leaves it behind
from dedup.__main__ import main
scan = sys.modules["dedup.cli.scan"] = importlib.import_module("dedup.cli.scan")
tell = scan.tell_allocators
def listen(memory):
    tell(memory)
    print("polars" in sys.modules, os.environ.get("_RJEM_MALLOC_CONF", ":").split(":")[1])
scan.tell_allocators = listen
main({args!r})
"""

    assert run(code).splitlines() == [f"False {told}"]


def test_a_page_is_read_without_a_search_for_garbage(page, tmp_path):
    """Nearly all that a short run makes are the libraries it loads: looking through them finds nothing."""
    count = "sum(part['collections'] for part in gc.get_stats())"
    args = ["scan", page, "-o", str(tmp_path / "run"), "--quiet"]

    told = run(f"import gc; from dedup.__main__ import main; n = {count}; main({args!r}); print({count} - n)")

    assert told.strip() == "0"


def test_a_scan_loads_no_scipy():
    """It takes as long to load as a page to check; numba asks for a part of it that no kernel has."""
    code = "import sys, dedup.pipeline, numba.np.arraymath; print('scipy' in sys.modules)"

    assert run(code).strip() == "False"


def test_scipy_is_there_for_whoever_wants_it_afterwards():
    """A library may not hide another from the program that uses both."""
    code = "import dedup.pipeline, scipy.sparse; print(scipy.sparse.__name__)"

    assert run(code).strip() == "scipy.sparse"


def test_whoever_waits_for_a_kernel_of_the_tables_is_told_why_too(page, tmp_path, monkeypatch):
    """What changed between versions is compiled by the first scan that meets some."""
    module, listening = importlib.import_module("dedup.cli.scan"), []
    save = module._save

    @contextmanager
    def listen(**_):
        listening.append(True)
        yield
        listening.pop()

    def save_heard(*args):
        assert listening
        return save(*args)

    monkeypatch.setattr(module, "show_compiling", listen)
    monkeypatch.setattr(module, "_save", save_heard)

    assert main(["scan", page, "-o", str(tmp_path / "run"), "--quiet"]) == 0


def test_warmup_leaves_nothing_to_compile(capsys):
    assert main(["warmup"]) == 0
    assert capsys.readouterr().out.startswith("Compiled in ")

    told = []
    with compiling.announce_compiling(lambda: told.append(1)):
        assert main(["warmup", "--quiet"]) == 0

    assert told == []
    assert capsys.readouterr().out == ""


def test_after_warmup_neither_scan_nor_index_nor_check_nor_compare_compiles(page, tmp_path):
    main(["warmup", "--quiet"])
    index = str(tmp_path / "index")

    told = []
    with compiling.announce_compiling(lambda: told.append(1)):
        main(["scan", page, "-o", str(tmp_path / "run"), "--quiet"])
        main(["index", "create", index])
        main(["index", "add", index, page])
        main(["check", page, "--against", index])
        main(["compare", page, page])

    assert told == []


SIGNATURES = """
import sys
from dedup.__main__ import main

def list_signatures():
    kernels = [each for name in list(sys.modules) if name.startswith("dedup.kernels.")
               for each in vars(sys.modules[name]).values() if hasattr(each, "signatures")]
    return {(each.py_func.__qualname__, str(types)) for each in kernels for types in each.signatures}

main(["warmup", "--quiet"])
warm = list_signatures()
for args in (["scan", "-q", *sys.argv[1:3]], ["check", "-q", *sys.argv[1:2]]):
    main(args)
print(len(warm), sorted({name for name, _ in list_signatures() - warm}))
"""


def test_warmup_compiles_for_every_kind_of_page(tmp_path):
    """Kernels are compiled for the types they are given; those of the cache say nothing of a new machine."""
    command = [sys.executable, "-c", SIGNATURES, str(CORPUS), f"-o{tmp_path / 'run'}"]

    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    count, missing = told.split(maxsplit=1)
    assert int(count) > 30
    assert missing.strip() == "[]"


def test_a_first_compilation_is_announced_once():
    """A first run that takes a minute without a word looks hung."""
    told = []

    with compiling.announce_compiling(lambda: told.append(1)):
        for start in (1, 1.0):
            compiling.numba.njit(lambda x: x + 1)(start)

    assert told == [1]


def test_a_kernel_without_a_place_to_be_kept_still_runs(monkeypatch):
    """The package folder may be read-only and the user homeless, as in many containers."""
    njit = compiling.numba.njit

    def refuse(*args, cache=False, **options):
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return njit(*args, **options)

    monkeypatch.setattr(compiling.numba, "njit", refuse)

    @compiling.kernel
    def double(x: int) -> int:
        return 2 * x

    assert double(21) == 42


@pytest.mark.parametrize("timings", [{}, {"read": 0.5, "tables": 12.0}])
def test_timings_are_a_line_a_stage(timings):
    assert [line.split()[-1] for line in format_timings(timings).splitlines()] == list(timings)

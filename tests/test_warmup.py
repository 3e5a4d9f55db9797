"""Is compilation paid once, ahead if one likes, and never for a library that no kernel needs?"""

import subprocess
import sys

import pytest

from dedup.__main__ import main
from dedup.cli.scan import format_timings
from dedup.kernels import compiling


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_a_scan_loads_no_scipy():
    """It takes as long to load as a page to check; numba asks for a part of it that no kernel has."""
    code = "import sys, dedup.pipeline, numba.np.arraymath; print('scipy' in sys.modules)"

    assert run(code).strip() == "False"


def test_scipy_is_there_for_whoever_wants_it_afterwards():
    """A library may not hide another from the program that uses both."""
    code = "import dedup.pipeline, scipy.sparse; print(scipy.sparse.__name__)"

    assert run(code).strip() == "scipy.sparse"


def test_warmup_leaves_nothing_to_compile(capsys):
    assert main(["warmup"]) == 0
    assert capsys.readouterr().out.startswith("Compiled in ")

    told = []
    with compiling.announce_compiling(lambda: told.append(1)):
        assert main(["warmup", "--quiet"]) == 0

    assert told == []
    assert capsys.readouterr().out == ""


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

"""The public names: few, all there, and free until they are used."""

import subprocess
import sys

import dedup


def test_every_public_name_is_there():
    for name in dedup.__all__:
        assert getattr(dedup, name).__module__.startswith("dedup.")


def test_the_public_names_are_few():
    """A name that is promised is a name that cannot change."""
    assert len(dedup.__all__) <= 12


def test_importing_dedup_loads_nothing_heavy():
    code = "import dedup, sys; print(sorted({'polars', 'numba', 'numpy', 'scipy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"

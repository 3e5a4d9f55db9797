"""What does a newsroom read when the disk fails its index: which file, exit 4, and never a traceback?"""

import io
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest

from dedup.__main__ import main
from newsroom import fill_index, make_records, write_records

# A new user namespace may mount what it likes for itself, if the system lets anybody make one.
APART = ["unshare", "--user", "--map-root-user", "--mount"]
ALONE = (
    shutil.which("unshare") is not None
    and subprocess.run([*APART, "true"], capture_output=True, check=False).returncode == 0
)
needs_mounts = pytest.mark.skipif(not ALONE, reason="this system lets nobody mount")


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """An index of two segments."""
    folder = tmp_path_factory.mktemp("sound")
    batches = [
        write_records(folder / f"{first}.jsonl", make_records(range(first, first + 12))) for first in (0, 12)
    ]
    return fill_index(folder / "index", *batches)


@pytest.fixture
def index(tmp_path, sound):
    return shutil.copytree(sound, tmp_path / "index")


@pytest.fixture
def asked(tmp_path):
    """A copy of an article of the second segment, and one of the first."""
    return write_records(tmp_path / "asked.jsonl", make_records(range(3, 20, 12), outlet="khac.vn"))


def dedup(*words):
    """Run a command as a user would, and return its exit code, output and errors."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = main([str(word) for word in words])
    return code, out.getvalue(), err.getvalue()


def truncate(path):
    path.write_bytes(path.read_bytes()[:-100])


def empty(path):
    path.write_bytes(b"")


def flip(path):
    """Change a bit on every page, so that whatever is read is wrong somewhere."""
    data = bytearray(path.read_bytes())
    for at in range(100, len(data), 4096):
        data[at] ^= 1
    path.write_bytes(bytes(data))


def forge_checksums(path):
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))


def delete(path):
    path.unlink()


@pytest.mark.parametrize("damage", [truncate, empty, flip, forge_checksums, delete])
def test_damage_is_told_by_the_files_name_and_the_rest_is_read(index, asked, damage):
    first, second = sorted((index / "segments").iterdir())
    damage(first)

    code, _, said = dedup("check", asked, "--against", index)
    assert (code, first.name in said) == (4, True), said
    code, found, _ = dedup("index", "verify", index)
    assert (code, first.name in found, second.name in found) == (4, True, False)
    assert dedup("index", "info", index)[0] == 0
    code, listed, _ = dedup("index", "list", index)
    assert (code, len(listed.splitlines())) == (0, 24)


def test_a_file_where_the_segments_should_be_is_told(index, asked):
    """What a careless restore leaves."""
    (index / "segments").rename(index / "moved")
    (index / "segments").write_text("see moved/")

    code, _, said = dedup("check", asked, "--against", index)
    assert (code, "00000000.segment is missing" in said) == (4, True), said
    assert dedup("index", "verify", index)[0] == 4


def test_a_catalog_that_is_no_database_is_told(index, asked):
    (index / "index.sqlite").write_bytes(b"not a database at all" * 200)

    for words in (("check", asked, "--against", index), ("index", "verify", index), ("index", "info", index)):
        code, _, said = dedup(*words)
        assert (code, "index.sqlite" in said) == (4, True), said


FULL_DISK = """
import subprocess, sys
from dedup.__main__ import main
folder, few, many = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], check=True)
codes = [main(["index", *words]) for words in (
    ["create", folder + "/index"], ["add", folder + "/index", few], ["add", folder + "/index", many],
    ["verify", folder + "/index"], ["list", folder + "/index"], ["add", folder + "/index", few],
)]
print("codes", codes)
"""


@needs_mounts
def test_a_full_disk_is_told_and_what_was_there_stays(tmp_path):
    """On a file system of a quarter of a megabyte, which says itself that it is full."""
    few = write_records(tmp_path / "few.jsonl", make_records(range(5)))
    many = write_records(tmp_path / "many.jsonl", make_records(range(5, 400)))
    small = tmp_path / "small"
    small.mkdir()

    command = [*APART, sys.executable, "-c", FULL_DISK, str(small), str(few), str(many)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert "codes [0, 0, 4, 0, 0, 0]" in done.stdout, done.stdout + done.stderr
    assert "No space left on device" in done.stderr or "disk is full" in done.stderr
    assert "index/" in done.stderr
    assert "Traceback" not in done.stderr
    assert sum("baobien.vn" in line for line in done.stdout.splitlines()) == 5


READ_ONLY = """
import subprocess, sys
from dedup.__main__ import main
index, asked = sys.argv[1:]
for options in (["--bind", index], ["-o", "remount,ro,bind"]):
    subprocess.run(["mount", *options, index], check=True)
codes = [main(words) for words in (
    ["check", asked, "--against", index, "--fail-on", "DD001"], ["index", "verify", index],
    ["index", "add", index, asked], ["index", "remove", index, "--outlet", "baobien.vn"],
    ["index", "compact", index],
)]
print("codes", codes)
"""


@needs_mounts
def test_a_read_only_folder_is_asked_and_not_written(index, asked):
    command = [*APART, sys.executable, "-c", READ_ONLY, str(index), str(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert "codes [1, 0, 4, 4, 4]" in done.stdout, done.stdout + done.stderr
    said = done.stderr.splitlines()
    assert [str(index) in line for line in said] == [True] * 3, said

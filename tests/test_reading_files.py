"""Which files does a path stand for, what are they called, and whose are they?"""

import errno
import gzip
import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from dedup.errors import InputError
from dedup.reading import find_files, read_articles, total_bytes


def write(path: Path, text: str = "Một dòng tin.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write(tmp_path / "bao-bien" / "2025" / "a.txt")
    write(tmp_path / "bao-nui" / "b.txt")
    write(tmp_path / "c.txt")
    return tmp_path


def test_a_folder_gives_its_files_sorted_with_the_outlet_of_their_folder(corpus: Path) -> None:
    found = find_files([str(corpus)])

    assert [(file.path, file.outlet) for file in found] == [
        ("bao-bien/2025/a.txt", "bao-bien"),
        ("bao-nui/b.txt", "bao-nui"),
        ("c.txt", ""),
    ]


def test_overlapping_paths_read_each_file_once(corpus: Path) -> None:
    once = find_files([str(corpus)])

    again = find_files([str(corpus), str(corpus / "bao-nui"), f"{corpus}/", str(corpus / "c.txt")])

    assert again == once


def test_the_order_of_the_arguments_changes_nothing(corpus: Path) -> None:
    paths = [str(corpus / "bao-bien"), str(corpus / "bao-nui")]

    assert find_files(paths) == find_files(paths[::-1])


def test_folders_named_one_by_one_are_the_outlets_they_would_be_together(corpus: Path) -> None:
    found = find_files([str(corpus / "bao-bien"), str(corpus / "bao-nui")])

    assert [(file.path, file.outlet) for file in found] == [
        ("bao-bien/2025/a.txt", "bao-bien"),
        ("bao-nui/b.txt", "bao-nui"),
    ]


def test_under_a_root_a_page_is_the_same_whatever_is_named(corpus: Path) -> None:
    whole = find_files([str(corpus)])

    for page in whole:
        assert find_files([page.location], root=corpus) == [page]
    assert find_files([str(corpus / "bao-nui"), str(corpus / "c.txt")], root=corpus) == whole[1:]
    with pytest.raises(InputError, match="is not under"):
        find_files([str(corpus / "c.txt")], root=corpus / "bao-nui")


def test_steady_files_are_the_same_however_many_are_named(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus)
    names = ["bao-bien/2025/a.txt", "bao-nui/b.txt", "c.txt"]

    together = find_files(names, steady=True)

    assert [file.path for file in together] == names
    assert [file for name in names for file in find_files([name], steady=True)] == together


def test_a_folder_of_dates_is_no_outlet(tmp_path: Path) -> None:
    write(tmp_path / "2025-02-04" / "bao-bien" / "a.txt")

    assert find_files([str(tmp_path)])[0].outlet == "bao-bien"


def test_a_glob_is_expanded_here_where_no_shell_did(corpus: Path) -> None:
    found = find_files([f"{corpus}/**/*.txt"])

    assert len(found) == 3


def test_dotfiles_and_side_metadata_are_no_articles(corpus: Path) -> None:
    write(corpus / ".git" / "config")
    write(corpus / ".DS_Store")
    write(corpus / "c.json", "{}")
    meta = write(corpus / "meta.csv", "path\n")

    found = find_files([str(corpus)], meta=meta)

    assert len(found) == 3
    assert found[-1].side.endswith("c.json")


@pytest.mark.parametrize("page", ["d.txt", "d.html", "d.txt.gz"])
def test_a_page_and_its_metadata_are_one_whichever_is_named(corpus: Path, page: str) -> None:
    """A hook for commits names what was changed: the page, or what is known of it."""
    write(corpus / "bao-nui" / page)
    write(corpus / "bao-nui" / "d.json", '{"id": "42"}')
    names = [str(corpus / "bao-nui" / name) for name in (page, "d.json")]
    (whole,) = [file for file in find_files([str(corpus)]) if file.side]

    for named in (names[:1], names[1:], names):
        assert find_files(named, root=corpus) == [whole]


def test_a_link_brings_no_metadata_along(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = write(tmp_path_factory.mktemp("outside") / "secret.json", '{"id": "42"}')
    (corpus / "c.json").symlink_to(outside)
    (corpus / "d.txt").symlink_to("c.txt")
    write(corpus / "d.json", '{"id": "43"}')

    (c,), (d,), (alone,) = (find_files([str(corpus / name)]) for name in ("c.txt", "d.txt", "d.json"))

    assert (c.side, d.side) == ("", "")
    assert alone.path == "d.json"


def test_links_that_lead_out_are_refused_and_said(
    corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = write(tmp_path_factory.mktemp("elsewhere") / "secret.txt")
    (corpus / "out.txt").symlink_to(elsewhere)
    (corpus / "outside").symlink_to(elsewhere.parent)
    (corpus / "broken.txt").symlink_to(corpus / "gone.txt")

    refused = {file.path: file.refused for file in find_files([str(corpus)]) if file.refused}

    assert refused == {
        "broken.txt": "no such file or directory",
        "out.txt": "a link out of the scanned folder",
        "outside": "a link out of the scanned folder",
    }


def test_a_link_inside_the_folder_is_the_file_it_leads_to(corpus: Path) -> None:
    (corpus / "a-link.txt").symlink_to(corpus / "c.txt")

    assert [file.path for file in find_files([str(corpus)]) if not file.outlet] == ["c.txt"]


def feed(pipe: Path | int, data: bytes) -> Thread:
    """Write into a pipe, as another program would."""

    def write_all() -> None:
        with open(pipe, "wb") as out:
            out.write(data)

    thread = Thread(target=write_all)
    thread.start()
    return thread


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_named_pipe_that_the_user_names_is_read(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    os.mkfifo(tmp_path / "wire")
    writer = feed(tmp_path / "wire", pack(b'{"text": "m\xe1\xbb\x99t"}\n{"text": "hai"}\n'))

    (batch,) = read_articles([str(tmp_path / "wire")])
    writer.join()

    assert batch.articles["text"].to_list() == ["một", "hai"]
    assert batch.articles["path"].to_list() == ["wire#L1", "wire#L2"]


@pytest.mark.skipif(not os.path.isdir("/dev/fd"), reason="this system has no /dev/fd")
def test_what_another_command_prints_is_read() -> None:
    """`dedup scan <(zcat wire.gz)`: the shell names the pipe /dev/fd/63."""
    end, begin = os.pipe()
    writer = feed(begin, "Một dòng tin.".encode())

    (batch,) = read_articles([f"/dev/fd/{end}"])
    writer.join()
    os.close(end)

    assert batch.skipped.is_empty()
    assert batch.articles["text"].to_list() == ["Một dòng tin."]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_link_to_a_pipe_in_a_folder_does_not_hang_the_scan(corpus: Path) -> None:
    os.mkfifo(corpus / "pipe")
    os.symlink(corpus / "pipe", corpus / "link")

    refused = {file.path: file.refused for file in find_files([str(corpus)]) if file.refused}

    assert refused.keys() == {"pipe", "link"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_does_not_hang_the_scan(corpus: Path) -> None:
    os.mkfifo(corpus / "pipe")

    assert find_files([str(corpus)])[-1].refused == "neither a file nor a folder"


def test_a_folder_that_cannot_be_listed_costs_no_other(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as "lost+found" on a disk, or a folder that went away meanwhile: said, and the rest is read."""
    found = find_files([str(corpus)])
    (corpus / "lost+found").mkdir()
    monkeypatch.setattr(os, "scandir", lambda path, list_folder=os.scandir: refuse_lost(path, list_folder))

    refused = [file for file in find_files([str(corpus)]) if file not in found]

    assert [(file.path, file.refused) for file in refused] == [("lost+found", "permission denied")]
    assert len(find_files([str(corpus)])) == len(found) + 1
    with pytest.raises(InputError, match="cannot list"):
        find_files([str(corpus / "lost+found")])


def refuse_lost(path: str, list_folder: Callable[[str], Any]) -> Any:
    if os.path.basename(path) == "lost+found":
        raise PermissionError(errno.EACCES, "Permission denied", path)
    return list_folder(path)


def test_a_path_that_is_not_there_is_an_error_with_a_suggestion(corpus: Path) -> None:
    with pytest.raises(InputError, match=r"no such file or folder: .*bao-nuj; did you mean .*bao-nui\?"):
        find_files([str(corpus / "bao-nuj")])


@pytest.mark.parametrize("given", ["{}/*.html", "{}/empty"])
def test_zero_files_is_an_error_that_says_what_was_looked_for(corpus: Path, given: str) -> None:
    (corpus / "empty").mkdir()

    with pytest.raises(InputError, match=r"no file .*(html|empty)"):
        find_files([given.format(corpus)])


def test_an_error_never_sends_escapes_to_the_terminal() -> None:
    with pytest.raises(InputError, match=r"\\x1b\[31m") as caught:
        find_files(["\x1b[31mred"])

    assert "\x1b" not in str(caught.value)


@pytest.mark.skipif(os.sep != "/", reason="names of bytes are a Unix matter")
def test_a_file_name_that_is_not_utf8_is_still_a_name(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe1o.txt"))).write_text("tin")

    assert find_files([str(tmp_path)])[0].path == "b\\xe1o.txt"


def test_the_bytes_to_read_are_known_before_reading(corpus: Path) -> None:
    files = find_files([str(corpus)])

    assert total_bytes(files) == sum(path.stat().st_size for path in corpus.rglob("*.txt"))


def test_what_describes_a_folder_or_came_out_of_it_is_no_page(tmp_path: Path) -> None:
    """A scan beside its own output, or beside a README, finds the same pages again."""
    for name in ("a/one.txt", "README.md", "a/LICENSE", "outlets.toml", "run/run.json", "run/clusters.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Trời mưa suốt sáng qua.")
    (tmp_path / "run/members.csv").write_text("cluster_id")

    assert [file.path for file in find_files([str(tmp_path)])] == ["a/one.txt"]
    assert [file.path for file in find_files([str(tmp_path / "README.md")])] == ["README.md"]

"""Which file's settings hold, and is every mistake in one named with its file and its key?  This says."""

from pathlib import Path

import pytest

from dedup.config import Config, check_config, read_config, read_config_file
from dedup.errors import InputError, ParameterError

KINDS: dict[str, type] = {"level": str, "max_bytes": int, "strict": bool, "map": dict}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_dedup_toml_wins_over_pyproject(tmp_path):
    write(tmp_path / "pyproject.toml", '[tool.dedup]\nlevel = "all"\n')
    mine = write(tmp_path / "dedup.toml", 'level = "article"\n')

    assert read_config(tmp_path) == Config(mine, {"level": "article"})


def test_the_nearest_pyproject_holds_in_the_folders_below(tmp_path):
    write(tmp_path / "pyproject.toml", "[tool.dedup]\nstrict = false\n")
    near = write(tmp_path / "desk" / "pyproject.toml", "[tool.dedup]\nstrict = true\n")
    (tmp_path / "desk" / "today").mkdir()

    assert read_config(tmp_path / "desk" / "today") == Config(near, {"strict": True})


def test_a_dedup_toml_above_is_somebody_elses(tmp_path):
    write(tmp_path / "dedup.toml", 'level = "article"\n')
    (tmp_path / "today").mkdir()

    assert read_config(tmp_path / "today").values == {}


def test_a_pyproject_of_another_tool_is_no_setting(tmp_path):
    write(tmp_path / "pyproject.toml", "[tool.other]\nlevel = 3\n")

    assert read_config(tmp_path).values == {}


def test_a_byte_order_mark_is_no_error(tmp_path):
    """Notepad writes one."""
    path = tmp_path / "dedup.toml"
    path.write_bytes(b"\xef\xbb\xbfstrict = true\n")

    assert read_config_file(path).values == {"strict": True}


@pytest.mark.parametrize("text", ["level = ", "level = 1\nlevel = 2", "[[["])
def test_a_broken_file_is_named(tmp_path, text):
    path = write(tmp_path / "dedup.toml", text)

    with pytest.raises(ParameterError, match=r"dedup\.toml is not valid TOML"):
        read_config_file(path)


def test_a_file_in_another_encoding_is_named(tmp_path):
    path = tmp_path / "dedup.toml"
    path.write_bytes('level = "bài"'.encode("utf-16"))

    with pytest.raises(ParameterError, match=r"dedup\.toml is not valid TOML"):
        read_config_file(path)


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        read_config_file(tmp_path / "dedup.toml")


@pytest.mark.parametrize("text", ["[tool]\ndedup = 3\n", "tool = 3\n"])
def test_tool_dedup_that_is_no_table_is_not_read_as_one(tmp_path, text):
    path = write(tmp_path / "pyproject.toml", text)

    if text.startswith("tool"):
        assert read_config_file(path).values == {}
    else:
        with pytest.raises(ParameterError, match="must be a table"):
            read_config_file(path)


def test_keys_are_written_as_the_flags_are():
    config = Config(Path("dedup.toml"), {"max-bytes": 5})

    assert check_config(config, KINDS) == {"max_bytes": 5}


def test_an_unknown_key_is_refused_with_the_nearest():
    config = Config(Path("dedup.toml"), {"max-byte": 5})

    with pytest.raises(
        ParameterError, match=r"^dedup\.toml: unknown key 'max-byte'; did you mean 'max-bytes'"
    ):
        check_config(config, KINDS)


def test_what_means_something_elsewhere_in_the_file_is_a_nearest_too():
    config = Config(Path("dedup.toml"), {"chekc": {"strict": True}})

    with pytest.raises(ParameterError, match="did you mean 'check'"):
        check_config(config, KINDS, ["check", "scan"])


def test_a_key_like_nothing_we_know_lists_what_we_know():
    config = Config(Path("dedup.toml"), {"zzz": 5})

    with pytest.raises(ParameterError, match="known keys: level, map, max-bytes, strict"):
        check_config(config, KINDS)


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        ("max_bytes", "5", "a whole number"),
        ("max_bytes", True, "a whole number"),
        ("max_bytes", 5.0, "a whole number"),
        ("strict", 1, "true or false"),
        ("level", ["all"], "a text"),
        ("map", "text=body", "a table"),
        ("level", "a\0b", "a text"),
    ],
)
def test_a_value_of_the_wrong_kind_names_file_and_key(key, value, kind):
    with pytest.raises(ParameterError, match=rf"^dedup\.toml: {key} must be {kind}, got"):
        check_config(Config(Path("dedup.toml"), {key: value}), KINDS)


def test_a_file_that_nests_too_deeply_is_no_settings(tmp_path):
    (tmp_path / "dedup.toml").write_text("a = " + "[" * 5000 + "]" * 5000, encoding="utf-8")

    with pytest.raises(ParameterError, match="not valid TOML"):
        read_config(tmp_path)

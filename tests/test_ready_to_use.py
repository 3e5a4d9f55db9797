"""Do the hook, the action and the package do what they say, as far as one machine can tell?"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from newsroom import fill_index, make_records, write_records

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def load(name):
    return YAML(typ="safe").load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def furnished(tmp_path_factory):
    """A checkout: an index, a folder with a copy of what is in it, one with a story of its own."""
    folder = tmp_path_factory.mktemp("furnished")
    archive = write_records(folder / "archive.jsonl", make_records(range(12)))
    fill_index(folder / "desk" / ".dedup" / "index", archive)
    copy, own = make_records(range(3, 4), outlet="khac.vn"), make_records(range(30, 31), outlet="khac.vn")
    write_records(folder / "desk" / "incoming" / "copy.jsonl", copy)
    write_records(folder / "desk" / "own $(touch pwned)" / "it's.jsonl", own)
    return folder


@pytest.fixture
def desk(tmp_path, furnished):
    return shutil.copytree(furnished, tmp_path, dirs_exist_ok=True) / "desk"


def run_step(desk, number, **given):
    """Run a step of the action as a runner would; return its exit code, output, and what it set."""
    action = load("action.yml")
    inputs = {name: each.get("default", "") for name, each in action["inputs"].items()} | given
    step = action["runs"]["steps"][number]
    assert step["shell"] == "bash"
    assert "${{" not in step["run"], "an input inside a script is code"
    named = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], value)
        for name, value in step["env"].items()
    }
    files = {name: str(desk.parent / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    done = subprocess.run(
        # What a runner of GitHub's puts before the script of a step whose shell is bash.
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=desk,
        env={**os.environ, **named, **files, "PATH": f"{desk.parent}:{BIN}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = Path(files["GITHUB_OUTPUT"])
    outputs = dict(line.split("=", 1) for line in said.read_text().splitlines()) if said.exists() else {}
    return done.returncode, done.stdout + done.stderr, outputs


CHECK, INSTALL = -1, 1


def test_the_action_annotates_a_copy_and_fails_the_step(desk):
    code, said, outputs = run_step(desk, CHECK, paths="incoming", index=".dedup/index")

    assert (code, outputs) == (1, {"exit-code": "1", "sarif-file": "dedup.sarif"})
    assert "::error file=incoming/copy.jsonl,line=1,title=DD001" in said
    (run,) = json.loads((desk / "dedup.sarif").read_text(encoding="utf-8"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["DD001"]
    assert "DD001" in (desk.parent / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")


def test_the_action_takes_any_path_and_runs_none(desk):
    code, said, outputs = run_step(desk, CHECK, paths="own $(touch pwned)\n\n", index=".dedup/index")

    assert (code, outputs["exit-code"]) == (0, "0"), said
    assert not list(desk.rglob("pwned"))


def test_the_action_tells_a_missing_index_from_findings(desk):
    assert run_step(desk, CHECK, paths="incoming", index="nowhere")[0] == 4
    assert run_step(desk, CHECK, paths="incoming", **{"fail-on": "never"}, index=".dedup/index")[0] == 0


def test_a_sarif_file_cannot_name_another_output(desk):
    named = {"sarif-file": "a.sarif\nexit-code=0"}
    code, _, outputs = run_step(desk, CHECK, paths="incoming", index=".dedup/index", **named)

    assert (code, outputs["exit-code"]) == (1, "1")


def test_the_action_accepts_what_the_baseline_holds(desk):
    command = [str(BIN / "dedup"), "baseline", "incoming", "--against", ".dedup/index", "-o", "known.json"]
    subprocess.run(command, cwd=desk, check=True, capture_output=True)

    assert run_step(desk, CHECK, paths="incoming", index=".dedup/index", baseline="known.json")[0] == 0


@pytest.mark.parametrize(
    ("given", "installed"),
    [
        ({}, "/checkout of the action"),  # a name that no index has could be anybody's tomorrow
        ({"package": "./dedup-1.whl; touch pwned"}, "./dedup-1.whl; touch pwned"),
    ],
)
def test_the_action_installs_itself_or_one_package_whatever_it_is_called(desk, monkeypatch, given, installed):
    """In place of the interpreter stands a script that says what it was asked."""
    monkeypatch.setenv("GITHUB_ACTION_PATH", "/checkout of the action")
    python = desk.parent / "python"
    python.write_text("#!/bin/sh\nfor word; do printf '%s\\n' \"[$word]\"; done\n", encoding="ascii")
    python.chmod(0o755)

    code, said, _ = run_step(desk, INSTALL, **given)

    assert (code, said.split("\n")[:5]) == (0, ["[-m]", "[pip]", "[install]", "[--quiet]", f"[{installed}]"])


@pytest.fixture
def checkout(desk, monkeypatch):
    """The desk as a git repository whose hook is ours, run by the dedup that is installed here."""
    monkeypatch.setenv("PATH", f"{BIN}:{os.environ['PATH']}")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(desk.parent / "home"))
    (hook,) = load(".pre-commit-hooks.yaml")
    # A language of pre-commit's own would install the package from a registry.
    config = {"repos": [{"repo": "local", "hooks": [hook | {"language": "system"}]}]}
    (desk / ".pre-commit-config.yaml").write_text(json.dumps(config), encoding="utf-8")
    (desk / "notes.md").write_text("Ghi chú\n", encoding="utf-8")
    (desk / ".gitignore").write_text(".dedup\n", encoding="utf-8")
    git = ["git", "-c", "user.name=desk", "-c", "user.email=desk@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run([*git, *words], cwd=desk, check=True)
    return desk


@pytest.mark.skipif(shutil.which("pre-commit", path=str(BIN)) is None, reason="pre-commit is not installed")
def test_the_hook_stops_a_copy_and_lets_a_story_pass(checkout):
    def hook(*words):
        command = [str(BIN / "pre-commit"), "run", "--color", "never", "-v", *words]
        done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    own = next(checkout.glob("own*/*")).relative_to(checkout)
    code, said = hook("--all-files")

    assert (code, "incoming/copy.jsonl:1: error DD001" in said) == (1, True), said
    assert "Checked 2 articles" in said, "notes and settings are no articles"
    assert hook("--files", str(own))[0] == 0


def test_whatever_a_command_reads_is_in_the_package():
    """A file that setuptools is not told of is missing wherever the package is installed."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]
    package = ROOT / "src" / "dedup"
    listed = subprocess.run(
        ["git", "ls-files", "."], cwd=package, capture_output=True, text=True, check=False
    ).stdout.split()
    shipped = {path.relative_to(package).as_posix() for each in told["dedup"] for path in package.glob(each)}

    assert {name for name in listed if not name.endswith(".py")} <= shipped

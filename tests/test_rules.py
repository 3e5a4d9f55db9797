"""Can everybody who is stopped by a rule find out what it wants?"""

import json

import pytest

from dedup.__main__ import main
from dedup.errors import ParameterError
from dedup.rules import RULES, SEVERITIES, RuleOptions, read_rules


@pytest.mark.parametrize("rule_id", RULES)
def test_every_rule_is_explained_with_an_example(rule_id, capsys):
    assert main(["rules", rule_id.lower()]) == 0

    text = capsys.readouterr().out
    assert RULES[rule_id].says in text
    assert "Example:" in text


def test_the_list_names_every_rule(capsys):
    main(["rules", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in told] == list(RULES)
    assert all(row["severity"] in SEVERITIES for row in told)


def test_an_unknown_rule_is_a_usage_error_with_the_nearest(capsys):
    assert main(["rules", "DD01"]) == 2

    assert "DD001" in capsys.readouterr().err


def test_a_rule_as_near_to_all_as_to_one_is_answered_with_all(capsys):
    assert main(["rules", "DD009"]) == 2

    told = capsys.readouterr().err
    assert "known rules: DD001, DD002" in told
    assert "did you mean" not in told


def test_severity_follows_what_the_user_said():
    options = RuleOptions(fail_on="DD007", warn_on="DD001,DD002")

    assert [options.severity(rule) for rule in ("DD007", "DD001", "DD005")] == ["error", "warning", "note"]


def test_any_and_never_are_lists_of_rules():
    assert read_rules("any") == frozenset(RULES)
    assert read_rules("never") == frozenset()


@pytest.mark.parametrize(
    "wrong", [{"fail_on": "DD1"}, {"thresholds": {"DD003": 0.5}}, {"thresholds": {"DD002": 2}}]
)
def test_what_cannot_be_meant_is_refused(wrong):
    with pytest.raises(ParameterError):
        RuleOptions(**wrong)

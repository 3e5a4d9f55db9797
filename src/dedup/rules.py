"""The rules of a check: what each finds, why that matters, and from where on it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .config import suggest
from .errors import ParameterError

SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; `threshold` is a share in [0, 1], None where a thing is so or is not."""

    name: str
    says: str
    why: str
    example: str
    severity: str
    threshold: float | None = None
    measures: str = ""  # what the threshold is compared with


RULES = {
    "DD001": Rule(
        name="same-article",
        says="The article is the text of another: the same, cut, extended or lightly rewritten.",
        why="An ingest that takes one text for two counts it twice and shows it twice.",
        example="a.txt is near baobien.vn/42 (resemblance 0.91), 6 h after it",
        severity="error",
        threshold=0.0,
        measures="share of the article's shingles that the other holds",
    ),
    "DD002": Rule(
        name="reprinted-paragraphs",
        says="Paragraphs of the body stand in other articles, and the article is no copy of any of them.",
        why="A pasted background is fair where it is short or credited; an editor decides, and must know.",
        example="b.txt: 38 % of its 610 words stand in baobien.vn/42",
        severity="error",
        threshold=0.2,
        measures="share of the body's words that stand in others as a paragraph or more",
    ),
    "DD003": Rule(
        name="duplicated-caption",
        says="A caption stands under a picture of another article too.",
        why="A picture from the archive that is shown as today's misleads.",
        example="c.txt:14: the caption stands in baobien.vn/17 too",
        severity="warning",
    ),
    "DD004": Rule(
        name="sidebar-as-body",
        says="A paragraph counted as the article's own is a sidebar, a button or a headline elsewhere.",
        why="Text from beside the article was read into it; what is counted and matched is then wrong.",
        example="d.txt:30: the paragraph is a sidebar in baobien.vn/3",
        severity="warning",
    ),
    "DD005": Rule(
        name="uncredited-agency",
        says="The text is an agency's, by another copy's credit or its own page, and it is not said.",
        why="Whoever owns the text is owed the credit, and often money.",
        example="e.txt: the text is TTXVN's: “Theo TTXVN” (baobien.vn/42)",
        severity="error",
    ),
    "DD006": Rule(
        name="date-conflict",
        says="What the page says of its time of publication contradicts itself.",
        why="An order of publication that rests on a wrong date accuses the wrong outlet.",
        example="f.html: published after modified",
        severity="warning",
    ),
    "DD007": Rule(
        name="no-publication-time",
        says="Nothing on the page or in its metadata says when it was published.",
        why="An undated copy can never be shown to be first, nor to be later.",
        example="g.txt: no time of publication was found",
        severity="note",
    ),
    "DD008": Rule(
        name="not-an-article",
        says="The page is an index, a gallery, or holds no article text.",
        why="Such pages match each other by their furniture and do not belong among articles.",
        example="h.html: a list of links",
        severity="warning",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOptions:
    """What the user may say about rules: which fail, which warn, from where on, and who may reprint whom."""

    fail_on: str = ",".join(rule_id for rule_id, rule in RULES.items() if rule.severity == "error")
    warn_on: str = ",".join(rule_id for rule_id, rule in RULES.items() if rule.severity == "warning")
    thresholds: Mapping[str, float] = field(default_factory=dict)
    partners: frozenset[tuple[str, str]] = frozenset()  # (outlet, whose text it may carry)

    def __post_init__(self) -> None:
        read_rules(self.fail_on)
        read_rules(self.warn_on)
        for rule_id, value in self.thresholds.items():
            if find_rule(rule_id).threshold is None:
                raise ParameterError(f"{rule_id} has no threshold: it is so or it is not")
            if not 0 <= value <= 1:
                raise ParameterError(f"the threshold of {rule_id} must lie in 0 to 1, got {value}")

    def severity(self, rule_id: str) -> str:
        """Return how much a finding of this rule weighs."""
        if rule_id in read_rules(self.fail_on):
            return "error"
        return "warning" if rule_id in read_rules(self.warn_on) else "note"

    def threshold(self, rule_id: str) -> float:
        """Return from where on the rule counts."""
        default = RULES[rule_id].threshold
        return self.thresholds.get(rule_id, default if default is not None else 0.0)


def find_rule(rule_id: str) -> Rule:
    """
    Return the rule of that id.

    Raises
    ------
    ParameterError
        If there is none; names the nearest, or all.

    """
    if rule_id.upper() not in RULES:
        raise ParameterError(f"unknown rule {rule_id!r}{suggest(rule_id.upper(), RULES, what='rules')}")
    return RULES[rule_id.upper()]


def read_rules(text: str) -> frozenset[str]:
    """
    Return the ids that a list such as "DD001,DD005", "any" or "never" names.

    >>> sorted(read_rules("dd005, DD001"))
    ['DD001', 'DD005']
    """
    words: Iterable[str] = [word.strip().upper() for word in text.split(",") if word.strip()]
    if text.strip() in {"any", "never"}:
        return frozenset(RULES) if text.strip() == "any" else frozenset()
    for word in words:
        find_rule(word)
    return frozenset(words)

"""What a cluster's verdict says, in words that claim no more than the evidence."""

from collections.abc import Mapping
from typing import Any


def tell_verdict(cluster: Mapping[str, Any], when: str, ui: Mapping[str, str]) -> str:
    """Return the verdict on one row of clusters.csv as a sentence or two; `when` is its time as shown."""
    verdict = cluster["first_verdict"]
    name = "verdict_" + (verdict if when or verdict == "undetermined" else f"{verdict}_undated")
    outlet = cluster["first_outlet"] or cluster["first_article_id"]
    sentence = ui[name].format(outlet=outlet, when=when)
    credited = cluster["credited_to"]
    return sentence + (" " + ui["credited"].format(names=credited) if credited else "")


def tell_basis(basis: str, ui: Mapping[str, str]) -> dict[str, str]:
    """
    Return the parts of `C published: "21:52 | 04/02/2025"`: grade, kind, and what is quoted.

    A basis of another form is quoted whole.

    >>> tell_basis('C published: "21:52"', {"date_published": "published"})["quoted"]
    '21:52'
    """
    grade, _, rest = basis.partition(" ")
    kind, colon, quoted = rest.partition(": ")
    name = ui.get(f"date_{kind}")
    if grade in {"A", "B", "C", "D", "E"} and colon and name:
        return {"grade": grade, "kind": name, "quoted": quoted.removeprefix('"').removesuffix('"')}
    return {"grade": "", "kind": "", "quoted": basis}

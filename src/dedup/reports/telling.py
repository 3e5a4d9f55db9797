"""What a cluster's verdict says, in words that claim no more than the evidence."""

from collections.abc import Mapping
from typing import Any

MOST_TIED = 3  # named of a tie; the column `tied` has every one


def tell_verdict(cluster: Mapping[str, Any], when: str, ui: Mapping[str, str]) -> str:
    """Return the verdict on one row of clusters.csv as a sentence or two; `when` is its time as shown."""
    verdict = cluster["first_verdict"]
    name = "verdict_" + (verdict if when or verdict == "undetermined" else f"{verdict}_undated")
    outlet = cluster["first_outlet"] or cluster["first_article_id"]
    if verdict == "tie":
        outlet = name_tied(cluster["tied"], ui) or ui["earliest_copies"]
    sentence = ui[name].format(outlet=outlet, when=when)
    credited = cluster["credited_to"]
    return sentence + (" " + ui["credited"].format(names=credited) if credited else "")


def name_tied(tied: str, ui: Mapping[str, str]) -> str:
    """
    Return those that tie, as a sentence names them: the first few, and how many more.

    >>> name_tied("Bao Nui; Bao Bien", {"names_and": "{names} and {last}"})
    'Bao Nui and Bao Bien'
    """
    names = tied.split("; ")
    if len(names) > MOST_TIED + 1:
        names[MOST_TIED:] = [ui["names_more"].format(n=len(names) - MOST_TIED)]
    *others, last = names
    return ui["names_and"].format(names=", ".join(others), last=last) if others else last


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

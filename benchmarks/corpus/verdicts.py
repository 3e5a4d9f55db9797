"""Who was first, from what pages print: intervals, and who credits whom."""

from typing import Any

Member = dict[str, Any]  # path, outlet, published (interval or None), text_credit
Agencies = dict[str, str]  # outlet -> the agency whose own site it is


def find_verdict(members: list[Member], agencies: Agencies) -> dict[str, Any]:
    """
    Return verdict, first, tied, conflict and credited_to for the members of one cluster.

    A member is before another if its interval ends no later than the other's
    begins, or if the other credits it or its agency.  `first` is before every other
    member; a clock against a credit is a conflict and stays undetermined; so does
    an undated member that credits no other; the rest is a tie.
    """
    conflict = any(clock_before(b, a) for a in members for b in members if does_credit(b, a, agencies))
    undated = [m for m in members if not m["published"] and not credits_any(m, members, agencies)]
    tied = [m["path"] for m in members if not any(is_before(o, m, agencies) for o in members if o is not m)]
    firsts = [m for m in members if all(is_before(m, o, agencies) for o in members if o is not m)]
    if conflict:
        verdict = "undetermined"
    elif firsts:
        verdict = "first"
    else:
        verdict = "undetermined" if undated else "tie"
    return {
        "verdict": verdict,
        "first": firsts[0]["path"] if verdict == "first" else None,
        "tied": sorted(tied) if verdict == "tie" else [],
        "conflict": conflict,
        "credited_to": list_creditors(members),
    }


def is_before(a: Member, b: Member, agencies: Agencies) -> bool:
    """Tell whether `a` came before `b` by clock or by credit."""
    return clock_before(a, b) or does_credit(b, a, agencies)


def clock_before(a: Member, b: Member) -> bool:
    """Tell whether the interval of `a` ends before that of `b` begins."""
    if not (a["published"] and b["published"]):
        return False
    return bool(a["published"]["latest"] <= b["published"]["earliest"])


def does_credit(a: Member, b: Member, agencies: Agencies) -> bool:
    """Tell whether `a` credits `b`, or the agency whose site `b` stands on."""
    if a["outlet"] == b["outlet"]:
        return False
    named = {a["text_credit"], a.get("via")} - {None}
    return not named.isdisjoint({b["outlet"], agencies.get(b["outlet"])})


def credits_any(member: Member, members: list[Member], agencies: Agencies) -> bool:
    """Tell whether a member credits one of the others."""
    return any(does_credit(member, other, agencies) for other in members)


def list_creditors(members: list[Member]) -> list[str]:
    """Return the creditors, most credited first."""
    names = [member["text_credit"] for member in members if member["text_credit"]]
    return sorted(set(names), key=lambda name: (-names.count(name), name))

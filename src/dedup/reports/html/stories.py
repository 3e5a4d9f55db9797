"""Clusters as plain values: a row for the list, and all a page tells of one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from ...schema import OWN_ROLES
from ..clock import is_wide, show_hours, show_time
from ..dossier import Dossier
from ..owing import find_shared_copies
from ..telling import name_tied, tell_basis, tell_verdict
from ..wording import tell_why
from .timeline import draw_timeline, find_ties

Row = dict[str, Any]
Wording = Mapping[str, str]

MAX_MEMBERS = 300  # copies of one cluster; members.csv has every one
MAX_LINES = 8  # of evidence an article
UNPUBLISHED = ("event", "mtime")  # say nothing of publication


@dataclass(frozen=True, slots=True)
class Sources:
    """What the pages of clusters are made from, found by article or by cluster."""

    articles: dict[str, Row]
    members: dict[str, list[Row]]
    dates: dict[str, list[Row]]
    credits: dict[str, list[Row]]
    own_texts: dict[str, list[str]]
    block_texts: dict[tuple[str, int], str]
    owing: dict[str, set[str]]  # by cluster, the articles that owe a credit
    versions: dict[str, list[Row]]


def find_sources(dossier: Dossier) -> Sources:
    """Return the rows of the dossier by what a page asks for."""
    texts = dossier.texts
    own = texts.filter(pl.col("role").is_in(OWN_ROLES))
    paragraphs = own.group_by("article_id", maintain_order=True).agg("text")
    spots = texts.select("article_id", "begin", "text")
    owing = find_shared_copies(dossier).filter("owes").group_by("cluster_id").agg("article_id")
    dates = dossier.dates.filter(~pl.col("kind").is_in(UNPUBLISHED))
    return Sources(
        articles={row["article_id"]: row for row in dossier.articles.iter_rows(named=True)},
        members=_gather(dossier.members, "cluster_id"),
        dates=_gather(dates, "article_id"),
        credits=_gather(dossier.credits, "article_id"),
        own_texts=dict(paragraphs.iter_rows()),
        block_texts={(name, begin): text for name, begin, text in spots.iter_rows()},
        versions=_gather(dossier.versions, "cluster_id"),
        owing={name: set(articles) for name, articles in owing.iter_rows()},
    )


def _gather(frame: pl.DataFrame, key: str) -> dict[str, list[Row]]:
    return frame.rows_by_key(key, named=True, include_key=True)


def list_stories(clusters: pl.DataFrame, sources: Sources, zone: int, ui: Wording) -> Iterator[Row]:
    """Yield what the list shows, searches and sorts by, one row for each cluster."""
    for cluster in clusters.iter_rows(named=True):
        members = sources.members.get(cluster["cluster_id"], [])
        carriers = _pick_carriers(members, cluster)
        first_at = cluster["first_published_at"]
        yield {
            "id": cluster["cluster_id"],
            "level": cluster["level"],
            "kind": cluster["kind"],
            "role": cluster["role"],
            "copies": cluster["copies"],
            "outlets": cluster["outlets"],
            "words": cluster["words"],
            "similarity": _round(cluster["similarity_min"]),
            "verdict": cluster["first_verdict"],
            "first": cluster["first_outlet"],
            "tied": name_tied(cluster["tied"], ui),
            "when": show_first(cluster, sources, zone, ui),
            "at": int(first_at.timestamp()) if first_at else None,
            "credited": cluster["credited_to"],
            "spread": _round(cluster["spread_hours"]),
            "lasted": show_hours(cluster["spread_hours"], ui),
            "title": cluster["title"],
            "names": sorted({member["outlet"] for member in carriers}),
            "uncredited": len(sources.owing.get(cluster["cluster_id"], ())),
        }


def _pick_carriers(members: list[Row], cluster: Row) -> list[Row]:
    """Return those of which one may have been first: copies, or whoever shares a text without any."""
    return [each for each in members if each["relation"] != "partial" or cluster["kind"] == "partial"]


def show_first(cluster: Row, sources: Sources, zone: int, ui: Wording) -> str:
    """Return the time of the earliest known copy, as exact as its precision."""
    begin = cluster["first_published_at"]
    same = (sources.articles[m["article_id"]] for m in sources.members.get(cluster["cluster_id"], []))
    ends = [page["published_until"] for page in same if page["published_at"] == begin]
    end = min((end for end in ends if end is not None), default=None)
    return show_time(begin, end, cluster["first_precision"], zone, ui)


def describe_story(cluster: Row, sources: Sources, zone: int, ui: Wording) -> Row:
    """Return all that the page of one cluster tells."""
    timed = time_members(cluster, sources)
    drawing = draw_timeline(_pick_carriers(timed, cluster), zone, ui)
    when = show_first(cluster, sources, zone, ui)
    texts = _Texts()
    return {
        "verdict": tell_verdict(cluster, when, ui),
        "basis": tell_basis(cluster["first_basis"], ui),
        "why": tell_why(cluster["why"], ui),
        "total": len(sources.members.get(cluster["cluster_id"], [])),
        "timeline": drawing.to_plain() if drawing else None,
        "members": [_describe_member(member, cluster, sources, texts, (zone, ui)) for member in timed],
        "versions": _list_versions(cluster, timed, sources, ui),
        "texts": texts.found,
    }


def time_members(cluster: Row, sources: Sources) -> list[Row]:
    """Return the members that are shown, with the end of their interval and whether they tie."""
    members = sources.members.get(cluster["cluster_id"], [])[:MAX_MEMBERS]
    shown = [member | _date(member, sources) for member in members]
    ties = find_ties(shown, cluster["first_verdict"])
    return [member | {"ties": n in ties} for n, member in enumerate(shown)]


def _describe_member(
    member: Row, cluster: Row, sources: Sources, texts: "_Texts", shown: tuple[int, Wording]
) -> Row:
    zone, ui = shown
    page = sources.articles[member["article_id"]]
    whole = cluster["level"] == "article"
    when = show_time(
        member["published_at"], member["published_until"], member["published_precision"], zone, ui
    )
    return {
        "id": member["article_id"],
        "path": member["path"],
        "url": page["url"] if page["url"].startswith(("https://", "http://")) else "",
        "outlet": member["outlet"],
        "title": page["title"],
        "language": page["language"],
        "when": when,
        "precision": member["published_precision"],
        "wide": is_wide(member["published_at"], member["published_until"], member["published_precision"]),
        "first": member["is_first"],
        "tie": member["ties"],
        "core": member["is_core"],
        "relation": member["relation"],
        "similarity": _round(member["similarity"]),
        "containment": _round(member["containment"]),
        "page_share": _round(member["page_share"]),
        "core_share": _round(member["core_share"]),
        "credit": page["credit"],
        "owes": member["article_id"] in sources.owing.get(cluster["cluster_id"], ()),
        "debt": tell_why(member["uncredited"], ui),
        "role": member["role"],
        "evidence": _list_evidence(member, sources, zone, ui) if whole else [],
        "text": texts.keep(_find_text(member, sources, whole=whole)),
    }


def _list_versions(cluster: Row, shown: list[Row], sources: Sources, ui: Wording) -> list[Row]:
    """Return what each later version of an outlet changed, with the places of both in the table of copies."""
    places = {member["article_id"]: n for n, member in reversed(list(enumerate(shown)))}
    names = ("words_added", "words_removed", "words_changed", "paragraphs_added", "paragraphs_removed")
    return [
        {
            "outlet": row["outlet"],
            "earlier": places[row["earlier_article_id"]],
            "later": places[row["article_id"]],
            "ordered": bool(row["ordered_by"]),
            "hours": show_hours(_count_hours(row), ui),
            **{name: row[name] for name in (*names, "numbers", "added", "removed")},
        }
        for row in sources.versions.get(cluster["cluster_id"], [])
        if row["earlier_article_id"] in places and row["article_id"] in places
    ]


def _count_hours(row: Row) -> float | None:
    # What captures put in order may begin in no such order: the times of both are a day wide.
    if row["at"] is None or row["earlier_at"] is None or row["at"] < row["earlier_at"]:
        return None
    return float((row["at"] - row["earlier_at"]).total_seconds()) / 3600


def _list_evidence(member: Row, sources: Sources, zone: int, ui: Wording) -> list[Row]:
    """Return the lines that date or credit an article, quoted."""
    name = member["article_id"]
    dates = [
        {
            "grade": row["grade"],
            "kind": ui[f"date_{row['kind']}"],
            "raw": row["raw"],
            "source": row["source"],
            "means": show_time(row["earliest"], row["latest"], row["precision"], zone, ui),
        }
        for row in sources.dates.get(name, [])[:MAX_LINES]
    ]
    credited = [
        {
            "grade": "",
            "kind": f"{ui['filter_credit']}: {ui['credit_' + row['role']]}",
            "raw": row["raw"],
            "source": row["source"],
            "means": row["creditor"],
        }
        for row in sources.credits.get(name, [])[:MAX_LINES]
    ]
    return dates + credited


def _find_text(member: Row, sources: Sources, *, whole: bool) -> list[str]:
    if whole:
        return sources.own_texts.get(member["article_id"], [])
    text = sources.block_texts.get((member["article_id"], member["begin"] or 0))
    return [text if text is not None else member["excerpt"]]


class _Texts:
    """The different texts of a cluster, each kept once."""

    def __init__(self) -> None:
        self.found: list[list[str]] = []
        self._numbers: dict[tuple[str, ...], int] = {}

    def keep(self, text: list[str]) -> int:
        """Return the number of this text, new or known."""
        number = self._numbers.setdefault(tuple(text), len(self.found))
        if number == len(self.found):
            self.found.append(text)
        return number


def _date(member: Row, sources: Sources) -> Row:
    return {"published_until": sources.articles[member["article_id"]]["published_until"]}


def _round(number: float | None) -> float | None:
    return None if number is None else round(number, 3)

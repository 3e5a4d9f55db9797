"""What is planted, computed from the plan and the rendered pages."""

import re
import unicodedata
from collections import defaultdict
from itertools import combinations
from typing import Any

from datelines import find_interval
from pages import Page
from render import Block
from verdicts import Agencies, find_verdict

Json = dict[str, Any]
TONES = "\u0300\u0301\u0303\u0309\u0323"


def describe_page(page: Page, layout: Json, outlet: Json, names: Json) -> Json:
    """Return what a reader of the page alone could know of it."""
    line = next((b.text for b in page.blocks if b.source == f"date:{page.path}"), "")
    glued = "glued" in layout["lines"]
    shown = None
    if line or glued:
        raw = line or page.text[: page.text.index("-") + 6]
        known = "GMT" in raw or page.outlet.endswith(".vn")
        shown = find_interval(page.at, layout["precision"], outlet["offset"] if known else None, raw)
    modified = shown if page.plan.get("modified") else None
    published = None if modified else shown
    own = (page.outlet, outlet.get("agency"))
    by = page.plan.get("by") if page.plan.get("cr", "none") not in ("none", "pv") else None
    return {
        "path": page.path,
        "outlet": page.outlet,
        "language": page.language,
        "page_kind": page.plan.get("kind", "article"),
        "headline": page.story.title if any(b.role == "headline" for b in page.blocks) else None,
        "published": published,
        "precision": published["precision"] if published else "unknown",
        "modified": modified,
        "text_credit": None if by in own else by,
        "text_credit_name": names[by][page.language] if by and by not in own else None,
        "self_credit": by is not None and by in own,
        "photo_credits": list_photo_credits(page, layout),
        "blocks": [[b.role, b.begin, b.end] for b in page.blocks],
    }


def list_photo_credits(page: Page, layout: Json) -> list[str]:
    """Return the caption credits: agencies by id, others as written, of name/house the house alone."""
    if page.plan.get("nocap") or "{credit}" not in layout["caption"]:
        return []
    captions = [item for item in page.story.items if item.kind == "c"]
    printed = [page.plan.get("pc", item.credit) for item in captions]
    if "echo_para" in page.plan:
        printed.append("TTXSV")
    known = {"ttxsv": "TTXSV", "orva": "ORVA", "SVNA": "TTXSV"}
    names = [credit.split("/")[-1] for credit in printed if credit]
    return sorted({known.get(name, name) for name in names})


def find_article_clusters(pages: list[Page], rows: dict[str, Json], agencies: Agencies) -> list[Json]:
    """Return the clusters of pages that carry one story, with the partial copies beside them."""
    families: dict[str, list[Page]] = defaultdict(list)
    partial: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.plan.get("kind", "article") == "article":
            families[page.story.name].append(page)
        for name, _ in page.plan.get("paste", []):
            partial[name].append(page)
    found = []
    for name in sorted(families):
        members = sorted(page.path for page in families[name])
        if len(members) < 2:
            continue
        kind = "syndication" if len({rows[path]["outlet"] for path in members}) > 1 else "versions"
        found.append(
            {
                "id": f"article-{name.replace(':', '-')}",
                "level": "article",
                "kind": kind,
                "members": members,
                "partial": sorted(page.path for page in partial[name]),
                **find_verdict([rows[path] for path in members], agencies),
            }
        )
    return found


def find_templates(pages: list[Page]) -> list[Json]:
    """Return the sets of pages that share a form and nothing else."""
    forms: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        if "form" in page.plan:
            forms[page.plan["form"]].append(page.path)
    return [
        {"id": f"template-{name}", "level": "article", "kind": "template", "members": sorted(members)}
        for name, members in sorted(forms.items())
    ]


def find_block_clusters(pages: list[Page], articles: list[Json]) -> list[Json]:
    """Return the lines that stand more than once: same words, or same descent."""
    groups = join_blocks([(page, block) for page in pages for block in page.blocks])
    found = [describe_group(group, articles) for group in groups if len(group) > 1]
    found.sort(key=lambda row: (row["members"][0]["path"], row["members"][0]["begin"]))
    for number, row in enumerate(found, 1):
        row["id"] = f"block-{number:04}"
    return found


def join_blocks(blocks: list[tuple[Page, Block]]) -> list[list[tuple[Page, Block]]]:
    """Group blocks that share a key or a source, directly or through others."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for _, block in blocks:
        parent[root("key:" + fold(block.text))] = root(block.source)
    groups: dict[str, list[tuple[Page, Block]]] = defaultdict(list)
    for page, block in blocks:
        groups[root(block.source)].append((page, block))
    return list(groups.values())


def describe_group(group: list[tuple[Page, Block]], articles: list[Json]) -> Json:
    """Return the cluster row of blocks that repeat one another."""
    paths = {page.path for page, _ in group}
    roles = {block.role for _, block in group}
    outlets = {page.outlet for page, _ in group}
    kind = "reprint" if len(outlets) > 1 else "template" if len(paths) > 1 else "repeat"
    own = roles <= {"lead", "body"} and len(paths) == len(group)
    explained = [row["id"] for row in articles if own and paths <= set(row["members"])]
    members = [
        {"path": page.path, "begin": block.begin, "end": block.end, "role": block.role}
        for page, block in group
    ]
    return {
        "id": "",
        "level": "block",
        "kind": kind,
        "roles": sorted(roles),
        "words": min(len(fold(block.text).split()) for _, block in group),
        "text": " ".join(group[0][1].text.split()[:8]),
        "exact": len({fold(block.text) for _, block in group}) == 1,
        "explained_by": explained[0] if explained else None,
        "members": sorted(members, key=lambda m: (m["path"], m["begin"])),
    }


def fold(text: str) -> str:
    """
    Return the words of a text with case, punctuation and tone position folded.

    >>> fold("Hoà, ở Ðồng Mây") == fold("hòa ở đồng mây")
    True
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold().replace("ð", "đ"))
    return " ".join(fold_word(word) for word in words)


def fold_word(word: str) -> str:
    """Return the letters of a word and, apart from them, its tones."""
    apart = unicodedata.normalize("NFD", word)
    return "".join(c for c in apart if c not in TONES) + "".join(c for c in apart if c in TONES)


def find_not_clusters(pages: list[Page], plan: list[Json], templates: list[Json]) -> list[Json]:
    """Return the pairs that share something and are not the same text, with the reason."""
    paths: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        paths[page.story.name].append(page)
    rows = [
        {"a": a.path, "b": b.path, "reason": entry["reason"]}
        for entry in plan
        for left, right in combinations(entry["stories"], 2)
        for a in paths[left]
        for b in paths[right]
    ]
    story = {page.path: page.story.name for page in pages}
    rows += [
        {"a": a, "b": b, "reason": "template"}
        for template in templates
        for a, b in combinations(template["members"], 2)
        if story[a] != story[b]
    ]
    return sorted(rows, key=lambda row: (row["reason"], row["a"], row["b"]))

"""Stories in the formats that crawls, wires and content systems keep them in."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from datelines import find_interval
from pages import Page, name_pages

Json = dict[str, Any]


@dataclass(slots=True)
class Edition(Page):
    """One page in another format; `where` is its file, and its record in it."""

    where: str = ""

    @property
    def path(self) -> str:
        """Where a scan finds it, below `corpus/`."""
        return self.where


def make_editions(plans: list[Json], stories: Json, outlets: Json) -> tuple[list[Edition], dict[str, bytes]]:
    """Return the editions of a plan, and the files they stand in by path."""
    editions: list[Edition] = []
    files: dict[str, bytes] = {}
    for plan in plans:
        outlet = outlets[plan["o"]]
        page = Page(
            plan["o"], stories[plan["s"]], datetime.fromisoformat(plan["t"]), plan, outlet["language"]
        )
        name_pages([page])
        write, ending = FORMATS[plan["f"]]
        path = f"{page.outlet}/{page.slug}{ending}"
        files[path] = write(page, outlet)
        # A crawl opens with a record about itself.
        records = [f"{path}#{2 + n}" for n in range(len(plan.get("captured", [])))] or [path]
        editions += [
            Edition(page.outlet, page.story, page.at, plan, page.language, where=where) for where in records
        ]
    return editions, files


def describe_edition(page: Edition, outlet: Json) -> Json:
    """Return what metadata and text of an edition say, as truth.json holds it."""
    plan, raw = page.plan, say_time(page, outlet)
    precision = "day" if plan.get("day") else "minute"
    published = None if plan.get("undated") else find_interval(page.at, precision, outlet["offset"], raw)
    if published and precision == "minute":
        published["zone"] = "explicit"
    return {
        "path": page.path,
        "outlet": page.outlet,
        "language": page.language,
        "page_kind": "article",
        "headline": page.story.title,
        "published": published,
        "precision": published["precision"] if published else "unknown",
        "modified": None,
        "text_credit": plan.get("by"),
        "text_credit_name": plan.get("by"),
        "self_credit": False,
        "photo_credits": [],
        "blocks": [],
        "format": plan["f"],
        "via": plan.get("via"),
    }


def say_time(page: Page, outlet: Json) -> str:
    """Return the publication time as metadata write it."""
    if page.plan.get("undated"):
        return ""
    hours = f"{outlet['offset'] // 60:+03}:00"
    return page.at.date().isoformat() if page.plan.get("day") else f"{page.at.isoformat()}{hours}"


def list_paragraphs(page: Page) -> list[str]:
    """Return standfirst, paragraphs and the closing credit."""
    story, by = page.story, page.plan.get("by")
    sapo = [] if story.sapo in ("", "-") else [story.sapo]
    label = "Theo" if page.language == "vi" else "Source:"
    return [*sapo, *(item.text for item in story.paragraphs()), *([f"{label} {by}"] if by else [])]


def write_html(page: Page, outlet: Json) -> bytes:
    """Return a page as a content system serves it."""
    plan, title, time = page.plan, page.story.title, say_time(page, outlet)
    address = f"https://{page.outlet}/{page.slug}.html"
    kept = f"https://{plan['via']}/{page.slug}.html" if "via" in plan else address
    linked = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title}
    linked |= {"datePublished": time} if time else {}
    body = "\n".join(f"<p>{escape(text)}</p>" for text in list_paragraphs(page))
    return f"""<!doctype html>
<html lang="{page.language}"><head><meta charset="utf-8"><title>{escape(title)} | {page.outlet}</title>
<link rel="canonical" href="{kept}"><meta property="og:url" content="{address}">
<script type="application/ld+json">{json.dumps(linked, ensure_ascii=False)}</script></head>
<body><nav><a href="/">{page.outlet}</a> <a href="/moi">Tin mới</a></nav>
<article><h1>{escape(title)}</h1>
{body}
</article><footer>© {page.outlet}</footer></body></html>
""".encode()


def write_ninjs(page: Page, outlet: Json) -> bytes:
    """Return a wire item in ninjs 3.1."""
    item = {
        "uri": f"urn:newsml:{page.outlet}:{page.at:%Y%m%d}:{page.slug}",
        "standard": {"name": "ninjs", "version": "3.1"},
        "type": "text",
        "language": page.language,
        "firstCreated": say_time(page, outlet),
        "headlines": [{"role": "main", "value": page.story.title}],
        "bodies": [{"contentType": "text/plain", "value": "\n\n".join(list_paragraphs(page))}],
    }
    return (json.dumps(item, ensure_ascii=False, indent=1) + "\n").encode()


def write_newsml(page: Page, outlet: Json) -> bytes:
    """Return a wire item in NewsML-G2."""
    via, time = page.plan.get("via"), say_time(page, outlet)
    hops = f'<hopHistory><hop seq="1"><party literal="{via}"/></hop></hopHistory>' if via else ""
    body = "".join(f"<p>{escape(text)}</p>" for text in list_paragraphs(page))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" version="1"
  guid="tag:{page.outlet},{page.at:%Y}:{page.slug}" standard="NewsML-G2" standardversion="2.32"
  conformance="power" xml:lang="{page.language}">
{hops}<pubHistory><published><date>{time}</date></published></pubHistory>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="{page.outlet}"/></itemMeta>
<contentMeta><headline>{escape(page.story.title)}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>{escape(page.story.title)}</title></head><body>{body}</body></html></inlineXML></contentSet>
</newsItem>
""".encode()


def write_warc(page: Page, outlet: Json) -> bytes:
    """Return a crawl that met one page several times, each record compressed by itself."""
    html = write_html(page, outlet)
    served = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    first = _make_record("warcinfo", "", page.plan["captured"][0], b"software: corpus\r\n")
    address = f"https://{page.outlet}/{page.slug}.html"
    records = [_make_record("response", address, at, served) for at in page.plan["captured"]]
    return b"".join(gzip.compress(record, mtime=0) for record in [first, *records])


def _make_record(kind: str, address: str, at: str, block: bytes) -> bytes:
    lines = ["WARC/1.1", f"WARC-Type: {kind}", f"WARC-Date: {at}", f"Content-Length: {len(block)}"]
    lines += (
        [f"WARC-Target-URI: {address}", "Content-Type: application/http; msgtype=response"] if address else []
    )
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


FORMATS: dict[str, tuple[Callable[[Page, Json], bytes], str]] = {
    "html": (write_html, ".html"),
    "ninjs": (write_ninjs, ".json"),
    "newsml": (write_newsml, ".xml"),
    "warc": (write_warc, ".warc.gz"),
}

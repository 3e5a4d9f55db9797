"""What was read from a file, for a terminal: one line a date, a credit, a block."""

from collections.abc import Iterator
from typing import Any

from .guard import guard_line, shorten

Facts = dict[str, Any]

EXCERPT_CHARS = 60  # of a block; the whole text stands in the file


def format_inspection(facts: Facts) -> str:
    """Return plain lines; nothing in them is obeyed by a terminal."""
    lines = [line for article in facts["articles"] for line in (*_describe_article(article), "")]
    lines += [_say_skip(skip) for skip in facts["skipped"]]
    return "\n".join(guard_line(line) for line in lines).rstrip("\n")


def _describe_article(article: Facts) -> Iterator[str]:
    yield article["article_id"]
    told = {"path": article["path"]} if article["path"] != article["article_id"] else {}
    told |= {name: article[name] for name in ("outlet", "title", "language", "url", "author")}
    for name, said in told.items():
        if said:
            yield f"  {name:<10} {shorten(said, 100)}"
    yield f"  {'encoding':<10} {article['encoding']} ({article['encoding_confidence']:.2f})"
    if article["repaired"]:
        yield f"  {'mojibake':<10} {article['repaired']:,} words mended to be compared, shown as they stand"
    because = f": {article['page_reason']}" if article["page_reason"] else ""
    yield f"  {'page':<10} {article['page_kind']}{because}, {article['characters']:,} characters"
    yield f"  {'published':<10} {_say_published(article)}"
    if article["conflict"]:
        yield f"  {'conflict':<10} {article['conflict']}"
    yield from _list_rows("Dates", [_say_date(date) for date in article["dates"]])
    yield from _list_rows("Credits", [_say_credit(credit) for credit in article["credits"]])
    yield from _list_rows("Blocks", [_say_block(block) for block in article["blocks"]])


def _list_rows(title: str, rows: list[str]) -> Iterator[str]:
    yield f"{title:<12}{len(rows):,}"
    yield from (f"  {row}" for row in rows)


def _say_published(article: Facts) -> str:
    if article["published"]:
        return _say_date(article["published"])
    bounds = [(name, article[name]) for name in ("not_before", "not_after") if article[name]]
    said = ", ".join(f"{name.replace('_', ' ')} {time}" for name, time in bounds)
    if not said:
        # A day without a year is still no later than the text that tells of it.
        events = [date["raw"] for date in article["dates"] if date["kind"] in ("event", "dateline")]
        said = ", ".join(f'not before "{shorten(raw, 80)}" of a year unknown' for raw in events)
    return f"unknown; {said}" if said else "unknown"


def _say_date(date: Facts) -> str:
    earliest, latest = date["earliest"], date["latest"]
    span = f"{earliest} to {latest}" if earliest else "year unknown"
    basis = f"{date['precision']}, zone {date['zone_basis']}" + (", year inferred" * date["year_inferred"])
    return f"{date['grade']} {date['kind']:<9} {span} ({basis})  {_say_place(date)}"


def _say_credit(credit: Facts) -> str:
    return f"{credit['role']:<5} {credit['creditor'] or '-'}  {_say_place(credit)}"


def _say_place(said: Facts) -> str:
    where = f"field {said['source']}"
    if said["begin"] is not None:
        where = f"line {said['line']}, characters {said['begin']}-{said['end']}"
    return f'"{shorten(said["raw"], 80)}", {where}'


def _say_block(block: Facts) -> str:
    place = f"{block['begin']}-{block['end']}"
    head = f"{block['ordinal']:>4} {block['role']:<11} {place:<12} {block['words']:>4} words  {block['key']}"
    return f"{head}  {block['reason']}: {shorten(block['text'], EXCERPT_CHARS)}"


def _say_skip(skip: Facts) -> str:
    where = f", line {skip['line']}" if skip["line"] else ""
    return f"skipped {skip['path']}{where}: {skip['reason']} ({skip['detail']})"

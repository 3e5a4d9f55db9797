"""Is the report one file that asks nobody, runs nothing of the corpus, and says no more than is known?"""

import base64
import gzip
import hashlib
import json
import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from dedup.params import Params, ScanOptions
from dedup.reports.clock import show_time
from dedup.reports.dossier import Dossier, make_dossier
from dedup.reports.drawing import Drawing, format_svg
from dedup.reports.html import format_page
from dedup.reports.html.axis import make_axis
from dedup.reports.html.period import choose_unit
from dedup.reports.html.timeline import draw_timeline
from dedup.reports.outlets import make_outlet_totals, make_shared_table
from dedup.reports.owing import find_shared_copies
from dedup.reports.tables import make_tables
from dedup.reports.wording import LANGUAGES, TEMPLATES, load_wording
from fake_runs import frame, make_articles, make_run
from hostile import ATTACKS

EN = load_wording("en")
NOON = datetime(2025, 2, 4, 12, tzinfo=UTC)


def make_fake(**changes: Any) -> Dossier:
    run = make_run(**changes)
    return make_dossier(run, make_tables(run), Params(), ScanOptions())


def read_data(page: str) -> dict[str, Any]:
    return json.loads(LexborHTMLParser(page).css_first("#data").text())


def read_stories(page: str) -> dict[str, Any]:
    stories: dict[str, Any] = {}
    for node in LexborHTMLParser(page).css("script[id^=part-]"):
        stories |= json.loads(gzip.decompress(base64.b64decode(node.text())))
    return stories


def make_copy(outlet: str, hours: float | None, minutes: int = 1, **more: Any) -> dict[str, Any]:
    begin = None if hours is None else NOON + timedelta(hours=hours)
    until = None if begin is None else begin + timedelta(minutes=minutes)
    precision = "unknown" if begin is None else "minute" if minutes == 1 else "day"
    row = {
        "outlet": outlet,
        "published_at": begin,
        "published_until": until,
        "is_first": False,
        "ties": False,
    }
    return row | {"published_precision": precision} | more


def test_the_page_needs_nothing_from_elsewhere():
    """An editor opens it in a train; a source must not learn that it was opened."""
    tree = LexborHTMLParser(format_page(make_fake()))

    assert tree.css("link, img, iframe, object, embed, script[src], base, video, audio") == []
    assert not re.search(r"@import|url\(", tree.css_first("style").text())
    policy = tree.css_first("meta[http-equiv]").attributes["content"] or ""
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_the_policy_admits_exactly_the_style_and_the_script_of_the_page():
    page = format_page(make_fake())
    tree = LexborHTMLParser(page)
    policy = tree.css_first("meta[http-equiv]").attributes["content"]
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)

    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (*script, *style)]
    assert re.findall(r"sha256-([\w+/=]+)", policy or "") == hashes


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_text(attack):
    """A title of the corpus must not become an element, an attribute, or the end of a script."""
    usual = LexborHTMLParser(format_page(make_fake()))
    articles = make_articles(title=attack, outlet=attack, article_id=attack, path=attack, url=attack)
    tree = LexborHTMLParser(format_page(make_fake(articles=articles)))

    assert len(tree.css("*")) == len(usual.css("*"))
    assert [a.attributes["href"] for a in tree.css("a") if not a.attributes["href"].startswith("#")] == []


def test_only_http_addresses_become_links():
    for url, kept in (("javascript:alert(1)", ""), ("https://bao.example/1", "https://bao.example/1")):
        stories = read_stories(format_page(make_fake(articles=make_articles(url=url))))
        shown = {
            copy["url"]
            for story in stories.values()
            for copy in story["members"]
            if copy["id"] == "bao-moi/0.txt"
        }

        assert shown == {kept}


def test_the_same_run_gives_the_same_page():
    assert format_page(make_fake()) == format_page(make_fake())


def test_the_first_copy_is_only_ever_the_earliest_known_in_this_corpus():
    stories = read_stories(format_page(make_fake()))
    said = next(story["verdict"] for story in stories.values() if story["basis"]["grade"])

    assert said == (
        "Earliest known copy in this corpus: bao-moi, 4 Feb 2025, 21:52. Credited origin: nguon-viet."
    )


def test_the_evidence_is_quoted_with_its_grade():
    stories = read_stories(format_page(make_fake()))
    lines = [line for story in stories.values() for copy in story["members"] for line in copy["evidence"]]

    assert {(line["grade"], line["raw"]) for line in lines} >= {("C", "21:52 | 04/02/2025 GMT+7")}


def test_a_story_holds_the_texts_that_are_compared():
    stories = read_stories(format_page(make_fake()))
    whole = next(
        story for story in stories.values() if len(story["members"]) == 2 and story["basis"]["grade"]
    )

    texts = [whole["texts"][copy["text"]] for copy in whole["members"]]
    assert [len(text) for text in texts] == [2, 1]
    assert texts[1] == ["Sáng nay, cây cầu dài 90 m đã thông xe."]


def test_more_clusters_than_asked_for_are_counted_not_hidden():
    data = read_data(format_page(make_fake(), max_clusters=1))

    assert len(data["rows"]) == 1
    assert data["hidden"] == make_fake().clusters.height - 1


def test_what_was_skipped_is_shown_with_the_reason():
    page = LexborHTMLParser(format_page(make_fake(), language="vi"))

    row = page.css_first("#skipped .grid tbody tr")
    assert [cell.text() for cell in row.css("td")][::2] == ["hong.txt", "rỗng"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_in_every_language(language):
    """A missing key would stop the report of one newsroom only; a lost {name} would lose a fact."""
    names = {key: sorted(re.findall(r"\{(\w+)", text)) for key, text in EN.items()}
    other = tomllib.loads((TEMPLATES / f"ui_{language}.toml").read_text(encoding="utf-8"))

    assert other.keys() == names.keys()
    loose = {key for key in names if key.startswith(("time_", "axis_"))}
    assert {key for key in names if sorted(re.findall(r"\{(\w+)", other[key])) != names[key]} <= loose


def test_every_sentence_is_used_and_every_used_one_exists():
    sources = [*TEMPLATES.glob("*.j*"), *Path(TEMPLATES.parent).rglob("reports/**/*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    used = set(re.findall(r"""ui(?:\.|\[["'])([a-z_0-9]+)(?:["']\])?""", text)) - {"en", "vi"}
    used |= set(re.findall(r"""say\(\s*["'](\w+)["']""", text))

    missing = {name for name in used if name not in EN and not any(key.startswith(name) for key in EN)}
    assert missing - {"items", "get", "format"} == set()


def test_a_day_is_shown_as_a_day_and_not_as_midnight():
    begin = datetime(2025, 2, 3, 17, tzinfo=UTC)

    assert show_time(begin, begin + timedelta(days=1), "day", 420, EN) == "4 Feb 2025"


def test_a_time_without_a_zone_is_shown_as_the_range_it_is():
    shown = show_time(NOON, NOON + timedelta(hours=26), "minute", 0, EN)

    assert shown == "4 Feb 2025, 12:00 – 5 Feb 2025, 14:00"


def test_an_exact_time_is_a_dot_and_a_day_is_a_bar():
    drawing = draw_timeline([make_copy("a", 0), make_copy("b", 1, minutes=1440)], 0, EN)

    tags = [shape.tag for shape in drawing.shapes if shape.tag in ("circle", "rect")]
    assert tags == ["circle", "rect"]


def test_a_bar_is_as_long_as_the_time_is_uncertain():
    copies = [make_copy("a", 0, minutes=720), make_copy("b", 0, minutes=1440)]
    widths = [
        float(shape.attributes["width"].rstrip("%"))
        for shape in draw_timeline(copies, 0, EN).shapes
        if shape.tag == "rect"
    ]

    assert widths[1] == pytest.approx(2 * widths[0], rel=0.01)


def test_a_tie_is_shaded_where_either_may_have_been_first():
    copies = [make_copy("a", 0, minutes=1440, ties=True), make_copy("b", 6, ties=True)]
    bands = [s for s in draw_timeline(copies, 0, EN).shapes if s.attributes.get("class") == "band"]

    assert len(bands) == 1


def test_a_copy_without_a_time_has_no_place_on_the_axis():
    drawing = draw_timeline([make_copy("a", 0), make_copy("b", None)], 0, EN)
    lines = [shape for shape in drawing.shapes if shape.attributes.get("class") == "unknown"]

    assert len(lines) == 1
    assert draw_timeline([make_copy("b", None)], 0, EN) is None


@pytest.mark.parametrize("hours", [0, 1, 5, 30, 24 * 10, 24 * 90, 24 * 400, 24 * 365 * 40])
def test_an_axis_names_a_few_round_instants_inside_it(hours):
    axis = make_axis(NOON, NOON + timedelta(hours=hours), 420)
    ticks = list(axis.ticks(EN))

    assert 1 <= len(ticks) <= 7 or hours <= 1
    assert all(axis.begin <= moment <= axis.end for moment, _ in ticks)
    assert len({name for _, name in ticks}) == len(ticks)


@pytest.mark.parametrize(("minutes", "unit"), [(1, "hour"), (1440, "day"), (1560, "day")])
def test_days_are_not_drawn_as_noons(minutes, unit):
    """Bars of an hour for dates known to the day would all stand at the middle of it."""
    end = NOON + timedelta(days=3)

    assert choose_unit(NOON, end, timedelta(minutes=minutes))[0] == unit


def test_text_in_a_drawing_is_escaped():
    drawing = Drawing('"><script>', 10)
    drawing.add("text", "</text><script>", class_='"x')

    assert "<script" not in format_svg(drawing)


def test_one_notice_in_twenty_thousand_outlets_is_drawn_for_twenty(monkeypatch):
    """All of their pairs are 400 million; those that share most are drawn."""
    names = [f"báo {number:05}" for number in range(20_000)]
    copies = pl.DataFrame({"cluster_id": ["a"] * 20_000 + ["b"] * 2, "outlet": [*names, *names[-2:]]})
    monkeypatch.setattr("dedup.reports.outlets.find_shared_copies", lambda _: copies)

    shared = make_shared_table(None)

    assert shared["a"].unique().sort().to_list() == [*names[:18], *names[-2:]]
    assert shared.filter(pl.col("stories") == 2).select("a", "b").rows() == [
        (names[-2], names[-1]),
        (names[-1], names[-2]),
    ]


def test_a_follower_is_counted_under_whom_it_follows():
    dossier = make_fake()

    assert make_shared_table(dossier).height == 2
    outlets = {row["outlet"]: row for row in make_outlet_totals(dossier).iter_rows(named=True)}
    assert outlets["bao-moi"]["first"] == 1
    assert outlets["tin-nhanh"]["follows"] == 1
    assert outlets["tin-nhanh"]["copied_share"] == pytest.approx(0.75)


def test_a_copy_that_credits_nobody_owes_a_credit():
    owing = find_shared_copies(make_fake(credits=frame("CREDITS", []))).filter("owes")

    assert owing["outlet"].to_list() == ["tin-nhanh"]


@pytest.mark.parametrize("role", ["text", "self", "via", "cites"])
def test_a_copy_that_names_a_source_owes_nothing(role):
    credited = frame("CREDITS", [{"article": 1, "role": role, "creditor": "nguon-viet"}])

    assert find_shared_copies(make_fake(credits=credited)).filter("owes").is_empty()


def test_a_picture_credit_is_no_credit_for_the_text():
    credited = frame("CREDITS", [{"article": 1, "role": "photo", "creditor": "nguon-viet"}])

    assert find_shared_copies(make_fake(credits=credited)).filter("owes").height == 1


def test_nobody_owes_what_nobody_is_known_to_have_had_first():
    """An accusation needs somebody who could have been credited."""
    run = make_run(credits=frame("CREDITS", []))
    unknown = run.origins.with_columns(
        verdict=pl.lit("undetermined", run.origins.schema["verdict"]), credited_to=pl.lit("")
    )
    dossier = make_fake(credits=frame("CREDITS", []), origins=unknown)

    assert find_shared_copies(dossier).filter("owes").is_empty()


def test_an_agencys_own_site_does_not_owe_the_agency():
    """Who speaks for a credited house is known to origins; a name that reads otherwise is no debt."""
    run = make_run(credits=frame("CREDITS", []))
    open_ = run.origins.with_columns(
        verdict=pl.lit("undetermined", run.origins.schema["verdict"]), credited_to=pl.lit("TTXVN")
    )
    dossier = make_fake(credits=frame("CREDITS", []), origins=open_)

    assert find_shared_copies(dossier).filter("owes").is_empty()


def test_a_credited_house_does_not_owe_itself():
    """If others credit "Tin Nhanh", tin-nhanh.vn needs to credit nobody."""
    run = make_run()
    theirs = run.origins.with_columns(credited_to=pl.lit("Tin Nhanh"))
    dossier = make_fake(credits=frame("CREDITS", []), origins=theirs)

    assert find_shared_copies(dossier).filter("owes").is_empty()

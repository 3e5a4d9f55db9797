"""Who was first, on which evidence, and is it left open where the evidence does not say?"""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dedup.agencies import add_houses, read_agencies
from dedup.dates.choice import name_clock, pass_clock
from dedup.origins import count_sources, drop_mentioned, find_origins, find_uncredited, make_follow_table
from dedup.origins.directions import find_credited, find_edges
from dedup.origins.members import make_members
from dedup.schema import (
    ARTICLES,
    CLUSTERS,
    CREDITS,
    ORIGINS,
    PUBLISHED,
    ROLE,
    TIME,
    UNCREDITED,
    UNITS,
)

DAY = datetime(2025, 2, 4, tzinfo=UTC)
NAMES = [("gobac.vn", "gobac.vn"), ("Rừng và Biển", "gobac.vn")]
SPELT = add_houses(read_agencies(), pl.DataFrame(NAMES, ["name", "house"], orient="row"))
BOUNDS = pl.Schema({"article": pl.UInt32(), "not_before": TIME, "not_after": TIME})


def copy(outlet, at=None, *, minutes=1, credited=(), conflict="", sure=None, not_before=None, captured=None):
    """
    Describe one member: `at` hours into the day, known to `minutes`; `credited` is (role, creditor)…

    `sure` are the hours between which it was published whatever side of a conflict is true.
    """
    return {
        "outlet": outlet, "at": at, "minutes": minutes, "credited": credited, "conflict": conflict,
        "sure": sure, "not_before": not_before, "captured": captured,
    }  # fmt: skip


def make_frames(*copies, level="article", kind="syndication", role=None, cluster=0):
    articles, units, clusters, dates, bounds, credited = [], [], [], [], [], []
    for number, member in enumerate(copies):
        row = {name: "" for name, dtype in ARTICLES.items() if dtype == pl.String}
        articles.append(row | {
            "article": number, "article_id": f"{member['outlet'] or 'x'}/{number}.txt",
            "outlet": member["outlet"],
            "marks": [], "encoding_confidence": 1.0,
        })  # fmt: skip
        units.append({
            "unit": number, "article": number, "level": level, "role": role, "ordinal": None, "key": 1,
            "words": 99,
            "token_begin": 0,
        })  # fmt: skip
        clusters.append({
            "cluster": cluster, "level": level, "kind": kind, "role": role, "unit": number, "core": 0,
            "similarity": 1.0, "containment": 1.0, "relation": "identical", "similarity_min": 1.0,
            "similarity_mean": 1.0,
        })  # fmt: skip
        if member["at"] is not None:
            begin = DAY + timedelta(hours=member["at"])
            end = begin + timedelta(minutes=member["minutes"])
            sure = (None, None) if member["conflict"] else (begin, end)
            if member["sure"]:
                sure = tuple(DAY + timedelta(hours=hour) for hour in member["sure"])
            dates.append({
                "article": number, "earliest": begin, "latest": end,
                "surely_from": sure[0], "surely_to": sure[1],
                "precision": "minute" if member["minutes"] == 1 else "day", "zone_basis": "explicit",
                "grade": "C",
                "kind": "published", "raw": f"4/2/2025 {member['at']}:00", "source": "text",
                "begin": 7, "end": 20,
                "conflict": member["conflict"],
            })  # fmt: skip
        hours = [member["not_before"], member["captured"]]
        bounds.append((number, *(None if hour is None else DAY + timedelta(hours=hour) for hour in hours)))
        credited += [(number, role, who, f"({who})", "text", 5, 9) for role, who in member["credited"]]
    return (
        pl.DataFrame(clusters, schema=CLUSTERS), pl.DataFrame(units, schema=UNITS),
        pl.DataFrame(articles, schema=ARTICLES), pl.DataFrame(dates, schema=PUBLISHED),
        pl.DataFrame(bounds, schema=BOUNDS, orient="row"),
        pl.DataFrame(credited, schema=CREDITS, orient="row"),
    )  # fmt: skip


def find_frames(frames, agencies=None):
    published, bounds, credited = frames[3:]
    told = {"published": published, "bounds": bounds, "credited": credited}
    return find_origins(*frames[:3], **told, agencies=agencies)


def judge(*copies, agencies=None, **options):
    origins = find_frames(make_frames(*copies, **options), agencies)
    assert origins.schema == ORIGINS
    assert origins.height == 1
    return origins.row(0, named=True)


def test_the_copy_that_ends_before_every_other_begins_is_first():
    found = judge(copy("Báo B", 9), copy("Báo A", 7), copy("Báo C", 8))

    assert (found["verdict"], found["first_article"]) == ("first", 1)
    assert found["first_published"] == DAY + timedelta(hours=7)
    assert found["precision"] == "minute"
    assert found["basis"] == 'C published: "4/2/2025 7:00"'
    assert found["spread_hours"] == pytest.approx(2.0)
    assert "Earliest known copy in this corpus: Báo A" in found["why"]
    assert "Báo A/1.txt, character 7" in found["why"]


def stamp(day, *, at=None, source="text", zone="unknown"):
    """Return when a page of an unknown zone was published that shows a day, and a time where `at` is one."""
    begin = DAY + timedelta(days=day, hours=at or 0)
    end = begin + (timedelta(days=1) if at is None else timedelta(minutes=1))
    times = (begin - timedelta(hours=14), end + timedelta(hours=12))
    return {
        "earliest": times[0], "latest": times[1], "surely_from": times[0], "surely_to": times[1],
        "zone_basis": zone, "source": source,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("outlets", "stamps", "verdict"),
    [
        ("AA", [stamp(0), stamp(1)], "first"),
        ("AA", [stamp(0, at=9), stamp(0, at=12)], "first"),
        ("AA", [stamp(0), stamp(0, at=12)], "tie"),
        ("AA", [stamp(0, at=9), stamp(0, at=9)], "tie"),
        ("AA", [stamp(0), stamp(1, source="published")], "tie"),
        ("AA", [stamp(0), stamp(1, zone="explicit")], "tie"),
        ("AB", [stamp(0), stamp(1)], "tie"),
        (["", ""], [stamp(0), stamp(1)], "tie"),
    ],
)
def test_the_pages_of_one_outlet_are_told_by_its_own_clock(outlets, stamps, verdict):
    """Whichever zone it is in, "October 6" is over there when "October 7" begins; elsewhere it is not."""
    frames = list(make_frames(*(copy(outlet, 9) for outlet in outlets), kind="versions"))
    told = pl.DataFrame(stamps).cast({name: PUBLISHED[name] for name in stamps[0]})
    frames[3] = frames[3].with_columns(told.get_columns())
    frames[3] = frames[3].with_columns(clock=name_clock(), clock_to=pass_clock())

    (found,) = find_frames(frames).rows(named=True)

    assert (found["verdict"], found["first_article"]) == (verdict, 0 if verdict == "first" else None)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (7 + 1 / 60, "the next dated right after, "),
        (7.5, "the next dated 29 min or more later, "),
        (9, "the next dated 2.0 h or more later, "),
    ],
)
def test_how_much_later_the_next_is_dated_is_said_in_a_unit_that_tells(at, told):
    assert told in judge(copy("A", 7), copy("B", at))["why"]


def test_a_copy_that_is_later_by_credit_alone_is_not_told_as_the_next_by_the_clock():
    """It was told as "-0.0 h later"."""
    found = judge(copy("A", 7), copy("B", 7, credited=[("text", "A")]), copy("C", 9))

    assert found["verdict"] == "first"
    assert "the next dated 2.0 h or more later, C published" in found["why"]
    assert "(C/2.txt" in found["why"]


def test_a_day_and_a_minute_of_the_same_day_are_a_tie():
    found = judge(copy("A", 7), copy("B", 0, minutes=1440))

    assert (found["verdict"], found["first_article"]) == ("tie", None)
    assert found["first_published"] == DAY
    assert found["precision"] == "day"
    assert "cover the same time" in found["why"]


def test_the_same_minute_is_a_tie():
    assert judge(copy("A", 7), copy("B", 7), copy("C", 9))["verdict"] == "tie"


def test_a_tie_names_every_copy_that_may_be_first_and_no_other():
    told = judge(
        copy("B", 0, minutes=1440),
        copy("A", 7),
        copy("", 0, minutes=1440),
        copy("D", 7, credited=[("text", "A")]),
        copy("E", 24),
    )

    assert (told["verdict"], told["tied"]) == ("tie", "B; x/2.txt; A")
    assert judge(copy("A", 7), copy("B", 8))["tied"] == ""


def test_intervals_that_only_touch_are_in_order():
    assert judge(copy("A", 0, minutes=1440), copy("B", 24))["verdict"] == "first"


def test_an_undated_copy_leaves_the_verdict_open():
    found = judge(copy("A", 7), copy("B", 9), copy("C"))

    assert (found["verdict"], found["first_article"], found["first_published"]) == (
        "undetermined",
        None,
        None,
    )
    assert "C/2.txt shows no publication time" in found["why"]
    assert (found["precision"], found["basis"]) == ("unknown", "")


def test_an_undated_copy_that_credits_the_first_outlet_is_later():
    found = judge(copy("Báo Sông Hồng", 7), copy("B", credited=[("text", "songhong.vn")]))

    assert (found["verdict"], found["first_article"]) == ("first", 0)
    assert 'B/1.txt credits songhong.vn ("(songhong.vn)", B/1.txt, character 5)' in found["why"]


def test_an_undated_copy_that_credits_the_first_outlets_agency_is_later():
    found = judge(copy("vietnamplus.vn", 7), copy("B", credited=[("text", "TTXVN")]))

    assert found["verdict"] == "first"
    assert "Credited origin TTXVN (in corpus: vietnamplus.vn)" in found["why"]


def test_a_copy_is_later_than_the_outlet_it_credits_under_another_spelling():
    late = copy("sonhai.example", credited=[("text", "gobac.vn")])
    found = judge(copy("Rừng và Biển", 8), late, agencies=SPELT)

    assert (found["verdict"], found["first_article"]) == ("first", 0)
    assert "in corpus: Rừng và Biển" in found["why"]


def test_a_credit_breaks_a_tie():
    found = judge(copy("vietnamplus.vn", 0, minutes=1440), copy("B", 7, credited=[("text", "TTXVN")]))

    assert (found["verdict"], found["first_article"]) == ("first", 0)


def test_credits_are_followed_from_copy_to_copy():
    found = judge(copy("A", 7), copy("B", credited=[("text", "A")]), copy("C", credited=[("via", "B")]))

    assert found["verdict"] == "first"


def test_anothers_prefix_that_survived_is_a_direction():
    assert judge(copy("vov.vn", 7), copy("B", credited=[("self", "VOV")]))["verdict"] == "first"


def test_of_a_page_that_credits_hundreds_of_houses_some_are_told():
    """Of a page of n credits and n paragraphs that others have too, n times n were told."""
    houses = [("text", f"Báo số {number}") for number in range(300)]

    found = judge(copy("A", 7), copy("B", 8, credited=[("text", "TTXVN"), *houses, ("text", "TTXVN")]))

    assert len(found["credited_to"].split("; ")) == 100
    assert "TTXVN" in found["credited_to"]


def test_a_citation_and_a_photo_credit_are_no_direction():
    for role in ("cites", "photo"):
        assert judge(copy("vov.vn", 7), copy("B", credited=[(role, "VOV")]))["verdict"] == "undetermined"


def test_an_agency_outside_the_corpus_is_named_and_orders_nothing():
    found = judge(
        copy("A", 7, credited=[("text", "TTXVN")]), copy("B", 9, credited=[("text", "TTXVN"), ("text", "AP")])
    )

    assert found["verdict"] == "first"
    assert found["credited_to"] == "TTXVN; AP"
    assert "Credited origin TTXVN (not in corpus)." in found["why"]


def test_a_copy_that_all_others_credit_is_first_even_undated():
    """Whoever credits a text had it later, whatever the clocks show."""
    found = judge(copy("vietnamplus.vn"), copy("B", 7, credited=[("text", "TTXVN")]))

    assert (found["verdict"], found["first_published"]) == ("first", None)
    assert "vietnamplus.vn, undated, by the credits of all others: B/1.txt credits TTXVN" in found["why"]


def test_an_undated_copy_that_one_dated_copy_does_not_credit_is_not_first():
    found = judge(copy("vietnamplus.vn"), copy("B", 7, credited=[("text", "TTXVN")]), copy("C", 8))

    assert found["verdict"] == "undetermined"


def test_a_credit_against_the_clock_is_told_and_decides_nothing():
    found = judge(copy("vietnamplus.vn", 9), copy("B", 7, credited=[("text", "TTXVN")]))

    assert (found["verdict"], found["first_article"]) == ("undetermined", None)
    assert found["why"].startswith("conflict: B/1.txt credits TTXVN")


def test_of_an_agencys_sites_the_first_with_the_text_is_its_source():
    """The agency's second site runs the text later than the paper that credits the agency: no conflict."""
    found = judge(copy("VietnamPlus", 3), copy("A", 6, credited=[("text", "TTXVN")]), copy("Báo Tin tức", 9))

    assert (found["verdict"], found["first_article"]) == ("first", 0)
    assert "conflict" not in found["why"]


def test_a_copy_that_was_captured_before_the_credited_one_was_published_is_a_conflict():
    """The house may have had the story earlier; this page of it was no source of the copy."""
    early, late = (
        judge(copy("vietnamplus.vn", 9), copy("B", captured=hour, credited=[("text", "TTXVN")]))
        for hour in (7, 11)
    )

    assert (early["verdict"], early["first_article"]) == ("undetermined", None)
    assert "but is dated or was captured before every copy there" in early["why"]
    assert late["verdict"] == "first"


def test_copies_that_credit_each_other_are_a_conflict():
    found = judge(copy("A", 7, credited=[("text", "B")]), copy("B", 7, credited=[("text", "A")]))

    assert found["verdict"] == "undetermined"
    assert "every copy credits another" in found["why"]


def test_an_undated_copy_of_a_later_event_is_later():
    assert judge(copy("A", 7), copy("B", not_before=24))["verdict"] == "first"
    assert judge(copy("A", 7), copy("B", not_before=7))["verdict"] == "undetermined"


def test_a_contradicted_date_decides_nothing_and_is_told():
    for found in (
        judge(copy("A", 7, conflict="published after captured"), copy("B", 9)),
        judge(copy("A", 7), copy("B", 9, conflict="published after captured")),
    ):
        assert found["verdict"] == "undetermined"
        assert "published after captured" in found["why"]


@pytest.mark.parametrize(
    ("saved", "other", "verdict"), [(6, 9, "first"), (6, 5, "first"), (6, 6.5, "undetermined"), (6, 7, "tie")]
)
def test_a_contradiction_that_leaves_the_order_as_it_is_decides_and_is_told(saved, other, verdict):
    """A story saved at six and released at seven was not there at five, and was at nine."""
    doubted = copy("A", 7, conflict="published after modified", sure=(saved, 7 + 1 / 60))

    found = judge(doubted, copy("B", other))

    assert found["verdict"] == verdict
    assert found["first_article"] == ((0 if other == 9 else 1) if verdict == "first" else None)
    assert "A/0.txt: published after modified" in found["why"]


def test_copies_of_one_outlet_count_once():
    found = judge(copy("A", 7), copy("A", 7), copy("A"), copy("B", 9))

    assert (found["verdict"], found["first_article"]) == ("first", 0)


def test_an_undated_second_copy_of_another_outlet_leaves_it_open():
    assert judge(copy("A", 7), copy("B", 9), copy("B"))["verdict"] == "undetermined"


def test_two_hosts_of_one_name_are_two_outlets():
    """The undated copy of another paper passed for a second copy of the first."""
    undated = judge(copy("tintuc.vn", 7), copy("baotintuc.vn"), copy("vtv.vn", 9))

    assert undated["verdict"] == "undetermined"
    assert judge(copy("taz.de", 7), copy("taz"), copy("vtv.vn", 9))["verdict"] == "first"


def test_pages_of_unknown_outlets_are_each_their_own():
    assert judge(copy("", 7), copy("", 7))["verdict"] == "tie"
    assert judge(copy("", 7), copy("", 9))["verdict"] == "first"


def test_versions_of_one_outlet_are_ordered_page_by_page():
    found = judge(copy("A", 9), copy("A", 7), kind="versions")

    assert (found["verdict"], found["first_article"]) == ("first", 1)


def test_repeats_inside_one_page_have_no_first():
    found = judge(copy("A", 7), level="block", kind="repeat", role="caption")

    assert found["verdict"] == "undetermined"
    assert "inside one page" in found["why"]


def test_a_sidebar_is_never_dated_by_its_page():
    assert (
        judge(copy("A", 7), copy("B", 9), level="block", kind="reprint", role="sidebar")["verdict"]
        == "undetermined"
    )


@pytest.mark.parametrize(("words", "verdict"), [(9, "undetermined"), (10, "first")])
def test_a_name_a_label_or_a_line_of_a_list_has_no_first(words, verdict):
    frames = make_frames(copy("A", 7), copy("B", 9), level="block", kind="reprint", role="body")
    units = frames[1].with_columns(words=pl.lit(words, pl.UInt32))

    assert find_frames((frames[0], units, *frames[2:]))["verdict"].to_list() == [verdict]


def find_with_teasers(*roles):
    """Return the origin of a headline on pages of 7, 8, 9 … o'clock, standing there in these roles."""
    hours = range(7, 7 + len(roles))
    frames = make_frames(
        *(copy(f"P{at}", at) for at in hours), level="block", kind="reprint", role="headline"
    )
    units = frames[1].with_columns(role=pl.Series(roles, dtype=ROLE))
    return find_frames((frames[0], units, *frames[2:])).row(0, named=True)


def test_a_teaser_on_an_older_page_is_not_the_first_publication():
    """A page dumped today shows today's headlines beside last month's story."""
    found = find_with_teasers("sidebar", "headline", "headline")

    assert (found["verdict"], found["first_article"]) == ("first", 1)
    assert found["spread_hours"] == pytest.approx(1.0)


def test_a_headline_that_others_show_in_lists_only_has_no_other_copy_to_be_before():
    found = find_with_teasers("sidebar", "headline")

    assert found["verdict"] == "undetermined"
    assert found["why"].startswith("P8/1.txt alone carries it as its own; elsewhere it is furniture")


def test_furniture_is_not_credited_to_the_agency_of_the_story_it_surrounds():
    members = (copy("A", 7, credited=[("text", "TTXVN")]), copy("B", 9, credited=[("text", "TTXVN")]))

    found = judge(*members, level="block", kind="reprint", role="boilerplate")

    assert found["credited_to"] == ""
    assert "Credited" not in found["why"]


def test_a_form_filled_in_daily_has_no_first():
    judged = judge(copy("A", 7), copy("B", 9), kind="template")

    assert judged["verdict"] == "undetermined"
    # One may have been printed twice: of two with the same facts nothing is said.
    assert "those with other facts are no copies of each other" in judged["why"]


def test_a_caption_is_credited_by_photo_credits_alone():
    members = (
        copy("A", 7, credited=[("photo", "AP"), ("text", "TTXVN")]),
        copy("B", 9, credited=[("photo", "AP")]),
    )

    assert judge(*members, level="block", kind="reprint", role="caption")["credited_to"] == "AP"
    assert judge(*members)["credited_to"] == "TTXVN"


def test_listed_partial_copies_are_no_members():
    frames = list(make_frames(copy("A", 7), copy("B", 9), copy("C")))
    part = pl.when(pl.col("unit") == 2).then(pl.lit("partial")).otherwise("relation")
    frames[0] = frames[0].with_columns(part.cast(CLUSTERS["relation"]).alias("relation"))

    assert find_frames(frames)["verdict"].to_list() == ["first"]


@pytest.mark.parametrize(("hour", "told"), [(5, True), (6.9, True), (7, False), (9, False)])
def test_who_had_part_of_it_before_the_first_copy_is_told(hour, told):
    """A copy is first among copies; an editor asks who wrote the half of it that was there before."""
    frames = list(make_frames(copy("A", 7), copy("B", 9), copy("C", hour)))
    part = pl.when(pl.col("unit") == 2).then(pl.lit("partial")).otherwise("relation")
    frames[0] = frames[0].with_columns(
        part.cast(CLUSTERS["relation"]).alias("relation"), similarity=pl.lit(0.2, pl.Float32)
    )

    found = find_frames(frames).row(0, named=True)

    assert found["verdict"] == "first"
    assert (" Part of it was in C before: C published: " in found["why"]) == told


@pytest.mark.parametrize(
    ("outlet", "hour", "likeness", "verdict"),
    [("C", 5, 0.5, "undetermined"), ("C", 5, 0.3, "first"), ("C", 9, 0.5, "first"), ("A", 5, 0.5, "first")],
)
def test_who_had_half_of_it_before_leaves_open_who_was_first(outlet, hour, likeness, verdict):
    """A text cut short under a notice of its own was no copy, and a later paper "had it first"."""
    frames = list(make_frames(copy("A", 7), copy("B", 9), copy(outlet, hour)))
    third = pl.col("unit") == 2
    frames[0] = frames[0].with_columns(
        relation=pl.when(third).then(pl.lit("partial")).otherwise("relation").cast(CLUSTERS["relation"]),
        similarity=pl.when(third).then(likeness).otherwise("similarity").cast(pl.Float32),
    )

    found = find_frames(frames).row(0, named=True)

    assert found["verdict"] == verdict
    assert found["why"].startswith("C had half of the text or more") == (verdict == "undetermined")


def test_no_cluster_no_origin():
    frames = make_frames(copy("A", 7))

    assert find_frames([frames[0].head(0), *frames[1:]]).height == 0


def test_the_order_of_rows_changes_nothing():
    frames = make_frames(copy("A", 7), copy("B", 9, credited=[("text", "A")]), copy("C", 7), copy("D"))

    shuffled = [frame.reverse() for frame in frames]

    assert_frame_equal(find_frames(shuffled), find_frames(frames))


def test_no_sentence_names_an_original_author():
    found = judge(copy("A", 7), copy("B", 9, credited=[("text", "TTXVN")]))

    assert "original" not in found["why"]
    assert found["why"].endswith(".")


AGENCIES = read_agencies()
BARE = pl.DataFrame(schema={"article": pl.UInt32, "sources": pl.String})  # markup that names nobody


def find_owing(frames, agencies=AGENCIES):
    clusters, units, articles, published, _, credited = frames
    told = {"published": published, "credited": credited, "agencies": agencies}
    return find_uncredited(clusters, units, articles, **told)


def test_a_copy_that_hides_the_agency_is_uncredited():
    frames = make_frames(
        copy("A", 7, credited=[("text", "TTXVN")]),
        copy("B", 8),
        copy("vietnamplus.vn", 6),
        copy("C", credited=[("text", "AP")]),
    )

    found = find_owing(frames)

    assert found.filter(pl.col("agency") == "TTXVN")["article"].to_list() == [1, 3]
    assert found.filter(pl.col("agency") == "TTXVN")["credited_by"].to_list() == [1, 1]
    owed = found.filter(pl.col("agency") == "TTXVN")
    assert owed["evidence"][0] == 'A/0.txt credits TTXVN ("(TTXVN)", A/0.txt, character 5)'


def test_the_agencys_own_copy_is_evidence_enough():
    found = find_owing(make_frames(copy("B", 8), copy("vietnamplus.vn", 6), copy("C")))

    assert found.select("article", "agency", "credited_by").rows() == [(0, "TTXVN", 0), (2, "TTXVN", 0)]
    assert found["evidence"][0] == "vietnamplus.vn/1.txt is TTXVN's own copy"


@pytest.mark.parametrize(("held", "owing"), [(0.5, []), (0.9, [0])], ids=["another account", "an excerpt"])
def test_an_agencys_own_account_that_is_not_the_cores_is_owed_nothing(held, owing):
    """Whichever of the two is the core: it is no more the agency's text than the agency's is its."""
    clusters, *frames = make_frames(copy("B", 8), copy("vietnamplus.vn", 6))
    own = clusters.with_columns(
        similarity=pl.when(pl.col("unit") == 1).then(0.3).otherwise("similarity").cast(pl.Float32),
        containment=pl.when(pl.col("unit") == 1).then(held).otherwise("containment").cast(pl.Float32),
    )

    assert find_owing((own, *frames))["article"].to_list() == owing


@pytest.mark.parametrize("at", [5, 6], ids=["earlier", "in the same minute"])
def test_whoever_may_have_had_it_before_the_agency_is_not_accused(at):
    """A page dated before the agency's own, and naming nobody, is its own until something else shows."""
    assert find_owing(make_frames(copy("B", at), copy("vietnamplus.vn", 6))).height == 0


@pytest.mark.parametrize(
    ("own", "owing"),
    [
        ([copy("vietnamplus.vn", 8)], [3]),
        ([copy("vietnamplus.vn", 6)], [0, 3]),
        ([copy("vietnamplus.vn", 8), copy("vietnamplus.vn")], [0, 3]),
        ([copy("vietnamplus.vn", 8, sure=(5, 9))], [0, 3]),
    ],
    ids=["later", "earlier", "one of them undated", "perhaps later"],
)
def test_who_is_surely_before_the_agencys_own_page_owes_it_nothing(own, owing):
    """Of the first copy it was said that it hid the agency which had the text from it a day later."""
    told = [copy("B", 7), copy("C", 9, credited=[("text", "TTXVN")])]

    found = find_owing(make_frames(told[0], told[1], own[0], copy("D", 9), *own[1:]))

    assert found["article"].to_list() == owing


def test_who_is_surely_before_the_house_that_a_copy_credits_owes_it_nothing():
    told = [copy("A", 6), copy("Báo Quốc tế", 8), copy("C", 9, credited=[("text", "baoquocte.vn")])]

    assert find_owing(make_frames(*told, copy("D", 9)))["article"].to_list() == [3]


def test_who_links_to_the_house_in_the_markup_is_not_said_to_hide_it():
    """One row said that a page takes its text from a house by its canonical address, and hides it."""
    told = [
        copy("C", 9, credited=[("text", "Báo Quốc tế")]),
        copy("D", 9, credited=[("via", "baoquocte.vn")]),
    ]

    assert find_owing(make_frames(*told, copy("E", 9)))["article"].to_list() == [2]


def test_an_outlets_name_and_its_host_are_one_creditor():
    houses = pl.DataFrame({"name": ["khd", "Kinh tế Hải Đăng", "kthd.vn"], "house": "khd"})
    agencies = add_houses(AGENCIES, houses)
    told = [
        copy("C", 9, credited=[("text", "Kinh tế Hải Đăng")]),
        copy("D", 9, credited=[("text", "kthd.vn")]),
    ]

    found = find_owing(make_frames(*told, copy("khd", 7), copy("E", 9)), agencies)

    assert found.select("article", "credited_by").rows() == [(3, 2)]


def test_who_credits_a_page_that_credits_the_agency_owes_neither_and_the_agency_owes_nobody():
    """A teaser names the paper it leads to, and that paper the agency; which was said to hide the paper."""
    told = [
        copy("Báo Quốc tế", 7, credited=[("text", "TTXVN")]),
        copy("C", credited=[("text", "Báo Quốc tế")]),
    ]

    found = find_owing(make_frames(copy("vietnamplus.vn"), *told, copy("D", 9)))

    assert found.select("article", "agency").rows() == [(3, "Báo Quốc tế"), (3, "TTXVN")]


def test_where_every_copy_names_another_house_each_owes_a_few():
    """Five hundred such copies owed 499 credits each, and took a scan minutes."""
    copies = [copy(f"Báo {n}", 8, credited=[("text", f"Nhà {n:02}")]) for n in range(60)]
    twice = copy("Báo X", 8, credited=[("text", "Nhà 59")])

    found = find_owing(make_frames(copy("Báo Y", 8), *copies, twice, copy("vietnamplus.vn", 6)))

    owed = found.group_by("article").agg(pl.len(), pl.col("agency").sort()).sort("article")
    assert owed["len"].to_list()[:2] == [20, 1]
    assert {"TTXVN", "Nhà 59"} < set(owed["agency"][0])


def test_copies_that_name_three_houses_do_not_accuse_each_other():
    """Each says where it has the text from; which of the three had it first nobody says."""
    told = [copy(name, 8, credited=[("text", house)]) for name, house in zip("ABC", "XYZ", strict=True)]

    assert find_owing(make_frames(*told)).height == 0
    assert find_owing(make_frames(*told[:2], copy("D", 8)))["article"].to_list() == [2, 2]


def test_what_a_few_sentences_are_credited_for_is_not_the_whole_texts():
    """A ministry's release is not the agency's of which one copy took a third."""
    clusters, *frames = make_frames(copy("A", 7), copy("B", 8), copy("C", 9, credited=[("text", "TTXVN")]))
    third = pl.when(pl.col("unit") == 2).then(0.36).otherwise("similarity").cast(pl.Float32)

    assert find_owing((clusters, *frames))["article"].to_list() == [0, 1]
    assert find_owing((clusters.with_columns(similarity=third), *frames)).height == 0


@pytest.mark.parametrize(("containment", "owing"), [(0.55, []), (0.95, [1])])
def test_another_account_of_one_event_owes_nothing_and_an_excerpt_does(containment, owing):
    """Two papers that write up one bulletin share half of its words."""
    clusters, *frames = make_frames(copy("A", 7, credited=[("text", "TTXVN")]), copy("B", 8))
    second = pl.col("unit") == 1
    clusters = clusters.with_columns(
        similarity=pl.when(second).then(0.4).otherwise("similarity").cast(pl.Float32),
        containment=pl.when(second).then(containment).otherwise("containment").cast(pl.Float32),
    )

    assert find_owing((clusters, *frames))["article"].to_list() == owing


def test_an_agency_credited_in_other_letters_is_that_agency():
    """Who wrote "Thông Tấn Xã Việt Nam" was accused, and so was the agency's own page."""
    named = copy("B", 8, credited=[("text", "Thông Tấn Xã Việt Nam")])

    assert find_owing(make_frames(copy("vietnamplus.vn", 6), named)).height == 0
    assert judge(copy("vietnamplus.vn"), named)["first_article"] == 0


def test_a_house_in_several_spellings_is_credited_once():
    named = ["Tin Mẫu", "Tinmau", "Tin mẫu", "Tin Mẫu"]

    verdict = judge(*[copy(str(n), 7 + n, credited=[("text", name)]) for n, name in enumerate(named)])

    assert verdict["credited_to"] == "Tin Mẫu"


def test_a_photo_credit_owes_nothing():
    assert find_owing(make_frames(copy("A", 7, credited=[("photo", "TTXVN")]), copy("B", 8))).height == 0


def test_an_agency_of_pictures_is_owed_nothing_for_a_text():
    """A photographer's line read as the byline of a story accused every other paper that ran it."""
    photographers = AGENCIES.table.filter(pl.col("kind") == "photo")["agency"]
    frames = make_frames(copy("A", 7, credited=[("text", photographers[0])]), copy("B", 8))

    assert find_owing(frames).height == 0


@pytest.mark.parametrize(
    ("role", "text", "accused"),
    [
        ("body", "Hà Nội (TTXVN) - Mưa lớn", False),
        ("boilerplate", "Bản quyền: Thông tấn xã Việt Nam.", False),
        ("body", "Mưa lớn từ đêm qua", True),
        ("body", "Mã số TTXVNA của cảng", True),
        ("body", "Bài của THÔNG TẤN XÃ VIỆT NAM", False),
        ("body", "Mã ttxvn của cảng", False),
        ("caption", "Cầu qua sông. Ảnh: TTXVN", True),
        ("sidebar", "Theo TTXVN: giá gạo tăng", True),
    ],
)
def test_a_page_that_prints_the_name_is_not_said_to_hide_it(role, text, accused):
    """Credits stand in more places than can be known; a reader sees the name in any of them."""
    owed = find_owing(make_frames(copy("A", 7, credited=[("text", "TTXVN")]), copy("B", 8)))
    blocks = pl.DataFrame(
        {"article": [1], "begin": [3], "end": [3 + len(text)], "role": [role]},
        schema={"article": pl.UInt32, "begin": pl.UInt32, "end": pl.UInt32, "role": ROLE},
    )
    texts = [
        pl.LazyFrame({"article": [1], "text": ["..." + text]}, {"article": pl.UInt32, "text": pl.String})
    ]

    assert drop_mentioned(owed, blocks, texts, AGENCIES, BARE).height == accused


@pytest.mark.parametrize(
    ("lines", "accused"),
    [
        ([("sidebar", "Câu chuyện này là của TTXVN")], False),
        ([("byline", "Hà Sa"), ("sidebar", "Câu chuyện này là của TTXVN")], False),
        ([("sidebar", "Đọc nhiều"), ("sidebar", "Cảng mới, theo TTXVN")], True),
        ([("boilerplate", "Chia sẻ"), ("sidebar", "Cảng mới, theo TTXVN")], True),
        ([("sidebar", "Theo TTXVN, cảng mới " + "đón thêm một chuyến tàu nữa " * 4)], True),
    ],
)
def test_a_short_line_right_under_the_text_is_printed_whatever_it_was_taken_for(lines, accused):
    """A credit in words we do not know looks like the title of another story, and was no excuse."""
    owed = find_owing(make_frames(copy("A", 7, credited=[("text", "TTXVN")]), copy("B", 8)))
    roles, told = zip(*[("body", "Tàu rời bến lúc sáng."), *lines], strict=True)
    ends = [len(" ".join(told[: n + 1])) for n in range(len(told))]
    blocks = pl.DataFrame({"article": [1] * len(told), "end": ends, "role": roles})
    blocks = blocks.with_columns(begin=pl.Series(ends) - pl.Series(list(map(len, told))))
    blocks = blocks.cast({"article": pl.UInt32, "begin": pl.UInt32, "end": pl.UInt32, "role": ROLE})
    texts = [
        pl.LazyFrame({"article": [1], "text": [" ".join(told)]}, {"article": pl.UInt32, "text": pl.String})
    ]

    assert drop_mentioned(owed, blocks, texts, AGENCIES, BARE).height == accused


@pytest.mark.parametrize(
    ("house", "text", "accused"),
    [
        ("Tarn Post", "The ferry sailed. Tan LeeTarn Post", 0),
        ("tarnpost.vn", "Đò đã sang sông. Hoàngtarnpost.vn", 0),
        ("Tarn Post", "The ferry sailed past Tarn Posts.", 1),
        ("Post", "The ferry sailed past the LeePost.", 1),
    ],
)
def test_a_name_that_a_dump_stuck_to_the_line_above_is_printed(house, text, accused):
    owed = find_owing(make_frames(copy("A", 7, credited=[("text", house)]), copy("B", 8)))
    blocks = pl.DataFrame(
        {"article": [1], "begin": [0], "end": [len(text)], "role": ["body"]},
        schema={"article": pl.UInt32, "begin": pl.UInt32, "end": pl.UInt32, "role": ROLE},
    )
    texts = [pl.LazyFrame({"article": [1], "text": [text]}, {"article": pl.UInt32, "text": pl.String})]

    assert drop_mentioned(owed, blocks, texts, AGENCIES, BARE).height == accused


def test_a_page_that_prints_another_spelling_of_the_house_is_not_said_to_hide_it():
    owed = find_owing(make_frames(copy("A", 7, credited=[("text", "gobac.vn")]), copy("B", 8)))
    told = "Ảnh trên: Rừng và Biển"
    blocks = pl.DataFrame({"article": [1], "begin": [0], "end": [len(told)], "role": ["body"]})
    blocks = blocks.cast({"article": pl.UInt32, "begin": pl.UInt32, "end": pl.UInt32, "role": ROLE})
    texts = [pl.LazyFrame({"article": [1], "text": [told]}, {"article": pl.UInt32, "text": pl.String})]

    assert drop_mentioned(owed, blocks, texts, AGENCIES, BARE).height == 1
    assert drop_mentioned(owed, blocks, texts, SPELT, BARE).height == 0


def drop_of(owed, *told, agencies=AGENCIES):
    """Return article and agency of those still owed where the pages from 1 on print `told`."""
    rows = [(n, 0, len(text), "body") for n, text in enumerate(told, 1)]
    kinds = {"article": pl.UInt32, "begin": pl.UInt32, "end": pl.UInt32, "role": ROLE}
    blocks = pl.DataFrame(rows, schema=kinds, orient="row")
    texts = blocks.select("article").with_columns(text=pl.Series(told)).lazy()
    return drop_mentioned(owed, blocks, [texts], agencies, BARE).select("article", "agency").rows()


@pytest.mark.parametrize(
    ("house", "text", "accused"),
    [
        ("tarnpost.co.uk", "Words by the Tarn Post newsroom", False),
        ("The Tarn Post", "More at https://www.thetarnpost.com/7", False),
        ("Đồi Xanh Online", "Theo báo điện tử ĐỒI XANH", False),
        ("doixanh.vn", "Theo Đồi-Xanh", False),
        ("doixanh.vn", "Người ở đồi xa bên suối", True),
        ("TTXVN", "Mưa lớn ở Việt Nam", True),
    ],
)
def test_a_house_is_named_by_its_letters_however_they_are_parted(house, text, accused):
    """Who wrote "The Tarn Post" was said to hide tarnpost.co.uk, which another copy credited."""
    owed = find_owing(make_frames(copy("A", 7, credited=[("text", house)]), copy("B", 8)))

    assert bool(drop_of(owed, text)) == accused


@pytest.mark.parametrize("said", ["copyright\tThe Tarn Post", "link\ttarnpost.co.uk", "image\tTarn Post"])
def test_a_page_whose_markup_names_the_house_is_not_said_to_hide_it(said):
    """Readers follow a link and see a logo; and a notice in the metadata hides nothing."""
    frames = make_frames(copy("A", 7, credited=[("text", "The Tarn Post")]), copy("B", 8), copy("C", 8))
    owed, articles = find_owing(frames), frames[2]
    lines = pl.lit(f"via\thop\tc.vn\nnames\t{said}")
    spelt = pl.when(pl.col("article") == 1).then(lines).otherwise("sources")
    blocks = pl.DataFrame(schema={"article": pl.UInt32, "begin": pl.UInt32, "end": pl.UInt32, "role": ROLE})
    texts = [pl.LazyFrame(schema={"article": pl.UInt32, "text": pl.String})]

    left = drop_mentioned(owed, blocks, texts, AGENCIES, articles.with_columns(spelt.alias("sources")))

    assert left["article"].to_list() == [2]


def test_who_names_one_of_two_agencies_hides_neither():
    """Most copies said Reuters, one "Reuters/AFP": the others were said to hide AFP."""
    both = [("text", "Reuters"), ("text", "AFP")]
    owed = find_owing(make_frames(copy("A", 7, credited=both), copy("B", 8), copy("C", 8)))

    assert drop_of(owed, "With Reuters", "No name at all") == [(2, "AFP"), (2, "Reuters")]


def test_whose_own_copy_is_there_is_owed_whatever_other_house_is_named():
    told = [copy("vietnamplus.vn", 6), copy("B", 8), copy("A", 9, credited=[("text", "Reuters")])]

    assert drop_of(find_owing(make_frames(*told)), "Theo Reuters")[1:] == [(1, "TTXVN"), (2, "TTXVN")]


def test_an_undated_page_may_be_where_the_house_has_the_text_from():
    """That one paper took it from another shows nothing of a third that tells no day."""
    told = [copy("Tarn Post", 7), copy("C", 9, credited=[("text", "Tarn Post")]), copy("D"), copy("E", 8)]

    assert find_owing(make_frames(*told))["article"].to_list() == [3]
    assert find_owing(make_frames(copy("B"), copy("C", 9, credited=[("text", "TTXVN")]))).height == 1


def test_an_undated_cut_of_a_text_is_not_where_the_text_is_from():
    clusters, *frames = make_frames(copy("C", 9, credited=[("text", "Tarn Post")]), copy("D"))
    cut = (
        pl.when(pl.col("unit") == 1)
        .then(pl.lit("excerpt"))
        .otherwise("relation")
        .cast(clusters["relation"].dtype)
    )

    assert find_owing((clusters, *frames)).height == 0
    assert find_owing((clusters.with_columns(relation=cut), *frames)).height == 1


def test_of_two_credits_to_one_house_the_first_on_the_page_is_shown():
    """Whatever order a join leaves: the same input gives the same words."""
    clusters, units, articles, published, bounds, credited = make_frames(
        copy("apnews.com", 6), copy("B", 8, credited=[("text", "AP"), ("text", "Associated Press")])
    )
    members = make_members(clusters, units, articles, published, bounds)
    named = find_credited(members, credited.with_columns(begin=pl.Series([90, 4], dtype=pl.UInt32)), AGENCIES)

    for rows in (named, named.reverse()):
        (edge,) = find_edges(members, rows, AGENCIES).rows(named=True)
        assert (edge["creditor"], edge["begin"]) == ("Associated Press", 4)


def test_who_follows_whom_counts_copies_lag_and_credit():
    frames = make_frames(copy("A", 7), copy("B", 9, credited=[("text", "A")]), copy("C", 10))
    clusters, units, articles, published, _, credited = frames

    table = make_follow_table(
        clusters,
        units,
        articles,
        published=published,
        origins=find_frames(frames),
        credited=credited,
        agencies=AGENCIES,
    )

    assert table.rows() == [("B", "A", 1, 2.0, 1.0), ("C", "A", 1, 3.0, 0.0)]


def test_an_outlet_is_followed_though_a_less_exact_copy_of_its_own_begins_before():
    """Known to the day only, that one may have been the later of the two."""
    day, minute = copy("A", 0, minutes=24 * 60), copy("A", 10)
    frames = clusters, units, articles, published, _, credited = make_frames(day, minute, copy("B", 30))
    origins = find_frames(frames)
    told = {"published": published, "origins": origins, "credited": credited}

    table = make_follow_table(clusters, units, articles, **told, agencies=AGENCIES)

    assert origins["first_article"].to_list() == [1]
    assert table.rows() == [("B", "A", 1, 20.0, 0.0)]


def test_a_link_in_the_markup_is_no_credit_to_whom_one_follows():
    """Readers see who is named, not where a page's head points."""
    frames = make_frames(copy("A", 7), copy("B", 9, credited=[("via", "A")]))
    clusters, units, articles, published, _, credited = frames

    told = {"published": published, "origins": find_frames(frames), "credited": credited}
    table = make_follow_table(clusters, units, articles, **told, agencies=AGENCIES)

    assert table.rows() == [("B", "A", 1, 2.0, 0.0)]


def test_copies_that_credit_or_owe_one_house_are_one_source():
    """Nine newsrooms with one agency's text are one voice."""
    frames = make_frames(copy("A", 7, credited=[("text", "TTXVN")]), copy("B", 8), copy("vietnamplus.vn", 6))
    clusters, units, articles, _, _, credited = frames
    owed = find_owing(frames)

    told = {"credited": credited, "uncredited": owed, "agencies": AGENCIES}
    assert count_sources(clusters, units, articles, **told).rows() == [(0, 1)]


@pytest.mark.parametrize(
    ("copies", "sources"),
    [
        ([copy("A", 7), copy("B", 8), copy("C", 9)], []),
        ([copy("A", 7), copy("B", 8, credited=[("text", "AP")]), copy("C", 9)], [1]),
        ([copy("A", 7, credited=[("text", "AFP")]), copy("B", 8, credited=[("text", "AP")]), copy("C")], [2]),
        ([copy("A", 7), copy("B", 8, credited=[("text", "A")])], [1]),
        (
            [
                copy("A", credited=[("text", "THÔNG TẤN XÃ VIỆT NAM")]),
                copy("B", credited=[("text", "TTXVN")]),
            ],
            [1],
        ),
        ([copy("A", 7), copy("A", 8), copy("A", 9)], [1]),
        ([copy("", 7), copy("", 8)], []),
    ],
)
def test_copies_that_credit_nobody_are_no_sources_of_their_own(copies, sources):
    """One text in three papers is not shown to have three sources by their silence."""
    clusters, units, articles, _, _, credited = make_frames(*copies)

    told = {"credited": credited, "uncredited": pl.DataFrame(schema=UNCREDITED), "agencies": AGENCIES}
    assert count_sources(clusters, units, articles, **told)["sources"].to_list() == sources


def test_a_picture_is_credited_by_its_own_caption_and_not_by_anothers():
    frames = make_frames(
        copy("A", 7, credited=[("photo", "AP")]), copy("B", 9), level="block", kind="reprint", role="caption"
    )
    units = frames[1].with_columns(ordinal=pl.lit(3, pl.UInt32))
    places = [(0, 3, 0, 4, "caption"), (0, 4, 5, 40, "caption"), (1, 3, 0, 40, "caption")]
    names = ["article", "ordinal", "begin", "end", "role"]
    blocks = pl.DataFrame(places, dict(zip(names, [pl.UInt32] * 4 + [ROLE], strict=True)), orient="row")

    told = {"published": frames[3], "bounds": frames[4], "credited": frames[5]}
    elsewhere = find_origins(frames[0], units, frames[2], **told, blocks=blocks)
    here = find_origins(
        frames[0], units, frames[2], **told, blocks=blocks.with_columns(end=pl.lit(9, pl.UInt32)).head(1)
    )

    assert elsewhere["credited_to"].to_list() == [""]
    assert here["credited_to"].to_list() == ["AP"]


def test_a_link_in_the_markup_orders_copies_as_a_credit_does():
    verdict = judge(
        copy("ttxsv.vn", 7, minutes=1440), copy("B", 7, minutes=1440, credited=[("via", "ttxsv.vn")])
    )

    assert verdict["verdict"] == "first"


def test_every_conflict_is_told_with_the_line_that_makes_it():
    doubted = [copy(name, 7 + n, conflict="published after captured") for n, name in enumerate("ABCDEFG")]

    why = judge(*doubted)["why"]

    assert why.count("published after captured") == 5
    told = 'published after captured, shown C published: "4/2/2025 7:00" (A/0.txt, character 7)'
    assert f"conflict: A/0.txt: {told}" in why
    assert "(and 2 more)" in why

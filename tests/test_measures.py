"""What two texts share, counted: do the kernels agree with Python's sets?"""

import re
from difflib import SequenceMatcher
from itertools import accumulate, groupby, pairwise, starmap
from math import isnan

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oracles
from dedup.features import share_columns
from dedup.kernels.compiling import add_up
from dedup.kernels.days import DAYS, MONTHS, OPENING
from dedup.kernels.tallies import PHRASE, SENTENCE, TABULAR
from dedup.measures import measure_pairs, measure_resemblance
from dedup.params import Params
from dedup.schema import MEASURES
from dedup.tokens import hash_texts
from test_signatures import units_of

LEVEL = Params().block
texts = st.lists(
    st.sampled_from(["mưa", "lũ", "lớn", "ở", "miền", "Trung", "3", "5", "người", "“chết”", "bị", "thương"]),
    max_size=40,
).map(" ".join)


def measure(one, other):
    units, _ = units_of([one, other])
    words = hash_texts(pl.Series([one, other]))[0]
    pairs = pl.DataFrame({"a": [0], "b": [1]}, schema={"a": pl.UInt32, "b": pl.UInt32})
    return measure_pairs(pairs, units, words, LEVEL).row(0, named=True), measure_resemblance(
        pairs, units, words, LEVEL
    )[0]


def covered(hashes, shingles):
    inside = set()
    for at, shingle in enumerate(oracles.hash_shingles(hashes, LEVEL.ngram)):
        if shingle in shingles:
            inside |= set(range(at, at + LEVEL.ngram))
    return inside


def gaps(cover, size, shorter):
    """Return the places of each run of fewer than `shorter` words between or around what is covered."""
    runs = [list(run) for _, run in groupby(range(size), cover.__contains__)]
    return [run for run in runs if cover and run[0] not in cover and len(run) < shorter]


def bridged(cover, size, shorter):
    """Count what is covered, or in a gap."""
    return len(cover) + sum(map(len, gaps(cover, size, shorter)))


def slotted(cover, hashes):
    """Count the numbers in gaps as long as a phrase, or full of numbers."""
    found = [[hashes[at] & 1 for at in run] for run in gaps(cover, len(hashes), len(hashes) + 1)]
    return sum(sum(run) for run in found if len(run) < max(PHRASE, TABULAR * sum(run)))


@given(texts, texts)
@settings(max_examples=150, deadline=None)
def test_measures_are_those_of_sets(one, other):
    a, b = oracles.hash_words(one), oracles.hash_words(other)
    long_a, long_b = (set(oracles.hash_shingles(side, LEVEL.ngram)) for side in (a, b))
    short_a, short_b = (set(oracles.hash_shingles(side, 2)) for side in (a, b))
    names_a, names_b = (
        {name.casefold() for name in re.findall("(?<=\\w )Trung", side)} for side in (one, other)
    )
    numbers_a, numbers_b = ({value for value in side if value & 1} for side in (a, b))

    measured, resemblance = measure(one, other)

    cover_a, cover_b = covered(a, long_b), covered(b, long_a)
    expected = {
        "words": (len(a), len(b)),
        "long": (len(long_a), len(long_b), len(long_a & long_b)),
        "short": (len(short_a), len(short_b), len(short_a & short_b)),
        "names": (len(names_a), len(names_b), len(names_a & names_b)),
        "numbers": (len(numbers_a), len(numbers_b), len(numbers_a & numbers_b)),
        "covered": (len(cover_a), len(cover_b)),
        "bridged": (bridged(cover_a, len(a), PHRASE), bridged(cover_b, len(b), PHRASE)),
        "spanned": (bridged(cover_a, len(a), SENTENCE), bridged(cover_b, len(b), SENTENCE)),
        "slotted": (slotted(cover_a, a), slotted(cover_b, b)),
        "opening": (sum(at < len(b) for at in cover_a), sum(at < len(a) for at in cover_b)),
    }
    for name, values in expected.items():
        assert tuple(measured[f"{name}_{part}"] for part in ("a", "b", "shared")[: len(values)]) == values
    assert resemblance == (len(long_a & long_b) / len(long_a | long_b) if long_a | long_b else 1.0)


days = st.lists(
    st.sampled_from(["1", "05", "12", "13", "31", "32", "2019", "ngày", "ngày"]), max_size=80
).map(" ".join)


def name_days(text):
    """Return the place, month and day of every two numbers that may be one."""
    words = text.split()
    pairs = [(at, *map(int, pair)) for at, pair in enumerate(pairwise(words)) if "ngày" not in pair]
    return [(at + 1, month, day) for at, day, month in pairs if day <= DAYS and month <= MONTHS]


def is_led(text, day):
    """Say whether a day stands in the opening with its sign before it."""
    return 2 <= day[0] < OPENING and text.split()[day[0] - 2] == "ngày"


def is_older(first, named):
    """Say whether none of the days `named` is the first, or of the month from that on."""
    _, month, day = first
    after = month % MONTHS + 1
    return not any((m == month and d >= day) or (m == after and d < day) for _, m, d in named)


@given(days, days)
@settings(max_examples=150, deadline=None)
def test_the_other_days_are_those_that_a_text_is_older_than(one, other):
    named = name_days(one), name_days(other)
    lead = [
        [day for day in told if is_led(text, day)] for text, told in zip((one, other), named, strict=True)
    ]
    first = [next(iter(told), None) for told in lead]
    pairs = zip(first, reversed(named), strict=True)

    assert measure(one, other)[0]["other_days"] == (None not in first and sum(starmap(is_older, pairs)))


def test_quoted_words_are_counted_where_they_are_shared():
    """Two reports of one speech share its words and nothing else."""
    speech = '"chúng ta sẽ xây lại những ngôi nhà đã mất"'

    measured, _ = measure(f"Tối qua bà nói {speech} trước dân làng", f"Theo lời bà {speech} và im lặng")

    assert measured["quoted_a"] == measured["covered_a"] == 10
    assert (measured["said_a"], measured["said_b"]) == (10, 10)
    assert measured["longest"] == 10


@given(st.lists(texts, min_size=3, max_size=6))
@settings(max_examples=60, deadline=None)
def test_many_pairs_are_measured_as_each_alone(many):
    """A long text serves for all its pairs at once; none may see what another found."""
    units, _ = units_of(many)
    words = hash_texts(pl.Series(many))[0]
    rows = [(a, b) for b in range(len(many)) for a in range(b)]
    pairs = pl.DataFrame(rows, schema={"a": pl.UInt32, "b": pl.UInt32}, orient="row").sort("a", "b")

    together = measure_pairs(pairs, units, words, LEVEL)

    alone = [measure_pairs(pair, units, words, LEVEL) for pair in pairs.iter_slices(1)]
    assert together.equals(pl.concat(alone))


@given(st.permutations(range(40)), st.permutations(range(40)), st.integers(0, 30), st.integers(5, 20))
def test_the_longest_run_stands_word_for_word_in_both_texts(one, other, at, size):
    """Phrases that are neighbours in one text alone are no run; difflib is the oracle."""
    pasted = [f"w{number}" for number in one[at : at + size]]
    a = [f"w{number}" for number in one]
    b = [f"w{number}" for number in other if f"w{number}" not in pasted][:20]
    b += [*pasted, "end"]

    measured, _ = measure(" ".join(a), " ".join(b))

    block = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    assert measured["longest"] == (block.size if block.size >= LEVEL.ngram else 0)


def test_phrases_scattered_in_one_text_are_no_run():
    first, second = "một hai ba bốn năm sáu", "bảy tám chín mười sen súng"

    measured, _ = measure(f"{first} {second}", f"{second} mai {first}")

    assert measured["covered_a"] == 12
    assert measured["longest"] == 6


def test_what_comes_before_a_row_is_an_integer_whatever_the_sizes_are():
    """Beside a 0 numpy makes a float of a sum without a sign, and from 2**53 on that is another number."""
    sizes = np.array([2**62, 1, 2**61], dtype=np.uint64)

    assert add_up(sizes).tolist() == [0, *accumulate(sizes.tolist())]
    assert add_up([]).tolist() == [0]


def test_each_share_is_what_its_line_in_the_table_says():
    """The table of `share_columns` is computed here as it is read, by other means than polars."""
    _, _, table = share_columns.__doc__.partition("meaning\n")
    lines = [re.split(r" {2,}", line.strip())[:3] for line in table.strip().splitlines()]
    chance = np.random.default_rng(7)
    counts = {name: chance.integers(1, 40, 200) for name in MEASURES if name not in {"a", "b"}}
    for name in ("words", "long", "short", "numbers", "covered"):  # more than any part of them
        counts |= {f"{name}_{side}": counts[f"{name}_{side}"] + 50 for side in "ab"}

    told = pl.DataFrame(counts).select(**share_columns())

    assert [name for name, *_ in lines] == told.columns
    for row in range(200):
        known = {name: int(values[row]) for name, values in counts.items()}
        for name, of, formula in lines:
            known[name] = compute(formula, of, known)
            assert told[name][row] == pytest.approx(known[name], rel=1e-6), (name, known)


@pytest.mark.parametrize("few", ["", "phim"])
def test_a_text_of_no_pairs_shares_none_of_them(few):
    """A page that shows a film alone was told to be near any page under its headline."""
    measured, _ = measure(few, "Đoàn tàu chở muối rời ga Cồn Sậy lúc ba giờ sáng thứ hai")

    shares = pl.DataFrame([measured]).select(**share_columns()).row(0, named=True)

    told = ("contained_short", "resemblance_short", "throughout", "amid")
    assert [shares[name] for name in told] == [0] * len(told)
    assert not any(isinstance(share, float) and isnan(share) for share in shares.values())


def compute(formula, of, known):
    """Return what a formula of the table is of the texts that it is of."""
    both = {name[:-2]: (known[name], known[f"{name[:-1]}b"]) for name in MEASURES if name.endswith("_a")}
    join = {"sum": sum, "min": min}
    formula = re.sub(r"\b(sum|min)\((\w+)\)", lambda found: str(join[found[1]](both[found[2]])), formula)
    sides = [known | {name: pair[side] for name, pair in both.items()} for side in range(2)]
    a, b = (eval(formula, {}, side) for side in sides)  # noqa: S307
    longer, shorter = (a, b) if known["words_a"] >= known["words_b"] else (b, a)
    told = {"a": a, "b": b, "both": a, "longer": longer, "shorter": shorter}
    return {**told, "least": min(a, b), "most": max(a, b)}[of]

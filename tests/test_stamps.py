"""Timestamps of machines: offsets and zones in every form that standards have, and what cannot be told."""

from datetime import UTC, datetime, timedelta

import pytest

from dated_pages import read_metadata, utc
from dedup.dates import choose_published


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2025-01-01 20:00:00-05", utc(2025, 1, 2, 1)),
        ("2025-01-01 20:00:00.123+00", utc(2025, 1, 1, 20)),
        ("2025-01-01T20:00:00+0530", utc(2025, 1, 1, 14, 30)),
        ("2025-01-01T20:00:00\u221205:00", utc(2025, 1, 2, 1)),
        ("2025-01-01t20:00:00z", utc(2025, 1, 1, 20)),
        ("20250101T200000+05", utc(2025, 1, 1, 15)),
        ("2025-01-01T20:00:00+00:00[UTC]", utc(2025, 1, 1, 20)),
        ("2025-07-01T20:00:00[Europe/London]", utc(2025, 7, 1, 19)),
        ("2025-01-01T20:00:00-05:00[America/New_York][u-ca=gregory]", utc(2025, 1, 2, 1)),
        ("2025-07-01T20:00:00Z[Europe/London]", utc(2025, 7, 1, 20)),
        ("2025-01-01T20:00[!+08:45]", utc(2025, 1, 1, 11, 15)),
        ("2025-01-01 20:00:00 America/New_York", utc(2025, 1, 2, 1)),
        ("2025-01-01T24:00:00Z", utc(2025, 1, 2)),
        ("2025-01-01T24:00:00-05:00", utc(2025, 1, 2, 5)),
        ("2025-01-01T23:59:60Z", utc(2025, 1, 1, 23, 59)),
    ],
)
def test_a_timestamp_keeps_the_zone_it_is_written_with(raw: str, moment: datetime) -> None:
    found = read_metadata(published=raw, url="https://tin.vn/")

    assert found.select("earliest", "latest", "zone_basis", "grade").rows() == [
        (moment, moment + timedelta(minutes=1), "explicit", "B")
    ]


def test_an_hour_alone_is_an_hour_of_its_zone() -> None:
    found = read_metadata(published="2025-01-01T20Z", url="https://tin.vn/")

    assert found.select("earliest", "latest").rows() == [(utc(2025, 1, 1, 20), utc(2025, 1, 1, 21))]


def test_a_day_with_an_offset_is_a_day_of_that_zone() -> None:
    found = read_metadata(published="2025-01-01-05:00", url="https://tin.vn/")

    assert found.select("earliest", "latest").rows() == [(utc(2025, 1, 1, 5), utc(2025, 1, 2, 5))]


@pytest.mark.parametrize(
    "raw",
    [
        "2025-01-01T20:00:00+25:00",
        "2025-01-01T20:00:00+05:75",
        "2025-01-01T20:00:00[Moon/Tycho]",
        "2025-01-01T20:00:00[../../etc/passwd]",
        "2025-01-01T20:00:00[localtime]",
        "2025-01-01T20:00:00[posixrules]",
        "2025-01-01T20:00:00[Factory]",
        "2025-01-01T20:00:00[right/Europe/London]",
        "2025-01-01T20:00:00[posix/Europe/London]",
        "2025-01-01T20:00:00+09:00[Europe/London]",
        "2025-01-01T20:00:00+0",
        "2025-01-01 20h00 +05",
        "2025-01-01T2000Z",
        "Jan 1, 2025 20:00 Lunar Time",
        "Wed, 01 Jan 2025 20:00:00 +9930",
    ],
)
def test_a_zone_that_cannot_be_told_is_never_taken_for_another(raw: str) -> None:
    found = choose_published(read_metadata(published=raw, url="https://tin.vn/"))

    local = datetime(2025, 1, 1, 20, tzinfo=UTC)
    assert found["zone_basis"].to_list() == ["unknown"]
    assert found["earliest"][0] <= local - timedelta(hours=14)
    assert found["latest"][0] >= local + timedelta(hours=12)


@pytest.mark.parametrize("raw", ["Wed, 01 Jan 2025 20:00:00 CST", "20:00 2025-01-01 CST"])
def test_a_zone_of_several_continents_is_any_of_them(raw: str) -> None:
    found = choose_published(read_metadata(published=raw, url="https://tin.vn/"))

    assert found.select("earliest", "latest", "precision", "zone_basis").rows() == [
        (utc(2025, 1, 1, 10, 30), utc(2025, 1, 2, 2, 1), "day", "unknown")
    ]


@pytest.mark.parametrize(
    "raw", ["2025-01-01 20:00:00", "WED, 1 JAN 2025 8:00 PM", "1 Jan 2025 20:00 TTXVN", "20:00 - 1/1/2025"]
)
def test_a_time_without_a_zone_is_still_the_outlets(raw: str) -> None:
    found = read_metadata(published=raw, url="https://tin.vn/")

    assert found.select("earliest", "zone_basis").rows() == [(utc(2025, 1, 1, 13), "assumed")]


def test_an_hour_that_a_clock_change_leaves_out_is_of_either_side() -> None:
    found = read_metadata(published="2025-03-30T01:30:00[Europe/London]")

    assert found.select("earliest", "latest").rows() == [(utc(2025, 3, 30, 0, 30), utc(2025, 3, 30, 1, 31))]

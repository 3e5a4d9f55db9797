"""Is what an outlet adds to a story its own, and what it took over not?"""

import pytest

from dedup.params import ScanOptions
from dedup.pipeline import scan
from newsroom import make_records, write_records


def measure_shares(folder, **second):
    """Return by outlet the share of its own words, of one story in Báo Biển at eight and in Tin Nhanh."""
    first = make_records(range(1), outlet="Báo Biển")
    copy = make_records(range(1), outlet="Tin Nhanh", **second)
    path = write_records(folder / "two.jsonl", first + copy)
    run = scan([str(path)], ScanOptions(), lambda *_: None)
    return dict(run.articles.join(run.shares, on="article").select("outlet", "own_share").rows())


@pytest.mark.parametrize(
    ("second", "own"),
    [
        ({"published": "2025-03-01T09:00:00+07:00"}, 0.0),
        ({"published": "", "credit": "Báo Biển"}, 0.0),
        ({"published": ""}, 1.0),
    ],
    ids=["later by the clock", "later by its credit", "nobody knows"],
)
def test_a_copy_known_to_be_later_is_not_its_own(tmp_path, second, own):
    """A page that credits the first paper and shows no day was counted as all its own work."""
    assert measure_shares(tmp_path, **second) == {"Báo Biển": 1.0, "Tin Nhanh": own}


def test_pages_that_hold_a_part_are_not_the_earliest_copies(tmp_path):
    """Nine papers had printed one paragraph of it before: the paper that took the whole had nothing new."""
    told = make_records(range(1))[0]["text"].split("\n")[0]
    parts = [
        {**record, "text": f"{record['text']}\n{told}", "published": f"2025-01-{record_day:02d}T08:00:00Z"}
        for record_day in range(1, 10)
        for record in make_records(range(record_day, record_day + 1), outlet=f"bao{record_day}.vn")
    ]
    first = make_records(range(1), outlet="Báo Biển")
    copy = make_records(range(1), outlet="Tin Nhanh", published="2025-03-02T08:00:00+07:00")
    run = scan(
        [str(write_records(tmp_path / "all.jsonl", [*parts, *first, *copy]))], ScanOptions(), lambda *_: None
    )

    own = dict(run.articles.join(run.shares, on="article").select("outlet", "own_share").rows())
    assert (own["bao1.vn"], own["Tin Nhanh"]) == (1.0, 0.0)

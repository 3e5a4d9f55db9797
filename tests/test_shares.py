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

"""Can an editor tell from the lines on a terminal which page is meant, and what was changed in it?"""

import pytest

from dedup.reports.plain import describe_more

PAGE = {"page_share": 0.65, "core_share": 0.7}
CHANGE = {
    "version": 2, "outlet": "baobien.vn", "article_id": "baobien.vn/2", "words_added": 0, "words_removed": 0,
    "words_changed": 0, "numbers": "", "ordered_by": "time",
}  # fmt: skip


def tell(*, partial=(), versions=()):
    rows = [{"rank": 3, "partial": partial, "versions": versions}]
    return describe_more({"clusters": rows, "clusters_listed": 1})


@pytest.mark.parametrize(
    ("article_id", "outlet", "named"),
    [
        ("258", "tinnhanh.vn", "tinnhanh.vn 258"),
        ("tinnhanh.vn/258", "tinnhanh.vn", "tinnhanh.vn/258"),
        ("258", "", "258"),
    ],
)
def test_a_page_of_a_roundup_is_named_with_its_outlet(article_id, outlet, named):
    """A number alone tells an editor nothing."""
    lines = tell(partial=[PAGE | {"article_id": article_id, "outlet": outlet}])

    assert lines == ["", f"#3  partial: {named}: 65% of the page, 70% of the story"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, "the same words"),
        ({"ordered_by": ""}, "the same words, order unknown"),
        ({"words_added": 1, "ordered_by": ""}, "1 word added, order unknown"),
        ({"numbers": "12 → 15"}, "numbers 12 → 15"),
    ],
    ids=["nothing", "nothing and no time", "a word and no time", "a number"],
)  # fmt: skip
def test_what_a_version_changed_is_said_even_if_nothing(change, told):
    assert tell(versions=[CHANGE | change]) == ["", f"#3  version 2 of baobien.vn: baobien.vn/2: {told}"]

"""Is the outlet of a page known where the page tells it, and left open where it does not?"""

import unicodedata
from pathlib import Path

import polars as pl
import pytest

from dedup.agencies import read_agencies
from dedup.corpus import Known
from dedup.errors import ParameterError
from dedup.outlets import find_outlets, merge_owners, name_outlets, read_outlets, unify_outlets
from dedup.params import ScanOptions
from dedup.schema import ARTICLES, CREDITS

AGENCIES = read_agencies()


def make_article(**fields):
    row = {name: "" for name, dtype in ARTICLES.items() if dtype == pl.String}
    row |= {"article": 0, "marks": [], "encoding_confidence": 1.0}
    return pl.DataFrame([row | fields], schema=ARTICLES)


def make_credit(creditor, raw, role="self"):
    row = {
        "article": 0,
        "role": role,
        "creditor": creditor,
        "raw": raw,
        "source": "text",
        "begin": 0,
        "end": 1,
    }
    return pl.DataFrame([row], schema=CREDITS)


def find_outlet(*lines, found=None, **fields):
    blocks = pl.DataFrame(
        [(0, number, line) for number, line in enumerate(lines)],
        schema={"article": pl.UInt32, "ordinal": pl.UInt32, "text": pl.String},
        orient="row",
    )
    found = pl.DataFrame(schema=CREDITS) if found is None else found
    articles = find_outlets(make_article(**fields), found, blocks, AGENCIES)
    assert articles.schema == ARTICLES
    return articles["outlet"][0]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Theo dõi Songhong.vn trên", "Songhong.vn"),
        ("Theo dõi Báo Sông Hồng trên Google News", "Báo Sông Hồng"),
        ("Mời quý độc giả theo dõi SONGHONG.VN trên", "SONGHONG.VN"),
        ("Follow Red River Post on Facebook", "Red River Post"),
        ("© 2025 Báo Sông Hồng. Giữ bản quyền.", "Báo Sông Hồng"),
        ("Copyright © 2024-2025 Red River Post. All rights reserved.", "Red River Post"),
        ("Bản quyền thuộc về Báo Sông Hồng", "Báo Sông Hồng"),
    ],
)
def test_a_page_names_its_outlet(line, outlet):
    assert find_outlet("Mực nước đã rút.", line) == outlet


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2025 The Associated Press. All rights reserved.",
        "Người dân theo dõi mực nước trên sông.",
        "Follow the river on foot.",
        "Ông theo dõi tin tức trên báo.",
    ],
)
def test_a_sentence_that_only_sounds_like_it_names_nobody(line):
    assert find_outlet(line) == ""


def test_an_outlet_that_writes_its_marks_apart_is_recognised():
    line = "Theo dõi Báo Sông Hồng trên Google News"

    assert find_outlet(unicodedata.normalize("NFD", line)) == "Báo Sông Hồng"


def test_what_is_known_already_stays():
    assert find_outlet("Theo dõi Songhong.vn trên", outlet="Báo A", site="B", url="https://c.vn/1") == "Báo A"


def test_metadata_go_before_the_page():
    assert find_outlet("Theo dõi Songhong.vn trên", site="Báo B", url="https://c.vn/1") == "Báo B"
    assert find_outlet("Theo dõi Songhong.vn trên", url="https://www.c.vn/tin/1.htm") == "c.vn"
    assert find_outlet(url="//m.c.com.vn:8080/x") == "c.com.vn"


def test_a_self_credit_names_the_outlet():
    assert find_outlet(found=make_credit("VOV", "VOV.VN -")) == "VOV.VN"
    assert find_outlet(found=make_credit("Dân trí", "(Dân trí) -")) == "Dân trí"


def test_an_unknown_prefix_and_a_staff_mark_name_no_outlet():
    assert find_outlet(found=make_credit("EVN", "EVN -")) == ""
    assert find_outlet(found=make_credit("PV", "PV")) == ""
    assert find_outlet(found=make_credit("Dân trí", "Theo Dân trí", role="text")) == ""


def test_whom_to_follow_goes_before_a_prefix_that_may_be_anothers():
    assert find_outlet("Theo dõi Songhong.vn trên", found=make_credit("VOV", "VOV.VN -")) == "Songhong.vn"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_outlets_of_one_owner_are_one(tmp_path):
    own = write(
        tmp_path / "own.toml",
        '["Báo Sông Hồng"]\ngroup = "Red River"\ndomains = ["songhong.vn"]\n'
        '["Red River Post"]\ngroup = "Red River"\npartner_of = ["TTXVN"]\n',
    )
    outlets = read_outlets(own)
    articles = pl.concat(
        [make_article(outlet=name) for name in ("songhong.vn", "Red River Post", "Báo A", "")]
    )

    assert merge_owners(articles, outlets)["outlet"].to_list() == ["Red River", "Red River", "Báo A", ""]
    said = name_outlets(articles, outlets)
    assert said["partner_of"].to_list() == [[], ["TTXVN"], [], []]


def test_a_site_is_found_under_its_name_and_its_host():
    articles = pl.concat(
        [make_article(outlet=name) for name in ("vietnamplus.vn", "VietnamPlus", "https://vov.vn")]
    )

    said = name_outlets(articles, read_outlets())

    assert said["group"].to_list() == ["TTXVN", "TTXVN", "VOV"]
    assert said["timezone"].unique().to_list() == ["Asia/Ho_Chi_Minh"]


def test_credits_are_read_with_every_spelling_of_the_users_outlets(tmp_path):
    own = write(tmp_path / "own.toml", '["gobac.vn"]\naliases = ["Gò Bắc Mới"]\n')

    keys = Known.read(ScanOptions(outlets=own)).agencies.list_house_keys()

    assert sorted(keys.filter(house="gobac.vn")["key"]) == ["gobac", "gobacmoi"]


def test_a_note_for_people_is_no_mistake(tmp_path):
    own = read_outlets(write(tmp_path / "own.toml", "[A]\npartner_of = ['B']\nlicence = 'until June'\n"))

    assert own.table.filter(outlet="A")["partner_of"].to_list() == [["B"]]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[A]\nowner = 'x'\n", r"own\.toml: \[A\] owner: unknown key"),
        ("[A]\ngroup = 1\n", r"own\.toml: \[A\] group: expected a string"),
        ("[A]\naliases = 'x'\n", r"own\.toml: \[A\] aliases: expected a list"),
        ("[A]\ntimezone = 'Hanoi'\n", r"own\.toml: \[A\] timezone: .*Hanoi"),
        ("[A]\ntimezone = '../x'\n", r"own\.toml: \[A\] timezone"),
        ("A = 1\n", r"own\.toml: \[A\]"),
        ("[A\n", r"own\.toml: not a TOML"),
    ],
)
def test_a_mistake_is_told_by_file_and_key(tmp_path, content, told):
    with pytest.raises(ParameterError, match=told):
        read_outlets(write(tmp_path / "own.toml", content))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (["taz", "taz.de", "Taz", "Taz"], ["Taz"] * 4),
        (["coast.example", "www.coast.example", "https://coast.example"], ["coast.example"] * 3),
        (["tide.ie", "tide.co.uk", "The Tide", "tide"], ["tide.ie", "tide.co.uk", "The Tide", "The Tide"]),
        (["Coast Daily", "coastdaily.example"], ["Coast Daily", "Coast Daily"]),
        (["Coast Daily", "coast.com", "", ""], ["Coast Daily", "coast.com", "", ""]),
    ],
)
def test_a_house_under_its_name_and_its_domain_is_one_outlet(given, shown):
    """Else its story, saved twice, is syndication; two hosts of one name may be two houses."""
    articles = pl.concat([make_article(article=n, outlet=name) for n, name in enumerate(given)])

    unified = unify_outlets(articles)

    assert unified["outlet"].to_list() == shown
    assert unified.drop("outlet").equals(articles.drop("outlet"))


@pytest.mark.parametrize(
    ("houses", "shown"),
    [
        (
            ["Cape Watch", "Coast Echo", "Tide Post", ""],
            ["Cape Watch", "Coast Echo", "Tide Post", "tide.example"],
        ),
        # An outlet whose pages name an agency now and then, or are mostly silent, is its folder.
        (["Cape Watch", "Cape Watch", "Coast Echo", "Tide Post"], ["saved"] * 4),
        (["Cape Watch", "Coast Echo", "", ""], ["saved"] * 4),
    ],
)
def test_a_folder_whose_pages_name_many_houses_is_none_of_them(houses, shown):
    """Two folders of saved pages scanned together are not two outlets."""
    url = pl.lit("https://www.tide.example/h")
    pages = [
        make_article(article=n, path=f"saved/{n}.html", outlet="saved", site=s) for n, s in enumerate(houses)
    ]

    assert unify_outlets(pl.concat(pages).with_columns(url=url))["outlet"].to_list() == shown

"""Is the outlet of a page known where the page tells it, and left open where it does not?"""

import unicodedata
from pathlib import Path

import polars as pl
import pytest

from dedup.agencies import read_agencies
from dedup.corpus import Known
from dedup.errors import ParameterError
from dedup.mastheads import find_outlets, learn_names, name_pages, unify_outlets
from dedup.outlets import merge_owners, name_outlets, read_outlets
from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.schema import ARTICLES, CREDITS
from dedup.spellings import fold_name

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


def name_page(*lines, found=None, **fields):
    """Return what a page of these lines around its text calls its outlet, in each of its words."""
    roles = ["body"] + ["boilerplate"] * len(lines)
    blocks = pl.DataFrame({"ordinal": range(len(roles)), "text": ["Mực nước đã rút.", *lines], "role": roles})
    blocks = blocks.with_columns(pl.lit(0, pl.UInt32).alias("article"))
    found = pl.DataFrame(schema=CREDITS) if found is None else found
    return name_pages(make_article(outlet="redriver.com", **fields), found, blocks, AGENCIES)[
        "name"
    ].to_list()


def test_a_page_of_a_named_folder_says_what_its_outlet_is_called():
    line = "© 2025 Red River Post. All rights reserved."

    assert name_page(line) == ["Red River Post"]
    assert name_page(line, site="The Post") == ["The Post"]
    assert name_page("Copyright 2025 The Associated Press. All rights reserved.") == []
    assert name_page(line, found=make_credit("Red River Post", line, role="text")) == []


def learn(*pages):
    """Return the keys by which each outlet is known once its pages, (outlet, name), were read."""
    articles = pl.concat([make_article(article=n, outlet=outlet) for n, (outlet, _) in enumerate(pages)])
    names = pl.DataFrame({"article": articles["article"], "name": [name for _, name in pages]}).drop_nulls()
    houses = learn_names(names, articles, AGENCIES).houses.filter(pl.col("key") != fold_name(pl.col("house")))
    return set(houses.select("house", "key").iter_rows())


@pytest.mark.parametrize(
    ("pages", "learned"),
    [
        ([("tarnpostdaily.com", "The Tarn Post")], {("tarnpostdaily.com", "tarnpost")}),
        ([("tarnpostonline.com", "The Tarn Post")], set()),
        ([("tp.com", "The Tarn Post")] * 3, {("tp.com", "tarnpost")}),
        ([("tp.com", "The Tarn Post")] * 2, set()),
        ([("tarnpost.com", "The Tarn Post")], set()),
        ([("tp.com", "The Tarn Post")] * 3 + [("tp.com", "Gorse News")] * 3, set()),
        ([("tp.com", "Gorse Media")] * 3 + [("gp.com", "Gorse Media")] * 3, set()),
        ([("tp.com", "The Gorse Post")] * 3 + [("gorsepost.com", None)], set()),
        ([("tp.com", "Associated Press")] * 3, set()),
        ([("", "The Tarn Post")] * 3, set()),
    ],
)
def test_an_outlet_is_known_by_the_name_that_its_own_pages_give_it(pages, learned):
    """Who credited "The Plainsman" credited nobody, though the corpus had plainsmanonline.com."""
    assert learn(*pages) == learned


CANONICAL = "via\tcanonical\thttps://thetarnpost.com/1"


@pytest.mark.parametrize(
    ("page", "others", "learned"),
    [
        ({"site": "The Tarn Post"}, [], {"tarnpost"}),
        ({"site": "The Tarn Post"}, [{"site": "Gorse News"}], set()),
        ({"site": "The Tarn Post"}, [{"outlet": "gp", "site": "The Tarn Post"}], set()),
        ({"site": "Associated Press"}, [], set()),
        ({"url": "https://www.thetarnpost.com/1"}, [], {"thetarnpost"}),
        ({"url": "https://gorsepost.com/1"}, [{"outlet": "The Gorse Post"}], set()),
        ({"url": "https://thetarnpost.com/1", "sources": CANONICAL}, [], set()),
        (
            {"url": "https://thetarnpost.com/1", "sources": CANONICAL, "site": "Tarn"},
            [{"url": "https://thetarnpost.com/1", "sources": CANONICAL}] * 2,
            {"thetarnpost", "tarn"},
        ),
    ],
)
def test_what_one_pages_metadata_call_its_outlet_is_its_name(page, others, learned):
    """A folder "tp" with one page of The Tarn Post was accused of carrying that paper's text."""
    rows = [{"outlet": "tp"} | row for row in (page, *others)]
    articles = pl.concat([make_article(article=n, **row) for n, row in enumerate(rows)])
    names = articles.filter(pl.col("site") != "").select("article", name="site")

    houses = learn_names(names, articles, AGENCIES).houses

    assert set(houses.filter(pl.col("house") == "tp")["key"]) - {"tp"} == learned


def test_a_credit_to_an_outlets_own_name_is_one_to_the_outlet(tmp_path):
    story = [
        f"The ferry of pier {n} left at {n} o'clock with {n + 20} sacks of post for the lighthouse."
        for n in range(2, 9)
    ]
    pages = {
        "tarnpostonline.com": "© 2025 The Tarn Post. All rights reserved.",
        "gorse.org": "Source: The Tarn Post",
    }
    for outlet, last in pages.items():
        (tmp_path / "in" / outlet).mkdir(parents=True)
        write(tmp_path / "in" / outlet / "a.txt", "\n\n".join(["Post goes by ferry again", *story, last]))

    run = scan([str(tmp_path / "in")], ScanOptions(), lambda *_: None)

    (why,) = run.origins.filter(pl.col("cluster") == run.clusters.filter(level="article")["cluster"][0])[
        "why"
    ]
    assert "Credited origin The Tarn Post (in corpus: tarnpostonline.com)" in why
    assert run.uncredited.is_empty()


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

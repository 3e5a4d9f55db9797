"""Is a house of the corpus credited where its name stands in a credit's place, and nowhere else?"""

from pathlib import Path
from string import ascii_uppercase

import polars as pl
import pytest

from dedup.corpus import Known, know_outlets, read_corpus
from dedup.params import ScanOptions
from dedup.pipeline import scan

STORY = [
    f"The ferry of pier {n} left at {n} o'clock with {n + 20} sacks of post for the keeper of lighthouse {n}."
    for n in range(2, 9)
]


def write_pages(folder: Path, pages: dict[str, str]) -> None:
    for path, text in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def name_credited(tmp_path: Path, pages: dict[str, str]) -> set[str]:
    """Return whom pages credit for their text: what a scan knows of it before it compares them."""
    write_pages(tmp_path, pages)
    known = Known.read(ScanOptions())
    corpus, _ = know_outlets(read_corpus([str(tmp_path)], ScanOptions(), known, lambda *_: None, {}), known)
    assert corpus.articles.height == len(pages)
    return set(corpus.credits.filter(pl.col("role") == "text")["creditor"])


def credit(tmp_path: Path, pages: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Return of each page whom it credits for its text, and whom it is said to owe a credit."""
    write_pages(tmp_path, pages)
    run = scan([str(tmp_path)], ScanOptions(), lambda *_: None)
    said = run.credits.filter(pl.col("role") == "text").select("article", "creditor")
    rows = run.articles.select("article", "path").join(said, on="article", how="left")
    rows = rows.join(run.uncredited.select("article", "agency"), on="article", how="left")
    return {path: (name or "", owed or "") for _, path, name, owed in rows.rows()}


def make_page(
    *,
    site: str = "",
    byline: str = "",
    first: str = "",
    second: str = "",
    deck: str = "",
    under: str = "",
    author: str = "",
) -> str:
    meta = f'<meta property="og:site_name" content="{site}">' if site else ""
    meta += f'<meta name="author" content="{author}">' if author else ""
    signed = f'<div class="byline">{byline}</div>' if byline else ""
    text = "".join(f"<p>{line}</p>" for line in [first + STORY[0], second + STORY[1], *STORY[2:]])
    above = f'<p class="sapo">{deck}</p>' if deck else ""
    below = f'<p class="source">{under}</p>' if under else ""
    return (
        f"<html><head><title>The last ferry</title>{meta}</head><body><main><h1>The last ferry</h1>"
        f'{signed}{above}<div class="content">{text}</div>{below}</main></body></html>'
    )


OWN = make_page(site="Tarn Valley Courier")
DAY = "12 March 2025, 08:15 GMT"  # who shows none may have been first
LINES = [
    {"byline": "By Ada Moss, Tarn Valley Courier"},
    {"byline": "Ada Moss | Tarn Valley Courier"},
    {"byline": "Ada Moss/Tarn Valley Courier"},
    {"byline": "By ADA MOSS Tarn Valley Courier"},
    {"byline": "By Tarn Valley Courier"},
    {"byline": "Tarn Valley Courier"},
    {"author": "Tarn Valley Courier"},
    {"author": "Ada Moss, Tarn Valley Courier"},
    {"under": "Tarn Valley Courier"},
    {"under": "— Tarn Valley Courier"},
    {"under": "(Tarn Valley Courier)"},
    {"under": "Nội dung: Tarn Valley Courier"},
    {"under": "Translated from Tarn Valley Courier"},
    {"under": "© 2025 Tarn Valley Courier. All rights reserved. This material may not be published anew."},
    {"under": "Text by Tarn Valley Courier newsroom"},
    {"under": "H/T Tarn Valley Courier"},
    {"under": "Courtesy of Tarn Valley Courier"},
    {"under": "This report by Tarn Valley Courier was shared with this page."},
    {"under": "Trích: Tarn Valley Courier"},
    {"first": "As first reported by the Tarn Valley Courier, "},
    {"first": "Theo Tarn Valley Courier, "},
    {"first": "Tarn Valley Courier đưa tin, "},
    {"first": "(Theo Tarn Valley Courier) "},
    {"deck": "Post goes by ferry again, after a winter without any.", "first": "Theo Tarn Valley Courier, "},
]


PORTALS = {f"gorse{n}/1.html": line for n, line in enumerate(LINES)}  # of one page each
NAMED_SO = ["".join(line.values()) for line in LINES]


def write_portals() -> dict[str, str]:
    return {
        path: make_page(site=f"Gorse News {letter}", **line)
        for letter, (path, line) in zip(ascii_uppercase, PORTALS.items(), strict=False)
    }


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    return credit(tmp_path_factory.mktemp("known"), {"tvc/1.html": OWN} | write_portals())


@pytest.mark.parametrize("portal", PORTALS, ids=NAMED_SO)
def test_a_house_of_the_corpus_is_credited_where_a_credit_stands(
    known: dict[str, tuple[str, str]], portal: str
) -> None:
    """A byline, a signature, a notice of rights: they need no word that says "source"."""
    assert known[portal] == ("Tarn Valley Courier", "")


def test_a_house_credits_nobody_for_what_others_credit_it(known: dict[str, tuple[str, str]]) -> None:
    assert known["tvc/1.html"] == ("", "")
    assert len(known) == 1 + len(LINES)


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    return credit(tmp_path_factory.mktemp("unknown"), {"tvc/1.html": make_page()} | write_portals())


@pytest.mark.parametrize("path", ["tvc/1.html", *PORTALS], ids=["itself", *NAMED_SO])
def test_a_name_that_the_corpus_does_not_know_credits_nobody(
    unknown: dict[str, tuple[str, str]], path: str
) -> None:
    assert unknown[path][0] == ""


@pytest.mark.parametrize("line", LINES, ids=NAMED_SO)
def test_a_houses_own_name_on_its_own_page_is_no_credit(tmp_path: Path, line: dict[str, str]) -> None:
    pages = {"tvc/1.html": make_page(site="Tarn Valley Courier", **line), "tvc/2.html": OWN}

    assert name_credited(tmp_path, pages) == set()


@pytest.mark.parametrize(
    "line",
    [
        {"under": "Sport"},
        {"byline": "Sport"},
        {"first": "The Tarn Valley Courier has left its old press. "},
        {"second": "Theo Tarn Valley Courier, "},
        {"first": "Readers of the Tarn Valley Courier waved. "},
        {"under": "Our reporter met the owner of the Tarn Valley Courier at the pier."},
    ],
    ids=lambda line: "".join(line.values()),
)
def test_a_story_that_mentions_a_house_or_a_section_credits_nobody(
    tmp_path: Path, line: dict[str, str]
) -> None:
    pages = {
        "tvc/1.html": OWN,
        "gorse/1.html": make_page(site="Gorse News", **line),
        "sport/1.html": make_page(),
    }

    assert name_credited(tmp_path, pages) == set()


def test_a_list_of_other_houses_stories_is_credited_to_none_of_them(tmp_path: Path) -> None:
    """A page of search results named the paper of each; and a newsletter, in one word, of its last item."""
    sites = ["Tarn Valley Courier", "Gorse Evening News", "Moss Weekly Post", "Tarnwatch"]
    pages = {f"paper{n}/1.html": make_page(site=site) for n, site in enumerate(sites)}
    pages["list/1.html"] = make_page(byline=sites[0], author=sites[1], under=sites[2])
    pages["letter/1.html"] = make_page(under=sites[3])

    assert name_credited(tmp_path, pages) == set()


def test_the_name_of_a_host_that_another_page_credits_is_that_house(tmp_path: Path) -> None:
    """One copy links to tarnvalley.com, another begins with "Theo Tarn Valley": both say whose it is."""
    pages = {
        "moss/1.html": make_page(under="Nguồn: https://tarnvalley.com/ferry"),
        "gorse/1.html": make_page(first="Theo Tarn Valley, "),
        "fen/1.html": make_page(byline=DAY),
    }

    found = credit(tmp_path, pages)

    assert [name for name, _ in found.values()] == ["", "Tarn Valley", "tarnvalley.com"]
    assert [bool(owed) for _, owed in found.values()] == [True, False, False]


def test_who_credits_a_page_that_credits_the_agency_hides_nothing(tmp_path: Path) -> None:
    """A teaser names the paper it leads to, and that paper the agency."""
    pages = {
        "apnews.com/1.html": make_page(site="AP News"),
        "tvc/1.html": make_page(site="Tarn Valley Courier", under="Source: The Associated Press"),
        "gorse/1.html": make_page(site="Gorse News", under="Continue reading at Tarn Valley Courier »"),
        "fen/1.html": make_page(site="Fen Post"),
    }

    found = credit(tmp_path, pages)

    assert {path for path, (_, owed) in found.items() if owed} == {"fen/1.html"}


@pytest.mark.parametrize(("menu", "named"), [("Home", "Voice of the Tarn"), ("Voice of the Tarn", "")])
@pytest.mark.parametrize("date", [[], ["12 March 2025, 08:15"]])
def test_a_house_right_under_the_headline_is_no_section_of_the_menu(
    tmp_path: Path, menu: str, named: str, date: list[str]
) -> None:
    """Its name has words in small letters, as no author's has."""
    text = "\n\n".join([menu, "Sport", "The last ferry", *date, "Voice of the Tarn", *STORY])

    found = credit(tmp_path, {"voice/1.html": make_page(site="Voice of the Tarn"), "gorse/1.txt": text})

    assert found["gorse/1.txt"][0] == named


def test_who_names_the_house_over_the_second_paragraph_hides_nothing(tmp_path: Path) -> None:
    """The first may be a standfirst; but if it is the text, the others owe that house nothing."""
    pages = {
        "tvc/1.html": OWN,
        "gorse/1.html": make_page(site="Gorse News", second="Theo Tarn Valley Courier, "),
        "fen/1.html": make_page(site="Fen Post", byline=DAY),
    }

    assert not any(owed for _, owed in credit(tmp_path, pages).values())

    pages["moss/1.html"] = make_page(site="Moss Weekly", under="Nguồn: Tarn Valley Courier")
    found = credit(tmp_path, pages)

    assert {path for path, (_, owed) in found.items() if owed} == {"fen/1.html"}


def test_an_author_with_the_host_of_the_page_is_its_own_house(tmp_path: Path) -> None:
    """Another page of the house may be known by its name alone."""
    canonical = '<link rel="canonical" href="https://www.tvc.test/ferry">'
    signed = make_page(author="Tarn Valley Courier (www.tvc.test)").replace("<title>", canonical + "<title>")

    found = credit(tmp_path, {"courier/a.html": OWN, "tvc.test/b.html": signed})

    assert found["tvc.test/b.html"][0] == ""


@pytest.mark.parametrize(
    ("line", "credited"),
    [
        ("Tarn Valley Courier•", "Tarn Valley Courier"),
        ("tvc.test•", "tvc.test"),
        ("Courier•", "Courier"),
        ("Ada Moss, Tarn Valley Courier |", "Tarn Valley Courier"),
        ("Courier", ""),  # a section
        ("Pier•", ""),
    ],
)
def test_a_house_right_under_the_headline_is_whose_story_a_portal_shows(
    tmp_path: Path, line: str, credited: str
) -> None:
    """A portal says in one line whose story it is: "tvc.test•" over a day, and the headline again."""
    head = ["The last ferry leaves the pier of Tarn", line, "March 3, 2025"]
    pages = {"portal.test/1.txt": "\n\n".join([*head, head[0], "More", *STORY])}
    pages |= {"tvc.test/1.html": OWN, "courier/1.html": make_page(site="Courier")}

    assert credit(tmp_path, pages)["portal.test/1.txt"][0] == credited


def test_a_house_further_down_the_page_is_no_portals_source(tmp_path: Path) -> None:
    """A teaser of another story has its own line under its own title."""
    head = ["The last ferry leaves the pier of Tarn", "March 3, 2025"]
    teaser = ["A lighthouse is painted green", "Tarn Valley Courier•", "Read more"]
    pages = {"portal.test/1.txt": "\n\n".join([*head, *STORY, *teaser]), "tvc.test/1.html": OWN}

    assert credit(tmp_path, pages)["portal.test/1.txt"][0] == ""

"""Are the reasons of a verdict told in the reader's language, and the lines they quote left alone?"""

import re
from pathlib import Path

import pytest

from dedup.origins import wording as origins
from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.reports.tables import make_tables
from dedup.reports.wording import load_wording, tell_why

CORPUS = Path(__file__).parents[1] / "corpus"
VI = load_wording("vi")
# Words that our English sentences cannot do without.
ENGLISH = re.compile(
    r"\b(?:the|copy|copies|credits|dated|undated|shown|shows|published|character|field|corpus|conflict|"
    r"similarity|near|identical|excerpt|extended|partial|against|earliest|origin|zone|later)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def tables():
    options = ScanOptions(agencies=CORPUS / "agencies.toml", outlets=CORPUS / "outlets.toml")
    return make_tables(scan([str(CORPUS)], options, lambda *_: None))


def strip_names(text, tables):
    """Return a text without its quotations, and without names and ids of the corpus."""
    text = re.sub(r'"[^"]*"', "", text)
    names = {
        *tables.articles.collect()["article_id"],
        *tables.articles.collect()["outlet"],
        *tables.clusters.collect()["credited_to"],
    }
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "")
    return re.sub(r"field \w+|trường \w+", "", text)


def test_no_reason_of_the_corpus_stays_english(tables):
    reasons = {*tables.clusters.collect()["why"], *tables.members.collect()["uncredited"]}

    left = {why: ENGLISH.findall(strip_names(tell_why(why, VI), tables)) for why in reasons}

    assert {why: words for why, words in left.items() if words} == {}


def test_every_sentence_that_origins_can_say_has_its_phrase():
    """Grounds that the corpus does not come to are translated all the same."""
    source = Path(origins.__file__).read_text(encoding="utf-8")
    said = re.findall(
        r'(?<!")"((?:[A-Z][a-z\']+|\{\}|conflict:)[^"\n]* [^"\n]*)"', source.split("def _say_ground")[1]
    )
    told = [tell_why(sentence.replace("{}", "7") + ".", VI) for sentence in said]

    assert len(told) > 8
    assert [text for text in told if ENGLISH.search(text)] == []


def test_what_is_quoted_stands_as_it_does():
    why = 'C published: "No copy shows when it was published" (a.txt, character 3).'

    assert tell_why(why, VI) == 'C ngày đăng: "No copy shows when it was published" (a.txt, ký tự 3).'


def test_english_is_told_as_it_was_made(tables):
    for why in tables.clusters.collect()["why"]:
        assert tell_why(why, load_wording("en")) == why

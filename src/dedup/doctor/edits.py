"""What outlets do to a story they took over, and what else may happen to its text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import Literal

from ..schema import OWN_ROLES
from .pages import Page, Piece
from .spelling import decompose, garble, move_tones, spell_by_ear, write_eth

Make = Callable[[Page, Page, Random], Page]  # the page, another page, chance
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=\S)")
NUMBER = re.compile(r"\d+")
AROUND = re.compile(r"^[^\w\u0300-\u036f]+|[^\w\u0300-\u036f]+$")  # marks before and after a word
PHRASE_WORDS = 4  # who rewords exchanges words and phrases, not every fifth word
MOST_CHANGED = 2  # numbers of a story that an update changes
PASTED_WORDS = 40
MISREAD = {"o": "0", "l": "1", "e": "c", "h": "b", "i": "l", "n": "m", "u": "v", "t": "f"}
LISTS = {"vi": ("Trang chủ", "Tin liên quan"), "": ("Home", "Related stories")}


@dataclass(frozen=True, slots=True)
class Edit:
    """
    One edit: how it is made, and what the pipeline should say of the result.

    `whose` says which text the result is: that of the page, of the other page, or of
    neither; `relations` are the right words for what the result is to the page.
    """

    name: str
    make: Make
    relations: frozenset[str]
    whose: Literal["page", "other", "neither"] = "page"


def keep(page: Page, _other: Page, _rng: Random) -> Page:
    """Leave everything as it is."""
    return page


def change_headline(page: Page, other: Page, _rng: Random) -> Page:
    """Give the page the headline of another."""
    named = any(piece.role == "headline" for piece in page.pieces)
    pieces = tuple(
        piece._replace(text=other.title()) if piece.role == "headline" else piece for piece in page.pieces
    )
    top = () if named else (Piece(other.title(), "headline", None),)
    return replace(page, pieces=top + pieces, row=page.row | {"title": ""})


def reword(page: Page, other: Page, rng: Random, *, share: float) -> Page:
    """
    Exchange `share` of the words but no number, in phrases of one to four, for another page's.

    Full stops, commas and quotation marks stay where they are: a new word does not end a sentence.
    """
    paragraphs = [text.split() for text in page.own()]
    places = [(i, j) for i, words in enumerate(paragraphs) for j in range(len(words))]
    places = [(i, j) for i, j in places if not NUMBER.search(paragraphs[i][j])]
    # Another page may be all figures.
    foreign = list_words(other) or list_words(page)
    wanted, changed = share * len(places), set[tuple[int, int]]()
    while len(changed) < wanted:
        i, j = rng.choice(places)
        run = range(j, min(j + rng.randint(1, PHRASE_WORDS), len(paragraphs[i])))
        changed |= {(i, at) for at in run if not NUMBER.search(paragraphs[i][at])}
    for i, j in sorted(changed):
        paragraphs[i][j] = exchange(paragraphs[i][j], rng.choice(foreign))
    return page.with_own([" ".join(words) for words in paragraphs])


def list_words(page: Page) -> list[str]:
    """Return the words of its own text that hold no number, without the marks around them."""
    words = (AROUND.sub("", word) for word in " ".join(page.own()).split())
    return [word for word in words if word and not NUMBER.search(word)]


def exchange(word: str, new: str) -> str:
    """
    Put `new` where `word` stands, between the same marks.

    >>> exchange('bridge,"', "ferry")
    'ferry,"'
    """
    kept = AROUND.sub("", word)
    return word.replace(kept, new, 1) if kept else word


def cut(page: Page, _other: Page, _rng: Random, *, share: float) -> Page:
    """Keep the first `share` of the words, to the end of a sentence."""
    wanted, kept, words = share * len(" ".join(page.own()).split()), list[str](), 0
    for text in page.own():
        taken = list[str]()
        for sentence in SENTENCE_END.split(text):
            if words < wanted:
                taken.append(sentence)
                words += len(sentence.split())
        kept += [" ".join(taken)] if taken else []
    return page.with_own(kept)


def extend(page: Page, other: Page, rng: Random) -> Page:
    """Add new paragraphs, half as long as the text: sentences that stand nowhere else."""
    words = " ".join(other.own()).split()
    rng.shuffle(words)
    words = words[: len(" ".join(page.own()).split()) // 2]
    new = [" ".join(words[at : at + 30]).rstrip(".") + "." for at in range(0, len(words), 30)]
    return page.with_own([*page.own(), *new])


def reorder(page: Page, _other: Page, rng: Random) -> Page:
    """Put the paragraphs in another order."""
    paragraphs = page.own()
    rng.shuffle(paragraphs)
    return page.with_own(paragraphs)


def merge(page: Page, _other: Page, _rng: Random) -> Page:
    """Run all paragraphs into one."""
    return page.with_own([" ".join(page.own())])


def split(page: Page, _other: Page, _rng: Random) -> Page:
    """Give every sentence a line of its own."""
    return page.with_own([sentence for text in page.own() for sentence in SENTENCE_END.split(text)])


def respell(page: Page, _other: Page, _rng: Random, *, how: Callable[[str], str]) -> Page:
    """Write every block of the page in another way, if there is one to write its own text."""
    made = replace(page, pieces=tuple(piece._replace(text=how(piece.text)) for piece in page.pieces))
    return page if made.own() == page.own() else made


def misread(page: Page, _other: Page, rng: Random) -> Page:
    """Misread one letter in fifty, as a scanner does."""

    def look(text: str) -> str:
        return "".join(MISREAD.get(letter, letter) if rng.random() < 0.02 else letter for letter in text)

    return page.with_own([look(text) for text in page.own()])


def change_numbers(page: Page, _other: Page, rng: Random) -> Page:
    """Change up to two numbers, as an update does."""
    text = "\n".join(page.own())
    found = list(NUMBER.finditer(text))
    for one in sorted(rng.sample(found, min(MOST_CHANGED, len(found))), key=lambda m: -m.start()):
        text = text[: one.start()] + str(int(one[0][:9]) + rng.randint(1, 7)) + text[one.end() :]
    return page.with_own(text.split("\n"))


def mash_up(page: Page, other: Page, rng: Random) -> Page:
    """Tell two stories on one page, as much of the one as of the other."""
    lengths = [len(" ".join(each.own()).split()) for each in (page, other)]
    shares = [min(1.0, min(lengths) / length) for length in lengths]
    parts = [
        cut(each, each, rng, share=share).own() for each, share in zip((page, other), shares, strict=True)
    ]
    # An end mark between the two would close the page.
    return page.with_own([*(text.replace("./.", ".") for text in parts[0]), *parts[1]])


def paste(page: Page, other: Page, _rng: Random) -> Page:
    """Paste a passage of the page into another story."""
    passage = SENTENCE_END.split(" ".join(page.own()))
    taken = list[str]()
    while passage and len(" ".join(taken).split()) < PASTED_WORDS:
        taken.append(passage.pop(0))
    own = other.own()
    return other.with_own([*own[: len(own) // 2 + 1], " ".join(taken), *own[len(own) // 2 + 1 :]])


def refurnish(page: Page, other: Page, _rng: Random) -> Page:
    """Put the text between another outlet's menu and its list of other stories."""
    home, related = LISTS.get(page.row["language"], LISTS[""])
    own = [piece for piece in page.pieces if piece.role in ("headline", *OWN_ROLES)]
    links = [Piece(other.title(), "sidebar", None)] * 2
    return replace(
        page,
        pieces=(Piece(home, "boilerplate", None), *own, Piece(related, "sidebar", None), *links),
    )


IDENTICAL, NEAR = frozenset({"identical"}), frozenset({"identical", "near"})
EDITS = (
    Edit("exact", keep, IDENTICAL),
    Edit("another headline", change_headline, NEAR),
    Edit("3 % of the words", partial(reword, share=0.03), NEAR),
    Edit("5 % of the words", partial(reword, share=0.05), NEAR),
    Edit("10 % of the words", partial(reword, share=0.1), NEAR),
    Edit("20 % of the words", partial(reword, share=0.2), NEAR),
    Edit("cut to a half", partial(cut, share=0.5), frozenset({"excerpt"})),
    Edit("cut to a third", partial(cut, share=1 / 3), frozenset({"excerpt"})),
    Edit("extended by a half", extend, frozenset({"extended"})),
    Edit("paragraphs reordered", reorder, NEAR),
    Edit("paragraphs merged", merge, NEAR),
    Edit("paragraphs split", split, NEAR),
    Edit("names by ear", partial(respell, how=spell_by_ear), NEAR),
    Edit("marks apart (NFD)", partial(respell, how=decompose), NEAR),
    Edit("tones moved", partial(respell, how=move_tones), NEAR),
    Edit("Đ as Ð", partial(respell, how=write_eth), NEAR),
    Edit("mojibake", partial(respell, how=garble), NEAR),
    Edit("misread letters", misread, NEAR),
    Edit("numbers changed", change_numbers, NEAR),
    Edit("other furniture", refurnish, NEAR),
    Edit("passage pasted", paste, frozenset({"partial"}), whose="other"),
    Edit("mash-up", mash_up, frozenset({"partial"}), whose="neither"),
)

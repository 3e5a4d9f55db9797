"""
Make a corpus of any size out of a smaller one, by exchanging words.

    python benchmarks/speed/synthesise.py DATA.jsonl[.zst] BIG.jsonl --articles 1000000

The first articles are those of DATA, as they are; then come rounds of edited copies.  In
one copy of five a word in twenty is another word: it is the same text still, and must be
found.  In the others three of five are: a text of its own that has the words, the length
and the shape of its model.  The same DATA gives the same bytes, and a smaller corpus is
the beginning of a larger one.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import zstandard

POOL_ARTICLES = 1_000  # whose words, as often as they stand there, take the place of others
LIGHT, HEAVY = 0.05, 0.6  # shares of words exchanged: .95^5 and .4^5 of the 5-grams are left
ONE_LIGHT_IN = 5

Article = dict[str, Any]


def read_articles(path: Path, count: int | None = None) -> list[Article]:
    """Return the first `count` records of a file of JSON Lines, plain or Zstandard; None for all."""
    unpack = zstandard.open if path.suffix == ".zst" else open
    with unpack(path, "rt", encoding="utf-8") as lines:
        numbers = iter(int, 1) if count is None else range(count)
        return [json.loads(line) for line, _ in zip(lines, numbers, strict=False)]


def write_articles(file: Path, articles: Iterable[Article]) -> None:
    """Write articles as JSON Lines."""
    with file.open("w", encoding="utf-8") as lines:
        for article in articles:
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")


def synthesise(articles: Sequence[Article], count: int, seed: int = 1) -> Iterator[Article]:
    """
    Yield `count` articles: `articles`, then edited copies of them under ids of their own.

    Parameters
    ----------
    articles : sequence of dict
        Each with `id` and `text`; every string is edited.
    count : int
    seed : int
        An article depends on `seed`, its model and its round alone.

    """
    yield from articles[:count]
    pool = np.array(
        [word for article in articles[:POOL_ARTICLES] for word in article["text"].split()], dtype=object
    )
    for number in range(len(articles), count):
        turn, place = divmod(number, len(articles))
        yield _edit(articles[place], turn, np.random.default_rng([seed, turn, place]), pool)


def _edit(article: Article, turn: int, chance: np.random.Generator, pool: np.ndarray[Any, Any]) -> Article:
    share = LIGHT if chance.integers(ONE_LIGHT_IN) == 0 else HEAVY
    edited = {
        field: _exchange(value, share, chance, pool)
        for field, value in article.items()
        if isinstance(value, str)
    }
    return edited | {"id": f"{article['id']}-{turn}"}


def _exchange(text: str, share: float, chance: np.random.Generator, pool: np.ndarray[Any, Any]) -> str:
    """Return `text` with that share of its words exchanged; what breaks a line stays where it is."""
    words = text.split(" ")
    places = np.flatnonzero(chance.random(len(words), dtype=np.float32) < share)
    others = pool[chance.integers(len(pool), size=len(places))]
    for place, other in zip(places.tolist(), others.tolist(), strict=True):
        if "\n" not in words[place]:
            words[place] = other
    return " ".join(words)


def main() -> None:
    """Write the corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[1])
    parser.add_argument("data", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--articles", type=int, required=True)
    given = parser.parse_args()
    write_articles(given.output, synthesise(read_articles(given.data), given.articles))


if __name__ == "__main__":
    main()

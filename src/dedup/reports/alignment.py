"""The words of two texts, aligned: what stands in both, and what in one alone."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

# Scripts without spaces: a letter with its marks is a word.  The page's script has the same line.
_SINGLE = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_WORD = re.compile(rf"[{_SINGLE}]\s*|[^\s{_SINGLE}]+\s*|\s+")
_NOT_KEY = re.compile(r"[\W_]+")


class Word(NamedTuple):
    """A word as shown, with the blanks and the punctuation after it, and what it is compared by."""

    shown: str
    key: str
    paragraph: int
    begin: int  # of `shown`, in characters of its paragraph


class Stretch(NamedTuple):
    """Words a[0]..a[1] of one text and b[0]..b[1] of the other: the same, or in each other's place."""

    same: bool
    a: tuple[int, int]
    b: tuple[int, int]


class Tally(NamedTuple):
    """Words that stand in both, only in b, only in a; and cuts with an addition in their place."""

    kept: int
    added: int
    cut: int
    changed: int


def split_words(paragraphs: Sequence[str]) -> list[Word]:
    """
    Return the words of a text; case, punctuation and the form of letters' marks are no difference.

    >>> [word.key for word in split_words(["Cầu “Đồi Cam” – mới"])]
    ['cầu', 'đồi', 'cam', 'mới']
    """
    words: list[Word] = []
    for number, text in enumerate(paragraphs):
        for found in _WORD.finditer(text):
            key = _make_key(found.group())
            last = words[-1] if words else None
            if key or last is None or last.paragraph != number:
                words.append(Word(found.group(), key, number, found.start()))
            else:
                words[-1] = Word(last.shown + found.group(), last.key, number, last.begin)
    return words


@lru_cache(1 << 14)  # a thousand versions of a story have the words of one
def _make_key(shown: str) -> str:
    return _NOT_KEY.sub("", unicodedata.normalize("NFC", shown).lower())


def find_runs(a: Sequence[Word], b: Sequence[Word]) -> list[Stretch]:
    """
    Return the runs that take a to b, keeping as many words as any alignment can.

    The kept words are a longest common subsequence of the keys (rapidfuzz); a short run moves to
    its longer neighbour where the same words stand there too.
    """
    # Most runs have no two texts to compare, and it takes long to load.
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415

    blocks = LCSseq.opcodes([word.key for word in a], [word.key for word in b])
    kept = [[block.src_start, block.src_end, block.dest_start] for block in blocks if block.tag == "equal"]
    runs, i, j = list[Stretch](), 0, 0
    for begin, end, at in [*_gather(kept, a, b), [len(a), len(a), len(b)]]:
        if begin > i or at > j:
            runs.append(Stretch(False, (i, begin), (j, at)))
        if end > begin:
            runs.append(Stretch(True, (begin, end), (at, at + end - begin)))
        i, j = end, at + end - begin
    return runs


def _gather(kept: list[list[int]], a: Sequence[Word], b: Sequence[Word]) -> list[list[int]]:
    """Move short kept runs (begin, end, begin in b) to longer neighbours: to the right, then left."""
    for n in range(len(kept) - 2, -1, -1):
        length, following = kept[n][1] - kept[n][0], kept[n + 1]
        before = kept[n - 1] if n else [0, 0, 0]
        i, j = following[0] - length, following[2] - length
        room = i >= before[1] and j >= before[2] + before[1] - before[0]
        if length <= following[1] - following[0] and room and _equal(a, b, i, j, length):
            following[0], following[2] = i, j
            del kept[n]
    n = 1
    while n < len(kept):
        length, before = kept[n][1] - kept[n][0], kept[n - 1]
        i, j = before[1], before[2] + before[1] - before[0]
        following = kept[n + 1] if n + 1 < len(kept) else [len(a), len(a), len(b)]
        room = i + length <= following[0] and j + length <= following[2]
        if length <= i - before[0] and room and _equal(a, b, i, j, length):
            before[1] = i + length
            del kept[n]
        else:
            n += 1
    return kept


def _equal(a: Sequence[Word], b: Sequence[Word], i: int, j: int, length: int) -> bool:
    return all(a[i + n].key == b[j + n].key for n in range(length))


def count_runs(runs: Sequence[Stretch]) -> Tally:
    """Return how many words were kept, added, cut and changed; a change counts the shorter side."""
    kept = added = cut = changed = 0
    for same, (begin, end), (start, stop) in runs:
        both = min(end - begin, stop - start)
        if same:
            kept += both
        else:
            changed, cut, added = changed + both, cut + end - begin - both, added + stop - start - both
    return Tally(kept, added, cut, changed)


def pair_paragraphs(
    a: Sequence[Word], b: Sequence[Word], runs: Sequence[Stretch]
) -> Iterator[tuple[range, range]]:
    """Yield rows of paragraphs of both texts that share words, in order; a side may be empty."""
    sizes = [_count_words(words) for words in (a, b)]
    groups: list[list[int]] = []
    for (p, q), shared in _link(a, b, runs).items():
        if shared < 0.3 * min(sizes[0][p], sizes[1][q]):
            continue
        if groups and (p < groups[-1][1] or q < groups[-1][3]):
            groups[-1][1], groups[-1][3] = max(groups[-1][1], p + 1), max(groups[-1][3], q + 1)
        else:
            groups.append([p, p + 1, q, q + 1])
    p = q = 0
    for begin, end, start, stop in [*groups, [len(sizes[0]), len(sizes[0]), len(sizes[1]), len(sizes[1])]]:
        yield from ((range(n, n + 1), range(q, q)) for n in range(p, begin))
        yield from ((range(begin, begin), range(n, n + 1)) for n in range(q, start))
        if end > begin:
            yield range(begin, end), range(start, stop)
        p, q = end, stop


def _link(a: Sequence[Word], b: Sequence[Word], runs: Sequence[Stretch]) -> dict[tuple[int, int], int]:
    links: dict[tuple[int, int], int] = {}
    for run in runs:
        if run.same:
            for i, j in zip(range(*run.a), range(*run.b), strict=True):
                key = (a[i].paragraph, b[j].paragraph)
                links[key] = links.get(key, 0) + 1
    return links


def _count_words(words: Sequence[Word]) -> list[int]:
    counts = [0] * (words[-1].paragraph + 1 if words else 0)
    for word in words:
        counts[word.paragraph] += 1
    return counts

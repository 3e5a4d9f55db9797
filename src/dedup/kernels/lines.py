"""UTF-8 bytes -> where each line of many texts begins and ends, without the blanks around it."""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .letters import decode

# Unicode White_Space.
SPACES = (
    *range(0x9, 0xE), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F,
    0x3000,
)  # fmt: skip
# The controls, and the marks that are invisible at the edge of a line.
UNSEEN = (
    *range(0x21), *range(0x7F, 0xA1), 0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
    *range(0x2060, 0x2070), 0xFEFF,
)  # fmt: skip
# Every character Unicode calls a line break.
BREAKS = (*range(0xA, 0xE), *range(0x1C, 0x1F), 0x85, 0x2028, 0x2029)

BLANK, SPACE, BREAK = 1, 2, 4

# One white-space character of any width in UTF-8, or two or three plain spaces.
SEPARATOR_BYTES = 3
# "Hà Nội Hà Nội" is how people sing; a title of three words twice is a page's alt text and link.
DOUBLED_MIN_WORDS = 3


def sort_points() -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Return what each code point below 0x10000 is, and which bytes one that breaks a line can begin with."""
    kinds, leads = np.zeros(0x10000, dtype=np.uint8), np.zeros(256, dtype=np.bool_)
    kinds[[*SPACES, *UNSEEN]] |= BLANK
    kinds[[*SPACES]] |= SPACE
    kinds[[*BREAKS]] |= BREAK
    leads[[chr(point).encode()[0] for point in BREAKS]] = True
    return kinds, leads


KINDS, LEADS = sort_points()


@inline
def read_kind(text: NDArray[np.uint8], at: int) -> tuple[int, int]:
    """Return what the code point at byte `at` is, and its length in bytes."""
    point, length = decode(text, at)
    return KINDS[point] if point < KINDS.shape[0] else 0, length


@inline
def read_line(text: NDArray[np.uint8], at: int, stop: int) -> tuple[int, int, int]:
    """
    Read up to a line break, or to `stop`.

    Returns
    -------
    end : int
        Byte after the line.
    length : int
        Bytes of the line break, 0 without one.
    points : int
        Code points of the line.

    """
    end, length, points = at, 0, 0
    while end < stop:
        if LEADS[text[end]]:
            kind, length = read_kind(text, end)
            if kind & BREAK:
                break
            length = 0
        end += 1
    for byte in text[at:end]:  # apart, so that many bytes are counted at once
        points += (byte & 0xC0) != 0x80
    return end, length, points


@inline
def skip_points(text: NDArray[np.uint8], at: int, points: int) -> int:
    """Return the byte so many code points further on."""
    while points > 0:
        at += 1
        points -= (text[at] & 0xC0) != 0x80
    return at


@inline
def trim_front(text: NDArray[np.uint8], at: int, stop: int) -> tuple[int, int]:
    """Return the first byte that is of no blank, and how many blanks stand before it."""
    points = 0
    while at < stop:
        kind, length = read_kind(text, at)
        if not kind & BLANK:
            break
        at, points = at + length, points + 1
    return at, points


@inline
def trim_back(text: NDArray[np.uint8], at: int, stop: int) -> tuple[int, int]:
    """Return the byte behind the last that is of no blank, and how many blanks stand behind it."""
    points = 0
    while at < stop:
        last = stop - 1
        while (text[last] & 0xC0) == 0x80:
            last -= 1
        if not read_kind(text, last)[0] & BLANK:
            break
        stop, points = last, points + 1
    return stop, points


@inline
def has_words(text: NDArray[np.uint8], at: int, stop: int, least: int) -> bool:
    """Say whether so many runs of anything but white space stand there."""
    words, inside = 0, False
    while at < stop and words < least:
        kind, length = read_kind(text, at)
        words += not (kind & SPACE or inside)
        inside = not kind & SPACE
        at += length
    return words >= least


@kernel
def find_double(text: NDArray[np.uint8], begin: int, end: int) -> tuple[int, int]:
    """Return where the first X of a line "X X" ends and the second begins; `end`, `end` for other lines."""
    for past in (1, 2):  # past the middle stands half the separator, rounded up
        second = begin + (end - begin) // 2 + past
        half = end - second
        gap = second - begin - half
        if half <= 0 or gap > SEPARATOR_BYTES or text[begin] != text[second]:
            continue
        same = 1
        while same < half and text[begin + same] == text[second + same]:
            same += 1
        apart = same == half and trim_front(text, begin + half, second)[0] == second
        if apart and has_words(text, begin, end, 2 * DOUBLED_MIN_WORDS):
            return begin + half, second
    return end, end


@kernel
def write_line(
    text: NDArray[np.uint8], row: int, start: int, at: int, stop: int, position: int, points: int,
    lines: NDArray[np.uint32], found: int,
) -> int:  # fmt: skip
    """Write what is not blank of the line at bytes `at` to `stop`; return how many lines that makes."""
    begin, front = trim_front(text, at, stop)
    end, back = trim_back(text, begin, stop)
    if begin == end:
        return 0
    place, behind = position + front, position + points - back
    half, second = find_double(text, begin, end)
    twice = half < end
    if twice:
        said = read_line(text, begin, half)[2]
        lines[found + 1] = row, second - start, end - second, behind - said, behind
        end, behind = half, place + said
    lines[found] = row, begin - start, end - begin, place, behind
    return 1 + twice


@inline
def make_room(lines: NDArray[np.uint32], rows: int) -> NDArray[np.uint32]:
    """Return the lines with room for so many."""
    if rows <= lines.shape[0]:
        return lines
    more = np.empty((2 * rows, lines.shape[1]), dtype=np.uint32)
    more[: lines.shape[0]] = lines
    return more


@kernel
def find_lines(
    text: NDArray[np.uint8],
    stops: NDArray[np.int64],
    cuts: NDArray[np.int64],
    cut_stops: NDArray[np.int64],
) -> NDArray[np.uint32]:
    """
    Find the lines of every text that hold anything.

    A line ends at a line break and at every cut.  One that says its text twice ("X X")
    is two lines.

    Parameters
    ----------
    text : uint8 array, shape (T,)
        Valid UTF-8: all texts, one after another.
    stops : int64 array, shape (N + 1,)
        Byte before which each text begins; the last is T.
    cuts : int64 array, shape (C,)
        Code points from a text's begin at which a line is cut; ascending in every text.
    cut_stops : int64 array, shape (N + 1,)
        Where the cuts of each text begin.

    Returns
    -------
    lines : uint32 array, shape (L, 5)
        Number of the text; first byte and bytes; begin and end in code points: all
        counted from the text's begin.  In the order of the texts, then of the lines.

    """
    lines, found = np.empty((1024, 5), dtype=np.uint32), 0
    for row in range(stops.shape[0] - 1):
        start, stop, cut, position = stops[row], stops[row + 1], cut_stops[row], 0
        at = start
        while at < stop:
            end, length, points = read_line(text, at, stop)
            behind = position + points
            while cut < cut_stops[row + 1] and cuts[cut] < behind:
                inside = cuts[cut] - position
                if inside > 0:
                    lines = make_room(lines, found + 2)
                    after = skip_points(text, at, inside)
                    found += write_line(text, row, start, at, after, position, inside, lines, found)
                    at, position = after, position + inside
                cut += 1
            lines = make_room(lines, found + 2)
            found += write_line(text, row, start, at, end, position, behind - position, lines, found)
            at, position = end + length, behind + (length > 0)
    return lines[:found]

"""Lines of a table -> its rows; a quote that nothing closes costs its own line and no other."""

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from .skips import Skip, SkippedInput


class Row(NamedTuple):
    """The cells of a row, and the line of the file it begins in."""

    line: int
    cells: list[str]


class _Ahead:
    """Lines still to come: those of the row being read are held until it is known to be one."""

    def __init__(self, lines: Iterator[str], max_chars: int) -> None:
        self.lines, self.max_chars = lines, max_chars
        self.waiting: deque[str] = deque()
        self.held: list[str] = []
        self.chars = 0
        self.asked_on = False  # for more than the first line
        self.fault: SkippedInput | None = None

    def begin(self) -> None:
        """Hold nothing: a row begins."""
        self.held, self.chars, self.asked_on = [], 0, False

    def pass_blank(self) -> int:
        """Pass over blank lines, and count them."""
        count = 0
        try:
            # A few KiB unpack to millions: they are no work for a parser.
            while not self.waiting:
                line = next(self.lines, "")
                if line.isspace():
                    count += 1
                    continue
                if line:
                    self.waiting.append(line)
                break
        except SkippedInput as skipped:
            self.fault = skipped
        return count

    def give_back(self) -> None:
        """Let all but the first line be read again."""
        self.waiting.extendleft(reversed(self.held[1:]))

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.asked_on = bool(self.held)
        if self.chars > self.max_chars:
            raise StopIteration
        line = self.waiting.popleft() if self.waiting else self._read_on()
        self.held.append(line)
        self.chars += len(line)
        return line

    def _read_on(self) -> str:
        try:
            return next(self.lines)
        except SkippedInput as skipped:
            # Lines before it may have to be read again first.
            self.fault = skipped
            raise StopIteration from skipped


def read_rows(lines: Iterator[str], delimiter: str, max_chars: int, *, line: int) -> Iterator[Row | Skip]:
    r"""
    Yield the rows that are not blank, and a Skip for each line with a quote that nothing closes.

    A quoted cell may go on over many lines.  It is taken for one if no more than `max_chars`
    characters further a quote closes it, with a delimiter or the end of a line behind;
    else only its first line is lost, and reading goes on at the next.

    Parameters
    ----------
    lines : iterator of str
        With their line ends.
    delimiter : str
        What parts the cells.
    max_chars : int
        Of one row.
    line : int
        Number of the first of `lines`.

    Examples
    --------
    >>> table = iter(['1,"a\n', 'b"\n', '2,"c\n', "3,d\n"])
    >>> [getattr(row, "cells", row.line) for row in read_rows(table, ",", 99, line=1)]
    [['1', 'a\nb'], 3, ['3', 'd']]

    """
    ahead = _Ahead(lines, max_chars)
    while True:
        ahead.begin()
        line += ahead.pass_blank()
        cells, fault = _read_row(ahead, delimiter)
        if not ahead.held:
            break
        if fault:
            ahead.give_back()
            yield Skip("malformed", fault, line)
            line += 1
            continue
        if any(cell.strip() for cell in cells):
            yield Row(line, cells)
        line += len(ahead.held)
    if ahead.fault:
        raise ahead.fault


def _read_row(ahead: _Ahead, delimiter: str) -> tuple[list[str], str]:
    """Return the next row, or what is wrong with it."""
    try:
        cells = next(csv.reader(ahead, delimiter=delimiter), [])
        if ahead.asked_on:
            # Within a line a stray quote is text; over a line end it would eat the rows behind it.
            next(csv.reader(ahead.held, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return [], "a quote that is opened here and not closed" if ahead.asked_on else str(error)
    return cells, ""


def find_twins(names: list[str]) -> list[str]:
    """
    Return the names that several columns have.

    >>> find_twins(["id", "text", "id"])
    ['id']
    """
    return [name for name in dict.fromkeys(names) if names.count(name) > 1]

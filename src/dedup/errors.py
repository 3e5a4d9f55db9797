"""
Everything dedup raises on purpose.

* DedupError             exit code 2
  - ParameterError       a setting is out of range, unknown, or contradicts another
  - InputError           nothing to read where the user pointed
  - SchemaError          a frame lacks a column, or has it in the wrong dtype
  - UnreadableInput      nothing could be read, or not all under `--strict`: exit code 3
  - IndexMismatch        an index is missing, incompatible or damaged: exit code 4
"""

import re

# What Python says of it ends in advice to programmers.
ENDLESS = re.compile(r"Exceeds the limit \(\d+ digits\).*?(\d+) digits; use sys\.set_int_max_str_digits.*")


def say_fault(problem: Exception) -> str:
    """
    Return what a parser found wrong with a file, for whoever wrote the file.

    >>> try:
    ...     int("9" * 5000)
    ... except ValueError as problem:
    ...     print(say_fault(problem))
    a number has 5000 digits
    """
    return ENDLESS.sub(r"a number has \1 digits", str(problem))


class DedupError(Exception):
    """Base class: the CLI prints these as one line, never as a traceback."""

    exit_code = 2


class ParameterError(DedupError):
    """A setting is out of range, unknown, or contradicts another."""


class InputError(DedupError):
    """There is nothing to read where the user pointed."""


class SchemaError(DedupError):
    """A frame that reached a stage is not the frame that stage takes."""


class UnreadableInput(DedupError):
    """All input was skipped, or some, and the user asked for that to be an error."""

    exit_code = 3


class IndexMismatch(DedupError):
    """An index on disk is missing, damaged, or was built with other parameters."""

    exit_code = 4

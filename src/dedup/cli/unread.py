"""What a command says when input was skipped: exit code 3 where that makes its answer none."""

from collections.abc import Sequence

from ..errors import UnreadableInput


def require_input(read: int, skipped: Sequence[str], *, strict: bool) -> None:
    """
    Refuse to end well when nothing could be read, or when anything was skipped under `strict`.

    Parameters
    ----------
    read : int
        Articles that were read.
    skipped : sequence of str
        The path of each file or record that was not.
    strict : bool

    Raises
    ------
    UnreadableInput
        Says how many, and the first.

    """
    if not skipped or (read and not strict):
        return
    why = "and --strict forbids it" if read else "and nothing could be read"
    raise UnreadableInput(f"{len(skipped):,} skipped, {why}: {skipped[0]}{' …' * (len(skipped) > 1)}")

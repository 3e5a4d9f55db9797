"""Many small cases that a stage is given in one go, and that tests ask for one by one."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Case = TypeVar("Case", bound=Hashable)
Answer = TypeVar("Answer")


class Together(Generic[Case, Answer]):
    """
    A function of one case: asked for the first, it finds the answers to all that it was told to expect.

    A stage takes as long for one page as for a hundred, and finds the same of a page in any batch.  A case
    that was not announced is worked on alone, and so are all if those announced cannot be worked on.

    Examples
    --------
    >>> double = Together(lambda cases: print(cases) or [2 * case for case in cases])
    >>> double.expect([1, 2])
    >>> double(2), double(1), double(3)
    [2, 1]
    [3]
    (4, 2, 6)

    """

    def __init__(self, work: Callable[[list[Case]], list[Answer]]) -> None:
        self._work, self._expected, self._found = work, list[Case](), dict[Case, Answer]()

    def expect(self, cases: Iterable[Case]) -> None:
        """Announce cases."""
        self._expected += cases

    def __call__(self, case: Case) -> Answer:
        """Return the answer to `case`."""
        if case not in self._found:
            cases = list(dict.fromkeys([case, *self._expected]))
            self._expected.clear()
            self._found |= zip(cases, self._work(cases), strict=True)
        return self._found[case]

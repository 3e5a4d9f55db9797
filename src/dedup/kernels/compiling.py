"""How kernels are compiled, cached and spread over threads."""

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

Function = TypeVar("Function", bound=Callable[..., Any])
Result = TypeVar("Result")

GRAIN = 1 << 20  # weight of a range: what work on it leaves behind, a core's caches still hold


def _load_numba() -> Any:
    """
    Load numba with scipy out of sight.

    It looks for scipy's BLAS, which takes longer to load than a page to check and which
    no kernel uses; whoever imports scipy afterwards finds it.
    """
    hidden = "scipy" not in sys.modules
    if hidden:
        sys.modules["scipy"] = None  # type: ignore[assignment]
    try:
        import_module("numba.np.arraymath")
        return import_module("numba")
    finally:
        if hidden:
            del sys.modules["scipy"]


numba = _load_numba()
event: Any = import_module("numba.core.event")


def kernel(function: Function) -> Function:
    """
    Compile `function` on first use, without the GIL, and keep the result on disk.

    numba caches beside the source, else in the user's cache folder; where neither
    can be written it raises, and the kernel is compiled for this process alone.
    """
    try:
        return cast("Function", numba.njit(nogil=True, cache=True)(function))
    except RuntimeError:  # "cannot cache function: no locator available"
        return cast("Function", numba.njit(nogil=True)(function))


def inline(function: Function) -> Function:
    """Compile `function` into the kernels that call it."""
    return cast("Function", numba.njit(nogil=True, forceinline=True)(function))


@contextmanager
def announce_compiling(say: Callable[[], None]) -> Iterator[None]:
    """Call `say` when inside the block a kernel is compiled that was in no cache: once, and first."""

    class Listener(event.Listener):  # type: ignore[misc]
        """Speaks at the first compilation and is silent after it."""

        silent = False

        def on_start(self, _event: object) -> None:
            """Speak, unless it was said before."""
            if not self.silent:
                self.silent = True
                say()

        def on_end(self, _event: object) -> None:
            """Say nothing: numba calls it all the same."""

    with event.install_listener("numba:compile", Listener()):
        yield


def thread_count() -> int:
    """Return how many threads kernels may use: the processors this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def add_up(sizes: ArrayLike) -> NDArray[np.int64]:
    """
    Return what all rows before each row add up to, and the total: int64, shape (N + 1,).

    >>> add_up([3, 0, 2]).tolist()
    [0, 3, 3, 5]
    """
    # What numpy makes of sizes without a sign is a float as soon as a 0 stands before it.
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes, dtype=np.int64)))


def spread(work: Callable[[int, int], object], weights: NDArray[np.int64]) -> None:
    """Call `work(begin, end)` over ranges of rows of about equal weight, in threads; see `each_range`."""
    if len(weights) > 1:  # a kernel is not loaded for nothing
        for _ in each_range(work, weights):
            pass


def each_range(work: Callable[[int, int], Result], weights: NDArray[np.int64]) -> Iterator[Result]:
    """
    Yield what `work(begin, end)` returns for ranges of rows of about equal weight, in their order.

    Parameters
    ----------
    work : callable
        Called in threads.  Must write only to places that belong to its rows, so that the
        result does not depend on how rows are spread.
    weights : int64 array, shape (N + 1,)
        Cumulative weight before each row, ascending, as `add_up` gives it; the last is the total.

    """
    threads, rows = thread_count(), len(weights) - 1
    if rows <= 1 or weights[-1] < 100_000:
        yield work(0, rows)
        return
    # Four ranges a thread or more: uneven rows then leave no thread idle for long.
    ranges = max(4 * threads, int(weights[-1]) // GRAIN)
    targets = np.linspace(weights[0], weights[-1], ranges + 1)
    cuts = np.unique(np.concatenate(([0], np.searchsorted(weights, targets[1:-1]), [rows])))
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(work, cuts[:-1].tolist(), cuts[1:].tolist())

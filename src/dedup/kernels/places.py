"""
Where in a text the shingles stand that were met in another.

`order` tells for every place of a text which value of its set stands there; `met`, for every
value, the last turn in which it was met.
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline
from .sets import FREE

SPARSE = 4  # times as many words as another: its places are looked up, not gone through


@inline
def list_places(order: NDArray[np.int32], met: NDArray[np.int32], turn: int, held: NDArray[np.int32]) -> int:
    """Write where in a text shingles stand that were met in this turn; return how many."""
    count = 0
    for at in range(order.shape[0]):
        held[count] = at  # kept only if it counts
        count += met[order[at]] == turn
    return count


@inline
def chain_places(order: NDArray[np.int32], heads: NDArray[np.int32], following: NDArray[np.int32]) -> None:
    """Write where each value stands first in a text, and after every place of it the next; FREE for none."""
    heads[:] = FREE
    for at in range(order.shape[0] - 1, -1, -1):
        following[at], heads[order[at]] = heads[order[at]], at


@inline
def follow_places(
    where: NDArray[np.int32], heads: NDArray[np.int32], following: NDArray[np.int32], held: NDArray[np.int32]
) -> int:
    """Write as `list_places` does, but from where the values that were met stand in their set."""
    count = 0
    for value in where:
        at = heads[value]
        while at != FREE:
            held[count], at = at, following[at]
            count += 1
    held[:count].sort()
    return count


@inline
def find_places(
    where: NDArray[np.int32],
    order: NDArray[np.int32],
    met: NDArray[np.int32],
    turn: int,
    chains: NDArray[np.int32],
    places: NDArray[np.int32],
) -> NDArray[np.int32]:
    """Return where in a text the values `where`, all that were met in this turn, stand; ascending."""
    if SPARSE * where.shape[0] < order.shape[0]:
        return places[: follow_places(where, chains[0], chains[1], places)]
    return places[: list_places(order, met, turn, places)]

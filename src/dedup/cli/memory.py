"""How much memory is free, to the process and to its container; and how soon what is freed is free."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

GROUPS = Path("/proc/self/cgroup")  # a line a hierarchy: number, what it controls, path
MOUNTED = Path("/sys/fs/cgroup")
# Limit, use, and how much of it is copies of files that the system drops before it lacks memory:
# the two ways that Linux has of telling.
FILES = [
    ("memory.max", "memory.current", "inactive_file"),
    ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
]
SHORT = 4 << 30  # bytes: less is soon full of what was freed
# How long polars' allocator keeps what was freed, half a second by itself: in that a turn takes as much
# again.  To keep nothing costs more, as the system clears whatever is asked of it anew: a tenth of the
# time of a scan, so where there is room it is kept.
GIVE_BACK, KEEP = "dirty_decay_ms:100", "dirty_decay_ms:10000"
# Of `mallopt`, what numpy allocates with; the pool of each thread else has holes of its own.
ARENA_MAX, MMAP_THRESHOLD, TRIM_THRESHOLD = -8, -3, -1
LARGE = 32 << 20  # bytes: what glibc takes from the system and gives back each time, at most
NEVER = -1


def tell_allocators(memory: int) -> None:
    """Set when freed memory goes back to the system; of use only before polars is loaded."""
    short = memory < SHORT
    os.environ.setdefault("_RJEM_MALLOC_CONF", GIVE_BACK if short else KEEP)
    with suppress(OSError, AttributeError, TypeError):  # only glibc has it
        allocator = ctypes.CDLL(None)
        allocator.mallopt(ARENA_MAX, 1)
        if not short:
            allocator.mallopt(MMAP_THRESHOLD, LARGE)
            allocator.mallopt(TRIM_THRESHOLD, NEVER)


def find_free_memory() -> int:
    """Return how many bytes the process may still take: what is free, or what its container leaves it."""
    # Only a scan that is told nothing asks.
    import psutil  # noqa: PLC0415

    left = [_count_left(group, *names) for group in _list_groups() for names in FILES]
    return max(0, min([int(psutil.virtual_memory().available), *(free for free in left if free is not None)]))


def _list_groups() -> Iterator[Path]:
    """Yield the folders of the groups that the process is in, inner ones first, and of all around it."""
    lines = [":memory:/", "::/"]  # inside a container its own group is the root
    with suppress(OSError):
        lines += GROUPS.read_text().splitlines()
    for line in lines:
        _, controls, path = line.split(":", 2)
        root = MOUNTED / "memory" if controls else MOUNTED
        if controls in ("", "memory"):
            group = root / path.strip("/")
            yield from (folder for folder in (group, *group.parents) if folder.is_relative_to(root))


def _count_left(group: Path, limit: str, used: str, cached: str) -> int | None:
    """Return the bytes that a group may still take, None where it is no group or has no limit: "max"."""
    with suppress(OSError, ValueError):
        stat = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
        held = int((group / used).read_text()) - int(stat[cached])
        return int((group / limit).read_text()) - held
    return None

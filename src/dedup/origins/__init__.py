"""Who was first in each cluster, how that is known, and who does not say whose text it is."""

from .audit import find_uncredited, make_follow_table
from .verdicts import find_origins

__all__ = ["find_origins", "find_uncredited", "make_follow_table"]

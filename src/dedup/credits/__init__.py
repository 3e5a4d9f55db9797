"""Who is credited, where it says so, and what of a block is left without it."""

from .finding import find_credits
from .namings import add_named, find_namings
from .settling import settle_credits
from .spans import find_credit_spans

__all__ = ["add_named", "find_credit_spans", "find_credits", "find_namings", "settle_credits"]

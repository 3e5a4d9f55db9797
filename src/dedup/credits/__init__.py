"""Who is credited, where it says so, and what of a block is left without it."""

from .finding import find_credits
from .settling import settle_credits
from .spans import find_credit_spans

__all__ = ["find_credit_spans", "find_credits", "settle_credits"]

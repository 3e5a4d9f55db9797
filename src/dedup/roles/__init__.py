"""What every block is on its page: BLOCKS -> ROLED -> PAGES."""

from .decide import find_roles
from .pages import find_page_kinds
from .settle import settle_roles

__all__ = ["find_page_kinds", "find_roles", "settle_roles"]

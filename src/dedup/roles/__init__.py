"""What every block is on its page: BLOCKS -> ROLED -> PAGES."""

from .decide import find_roles

__all__ = ["find_roles"]

"""The report an editor opens: one file, complete, that loads and sends nothing."""

from .page import format_page

__all__ = ["format_page"]

"""Files -> ARTICLES: one module per format, and one (formats) that chooses."""

from .batches import Batch, Pile, make_batch, pile_files, read_articles, read_files
from .files import FoundFile, find_files, total_bytes
from .options import ReadOptions

__all__ = [
    "Batch",
    "FoundFile",
    "Pile",
    "ReadOptions",
    "find_files",
    "make_batch",
    "pile_files",
    "read_articles",
    "read_files",
    "total_bytes",
]

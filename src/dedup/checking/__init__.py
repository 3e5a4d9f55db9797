"""New articles, held against an index and against each other."""

from .check import Checked, check_ingest

__all__ = ["Checked", "check_ingest"]

"""Plants known edits into a sample of a corpus, and measures what the pipeline makes of them."""

from .diagnosis import Diagnosis, examine

__all__ = ["Diagnosis", "examine"]

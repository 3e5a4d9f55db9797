"""A page as pieces that an edit can change, and back to a page."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ..schema import OWN_ROLES


class Piece(NamedTuple):
    """One block of a page: its text, what it is, and what markup says of it."""

    text: str
    role: str
    mark: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """
    One sampled article.

    `row` is its row of ARTICLES; `gap` is what stands between two of its blocks.
    """

    row: dict[str, Any]
    pieces: tuple[Piece, ...]
    gap: str

    def blocks(self) -> list[str]:
        """Return the text of all its blocks."""
        return [piece.text for piece in self.pieces]

    def own(self) -> list[str]:
        """Return the paragraphs of its own text."""
        return [piece.text for piece in self.pieces if piece.role in OWN_ROLES]

    def title(self) -> str:
        """Return its headline, else its first words."""
        found = [piece.text for piece in self.pieces if piece.role == "headline"]
        return found[0] if found else " ".join(self.own()[0].split()[:10])

    def with_own(self, paragraphs: list[str]) -> "Page":
        """
        Return the page with other paragraphs; what stands between them keeps its place.

        More paragraphs than before stand after the last; with fewer, the last places fall away.
        """
        marks = [piece.mark for piece in self.pieces if piece.role in OWN_ROLES]
        last = max(at for at, piece in enumerate(self.pieces) if piece.role in OWN_ROLES)
        waiting, pieces = list(paragraphs), list[Piece]()
        for at, piece in enumerate(self.pieces):
            if piece.role not in OWN_ROLES:
                pieces.append(piece)
            elif waiting:
                taken = len(waiting) if at == last else 1
                pieces += [Piece(text, "body", marks[-1]) for text in waiting[:taken]]
                del waiting[:taken]
        return replace(self, pieces=tuple(pieces))

    def to_row(self, article: int, name: str) -> dict[str, Any]:
        """Return the page as a row of ARTICLES; of its metadata title and language stay."""
        text, marks = "", list[dict[str, Any]]()
        for piece in self.pieces:
            text += self.gap if text else ""
            if piece.mark is not None:
                marks.append({"begin": len(text), "end": len(text) + len(piece.text), "mark": piece.mark})
            text += piece.text
        unsaid = dict.fromkeys(("url", "published", "modified", "captured", "author", "credit", "site"), "")
        named = {"article": article, "article_id": name, "path": name, "text": text, "marks": marks}
        return self.row | unsaid | named

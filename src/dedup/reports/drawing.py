"""A picture as a list of shapes: drawn once, printed as an SVG file or as part of a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any, NamedTuple

# The marks of a file of its own; in a page its style sheet takes their place.
STYLE = """svg{font:13px system-ui,sans-serif;background:#fff;color:#1d2126}text{fill:#1d2126}
.quiet{fill:#59606a}.grid{stroke:#dfe2e6}.first{fill:#0a6b4b;stroke:#0a6b4b}.tie{fill:#8a5a00;stroke:#8a5a00}
.later{fill:#4d6d96;stroke:#4d6d96}.span{fill-opacity:.45}.band{fill:#8a5a00;fill-opacity:.12}
.unknown{stroke:#8b929c;stroke-dasharray:2 5}.bar{fill:#4d6d96}.copied{fill:#b4552d}.heat{fill:#0a5d8f}
.rule{stroke:#8b929c}text.onheat{fill:#fff}
text.first,text.tie,text.later{stroke:none}text.later{fill:#1d2126}text.quiet{fill:#59606a}"""


class Shape(NamedTuple):
    """One element of SVG: its tag, its attributes and, for text, what it says."""

    tag: str
    attributes: dict[str, Any]
    text: str = ""


@dataclass(slots=True)
class Drawing:
    """
    Shapes on a canvas as wide as its place; x may be a share of the width ("12.5%").

    `title` is what a screen reader says in place of the picture.
    """

    title: str
    height: int
    shapes: list[Shape] = field(default_factory=list)
    width: int = 960  # of a file of its own; a page stretches it

    def add(self, tag: str, text: str = "", /, **attributes: Any) -> None:
        """Add one shape; `class_` is the attribute `class`, and `_` in a name is `-`."""
        names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        self.shapes.append(Shape(tag, names, text))

    def to_plain(self) -> dict[str, Any]:
        """Return the drawing as plain values, for a page to draw."""
        return {"title": self.title, "height": self.height, "shapes": [list(shape) for shape in self.shapes]}


def format_svg(drawing: Drawing, *, alone: bool = True) -> str:
    """
    Return the drawing as SVG, every text escaped.

    `alone` makes a file of its own, with its size and style; otherwise an element of a page.
    """
    size = f'width="{drawing.width if alone else "100%"}" height="{drawing.height}"'
    space = ' xmlns="http://www.w3.org/2000/svg"' if alone else ""
    style = f"<style>{STYLE}</style>" if alone else ""
    head = f'<svg{space} {size} role="img" aria-label="{escape(drawing.title)}">'
    return head + style + "".join(_format_shapes(drawing.shapes)) + "</svg>"


def _format_shapes(shapes: Iterable[Shape]) -> Iterable[str]:
    for tag, attributes, text in shapes:
        given = "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items())
        yield f"<{tag}{given}>{escape(text)}</{tag}>"

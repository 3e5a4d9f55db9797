"""Templates -> pages that escape what they are given and admit only their own style and script."""

import base64
import hashlib
from typing import Any

import jinja2
from markupsafe import Markup

from ..clock import show_count
from ..wording import TEMPLATES


def render_template(name: str, **values: Any) -> str:
    """Return a page from a template, with `page.css` inside it and the hash of that as `style_hash`."""
    style = read_template("page.css")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["show_count"] = show_count
    # Our own file.
    safe = Markup(style)  # noqa: S704
    return environment.get_template(name).render(style=safe, style_hash=hash_source(style), **values)


def hash_source(source: str) -> str:
    """Return the hash of an inline script or style as a content security policy writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def read_template(name: str) -> str:
    """Return a file of the templates."""
    return (TEMPLATES / name).read_text(encoding="utf-8")

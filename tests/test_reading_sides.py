"""Metadata beside a page: what is wrong with it costs it, and not the page."""

from pathlib import Path

import pytest

from dedup.reading import read_articles

PAGE = "<html><h1>Ferry late</h1><p>The ferry to Port Ellery was late again, and nobody knew why.</p></html>"


@pytest.mark.parametrize(
    ("side", "line", "reason", "detail"),
    [
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, 0, "malformed", "JSON nested too deeply"),
        (b'{"outlet": "bao",\n "title": }', 2, "malformed", "not JSON: Expecting value"),
        (b'["bao"]', 0, "malformed", "expected an object, got list"),
        (b'{"id": "' + b"a" * (1 << 20) + b'"}', 0, "too_long", "longer than 1,048,576 bytes"),
    ],
)
def test_a_page_beside_broken_metadata_is_read(
    tmp_path: Path, side: bytes, line: int, reason: str, detail: str
) -> None:
    (tmp_path / "bao").mkdir()
    (tmp_path / "bao" / "a.html").write_text(PAGE)
    (tmp_path / "bao" / "a.json").write_bytes(side)

    (batch,) = read_articles([str(tmp_path)])

    assert batch.articles["path"].to_list() == ["bao/a.html"]
    assert batch.skipped.rows() == [("bao/a.json", line, reason, f"metadata of a page: {detail}")]

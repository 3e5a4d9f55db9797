"""
Extract the text of saved pages with trafilatura, for roles.py to judge.

Run by roles.py with an interpreter that has it: python roles_rivals.py FILE...  Prints JSON:
the version, and file name to lines.  Comments are off, as a reader of its manual would have
them for articles; tables stay on, as by default.
"""

import gzip
import json
import sys
from pathlib import Path

import trafilatura


def extract_lines(path: Path) -> list[str]:
    page = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    return (trafilatura.extract(page, include_comments=False) or "").splitlines()


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]]
    lines = {path.name: extract_lines(path) for path in files}
    print(json.dumps({"version": trafilatura.__version__, "lines": lines}))


if __name__ == "__main__":
    main()

"""Run text-dedup's MinHash at its defaults on every set.

python benchmarks/quality/run_text_dedup.py --data DIR   (in an environment made by make_rival.sh text-dedup)
"""

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from sets import TEXTS, join_pairs, read_texts, write_output


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    found = {name: run(read_texts(data, name)) for name in TEXTS}
    write_output("text-dedup", version("text-dedup"), {"defaults": True}, found)


def run(texts: dict[str, str]) -> dict[str, list[list[str]]]:
    """Return the groups that its union-find holds at the end."""
    names = list(texts)
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "texts.jsonl"), Path(folder, "out")
        source.write_text("".join(json.dumps({"text": texts[name]}) + "\n" for name in names), "utf-8")
        where = ["--path", "json", "--data_files", str(source), "--split", "train"]
        kept = ["--cache_dir", folder, "--output", str(output), "--column", "text", "--debug"]
        command = [sys.executable, "-m", "text_dedup.minhash", *where, *kept, "--num_proc", "2"]
        subprocess.run(command, check=True, capture_output=True)
        union = pickle.loads((output / "uf.pkl").read_bytes())  # noqa: S301 - written by the line above
    return {"groups": join_pairs((names[a], names[b]) for a, b in union.parent.items() if a != b)}


if __name__ == "__main__":
    main()

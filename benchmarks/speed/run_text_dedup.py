"""text-dedup's MinHash at its defaults on one JSONL."""

import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    where = ["--path", "json", "--data_files", sys.argv[1], "--split", "train", "--column", "text"]
    kept = ["--cache_dir", folder, "--output", f"{folder}/out", "--num_proc", "2"]
    subprocess.run([sys.executable, "-m", "text_dedup.minhash", *where, *kept], check=True)

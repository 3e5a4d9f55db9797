"""
datatrove's four MinHash stages at their defaults on one JSONL, two tasks at once.

A task reads whole files, so the lines are dealt to two of them first (.2 s of two minutes).
Processes are forked: of others the system would not tell how much they worked.
"""

import sys
import tempfile
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

TASKS = 2


def deal_lines(source: Path, folder: Path) -> None:
    """Write every other line of `source` into one of two files."""
    folder.mkdir()
    with source.open("rb") as lines:
        parts = [(folder / f"{task}.jsonl").open("wb") for task in range(TASKS)]
        for number, line in enumerate(lines):
            parts[number % TASKS].write(line)
    for part in parts:
        part.close()


if __name__ == "__main__":
    config = MinhashConfig()
    with tempfile.TemporaryDirectory() as folder:
        deal_lines(Path(sys.argv[1]), Path(folder) / "articles")
        reader = JsonlReader(f"{folder}/articles")
        stages = [
            ([reader, MinhashDedupSignature(f"{folder}/signatures", config=config)], TASKS),
            ([MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/buckets", config=config)], 14),
            ([MinhashDedupCluster(f"{folder}/buckets", f"{folder}/removed", config=config)], 1),
            ([reader, MinhashDedupFilter(f"{folder}/removed"), JsonlWriter(f"{folder}/kept")], TASKS),
        ]
        for number, (steps, tasks) in enumerate(stages):
            logs = f"{folder}/logs{number}"
            LocalPipelineExecutor(
                steps, tasks=tasks, workers=TASKS, logging_dir=logs, start_method="fork"
            ).run()

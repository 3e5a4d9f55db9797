"""datatrove's four MinHash stages at their defaults on one JSONL, two tasks at once."""

import sys
import tempfile
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

if __name__ == "__main__":
    source, config = Path(sys.argv[1]), MinhashConfig()
    with tempfile.TemporaryDirectory() as folder:
        reader = JsonlReader(str(source.parent), glob_pattern=source.name)
        stages = [
            ([reader, MinhashDedupSignature(f"{folder}/signatures", config=config)], 1),
            ([MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/buckets", config=config)], 14),
            ([MinhashDedupCluster(f"{folder}/buckets", f"{folder}/removed", config=config)], 1),
            ([reader, MinhashDedupFilter(f"{folder}/removed"), JsonlWriter(f"{folder}/kept")], 1),
        ]
        for number, (steps, tasks) in enumerate(stages):
            logs = f"{folder}/logs{number}"
            LocalPipelineExecutor(steps, tasks=tasks, workers=2, logging_dir=logs).run()

"""rensa on one JSONL: its deduplicator with LSH at .7, every text once; nothing verified."""

import json
import re
import sys

from rensa import RMinHash, RMinHashDeduplicator

WORD = re.compile(r"\w+")
found = RMinHashDeduplicator(threshold=0.7, num_perm=128, use_lsh=True, num_bands=16)
shingles = []
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        words = WORD.findall(json.loads(line)["text"].lower())
        shingles.append([" ".join(words[i : i + 5]) for i in range(max(len(words) - 4, 1))])
sketches = RMinHash.from_token_sets(shingles, num_perm=128, seed=42)
kept = found.add_pairs((str(number), sketch) for number, sketch in enumerate(sketches))
print(len(shingles) - (kept if isinstance(kept, int) else sum(kept)))

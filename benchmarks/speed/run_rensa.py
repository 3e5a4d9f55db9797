"""rensa on one JSONL: RMinHash, RMinHashLSH at .7, every text queried; nothing verified."""

import json
import re
import sys

from rensa import RMinHash, RMinHashLSH

WORD = re.compile(r"\w+")
index, sketches = RMinHashLSH(threshold=0.7, num_perm=128, num_bands=16), []
with open(sys.argv[1], encoding="utf-8") as lines:
    for number, line in enumerate(lines):
        words = WORD.findall(json.loads(line)["text"].lower())
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update([" ".join(words[i : i + 5]) for i in range(max(len(words) - 4, 1))])
        index.insert(number, sketch)
        sketches.append(sketch)
print(sum(len(index.query(sketch)) - 1 for sketch in sketches) // 2)

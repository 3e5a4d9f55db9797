"""datasketch on one JSONL: MinHash in bulk, MinHashLSH at .7, every text queried; nothing verified."""

import json
import re
import sys

from datasketch import MinHash, MinHashLSH

WORD = re.compile(r"\w+")
index = MinHashLSH(threshold=0.7, num_perm=128)
with open(sys.argv[1], encoding="utf-8") as lines:
    texts = [WORD.findall(json.loads(line)["text"].lower()) for line in lines]
shingles = [[" ".join(words[i : i + 5]).encode() for i in range(max(len(words) - 4, 1))] for words in texts]
sketches = MinHash.bulk(shingles, num_perm=128)
with index.insertion_session() as session:
    for number, sketch in enumerate(sketches):
        session.insert(number, sketch)
print(sum(len(index.query(sketch)) - 1 for sketch in sketches) // 2)

"""
gaoya on one JSONL: 42 bands of 3 over word 5-grams in Rust, every text queried; nothing verified.

In bulk, which uses every core; with a second argument, an article at a time.
"""

import json
import sys

from gaoya.minhash import MinHashStringIndex

index = MinHashStringIndex(
    hash_size=32,
    jaccard_threshold=0.7,
    num_bands=42,
    band_size=3,
    num_hashes=126,
    analyzer="word",
    lowercase=True,
    ngram_range=(5, 5),
)
with open(sys.argv[1], encoding="utf-8") as lines:
    texts = [json.loads(line)["text"] for line in lines]
if len(sys.argv) > 2:
    for number, text in enumerate(texts):
        index.insert_document(number, text)
    answers = [index.query(text) for text in texts]
else:
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    answers = index.par_bulk_query(texts)
print(sum(len(found) - 1 for found in answers) // 2)

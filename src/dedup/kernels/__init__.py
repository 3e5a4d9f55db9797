"""
Compiled loops over flat arrays: the only place where speed outranks prose.

A kernel takes numpy arrays and writes into numpy arrays it was given; it knows no
frames, no files and no settings.  Each has a slow twin in `tests/` that says in
plain Python what it must compute.

* lines     UTF-8 bytes -> where the lines of a text begin and end
* folding   which letters and which tone a code point stands for
* xxh64     XXH64 of a run of 64-bit lanes
* words     UTF-8 bytes -> one 64-bit hash a word
* minhash   words -> shingles -> signatures and samples
* sets      distinct shingles, and how many two sets share
* covers    which words of a text stand in another
* runs      buckets -> pairs
"""

"""
Compiled loops over flat arrays: the only place where speed outranks prose.

A kernel takes numpy arrays and writes into numpy arrays it was given; it knows no
frames, no files and no settings.  Each has a slow twin in `tests/` that says in
plain Python what it must compute.

* compiling   how kernels are compiled, cached and spread over threads
* lines       UTF-8 bytes -> where the lines of a text begin and end
* spans       spans of characters -> spans of UTF-8 bytes
* folding     which letters and which tone a code point stands for
* characters  how that table is made of Unicode, once
* xxh64       XXH64 of a run of 64-bit lanes
* marks       quotation marks -> whether what follows one is quoted
* letters     UTF-8 bytes -> one word
* capitals    UTF-8 bytes -> whether a word is a name
* words       UTF-8 bytes -> one 64-bit hash a word
* lists       UTF-8 bytes -> how many words stand in a list
* minhash     words -> shingles -> signatures and samples
* filters     hashes -> the rows that share theirs
* runs        buckets -> pairs
* sets        distinct shingles, and how many two sets share
* places      where in a text the shingles stand that another has
* days        words -> the days that a text names
* tallies     what of a text is covered, and the gaps between
* overlaps    what two texts share, and which of their words
* covers      which words of a text stand in another
* anchors     runs of short texts -> where they are looked up
* passages    short texts inside longer ones
* splitting   UTF-8 bytes -> words as they are shown, and passages of them on a line
* alignment   what two sequences have in common, in order
* changes     what changed from each version of a text to the next
* quotations  flags of words -> runs of quoted words
* graphs      edges -> stars
* frames      packed articles of an index -> their blocks and words
* postings    which articles of an index hold a hash
"""

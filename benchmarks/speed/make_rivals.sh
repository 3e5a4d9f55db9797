#!/bin/sh
# Make an environment for each rival: make_rivals.sh FOLDER.  One that cannot be installed is skipped, and said.
set -eu
folder=$1
for rival in datasketch==2.0.0 rensa==0.5.0 gaoya==0.2.2 text-dedup==0.4.0 datatrove==0.10.0; do
    name=${rival%%==*}
    [ -x "$folder/$name/bin/python" ] || python3 -m venv "$folder/$name"
    extra=""
    # What its MinHash stages import and what xxhash they were written for; its extras bring much more.
    [ "$name" = datatrove ] && extra="xxhash<4 orjson fsspec spacy nltk tldextract tokenizers"
    "$folder/$name/bin/pip" install -q "$rival" zstandard $extra || echo "$name cannot be installed here: left out" >&2
done

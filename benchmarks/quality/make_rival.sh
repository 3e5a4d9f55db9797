#!/bin/sh
# Make an environment for a rival and run it: make_rival.sh rensa DIR.  Skips what cannot be installed.
set -eu
name=$1 data=$2 here=$(cd "$(dirname "$0")" && pwd)
folder=${TMPDIR:-/tmp}/dedup-rival-$name
[ -x "$folder/bin/python" ] || python3 -m venv "$folder"
if ! "$folder/bin/pip" install -q "$name" zstandard; then
    echo "$name cannot be installed here: skipped" >&2
    exit 0
fi
cd "$here" && exec "$folder/bin/python" "run_$(echo "$name" | tr - _).py" --data "$data"

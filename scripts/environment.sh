# Sourced by ./dedup and ./check: makes the project's own environment, once, and again
# when pyproject.toml changes.  Needs Python 3.11 or newer with its venv module; touches
# nothing outside the folder, so an "externally managed" system Python is no obstacle.

venv=${DEDUP_VENV:-$root/.venv}

complain() {
    printf '%s\n' "$@" >&2
    exit 2
}

find_python() {
    for python in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
        [ -n "$python" ] || continue
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return 0
        fi
    done
    complain "dedup needs Python 3.11 or newer and found none." \
        "Install it (Debian, Ubuntu: sudo apt install python3 python3-venv) or name one: PYTHON=/path/to/python3 $0"
}

make_venv() {
    find_python
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        complain "$python has no venv module." \
            "Install it (Debian, Ubuntu: sudo apt install python3-venv) and run $0 again."
    fi
    "$python" -m venv --clear "$venv" >&2 || complain "$python could not make $venv; see above."
}

# $1 is "run" or "dev"; an environment for development also runs.
make_environment() {
    for kind in "$1" dev; do
        if cmp -s "$root/pyproject.toml" "$venv/installed-$kind"; then
            return 0
        fi
    done
    # Whoever runs from a clone gets every report; a library's user asks for what he needs.
    extra="[xlsx]"
    [ "$1" = run ] || extra="[$1]"
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1 || make_venv
    printf 'Installing what dedup needs into %s (once, a few minutes)...\n' "$venv" >&2
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$root$extra" >&2 ||
        complain "pip could not install what dedup needs; see above. Is there a connection to a package index?"
    cp "$root/pyproject.toml" "$venv/installed-$1"
}

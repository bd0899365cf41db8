#!/bin/sh
# Sets motcua up in .motcua beside this file (MOTCUA_HOME replaces that folder) and hands over to motcua.launch.
# Needs Python 3.11 or newer; uses uv when there is one, else venv and pip. No root, nothing outside that folder.
set -eu

root=$(cd -- "$(dirname -- "$0")" && pwd -P)
home=${MOTCUA_HOME:-$root/.motcua}
case $home in /*) ;; *) home=$PWD/$home ;; esac
venv=$home/venv
lock=requirements.lock
[ "${1:-}" = test ] && lock=requirements-test.lock

stop() {
    printf 'motcua: %s\n' "$1" >&2
    exit 1
}

# The stamp holds the place and the whole lock: a moved folder or a changed lock is set up anew.
expected() { printf '%s\n' "$venv" && cat "$root/$1"; }
ready() { [ -x "$venv/bin/python" ] && expected "$1" | cmp -s - "$venv/$1.stamp"; }

find_python() {
    python='' old='' bare=''
    for name in ${MOTCUA_PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        # Asking each for its version also passes over commands that are there and do not work.
        version=$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { old=$version && continue; }
        if ! command -v uv >/dev/null && ! "$name" -c 'import ensurepip, venv' 2>/dev/null; then
            bare=$version && continue
        fi
        python=$name && return
    done
    [ -z "$bare" ] || stop "this Python $bare comes without its venv module; install it (on Debian and Ubuntu: \
apt install python$bare-venv), or install uv, and start again."
    [ -z "$old" ] || stop "this machine's Python is $old and motcua needs 3.11 or newer; install a newer one \
beside it (python3.11, python3.12 or python3.13), or name one with MOTCUA_PYTHON, and start again."
    stop "no Python was found; install Python 3.11 or newer (on Debian and Ubuntu: apt install python3 python3-venv), \
or name one with MOTCUA_PYTHON, and start again."
}

# Says in one sentence why the log of an installation ends badly.
explain() {
    log=$home/setup.log
    trap 'rm -f "$home/probe"' EXIT
    # On a full disk the log itself may be cut short: try to write as well.
    if grep -qiE 'no space left|os error 28|disk quota' "$log" ||
        ! { printf '%65536s' ' ' >"$home/probe"; } 2>/dev/null; then
        stop "the disk is full; free about 700 MB, or set MOTCUA_HOME to a folder on another disk, and start again."
    elif grep -qiE 'permission denied|read-only file system' "$log"; then
        stop "may not write to $home; set MOTCUA_HOME to a folder of your own and start again."
    elif grep -qiE 'do not match the hashes|hash mismatch|hashes are required' "$log"; then
        stop "a package differs from the one that $lock names and was not installed; your package mirror may be \
damaged (details: $log)."
    elif grep -qiE 'connection|resol|timed out|error sending request|client error|network|no matching dist' "$log"; then
        stop "the packages could not be fetched; check this machine's network, proxy or package mirror and start \
again (details: $log)."
    fi
    tail -n 5 "$log" >&2
    stop "the set-up did not finish; its log is $log."
}

install() {
    if command -v uv >/dev/null; then
        [ -x "$venv/bin/python" ] || uv venv --quiet --python "$python" "$venv" || return
        uv pip sync --quiet --require-hashes --python "$venv/bin/python" "$root/$lock"
    else
        [ -x "$venv/bin/python" ] || "$python" -m venv "$venv" || return
        "$venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --retries 2 \
            --no-compile --no-deps --require-hashes -r "$root/$lock"
    fi
}

set_up() {
    find_python
    mkdir -p "$home" 2>/dev/null && [ -w "$home" ] ||
        stop "may not write to $home; set MOTCUA_HOME to a folder of your own and start again."
    # One set-up at a time: the lock belongs to descriptor 9 and goes with this process, however it ends.
    exec 9>"$home/setup.lock"
    "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
    if ! ready "$lock"; then
        printf 'motcua: setting up in %s (once; a minute at most)\n' "$home" >&2
        # Without the first stamp an environment is half-made, or belongs to another place or lock.
        ready requirements.lock || rm -rf "$venv"
        rm -f "$venv"/*.stamp
        install >"$home/setup.log" 2>&1 || explain
        for done in requirements.lock "$lock"; do
            expected "$done" >"$venv/$done.stamp" || stop "the disk is full; free some space and start again."
        done
    fi
    exec 9>&-
}

ready "$lock" || set_up
export MOTCUA_HOME="$home"
export PYTHONPATH="$root/src:$root${PYTHONPATH:+:$PYTHONPATH}"
exec "$venv/bin/python" -P -m motcua.launch "$@"

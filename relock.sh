#!/bin/sh
# Write requirements.lock and requirements-test.lock anew from the .in files. Extra arguments go to uv (--upgrade).
set -eu
cd "$(dirname "$0")"
compile() {
    from=$1 to=$2
    shift 2
    uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
        --python-version 3.11 --output-file "$to" "$@" "$from"
}
compile requirements.in requirements.lock "$@"
compile requirements-test.in requirements-test.lock "$@"
# A lock names packages and digests, never the place that they came from.
if grep -nE '://|index-url|find-links|trusted-host' requirements.lock requirements-test.lock; then
    echo "relock: an address got into a lock file (the lines above)" >&2
    exit 1
fi

#!/usr/bin/env bash
# The red button: stops everything that scripts/run.sh started from this folder, and nothing else.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. scripts/processes.sh
shopt -s nullglob

files=(.run/*/*)
if ((${#files[@]} == 0)); then
    say "Nothing of ours is running."
    exit 0
fi
# run.sh stops what it started by itself; what is left after that had lost it.
signal_recorded TERM .run/*/run.sh
await_end 12 .run/*/run.sh || true
signal_recorded TERM .run/*/*.keeper
await_end 8 "${files[@]}" || signal_recorded KILL .run/*/*.keeper "${files[@]}"
signal_recorded TERM "${files[@]}"
await_end 5 "${files[@]}" || signal_recorded KILL "${files[@]}"
rm -rf .run
say "Everything has stopped."

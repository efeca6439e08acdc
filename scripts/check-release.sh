#!/usr/bin/env bash
# Unpacks the release that scripts/dist.sh made, starts it as a newcomer would, and prints how long it takes from the
# unpacking to a monster's first reply: plain, and once more with the caches that the first run made.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. scripts/http.sh

(($# == 0)) || fail 2 "Usage: scripts/check-release.sh"
find_java
shopt -s nullglob
archives=("$PWD"/target/dist/*.tar)
((${#archives[@]} == 1)) || fail 2 "No release in target/dist: scripts/dist.sh"
(cd target/dist && sha256sum --check --quiet SHA256SUMS) || fail 1 "The checksums do not fit"
. scripts/newcomer.sh

begun=$(now_ms)
tar -C "$work" -xf "${archives[0]}"
unpacked=$(now_ms)
release=("$work"/*/)
open_room "${release[0]}run.sh"
await_first_reply first
close_room
count_work
say "From the archive to the first reply: $(seconds $((replied_at - begun)))" \
    "(unpacked $(seconds $((unpacked - begun))), the witch awake $(seconds $((awake_at - unpacked))), her reply $(seconds $((replied_at - awake_at))); $(seconds "$worked") of processors)"

"${release[0]}scripts/aot-train.sh" >"$work/log" 2>&1 || give_up "no AOT caches"
count_work
worked_before=$worked
begun=$(now_ms)
open_room "${release[0]}run.sh"
await_first_reply second
close_room
count_work
say "The next start, to the first reply: $(seconds $((replied_at - begun)))" \
    "(the witch awake $(seconds $((awake_at - begun))), her reply $(seconds $((replied_at - awake_at))); $(seconds $((worked - worked_before))) of processors)"

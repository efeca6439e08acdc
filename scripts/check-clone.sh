#!/usr/bin/env bash
# Clones this repository as it was committed last, runs it as a newcomer would, and prints how long it takes from the
# clone to a monster's first reply, the build included. What Maven has downloaded before is used again.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. scripts/http.sh

(($# == 0)) || fail 2 "Usage: scripts/check-clone.sh"
find_java
require_maven
. scripts/newcomer.sh

begun=$(now_ms)
git clone --quiet . "$work/clone"
cloned=$(now_ms)
open_room "$work/clone/scripts/run.sh"
await_first_reply first
close_room
count_work
say "From the clone to the first reply: $(seconds $((replied_at - begun)))" \
    "(cloned $(seconds $((cloned - begun))), built and the witch awake $(seconds $((awake_at - cloned))), her reply $(seconds $((replied_at - awake_at))); $(seconds "$worked") of processors)"

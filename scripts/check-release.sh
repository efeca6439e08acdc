#!/usr/bin/env bash
# Unpacks the release that scripts/dist.sh made, starts it as a newcomer would, and prints how long it takes from the
# unpacking to a monster's first reply: plain, and once more with the caches that the first run made.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

(($# == 0)) || fail 2 "Usage: scripts/check-release.sh"
find_java
shopt -s nullglob
archives=("$PWD"/target/dist/*.tar.gz)
((${#archives[@]} == 1)) || fail 2 "No release in target/dist: scripts/dist.sh"
(cd target/dist && sha256sum --check --quiet SHA256SUMS) || fail 1 "The checksums do not fit"

work=$(mktemp -d)
run=
trap '[[ -z $run ]] || kill -TERM "$run" 2>/dev/null || true; wait || true; rm -rf "$work"' EXIT
port=$((20000 + RANDOM % 10000))
while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
export GATEWAY_PORT=$port GATEWAY_HOST=127.0.0.1 BUS__BACKEND=in-memory DEMO_MODE=true ROOM_PASSWORD= PACE=0

request() { # method, path, body
    (
        exec 3<>"/dev/tcp/127.0.0.1/$port"
        printf '%s %s HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' "$1" "$2" "${#3}" "$3" >&3
        timeout 10 cat <&3
    ) 2>/dev/null || true
}

until_first_reply() { # room
    local deadline=$((SECONDS + 120)) said=
    until [[ $(request GET "/api/rooms/$1/messages" '') == *'"monster"'* ]]; do
        kill -0 "$run" 2>/dev/null || { cat "$work/log"; fail 1 "run.sh ended"; }
        ((SECONDS < deadline)) || { cat "$work/log"; fail 1 "no reply within 120 s"; }
        if [[ -z $said && $(request GET /api/personas '') == *'"witch"'* ]]; then
            said=$(request POST "/api/rooms/$1/messages" '{"content":"@witch good evening"}')
        fi
        sleep 0.05
    done
}

now_ms() { say $(($(date +%s%N) / 1000000)); }

begun=$(now_ms)
tar -C "$work" -xzf "${archives[0]}"
unpacked=$(now_ms)
release=("$work"/*/)
"${release[0]}run.sh" >"$work/log" 2>&1 </dev/null &
run=$!
until_first_reply first
say "From the archive to the first reply: $(($(now_ms) - begun)) ms, $((unpacked - begun)) ms of it for unpacking"
kill -TERM "$run"
wait "$run" || true

"${release[0]}scripts/aot-train.sh" >"$work/aot.log" 2>&1 || { cat "$work/aot.log"; fail 1 "no AOT caches"; }
begun=$(now_ms)
"${release[0]}run.sh" >"$work/log" 2>&1 </dev/null &
run=$!
until_first_reply second
say "The next start, to the first reply: $(($(now_ms) - begun)) ms"

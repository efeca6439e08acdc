#!/usr/bin/env bash
# Makes the AOT caches of gateway and worker: runs both once, apart from every other room, lets a monster answer, and
# keeps what the JVM learned. scripts/run.sh calls it in the background; by hand it makes the next start quick.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. scripts/aot.sh
. scripts/http.sh

(($# == 0)) || fail 2 "Usage: scripts/aot-train.sh"
find_java
if aot_fits "$GATEWAY_JAR" && aot_fits "$WORKER_JAR"; then
    say "The AOT caches fit already."
    exit 0
fi

# One trains for all rooms of this folder. The lock of one that was killed is taken over.
lock=$(aot_cache "$GATEWAY_JAR").lock
if ! mkdir "$lock" 2>/dev/null; then
    holder=$(cat "$lock/pid" 2>/dev/null || true)
    if [[ -z $holder ]] || kill -0 "$holder" 2>/dev/null; then
        say "Another one makes the AOT caches already."
        exit 0
    fi
fi
say $$ >"$lock/pid"

work=$(mktemp -d)
started=()
set -m # a process group each, because a JVM that ends starts another one to write its cache
clean_up() {
    for group in "${started[@]}"; do kill -KILL -- "-$group" 2>/dev/null || true; done
    rm -rf "$work" "$lock" "$(aot_cache "$GATEWAY_JAR")".$$* "$(aot_cache "$WORKER_JAR")".$$*
}
trap clean_up EXIT
trap 'exit 143' TERM INT HUP

port=$(free_port)
# A room of its own, whatever the environment and .env say: no broker, no model, nothing of anybody's data.
export BUS__BACKEND=in-memory BUS__TOKEN=training DEMO_MODE=true PACE=0 DATA_DIR=$work OTEL_EXPORTER_OTLP_ENDPOINT=
export GATEWAY_HOST=127.0.0.1 GATEWAY_PORT=$port GATEWAY_URL=http://127.0.0.1:$port ROOM_PASSWORD= PERSONAS_DIR=

record_run() { # jar, argument…
    local jar=$1
    shift
    "$JAVA_HOME/bin/java" "@$(jvm_options "$jar")" -Xlog:aot=off "-XX:AOTCacheOutput=$(aot_cache "$jar").$$" \
        -jar "$jar" "$@" >"$work/${jar##*/}.log" 2>&1 </dev/null &
    started+=($!)
}

await() { # seconds, words, method, path, body: until the answer has them
    local deadline=$((SECONDS + $1))
    until [[ $(request "$port" "${@:3}") == *"$2"* ]]; do
        ((SECONDS < deadline)) || fail 1 "No AOT cache: training did not get as far as $4"
        sleep 0.5 &
        wait $!
    done
}

record_run "$GATEWAY_JAR"
await 120 ' 200' GET /q/health/ready
record_run "$WORKER_JAR" witch
await 120 '"witch"' GET /api/personas
request "$port" POST /send '{"content":"@witch, what of the moonlight?"}' >/dev/null
await 60 '"monster"' GET /api/rooms/graveyard/messages
for path in / /api/rooms /q/metrics '/api/rooms/graveyard/search?q=moonlight' /api/rooms/graveyard/transcript.html; do
    request "$port" GET "$path" >/dev/null
done

# Each writes its cache as it ends; the worker first, while there is a gateway.
keep() { # jar, pid
    local cache
    cache=$(aot_cache "$1")
    kill -TERM "$2"
    wait "$2" || true
    # Only one that the JVM takes: otherwise every start would say in three lines why not.
    [[ -s $cache.$$ ]] && "$JAVA_HOME/bin/java" "@$(jvm_options "$1")" -XX:AOTMode=on "-XX:AOTCache=$cache.$$" \
        -cp "$1" org.monstermash.settings.PrintSettings PACE >/dev/null 2>&1 || fail 1 "No AOT cache: $1 makes none that fits"
    mv -f "$cache.$$" "$cache"
    aot_stamp "$1" >"$cache.for"
}
keep "$WORKER_JAR" "${started[1]}"
keep "$GATEWAY_JAR" "${started[0]}"
say "AOT caches: $(aot_cache "$GATEWAY_JAR"), $(aot_cache "$WORKER_JAR")"

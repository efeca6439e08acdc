#!/usr/bin/env bash
# Opens the room and wakes the monsters, each in a process of its own, until Ctrl-C.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. scripts/processes.sh
. scripts/kafka.sh
. scripts/aot.sh

STOP_SECONDS=6
# Not while people come in: the first minute is theirs.
TRAIN_AFTER_SECONDS=20

usage() {
    cat <<'USAGE'
Usage: scripts/run.sh [--with-workers | --no-workers] [--kafka[=PORT]] [--no-aot] [-h]

  --with-workers  the room and one process for every monster (default)
  --no-workers    only the room; start monsters yourself:
                  java -jar persona-worker/target/persona-worker.jar witch
  --kafka         on Kafka: the brokers of BUS__KAFKA__BROKERS; without any, the one of
                  docker-compose.yml where Docker runs; else one of its own, with its data
                  in DATA_DIR/kafka, on PORT or the first free one from 29092 on
  --no-aot        neither use nor make the caches that make a start quick
  -h, --help      this text

Settings come from the environment and .env: UVICORN_PORT=8001 scripts/run.sh
USAGE
}

with_workers=1
with_kafka=
kafka_port=
with_aot=1
for argument in "$@"; do
    case $argument in
        --with-workers) with_workers=1 ;;
        --no-workers) with_workers= ;;
        --kafka) with_kafka=1 ;;
        --kafka=*)
            with_kafka=1 kafka_port=${argument#*=}
            [[ $kafka_port =~ ^[1-9][0-9]{0,4}$ ]] || fail 2 "$argument: expected a port"
            ;;
        --no-aot) with_aot= ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; fail 2 "scripts/run.sh: unknown argument: $argument" ;;
    esac
done

outdated() { # jar: missing, or older than a source; an unpacked release has no sources
    [[ -e pom.xml ]] || return 1
    [[ ! -e $1 || -n $(find -L pom.xml ./*/pom.xml ./*/src/main -newer "$1" -not -path './system-tests/*' -print -quit) ]]
}

port_holder() { # port: who listens there, if that can be told
    local holder
    if command -v ss >/dev/null; then
        holder=$(ss -ltnpH "sport = :$1" | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/\1 (process \2)/p' | head -n 1)
    elif command -v lsof >/dev/null; then
        holder=$(lsof -nP -iTCP:"$1" -sTCP:LISTEN -Fcp 2>/dev/null | tr '\n' ' ' | sed -n 's/^p\([0-9]*\) c\([^ ]*\).*/\2 (process \1)/p')
    fi
    say "${holder:-another process}"
}

http_get() { # path: status line, headers and body
    (
        exec 3<>"/dev/tcp/$host/$port"
        printf 'GET %s HTTP/1.0\r\nHost: localhost:%s\r\n\r\n' "$1" "$port" >&3
        timeout 3 cat <&3
    ) 2>/dev/null
}

is_ready() { [[ $(http_get /q/health/ready | head -n 1) == *" 200"* ]]; }

start() { # name, command…
    rotate "logs/$1.log"
    keep_running "$@" &
    record "$RUN_DIR/$1.keeper" $!
    [[ $1 == kafka ]] || names+=("$1") # it goes last
}

end_kept() { # name…: by their keepers, which would start them again
    local name keepers=() files=()
    for name in "$@"; do
        keepers+=("$RUN_DIR/$name.keeper")
        files+=("$RUN_DIR/$name.keeper" "$RUN_DIR/$name")
    done
    signal_recorded TERM "${keepers[@]}"
    await_end "$STOP_SECONDS" "${files[@]}" || signal_recorded KILL "${files[@]}"
    rm -f "${files[@]}"
}

stop_all() {
    trap '' INT TERM HUP
    [[ -z $build ]] || kill -TERM -- "-$build" 2>/dev/null || true
    say
    say "Stopping…"
    end_kept "${names[@]}"
    close_kafka
    rm -f "$RUN_DIR/run.sh" "$RUN_DIR/monsters"
    rmdir "$RUN_DIR" .run 2>/dev/null || true
    say "Everything has stopped."
    exit "$1"
}

await_ready() {
    local begun=$SECONDS
    until is_ready; do
        [[ -n $(recorded_pid "$RUN_DIR/gateway.keeper") ]] || stop_all 2
        if ((SECONDS - begun > 60)); then
            say "The room is not ready after 60 s: see logs/gateway.log. Still trying."
            begun=$SECONDS
        fi
        pause 0.1
    done
    say "The room is open ($((SECONDS - begun)) s)."
}

await_monsters() { # key…
    local waiting=("$@") still key awake begun=$SECONDS
    while ((${#waiting[@]} > 0 && SECONDS - begun < 60)); do
        awake=$(http_get /api/personas) || awake=''
        [[ $awake == *" 200"* ]] || break # behind a password: their logs tell
        still=()
        for key in "${waiting[@]}"; do
            if [[ $awake == *"\"key\":\"$key\""* ]]; then
                say "  $key is awake"
            elif [[ -n $(recorded_pid "$RUN_DIR/$key.keeper") ]]; then
                still+=("$key")
            fi
        done
        waiting=("${still[@]}")
        ((${#waiting[@]} == 0)) || pause 0.1
    done
}

start_monsters() { # key…
    local key
    for key in "$@"; do
        start "$key" "${worker[@]}" "$key"
    done
}

# The first one is awake first, and not so many others at once that its answers would wait for a processor.
wake_monsters() { # key…
    local processors at_once i
    processors=$(getconf _NPROCESSORS_ONLN 2>/dev/null) || processors=2
    at_once=$((processors > 2 ? processors - 1 : 1))
    say "Waking $# monsters…"
    await_monsters "$1"
    for ((i = 2; i <= $#; i += at_once)); do
        start_monsters "${@:i:at_once}"
        await_monsters "${@:i:at_once}"
    done
}

# The next start is quick then.
train_later() {
    {
        sleep "$TRAIN_AFTER_SECONDS" &
        trap 'kill $! 2>/dev/null; exit 143' TERM
        wait $!
        exec nice -n 19 scripts/aot-train.sh
    } >logs/aot.log 2>&1 </dev/null &
    record "$RUN_DIR/aot.keeper" $!
    names+=(aot)
}

# Unlike sleep alone, a signal ends it.
pause() {
    sleep "$1" &
    wait $! || true
}

RUN_DIR=.run
build=
train=
listing=
names=()
monsters=()
trap 'stop_all 130' INT
trap 'stop_all 143' TERM
trap 'stop_all 129' HUP

find_java
if outdated "$GATEWAY_JAR" || outdated "$WORKER_JAR" || { [[ -n $with_kafka ]] && broker_outdated; }; then
    set -m # a process group of its own, so that Maven can be stopped too
    scripts/build.sh </dev/null &
    build=$!
    set +m
    wait "$build" || exit 1
    build=
fi

mapfile -t values < <(settings GATEWAY_PORT GATEWAY_HOST DATA_DIR)
((${#values[@]} == 3)) || exit 2
port=${values[0]}
case ${values[1]} in
    0.0.0.0 | :: | 127.0.0.1) host=127.0.0.1 shown_host=localhost ;;
    *) host=${values[1]} shown_host=$host ;;
esac
if (exec 3<>"/dev/tcp/$host/$port") 2>/dev/null; then
    fail 1 "Port $port is taken by $(port_holder "$port"). Another port: UVICORN_PORT=$((port + 1)) scripts/run.sh"
fi

if [[ -z $with_aot ]]; then
    aot_fits() { false; }
elif ! aot_fits "$GATEWAY_JAR" || ! aot_fits "$WORKER_JAR"; then
    train=1
    say "A plain start: there is no AOT cache for these jars yet. One is made while the room is open (logs/aot.log)."
fi

RUN_DIR=.run/$port
mkdir -p "$RUN_DIR" logs
record "$RUN_DIR/run.sh" $$

# Who there is, is found out while the room opens.
jvm_for "$WORKER_JAR"
worker=("$JAVA_HOME/bin/java" "${jvm[@]}" -jar "$WORKER_JAR")
if [[ -n $with_workers ]]; then
    "${worker[@]}" --all --check >"$RUN_DIR/monsters" </dev/null &
    listing=$!
fi

[[ -z $with_kafka ]] || open_kafka "${values[2]}" "$kafka_port"

say "Opening the room…"
jvm_for "$GATEWAY_JAR"
start gateway "$JAVA_HOME/bin/java" "${jvm[@]}" -jar "$GATEWAY_JAR"

# They talk to this room, whatever GATEWAY_URL says to monsters elsewhere.
authority=$host
[[ $host != *:* ]] || authority="[$host]"
export GATEWAY_URL="http://$authority:$port"
if [[ -n $listing ]]; then
    wait "$listing" || stop_all 2 >/dev/null # it has said what is wrong
    mapfile -t monsters < <(cut -f 1 "$RUN_DIR/monsters")
    rm "$RUN_DIR/monsters" # what stays in this folder says what runs
fi
start_monsters "${monsters[@]:0:1}" # at once: it finds the room when that is open
await_ready
((${#monsters[@]} == 0)) || wake_monsters "${monsters[@]}"

[[ -z $train ]] || train_later

say
say "  The room:  http://$shown_host:$port"
say "  Logs:      tail -f logs/*.log"
say "  History:   ${values[2]}"
say "  Stop:      Ctrl-C, or scripts/panic.sh from elsewhere"
say

while [[ -n $(recorded_pid "$RUN_DIR/gateway.keeper") ]]; do
    pause 1
done
stop_all 2

#!/usr/bin/env bash
# Inside an image's build: runs the program once under the options it will have, and keeps what the JVM learned about
# its classes beside the jar. Without that the image works too, only slower at its start, so a failure is said and no more.
#   train.sh NAME [ARGUMENT…]
set -uo pipefail
name=$1
shift
app=$PWD
work=$(mktemp -d)
cd "$work" || exit 1

# Nobody listens there: so it looks for a broker in vain, then opens the bus in memory, and knows both ways afterwards.
export BUS__BACKEND=kafka BUS__FALLBACK=in-memory BUS__KAFKA__BROKERS=127.0.0.1:9
export DATA_DIR=$work GATEWAY_HOST=127.0.0.1 GATEWAY_PORT=8000

get() { # path
    exec 3<>"/dev/tcp/127.0.0.1/$GATEWAY_PORT" || return 1
    printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$1" >&3
    timeout 5 cat <&3
}

post() { # path, body
    exec 3<>"/dev/tcp/127.0.0.1/$GATEWAY_PORT" || return 1
    printf 'POST %s HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' "$1" "${#2}" "$2" >&3
    timeout 5 cat <&3
}

java "@$app/$name.options" -Dorg.sqlite.tmpdir="$work" -Xlog:aot=off -XX:AOTCacheOutput="$app/$name.aot" \
    -jar "$app/$name.jar" "$@" >"$work/log" 2>&1 &
pid=$!

# At most 40 s each: the wait for the broker is 10 s, and a builder may be slow.
for ((tick = 0; tick < 80; tick++)); do
    kill -0 "$pid" 2>/dev/null || break
    case $name in
        gateway) { get /q/health/ready | head -n 1 | grep -q ' 200'; } 2>/dev/null && break ;;
        *) ((tick < 40)) || break ;; # a worker without gateway never gets further than waiting for it
    esac
    sleep 0.5
done
if [[ $name == gateway ]] && kill -0 "$pid" 2>/dev/null; then
    for path in / /docs /api/personas /api/rooms /api/rooms/graveyard/messages /q/metrics; do
        get "$path" >/dev/null
    done
    post /send '{"content":"anybody there?"}' >/dev/null
fi
kill -0 "$pid" 2>/dev/null || { [[ $name == arena ]] || { echo "$name ended early:"; grep -v "AOT\|aot" "$work/log" | tail -n 5; }; }
kill -TERM "$pid" 2>/dev/null
wait "$pid"
cd "$app" || exit 1
if [[ -s $name.aot ]]; then
    echo "trained: $(stat -c %s "$name.aot") bytes in $app/$name.aot"
else
    echo "no AOT cache was made, $name starts without one; the end of what it said:"
    tail -n 5 "$work/log"
fi
rm -rf "$work"

# What a newcomer does and waits for, on the clock: a room in a folder of its own, opened by run.sh, until a monster has
# answered. Source after lib.sh and http.sh.
# shellcheck shell=bash

REPLY_SECONDS=1800 # a clone builds before it opens, perhaps on a busy machine

work=$(mktemp -d)
room=
trap 'close_room; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

port=$(free_port)
# Whatever this environment says, and there is no .env: the defaults are measured, the monsters' pauses among them.
export GATEWAY_PORT=$port GATEWAY_HOST=127.0.0.1 BUS__BACKEND=in-memory DEMO_MODE=true ROOM_PASSWORD= PACE=
export DATA_DIR= PERSONAS_DIR= GATEWAY_URL= BUS__TOKEN= BUS__TOKEN_FILE=

now_ms() { say $(($(date +%s%N) / 1000000)); }

seconds() { printf '%d.%d s' $(($1 / 1000)) $(($1 % 1000 / 100)); } # milliseconds

# Sets worked to the milliseconds that everything that has ended took of the processors: on a busy machine they say more
# than the clock does.
count_work() {
    times >"$work/times"
    worked=$(awk 'NR == 2 { gsub("s", ""); split($1, user, "m"); split($2, kernel, "m")
        printf "%d", (60 * (user[1] + kernel[1]) + user[2] + kernel[2]) * 1000 }' "$work/times")
}

open_room() { # run.sh, argument…
    "$@" >"$work/log" 2>&1 </dev/null &
    room=$!
}

close_room() {
    [[ -n $room ]] || return 0
    kill -TERM "$room" 2>/dev/null || true
    wait "$room" || true
    room=
}

give_up() { # why
    cat "$work/log"
    fail 1 "$1"
}

# Asks the witch as soon as she is awake. Sets awake_at and replied_at.
await_first_reply() { # room's name
    local deadline=$((SECONDS + REPLY_SECONDS))
    awake_at=
    until [[ $(request "$port" GET "/api/rooms/$1/messages") == *'"monster"'* ]]; do
        kill -0 "$room" 2>/dev/null || give_up "run.sh ended"
        ((SECONDS < deadline)) || give_up "no reply within $REPLY_SECONDS s"
        if [[ -z $awake_at && $(request "$port" GET /api/personas) == *'"witch"'* ]]; then
            awake_at=$(now_ms)
            request "$port" POST "/api/rooms/$1/messages" '{"content":"@witch good evening"}' >"$work/said"
        fi
        sleep 0.05
    done
    replied_at=$(now_ms)
}

# A little HTTP without curl, which not every machine has. Source after lib.sh.
# shellcheck shell=bash

free_port() { # one that nobody listens on
    local port=$((20000 + RANDOM % 10000))
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
    say "$port"
}

request() { # port, method, path, body or nothing: the whole answer, empty where nobody answers
    local body=${4:-}
    (
        exec 3<>"/dev/tcp/127.0.0.1/$1"
        printf '%s %s HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
            "$2" "$3" "${#body}" "$body" >&3
        timeout 10 cat <&3
    ) 2>/dev/null || true
}

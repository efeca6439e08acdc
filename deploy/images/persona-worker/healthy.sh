#!/usr/bin/env bash
# Whether the worker is connected to its bus: it serves no port that could be asked, so the kernel is. A process that
# runs but hears nothing is not healthy.
urls=${BUS__KAFKA__BROKERS:-},${GATEWAY_URL:-http://localhost:${GATEWAY_PORT:-8000}}
ESTABLISHED=01
while read -r _ _ remote state _; do
    [[ $state == "$ESTABLISHED" ]] || continue
    port=$((16#${remote##*:}))
    [[ $urls, =~ :$port[/,] ]] && exit 0
done < <(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null)
echo "no connection to any of $urls" >&2
exit 1

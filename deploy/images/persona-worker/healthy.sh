#!/usr/bin/env bash
# Whether the worker is connected to its bus: it serves no port that could be asked, so the kernel is. A process that
# runs but hears nothing is not healthy.
addresses=${GATEWAY_URL:-http://localhost:${GATEWAY_PORT:-8000}}
for brokers in "${!BUS__KAFKA__BROKERS@}"; do # in one variable, or one each
    addresses+=,${!brokers}
done

ports=,
IFS=, read -ra each <<<"$addresses"
for address in "${each[@]}"; do
    place=${address#*://}
    place=${place%%/*}
    if [[ $place =~ :([0-9]+)$ ]]; then
        ports+=${BASH_REMATCH[1]},
    elif [[ $address == https://* ]]; then
        ports+=443,
    else
        ports+=80,
    fi
done

ESTABLISHED=01
while read -r _ _ remote state _; do
    [[ $state == "$ESTABLISHED" ]] || continue
    [[ $ports == *",$((16#${remote##*:})),"* ]] && exit 0
done < <(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null)
echo "no connection to any of $addresses" >&2
exit 1

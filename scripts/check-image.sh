#!/usr/bin/env bash
# Tries an image: builds it, starts it as it would be started (read-only, without rights, no network outside) and waits
# until its health check passes. Where no container engine answers, the Dockerfile's own steps are performed in a folder
# that stands for the image: /usr and the JDK of this machine stand for the base, the rest is the Dockerfile's.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage="Usage: scripts/check-image.sh gateway | persona-worker | arena"
(($# == 1)) || fail 2 "$usage"
image=$1
dockerfile=deploy/images/$image/Dockerfile
[[ -f $dockerfile ]] || fail 2 "$usage"

# A worker is only healthy with a gateway it can hear, so its check opens one beside it.
with_gateway=
[[ $image != persona-worker ]] || with_gateway=1

check_with_engine() { # docker or podman
    local engine=$1 name=monster-mash-check-$image-$$ tag=monster-mash/$image:check gateway_tag=monster-mash/gateway:check
    local containers=("$name") run=("$engine" run --detach --read-only --tmpfs /tmp)
    trap '"$engine" rm -f "${containers[@]}" >/dev/null 2>&1 || true' EXIT
    local format=()
    [[ $engine != podman ]] || format=(--format docker)
    "$engine" build "${format[@]}" -t "$tag" -f "$dockerfile" .
    if [[ $image == arena ]]; then
        "$engine" run --rm --read-only --tmpfs /tmp --network none "$tag"
        return
    fi
    local network=(--network none)
    if [[ -n $with_gateway ]]; then
        "$engine" build "${format[@]}" -t "$gateway_tag" -f deploy/images/gateway/Dockerfile .
        containers+=("$name-gateway")
        "${run[@]}" --name "$name-gateway" --network none -e BUS__TOKEN=check "$gateway_tag"
        network=(--network "container:$name-gateway" -e BUS__TOKEN=check)
    fi
    "${run[@]}" --name "$name" "${network[@]}" "$tag"
    local deadline=$((SECONDS + 90))
    until "$engine" exec "$name" bash /app/healthy.sh; do
        ((SECONDS < deadline)) || { "$engine" logs "$name"; fail 1 "$image did not get healthy within 90 s"; }
        sleep 1
    done
}

if engine=$(container_engine); then
    check_with_engine "$engine"
else
    ((EUID == 0)) || fail 2 "No container engine answers, and standing in for one needs root (mounts, another user)."
    find_java
    # Own mounts, processes and network: nothing of it outlives this command, and no port of this machine is used.
    unshare --mount --pid --net --fork --kill-child --mount-proc \
        scripts/stand-in-image.sh "$image" ${with_gateway:+gateway}
fi
say "$image is well."

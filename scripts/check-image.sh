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
neighbour=
[[ $image != persona-worker ]] || neighbour=gateway

name=monster-mash-check-$image-$$
remove_containers() { # the worker is on its neighbour's network, so it goes first
    local container
    for container in "$name-$image" ${neighbour:+"$name-$neighbour"}; do
        "$engine" rm -f "$container" >/dev/null 2>&1 || true
    done
}

build_image() { # image
    local format=()
    [[ $engine != podman ]] || format=(--format docker)
    "$engine" build "${format[@]}" -t "monster-mash/$1:check" -f "deploy/images/$1/Dockerfile" .
}

run_until_healthy() { # image, option…
    local image=$1 deadline=$((SECONDS + 90))
    "$engine" run --detach --read-only --tmpfs /tmp -e BUS__TOKEN=check --name "$name-$image" "${@:2}" "monster-mash/$image:check"
    until "$engine" exec "$name-$image" bash /app/healthy.sh 2>/dev/null; do
        ((SECONDS < deadline)) || { "$engine" logs "$name-$image"; fail 1 "$image did not get healthy within 90 s"; }
        sleep 1
    done
    say "$image is healthy"
}

check_with_engine() {
    trap remove_containers EXIT
    build_image "$image"
    case $image in
        arena) "$engine" run --rm --read-only --tmpfs /tmp --network none "monster-mash/$image:check" ;;
        gateway) run_until_healthy gateway --network none ;;
        persona-worker)
            build_image "$neighbour"
            run_until_healthy "$neighbour" --network none
            run_until_healthy persona-worker --network "container:$name-$neighbour"
            ;;
    esac
}

if engine=$(container_engine); then
    check_with_engine
else
    ((EUID == 0)) || fail 2 "No container engine answers, and standing in for one needs root (mounts, another user)."
    find_java
    # Own mounts, processes and network: nothing of it outlives this command, and no port of this machine is used.
    unshare --mount --pid --net --fork --kill-child --mount-proc \
        scripts/stand-in-image.sh "$image" ${neighbour:+"$neighbour"}
fi
say "$image is well."

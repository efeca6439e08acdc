#!/usr/bin/env bash
# Builds the images of gateway, persona-worker and arena with docker or podman, whichever answers.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

tag=${1:-0.1.0}
[[ $# -le 1 && $tag =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]*$ ]] || fail 2 "Usage: scripts/images.sh [TAG]     (default 0.1.0)"

engine=$(container_engine) || fail 2 "Neither docker nor podman answers: start one of them, or run the jars as they are (scripts/run.sh)."
for jar in "$GATEWAY_JAR" "$WORKER_JAR" "$ARENA_JAR"; do
    [[ -e $jar ]] || { scripts/build.sh; break; }
done
for image in "${IMAGES[@]}"; do
    say "Building monster-mash/$image:$tag with $engine"
    # Docker's format, because the other one has no health checks.
    format=()
    [[ $engine != podman ]] || format=(--format docker)
    "$engine" build "${format[@]}" -t "monster-mash/$image:$tag" -f "deploy/images/$image/Dockerfile" .
done
say "Built. Start them: $engine compose up, or see docs/DEPLOYMENT.md"

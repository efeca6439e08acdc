#!/usr/bin/env bash
# Builds gateway.jar, persona-worker.jar, arena.jar and broker.jar. Tests are another script's: scripts/test.sh.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

find_java
require_maven
mkdir -p logs
# A build is over before a thorough compiler pays.
export MAVEN_OPTS=${MAVEN_OPTS:--XX:+UseSerialGC -XX:TieredStopAtLevel=1}
say "Building with $JAVA_HOME (everything Maven says: logs/build.log)"
if ! mvn -B -ntp -DskipTests -pl gateway,persona-worker,arena,broker -am package 2>&1 | tee logs/build.log \
    | { grep --line-buffered -E '^\[INFO\] Building [a-z-]+ [0-9]|^\[ERROR\]|^Downloading|BUILD' || true; }; then
    fail 1 "The build failed: see logs/build.log"
fi
say "Built $GATEWAY_JAR, $WORKER_JAR and $ARENA_JAR"

#!/usr/bin/env bash
# Measures the jars as they are built: scripts/bench.sh [NAME…] [--list]. How to read the numbers: docs/BENCHMARKS.md.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

BENCHMARKS=benchmarks/target

find_java
if [[ ! -d $BENCHMARKS/lib || -n $(find -L pom.xml ./*/pom.xml ./*/src/main -newer "$BENCHMARKS/lib" -not -path './system-tests/*' -print -quit) ]]; then
    require_maven
    mkdir -p logs
    say "Building what is measured (logs/bench.log)"
    mvn -B -ntp -DskipTests -pl benchmarks -am package >logs/bench.log 2>&1 || fail 1 "The build failed: see logs/bench.log"
    touch "$BENCHMARKS/lib"
fi
exec "$JAVA_HOME/bin/java" -Xmx512m --sun-misc-unsafe-memory-access=allow -cp "$BENCHMARKS/classes:$BENCHMARKS/lib/*" org.monstermash.benchmarks.BenchmarksMain \
    --root . --gateway-flags "@scripts/jvm/gateway.options" --worker-flags "@scripts/jvm/persona-worker.options" "$@"

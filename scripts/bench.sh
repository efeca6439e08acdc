#!/usr/bin/env bash
# Measures the jars as they are built: scripts/bench.sh [--no-aot] [NAME…] [--list]. How to read the numbers: docs/BENCHMARKS.md.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. scripts/aot.sh

BENCHMARKS=benchmarks/target

find_java
mkdir -p logs
if [[ ! -d $BENCHMARKS/lib || -n $(find -L pom.xml ./*/pom.xml ./*/src/main -newer "$BENCHMARKS/lib" -not -path './system-tests/*' -print -quit) ]]; then
    require_maven
    say "Building what is measured (logs/bench.log)"
    mvn -B -ntp -DskipTests -pl benchmarks -am package >logs/bench.log 2>&1 || fail 1 "The build failed: see logs/bench.log"
    touch "$BENCHMARKS/lib"
fi
# Under the options that run.sh uses, and with its caches, made now where they are missing; --no-aot measures plain starts.
if [[ ${1:-} == --no-aot ]]; then
    shift
    aot_fits() { false; }
else
    scripts/aot-train.sh >logs/aot.log 2>&1 || say "Without AOT caches: $(tail -n 1 logs/aot.log)"
fi
flags() { # jar: absolute, because what is measured runs in another folder
    jvm_for "$1"
    jvm=("${jvm[@]/#@/@$PWD/}")
    say "${jvm[*]/AOTCache=/AOTCache=$PWD/}"
}
exec "$JAVA_HOME/bin/java" -Xmx512m --sun-misc-unsafe-memory-access=allow -cp "$BENCHMARKS/classes:$BENCHMARKS/lib/*" org.monstermash.benchmarks.BenchmarksMain \
    --root . --gateway-flags "$(flags "$GATEWAY_JAR")" --worker-flags "$(flags "$WORKER_JAR")" "$@"

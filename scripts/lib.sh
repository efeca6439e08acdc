# Shared by the scripts. Source it: it goes to the repository's folder, so that everything is relative to that.
# shellcheck shell=bash

((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) || { printf 'bash 4.4 or newer is needed, this is %s\n' "$BASH_VERSION" >&2; exit 2; }

NEEDED_JAVA=25
GATEWAY_JAR=gateway/target/gateway.jar
# shellcheck disable=SC2034 # used by those who source this
WORKER_JAR=persona-worker/target/persona-worker.jar
# shellcheck disable=SC2034
ARENA_JAR=arena/target/arena.jar
# shellcheck disable=SC2034
BROKER_JAR=broker/target/broker.jar
# shellcheck disable=SC2034
IMAGES=(gateway persona-worker arena)

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# An unpacked release has its jars in one folder, and nothing to build them from.
if [[ -d jars && ! -e pom.xml ]]; then
    GATEWAY_JAR=jars/gateway.jar WORKER_JAR=jars/persona-worker.jar ARENA_JAR=jars/arena.jar BROKER_JAR=jars/broker.jar
fi

say() { printf '%s\n' "$*"; }

fail() { # exit code, what is wrong
    printf '%s\n' "${*:2}" >&2
    exit "$1"
}

java_version() { # home of a JDK: its major version, 0 if it is none
    local line
    [[ -x $1/bin/javac && -f $1/release ]] || { say 0; return; }
    while IFS= read -r line; do
        [[ $line =~ ^JAVA_VERSION=\"(1\.)?([0-9]+) ]] && { say "${BASH_REMATCH[2]}"; return; }
    done <"$1/release"
    say 0
}

# Sets JAVA_HOME to a JDK that is new enough: the one named so, the one on the PATH, those beside it, the usual places.
find_java() {
    local on_path home candidate
    on_path=$(command -v java || true)
    [[ -z $on_path ]] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || say "$on_path")")")
    for home in "${JAVA_HOME:-}" "$on_path" "${on_path:+$(dirname "$on_path")}"/* \
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* /Library/Java/JavaVirtualMachines/* \
        /opt/homebrew/opt/openjdk* ~/.sdkman/candidates/java/* ~/.jdks/*; do
        for candidate in "$home" "$home/Contents/Home"; do
            if (($(java_version "$candidate") >= NEEDED_JAVA)); then
                export JAVA_HOME=$candidate
                return
            fi
        done
    done
    fail 2 "A JDK $NEEDED_JAVA or newer is needed and none was found: install one (https://adoptium.net), or let JAVA_HOME name it."
}

require_maven() {
    command -v mvn >/dev/null || fail 2 "Maven 3.8.6 or newer is needed and no mvn was found: install it (https://maven.apache.org)."
}

settings() { # KEY…: one value in force a line, read as the jars read them
    "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$GATEWAY_JAR" org.monstermash.settings.PrintSettings "$@"
}

container_engine() { # docker or podman: the first that answers
    local engine
    for engine in docker podman; do
        if "$engine" info >/dev/null 2>&1; then
            say "$engine"
            return
        fi
    done
    return 1
}

#!/usr/bin/env bash
# Asks each model that a monster would speak with once, and shows what it says, its tokens and its times.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'USAGE'
Usage: scripts/try-models.sh [PERSONA…] [--model PROVIDER/MODEL]… [-h]

  PERSONA     only the models of these monsters, and the default model
  --model     this model instead, like ollama/llama3.2; may come several times
  -h, --help  this text

Settings come from the environment and .env, whatever DEMO_MODE says.
Exit code: 0 when all answered, 1 when one did not, 2 when a setting cannot be used.
USAGE
}

for argument in "$@"; do
    case $argument in
        -h | --help) usage; exit 0 ;;
    esac
done

find_java
[[ -e $WORKER_JAR ]] || scripts/build.sh
exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$WORKER_JAR" --try "$@"

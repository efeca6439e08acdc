#!/usr/bin/env bash
# Lets two models converse: builds arena.jar where it is missing, and passes everything on. scripts/arena.sh --help says what.
set -euo pipefail
from=$PWD
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

find_java
if [[ ! -e $ARENA_JAR ]]; then
    scripts/build.sh >&2
fi
jar=$PWD/$ARENA_JAR options=$PWD/scripts/jvm/arena.options
cd "$from" # files are found and written where the caller is
exec "$JAVA_HOME/bin/java" "@$options" -jar "$jar" "$@"

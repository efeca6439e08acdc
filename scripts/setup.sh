#!/usr/bin/env bash
# Checks what Monster Mash needs, and makes .env.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

find_java
say "JDK:    $JAVA_HOME"
require_maven
say "Maven:  $(command -v mvn)"
if [[ -e .env ]]; then
    say ".env:   kept as it is"
else
    cp .env.example .env
    say ".env:   made from .env.example; nothing in it has to be changed"
fi
say
say "Ready. Start the party:   scripts/run.sh"
say "Then open the address it prints. Settings are explained in docs/CONFIGURATION.md."

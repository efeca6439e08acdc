#!/usr/bin/env bash
# Every test, as the machine that checks changes runs them.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

(($# == 0)) || fail 2 "Usage: scripts/test.sh"
find_java
require_maven
mkdir -p logs
if ! command -v chromium >/dev/null && command -v apt-get >/dev/null && ((EUID == 0)); then
    say "Installing chromium for the tests of the page (logs/chromium.log)"
    { apt-get update && apt-get install -y chromium fonts-noto-color-emoji; } >logs/chromium.log 2>&1 || say "That failed."
fi
say "Testing with $JAVA_HOME (everything Maven says: logs/test.log)"
if ! mvn -B -ntp verify 2>&1 | tee logs/test.log \
    | { grep --line-buffered -E '^\[INFO\] Building [A-Za-z -]+ [0-9]|Tests run:|^\[(ERROR|WARNING)\].*(Test|FAIL|ERROR)|BUILD' || true; }; then
    fail 1 "Tests failed after $((SECONDS / 60)) min: see logs/test.log"
fi
say "All tests passed in $((SECONDS / 60)) min $((SECONDS % 60)) s."

#!/usr/bin/env bash
# Every test, as the machine that checks changes runs them. With --long the faults at full size too, much longer: they
# write docs/RELIABILITY.md.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

options=()
for argument in "$@"; do
    case $argument in
        --long)
            # Kills come at random, and the seed says which: it is printed, and given by -Dfaults.seed to do it again.
            options+=(-Dtests.excluded=none -Dfaults.full=true -Dreliability.write=true "-Dfaults.seed=$((RANDOM * 32768 + RANDOM))")
            ;;
        *) fail 2 "Usage: scripts/test.sh [--long]" ;;
    esac
done
find_java
require_maven
mkdir -p logs
# What some tests need. Where it cannot be had they are left out.
packages=()
command -v chromium >/dev/null || packages+=(chromium fonts-noto-color-emoji)
compgen -G '/usr/lib/*/faketime' >/dev/null || packages+=(faketime)
command -v ip >/dev/null || packages+=(iproute2)
command -v gdb >/dev/null || packages+=(gdb)
if ((${#packages[@]} > 0 && EUID == 0)) && command -v apt-get >/dev/null; then
    say "Installing for the tests: ${packages[*]} (logs/packages.log)"
    { apt-get update && apt-get install -y "${packages[@]}"; } >logs/packages.log 2>&1 || say "That failed."
fi
say "Testing with $JAVA_HOME (everything Maven says: logs/test.log)"
if ! mvn -B -ntp "${options[@]}" verify 2>&1 | tee logs/test.log \
    | { grep --line-buffered -E '^\[INFO\] Building [A-Za-z -]+ [0-9]|Tests run:|^\[(ERROR|WARNING)\].*(Test|FAIL|ERROR)|BUILD' || true; }; then
    fail 1 "Tests failed after $((SECONDS / 60)) min: see logs/test.log"
fi
say "All tests passed in $((SECONDS / 60)) min $((SECONDS % 60)) s."

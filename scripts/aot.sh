# A quick start: what the JVM learned about a jar's classes in one run, kept for the next ones (JDK 25's AOT cache; see
# docs/decisions/0018-images-and-start.md). Source after lib.sh. Whatever is wrong with a cache, the start is a plain one.
# shellcheck shell=bash

# Two pools of memory that malloc keeps, not one for each thread: 10 to 25 MiB less for every process of ours.
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}

aot_cache() { say "${1%.jar}.aot"; } # jar

jvm_options() { # jar: the file with how it runs
    local name=${1##*/}
    say "scripts/jvm/${name%.jar}.options"
}

# What a cache holds for: this jar, this JDK, these options. Another one of them, and it is of no use.
aot_stamp() { # jar
    cksum <"$JAVA_HOME/release"
    cksum <"$(jvm_options "$1")"
    stat -c '%s %Y' "$1" 2>/dev/null || stat -f '%z %m' "$1"
}

aot_fits() { # jar
    local cache
    cache=$(aot_cache "$1")
    [[ -s $cache && -e $cache.for && $(<"$cache.for") == "$(aot_stamp "$1")" ]]
}

# Sets jvm to the options of a jar, with its cache where that fits.
jvm_for() { # jar
    jvm=("@$(jvm_options "$1")")
    ! aot_fits "$1" || jvm+=("-XX:AOTCache=$(aot_cache "$1")")
}

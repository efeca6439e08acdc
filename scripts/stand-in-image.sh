#!/usr/bin/env bash
# Performs a Dockerfile where no container engine is; scripts/check-image.sh starts it in namespaces of its own.
#   stand-in-image.sh IMAGE [NEIGHBOUR]    the neighbour is started before, on the same network
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

image=$1
neighbour=${2:-}
(($$ <= 2)) || fail 2 "Started by scripts/check-image.sh, not by hand: it mounts."
find_java
HEALTHY_SECONDS=90
JAVA_IN_BASE=/opt/java/openjdk
BASE_PATH=$JAVA_IN_BASE/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

stage=/tmp
mount --make-rprivate /
mount -t tmpfs -o size=1g stand-in "$stage" 2>/dev/null || fail 2 "This machine does not let us mount."
ip link set lo up

# What the base image has: a system, a JRE, nobody's files.
lay_base() { # root
    local folder
    mkdir -p "$1"
    mount --bind "$1" "$1" # a root is a mount of its own
    mkdir -p "$1"/{etc,tmp,proc,dev,usr,var/tmp,root} "$1$JAVA_IN_BASE"
    for folder in bin sbin lib lib64; do
        [[ ! -L /$folder ]] || ln -s "$(readlink "/$folder")" "$1/$folder"
    done
    chmod 1777 "$1/tmp"
    printf 'root:x:0:0:root:/root:/bin/bash\n' >"$1/etc/passwd"
    printf 'root:x:0:\n' >"$1/etc/group"
    : >"$1/etc/shadow"
    : >"$1/etc/gshadow"
    printf '127.0.0.1 localhost\n' >"$1/etc/hosts"
    for folder in ld.so.cache ld.so.conf login.defs ssl pam.d security alternatives; do
        [[ ! -e /etc/$folder ]] || cp -a "/etc/$folder" "$1/etc/"
    done
    mount --rbind /usr "$1/usr"
    mount --bind "$JAVA_HOME" "$1$JAVA_IN_BASE"
    mount --bind /proc "$1/proc"
    mount --rbind /dev "$1/dev"
}

json_words() { # ["a", "b"]: one word a line; this is how our Dockerfiles write it, without escapes
    grep -o '"[^"]*"' <<<"$1" | tr -d '"'
}

inside() { # root, user:group, folder, command…: in the place of this process, with the image's environment only
    local root=$1 user=$2 folder=$3
    shift 3
    exec chroot "$root" /usr/bin/env -i "PATH=$BASE_PATH" "JAVA_HOME=$JAVA_IN_BASE" "${environment[@]}" \
        setpriv --reuid "${user%:*}" --regid "${user#*:}" --clear-groups --no-new-privs \
        bash -c 'cd "$0" && exec "$@"' "$folder" "$@"
}

# Every instruction, in its order; one that this does not know is an error.
perform() { # image, root: sets environment, user, folder, volumes, entrypoint, command, health
    local line instruction rest words source target
    environment=() user=0:0 folder=/ volumes=() entrypoint=() command=() health=()
    while IFS= read -r line; do
        instruction=${line%% *} rest=${line#* }
        case $instruction in
            FROM) lay_base "$2" ;;
            LABEL | EXPOSE) ;;
            USER) user=$rest ;;
            WORKDIR) folder=$rest && mkdir -p "$2$folder" ;;
            VOLUME) volumes+=("$rest") ;;
            ENV)
                mapfile -t words < <(xargs -n 1 <<<"$rest")
                environment+=("${words[@]}")
                ;;
            COPY)
                read -ra words <<<"$rest"
                target=${words[-1]}
                [[ $target == /* ]] || target=$folder/$target
                for source in "${words[@]:0:${#words[@]}-1}"; do
                    cp -p "$source" "$2$target/"
                done
                ;;
            RUN) (inside "$2" "$user" "$folder" bash -c "$rest") ;;
            HEALTHCHECK) [[ $rest != *CMD* ]] || mapfile -t health < <(json_words "${rest#*CMD}") ;;
            ENTRYPOINT) mapfile -t entrypoint < <(json_words "$rest") ;;
            CMD) mapfile -t command < <(json_words "$rest") ;;
            *) fail 2 "deploy/images/$1/Dockerfile: $instruction is not known here" ;;
        esac
    done < <(sed -e '/^#/d' -e '/^$/d' -e ':joined' -e '/\\$/{N;s/\\\n */ /;b joined' -e '}' "deploy/images/$1/Dockerfile")
}

# As an engine does with --read-only: the root cannot be written, /tmp holds nothing that can be run, the volume is kept.
seal() { # root
    local volume
    mount -t tmpfs -o noexec,nosuid,nodev,size=64m tmp "$1/tmp"
    for volume in "${volumes[@]}"; do
        mount -t tmpfs -o "mode=755,uid=${user%:*},gid=${user#*:}" volume "$1$volume"
    done
    mount -o remount,bind,ro "$1"
    ! touch "$1/app/written" 2>/dev/null || fail 1 "the root can still be written"
}

launch() { # image, root, log
    inside "$2" "$user" "$folder" "${entrypoint[@]}" "${command[@]}" >"$3" 2>&1 &
    launched=$!
}

await_healthy() { # image, root, log
    local deadline=$((SECONDS + HEALTHY_SECONDS))
    until (inside "$2" "$user" "$folder" "${health[@]}") 2>/dev/null; do
        kill -0 "$launched" 2>/dev/null || { cat "$3"; fail 1 "$1 ended instead of getting healthy"; }
        ((SECONDS < deadline)) || { cat "$3"; fail 1 "$1 did not get healthy within $HEALTHY_SECONDS s"; }
        sleep 0.3
    done
    say "$1 is healthy"
}

run_image() { # image
    local root=$stage/$1 log=$stage/$1.log
    say "Building $1 as deploy/images/$1/Dockerfile says"
    perform "$1" "$root"
    environment+=(BUS__TOKEN=check)
    seal "$root"
    launch "$1" "$root" "$log"
    if ((${#health[@]} > 0)); then
        await_healthy "$1" "$root" "$log"
        [[ $(ps -o uid= -p "$launched" | tr -d ' ') == "${user%:*}" ]] || fail 1 "$1 does not run as ${user%:*}"
        ! grep -i aot "$log" || fail 1 "$1 does not use its AOT cache"
    else
        wait "$launched" || { cat "$log"; fail 1 "$1 ended with an error"; }
        cat "$log"
    fi
}

[[ -z $neighbour ]] || run_image "$neighbour"
run_image "$image"
kill -TERM "$launched" 2>/dev/null || true
code=0
wait "$launched" || code=$?
[[ $code == 0 || $code == 143 ]] || fail 1 "$image ended with code $code after SIGTERM"

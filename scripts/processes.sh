# What runs, by process id and start time: an id alone may belong to another process by now. Source after lib.sh.
# shellcheck shell=bash

started_at() { # pid: when it started, nothing if it does not run
    local stat fields
    if [[ -d /proc/self ]]; then
        { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 0
        read -ra fields <<<"${stat##*) }" # the name before it may hold spaces
        [[ ${fields[0]} == Z ]] || say "${fields[19]}"
    else
        ps -o lstart= -p "$1" | tr -s ' ' '-' || true
    fi
}

record() { # file, pid
    say "$2 $(started_at "$2")" >"$1"
}

recorded_pid() { # file: the pid in it, if that process still runs
    local pid start
    { read -r pid start <"$1"; } 2>/dev/null || return 0
    if [[ -n $start && $(started_at "$pid") == "$start" ]]; then
        say "$pid"
    fi
}

signal_recorded() { # signal, file…
    local file pid
    for file in "${@:2}"; do
        pid=$(recorded_pid "$file")
        [[ -z $pid ]] || kill "-$1" "$pid" 2>/dev/null || true
    done
}

await_end() { # seconds, file…: whether all of them ended
    local deadline=$((SECONDS + $1)) file running
    while :; do
        running=
        for file in "${@:2}"; do
            running+=$(recorded_pid "$file")
        done
        [[ -n $running ]] || return 0
        ((SECONDS < deadline)) || return 1
        sleep 0.2
    done
}

last_words() { # log: its last line that says something
    grep -v '^[[:space:]]*$' "$1" | tail -n 1 || true
}

# Runs a command with its output in logs/<name>.log and starts it again when it dies. Exit code 2 says that a setting or
# a file is wrong: that would be so the next time, so it is shown instead.
keep_running() { # name, command…
    local name=$1 log=logs/$1.log pid='' code pause=1 begun stopping=
    shift
    trap 'stopping=1; [[ -z $pid ]] || kill -TERM "$pid" 2>/dev/null || true' TERM
    while [[ -z $stopping ]]; do
        begun=$SECONDS
        "$@" >>"$log" 2>&1 </dev/null &
        pid=$!
        record "$RUN_DIR/$name" "$pid"
        [[ -z $stopping ]] || kill -TERM "$pid" 2>/dev/null || true
        code=0
        { wait "$pid" || code=$?; } 2>/dev/null # no word of bash about how it died
        while kill -0 "$pid" 2>/dev/null; do # a signal ended the waiting, not the process
            code=0
            { wait "$pid" || code=$?; } 2>/dev/null # no word of bash about how it died
        done
        pid=''
        [[ -z $stopping ]] || break
        if ((code == 2)); then
            say "  $name cannot run: $(last_words "$log")"
            return 2
        fi
        ((SECONDS - begun < 60)) || pause=1
        say "  $name ended with code $code, starting it again in $pause s. Its last words: $(last_words "$log")"
        sleep "$pause" &
        pid=$!
        wait "$pid" || true
        pause=$((pause < 16 ? pause * 2 : 30))
    done
}

rotate() { # log: keeps it and the last 5 before it
    local log=$1 number
    [[ -e $log ]] || return 0
    for number in 4 3 2 1; do
        [[ ! -e $log.$number ]] || mv -f "$log.$number" "$log.$((number + 1))"
    done
    mv -f "$log" "$log.1"
}

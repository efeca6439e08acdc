# A broker for scripts/run.sh --kafka: the one BUS__KAFKA__BROKERS names, else compose's, else one of our own.
# Source after lib.sh and processes.sh.
# shellcheck shell=bash

BROKER_MEMORY=(-XX:+UseSerialGC -Xmx256m -XX:TieredStopAtLevel=1)
KAFKA_PORT=29092
compose_kafka=

# By its own sources only: Maven leaves the jar as it is where nothing of it has changed.
broker_outdated() {
    [[ ! -e $BROKER_JAR || -n $(find -L broker/src/main -newer "$BROKER_JAR" -print -quit) ]]
}

kafka_named() { [[ -n $(settings BUS__KAFKA__BROKERS) ]]; }

# A docker on the PATH is no engine yet.
compose_answers() {
    [[ -e docker-compose.yml ]] && docker info >/dev/null 2>&1 && docker compose version >/dev/null 2>&1
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

open_kafka() { # data folder, port or nothing
    export BUS__BACKEND=kafka
    if kafka_named; then
        say "Kafka: $(settings BUS__KAFKA__BROKERS)"
    elif compose_answers; then
        say "Starting Kafka by compose…"
        compose_kafka=1
        docker compose up -d --wait kafka >>logs/kafka.log 2>&1 </dev/null \
            || { say "Kafka did not start: $(last_words logs/kafka.log)"; stop_all 1; }
        export BUS__KAFKA__BROKERS=127.0.0.1:$KAFKA_PORT
    else
        open_broker_of_our_own "$@"
    fi
}

open_broker_of_our_own() { # data folder, port or nothing
    local port=${2:-$KAFKA_PORT}
    # Another room's broker may have it; a port that was asked for is taken or refused.
    while [[ -z ${2:-} ]] && listens "$port"; do port=$((port + 1)); done
    if listens "$port"; then
        say "Kafka's port $port is taken by $(port_holder "$port")."
        stop_all 1
    fi
    say "Starting Kafka…"
    start kafka "$JAVA_HOME/bin/java" "${BROKER_MEMORY[@]}" -jar "$BROKER_JAR" "$1/kafka" "$port"
    until grep -q 'Kafka is ready' logs/kafka.log 2>/dev/null; do
        [[ -n $(recorded_pid "$RUN_DIR/kafka.keeper") ]] || stop_all 2
        pause 0.2
    done
    export BUS__KAFKA__BROKERS=127.0.0.1:$port
}

close_kafka() { # after those who use it
    if [[ -n $compose_kafka ]]; then
        docker compose stop kafka >>logs/kafka.log 2>&1 </dev/null || say "Kafka did not stop: see logs/kafka.log"
    fi
    end_kept kafka
}

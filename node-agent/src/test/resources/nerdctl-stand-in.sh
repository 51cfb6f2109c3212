#!/bin/sh
# nerdctl as its command reference has it, as far as the agent needs it: options that are not there are refused,
# containers are real processes. State lies in $STAND_IN_STATE.
set -u
S="$STAND_IN_STATE"
mkdir -p "$S/c"

fatal() {
    echo "time=\"2026-01-01T00:00:00Z\" level=fatal msg=\"$1\"" >&2
    exit 1
}

if [ -e "$S/down" ]; then
    fatal "cannot access containerd socket /run/containerd/containerd.sock: no such device or address"
fi

# Directory of the container with that id or name.
find_container() {
    for c in "$S"/c/*; do
        if [ -d "$c" ] && { [ "$(basename "$c")" = "$1" ] || [ "$(cat "$c/name")" = "$1" ]; }; then
            echo "$c"
            return
        fi
    done
}

container() {
    found=$(find_container "$1")
    [ -n "$found" ] || fatal "no such container: $1"
}

running() {
    [ -e "$1/pid" ] && [ ! -e "$1/exit" ]
}

create() {
    new="$S/c/.new$$"
    mkdir -p "$new"
    : >"$new/labels"
    entrypoint=""
    while [ $# -gt 0 ]; do
        case "$1" in
            --name) echo "$2" >"$new/name"; shift 2 ;;
            --label) echo "$2" >>"$new/labels"; shift 2 ;;
            --env-file) cat "$2" >"$new/env" || fatal "$2: no such file"; shift 2 ;;
            --pull) [ "$2" = never ] || fatal "pull $2"; shift 2 ;;
            --restart) [ "$2" = no ] || fatal "restart $2"; shift 2 ;;
            --init) shift ;;
            --cap-drop) [ "$2" = ALL ] || fatal "cap-drop $2"; shift 2 ;;
            --security-opt) [ "$2" = no-new-privileges ] || [ "$2" = label=disable ] || fatal "security-opt $2"; shift 2 ;;
            --network) [ "$2" = bridge ] || [ "$2" = host ] || fatal "network $2"; shift 2 ;;
            --publish) echo "$2" | grep -Eq '^[^ ]+:[0-9]+:[0-9]+/tcp$' || fatal "publish $2"; shift 2 ;;
            --volume)
                [ -e "${2%%:*}" ] || fatal "volume source ${2%%:*} does not exist"
                echo "$2" | grep -Eq ':(ro|rw)$' || fatal "volume $2"
                shift 2 ;;
            --tmpfs) [ "${2%%:*}" = /tmp ] || fatal "tmpfs $2"; shift 2 ;;
            --shm-size | --pids-limit | --memory | --memory-swap)
                [ "$2" -ge 0 ] 2>/dev/null || fatal "$1 $2"; shift 2 ;;
            --ulimit) echo "$2" | grep -Eq '^[a-z]+=-?[0-9]+:-?[0-9]+$' || fatal "ulimit $2"; shift 2 ;;
            --cpuset-cpus | --user | --group-add) shift 2 ;;
            --workdir) [ "${2#/}" != "$2" ] || fatal "workdir $2"; shift 2 ;;
            --device) shift 2 ;;
            --gpus) echo "$2" | grep -Eq '^"device=[^"]+"$' || fatal "gpus $2"; shift 2 ;;
            --entrypoint) entrypoint="$2"; shift 2 ;;
            -*) fatal "unknown flag: $1" ;;
            *) break ;;
        esac
    done
    [ -e "$S/images/$(echo "$1" | tr / _)" ] || fatal "image \\\"$1\\\" not found, and pull is never"
    shift
    [ -z "$(find_container "$(cat "$new/name")")" ] || fatal "name \\\"$(cat "$new/name")\\\" is already used"
    : >"$new/command"
    [ -z "$entrypoint" ] || echo "$entrypoint" >>"$new/command"
    for word in "$@"; do echo "$word" >>"$new/command"; done
    : >"$new/log"
    id=$(printf '%s %s %s' "$(cat "$new/name")" $$ "$(date +%N)" | sha256sum | cut -d' ' -f1)
    mv "$new" "$S/c/$id"
    echo "$id"
}

# Runs the container's process to its end; a session of its own, so that all of it can be ended.
run() {
    c="$1"
    set --
    while IFS= read -r word; do set -- "$@" "$word"; done <"$c/command"
    {
        (
            while IFS= read -r variable; do
                export "$variable"
            done <"$c/env"
            unset STAND_IN_STATE
            exec sh -c 'echo $$ >"$1/pid.next"; mv "$1/pid.next" "$1/pid"; shift; exec setsid env --default-signal=INT "$@"' sh "$c" "$@"
        )
        code=$?
        echo $code >"$c/code"
        kill -s KILL -- "-$(cat "$c/pid")" 2>/dev/null
    } 2>&1 </dev/null | while IFS= read -r line; do
        printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%S.%NZ)" "$line" >>"$c/log"
    done
    mv "$c/code" "$c/exit"
}

start() {
    container "$1"
    rm -f "$found/exit"
    date -u +%Y-%m-%dT%H:%M:%S.%NZ >"$found/started"
    setsid "$0" ..run "$found" >/dev/null 2>&1 </dev/null &
    while [ ! -e "$found/pid" ]; do sleep 0.01; done
    echo "$1"
}

inspect() {
    container "$1"
    status=created
    started=0001-01-01T00:00:00Z
    code=0
    if [ -e "$found/pid" ]; then
        status=running
        started=$(cat "$found/started")
    fi
    if [ -e "$found/exit" ]; then
        status=exited
        code=$(cat "$found/exit")
    fi
    labels=$(sed 's/\([^=]*\)=\(.*\)/"\1":"\2"/' "$found/labels" | paste -sd, -)
    printf '[{"Id":"%s","Name":"%s","State":{"Status":"%s","ExitCode":%s,"StartedAt":"%s"},"Config":{"Labels":{%s}}}]\n' \
        "$(basename "$found")" "$(cat "$found/name")" "$status" "$code" "$started" "$labels"
}

list() {
    [ "$1 $2 $3 $4" = "--all --quiet --no-trunc --filter" ] || fatal "unknown flags: $*"
    for c in "$S"/c/*; do
        if [ -d "$c" ] && grep -Fqx "${5#label=}" "$c/labels"; then basename "$c"; fi
    done
}

logs() {
    since=""
    while [ $# -gt 1 ]; do
        case "$1" in
            --follow | --timestamps) shift ;;
            --since) since="$2"; shift 2 ;;
            *) fatal "unknown flag: $1" ;;
        esac
    done
    container "$1"
    sent=0
    while :; do
        over=no
        if [ ! -d "$found" ] || [ -e "$found/exit" ]; then over=yes; fi
        lines=$(wc -l <"$found/log" 2>/dev/null || echo 0)
        if [ "$lines" -gt "$sent" ]; then
            sed -n "$((sent + 1)),${lines}p" "$found/log" | while IFS= read -r line; do
                if [ -z "$since" ] || ! expr "${line%% *}" "<" "$since" >/dev/null; then printf '%s\n' "$line"; fi
            done
            sent=$lines
        fi
        [ $over = no ] || exit 0
        sleep 0.05
    done
}

remove() {
    [ "$1" = --force ] || fatal "unknown flag: $1"
    container "$2"
    if running "$found"; then
        kill -s KILL -- "-$(cat "$found/pid")" 2>/dev/null
        while [ ! -e "$found/exit" ]; do sleep 0.01; done
    fi
    rm -rf "$found"
}

image_inspect() {
    digests=$(cat "$S/images/$(echo "$1" | tr / _)" 2>/dev/null) || fatal "no such image: $1"
    printf '[{"Id":"sha256:0","RepoDigests":[%s]}]\n' "$digests"
}

pull() {
    [ "$1" = --quiet ] || fatal "unknown flag: $1"
    file="$S/registry/$(echo "$2" | tr / _)"
    [ -e "$file" ] || fatal "failed to resolve reference \\\"$2\\\": $2: not found"
    cat "${DOCKER_CONFIG:-/nonexistent}/config.json" >"$S/seen-credentials" 2>/dev/null
    cp "$file" "$S/images/"
}

command="$1"
shift
case "$command" in
    info) echo "{}" ;;
    create) create "$@" ;;
    start) start "$1" ;;
    ..run) run "$1" ;;
    container) [ "$1" = inspect ] || fatal "unknown command $1"; inspect "$2" ;;
    image) [ "$1" = inspect ] || fatal "unknown command $1"; image_inspect "$2" ;;
    ps) list "$@" ;;
    kill)
        [ "$1" = --signal ] || fatal "unknown flag: $1"
        container "$3"
        running "$found" || fatal "container $3 is not running"
        if [ "$2" = KILL ]; then kill -s KILL -- "-$(cat "$found/pid")"; else kill -s "$2" "$(cat "$found/pid")"; fi ;;
    rm) remove "$@" ;;
    wait)
        container "$1"
        while [ -d "$found" ] && [ ! -e "$found/exit" ]; do sleep 0.05; done
        cat "$found/exit" 2>/dev/null || echo 0 ;;
    logs) logs "$@" ;;
    pull) pull "$@" ;;
    *) fatal "unknown command $command" ;;
esac

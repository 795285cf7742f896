#!/usr/bin/env bash
# More of the tests of MQTT than `cargo test` runs.
#
# First, for longer, consumers that are killed, with the embedded broker; it keeps to its window of unacknowledged messages, so
# what is repeated has a bound. Then everything with mosquitto instead: each test starts its own, on a free port of this machine,
# with its sessions in a temporary directory, and kills it with SIGKILL and starts it again where that is what it tests.
#
# STREAMZ_KILLS, STREAMZ_MESSAGES and STREAMZ_SEED say how often, how many, and what the chance is.
# Installs mosquitto if it is missing. What could not be run is said by name.
set -euo pipefail
cd "$(dirname "$0")/../.."
PATH=$PATH:/usr/sbin:/usr/local/sbin

kill_consumers() {
    STREAMZ_KILLS=${STREAMZ_KILLS:-50} STREAMZ_MESSAGES=${STREAMZ_MESSAGES:-20000} \
        cargo test -p streamz-broker-tests --test mqtt violence -- --nocapture
}

kill_consumers

if ! command -v mosquitto >/dev/null && command -v apt-get >/dev/null; then
    # It must not be started as a service.
    export RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends mosquitto >/dev/null || true
fi
if ! STREAMZ_MOSQUITTO=$(command -v mosquitto); then
    echo "MQTT against mosquitto: NOT RUN, there is no mosquitto to be had"
    exit 0
fi
export STREAMZ_MOSQUITTO
mosquitto -h | head -n 1 || true
cargo test -p streamz-broker-tests --test mqtt
kill_consumers

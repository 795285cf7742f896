#!/usr/bin/env bash
# The tests of MQTT against mosquitto instead of the embedded broker; each starts its own, on a free port of this machine, with
# its sessions in a temporary directory, kills it with SIGKILL and starts it again where that is what it tests. Then the
# consumer that is killed, for longer.
#
# Installs mosquitto if it is missing. What could not be run is said by name.
set -euo pipefail
cd "$(dirname "$0")/../.."
PATH=$PATH:/usr/sbin:/usr/local/sbin

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
STREAMZ_KILLS=${STREAMZ_KILLS:-50} STREAMZ_MESSAGES=${STREAMZ_MESSAGES:-100000} STREAMZ_SEED=${STREAMZ_SEED:-1} \
    cargo test -p streamz-broker-tests --test mqtt violence -- --nocapture

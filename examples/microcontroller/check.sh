#!/usr/bin/env bash
# Builds the monitor for every target, runs it there, and compares what comes out and what it costs with `expected/`.
#
#   check.sh            compares
#   check.sh --write    writes the figures anew; what comes out is never written, it is the same everywhere
#
# Needs rustup and, to run firmware, qemu-system-arm (the Debian package of that name); what is missing is said by name.
set -euo pipefail
# The last command of a pipe may set `failed`.
shopt -s lastpipe
cd "$(dirname "$0")"
export CARGO_TARGET_DIR=$PWD/target

write=${1:-}
boards=(thumbv7m-none-eabi thumbv7em-none-eabihf)
embassy_samples=500

for target in "${boards[@]}" wasm32-unknown-unknown; do
    rustup target list --installed | grep -qx "$target" || rustup target add "$target"
done
rustup component list --installed | grep -q '^llvm-tools' || rustup component add llvm-tools
tools=$(dirname "$(find "$(rustc --print sysroot)" -name llvm-nm | head -n 1)")

compiler=$(rustc --version)
qemu=$(qemu-system-arm --version 2>/dev/null | head -n 1 | sed 's/ (.*//' || true)
[ -n "$qemu" ] || echo "microcontroller: firmware is NOT RUN: qemu-system-arm is not installed"

failed=0
fail() { echo "microcontroller $1"; failed=1; }

# same WHAT FILE: whether standard input is what is committed.
same() {
    if diff "expected/$2" - >target/difference; then
        echo "microcontroller $1: as committed: $(head -n 1 "expected/$2")"
    else
        fail "$1: comes to something else than expected/$2:"
        cat target/difference
    fi
}

# on PACKAGE TARGET: runs it in QEMU. The run ends by itself; what hangs is a failure.
on() {
    timeout 120 cargo run --quiet --release -p "$1" --target "$2" 2>"target/$1.log" || { cat "target/$1.log" >&2; return 1; }
}

# links FEATURE TARGET MESSAGE: the twin must not link, for this reason.
refuses() {
    if cargo build --quiet --release -p firmware --target "$2" --features "$1" --target-dir target/twins 2>target/twin.log; then
        fail "$2: the twin $1 was NOT caught"
    elif grep -q "$3" target/twin.log; then
        echo "microcontroller $2: the twin $1 does not link: $(grep -om1 "$3" target/twin.log)"
    else
        fail "$2: the twin $1 fails for another reason:"
        cat target/twin.log
    fi
}

# What the linked firmware takes, and what the functions of an event take of the stack.
sizes() {
    local elf=target/$1/release/firmware object
    echo "$compiler"
    "$tools/llvm-size" "$elf" | awk 'NR == 2 { print "text " $1; print "data " $2; print "bss " $3 }'
    "$tools/llvm-nm" --demangle --print-size --radix=d "$elf" | awk '
        / monitor::simulation::take/ { print "code of take", $2 + 0 }
        /::poll_at/ && !/<&mut / { print "code of poll_at", $2 + 0 }' | sort
    # Without its fingerprint the object is made anew, and there is only one.
    rm -rf "target/stack/$1/release"/{.fingerprint/firmware-*,deps/firmware-*}
    RUSTC_BOOTSTRAP=1 cargo rustc --quiet --release -p firmware --target "$1" --target-dir target/stack -- \
        --emit=obj -Z emit-stack-sizes
    object=$(find "target/stack/$1/release/deps" -name 'firmware-*.o' | head -n 1)
    "$tools/llvm-readobj" --stack-sizes --demangle "$object" | awk '
        /Functions:/ { name = "" }
        /Functions: \[firmware::__cortex_m_rt_main\]/ { name = "main" }
        /Functions: \[monitor::simulation::take/ { name = "take" }
        /::poll_at\]/ && !/\[<&mut / { name = "poll_at" }
        /Size:/ && name { print name, $2 }' | while read -r name bytes; do
        echo "stack of $name $((bytes))"
    done | sort
}

# figures FILE HEADER: compares the figures on standard input with what is committed, if that has the same HEADER lines: the
# tools it was made with.
figures() {
    local file=expected/$1 made head over
    made=$(cat)
    head=$(head -n "$2" <<<"$made")
    [ "$write" != --write ] || echo "$made" >"$file"
    if [ "$(head -n "$2" "$file")" != "$head" ]; then
        echo "microcontroller: $file is NOT COMPARED, it is not of these tools ($(paste -sd' ' <<<"$head"))"
        return
    fi
    # A figure is the last word of its line.
    over=$(awk -v skip="$2" '
        FNR <= skip { next }
        { figure = $NF; sub(/ [^ ]*$/, "") }
        FNR == NR { committed[$0] = figure; next }
        !($0 in committed) { print $0 ": is not committed"; next }
        figure + 0 > committed[$0] + 0 { print $0 ": " figure " instead of " committed[$0] }
        { delete committed[$0] }
        END { for (name in committed) print name ": is missing" }' "$file" - <<<"$made")
    if [ -n "$over" ]; then
        fail "$file: if this is wanted, commit the output of --write:"
        echo "$over"
    else
        echo "microcontroller: no more than $file: $(tail -n +"$(($2 + 1))" <<<"$made" | paste -sd, | sed 's/,/, /g')"
    fi
}

mkdir -p target
cargo run --quiet --release -p host | same "on this machine" simulated.run
cargo run --quiet --release -p host "$embassy_samples" | same "on this machine, $embassy_samples samples" embassy.run

cargo build --quiet --release -p wasm --target wasm32-unknown-unknown
if command -v node >/dev/null; then
    node wasm/run.mjs target/wasm32-unknown-unknown/release/wasm.wasm | same "wasm32-unknown-unknown" simulated.run
else
    echo "microcontroller wasm32-unknown-unknown: NOT RUN: node is not installed"
fi

for target in "${boards[@]}"; do
    cargo build --quiet --release -p firmware -p embassy --target "$target"
    echo "microcontroller $target: links without an allocator and without a way to panic"
    refuses can-panic "$target" 'undefined symbol: MONITOR_CAN_PANIC'
    refuses can-allocate "$target" 'no global memory allocator'
    sizes "$target" | figures "$target.size" 1
    [ -n "$qemu" ] || continue
    if out=$(on firmware "$target"); then
        head -n 1 <<<"$out" | same "$target" simulated.run
        { printf '%s\n%s\n' "$compiler" "$qemu"; sed -n '2s/ /\n/gp' <<<"$out" | tr = ' '; } | figures "$target.cost" 2
    else
        fail "$target: the firmware did not end well"
    fi
    if out=$(on embassy "$target"); then
        same "$target, embassy" embassy.run <<<"$out"
    else
        fail "$target: the firmware with embassy did not end well"
    fi
done
exit $failed

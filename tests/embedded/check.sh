#!/usr/bin/env bash
# Builds the pipelines of this package for microcontrollers and reads off the undefined symbols that they can neither
# panic nor allocate; then the negative twins, which must be caught by the same reading.
set -euo pipefail
cd "$(dirname "$0")"

targets=(thumbv7em-none-eabihf thumbv6m-none-eabi)
nm=$(find "$(rustc --print sysroot)" -name llvm-nm | head -n 1)
[ -n "$nm" ] || { echo "embedded: llvm-nm is missing: rustup component add llvm-tools"; exit 1; }

# undefined TARGET [FEATURE]: what the object file of that build still needs from elsewhere.
undefined() {
    local dir=target/check-${2:-clean}
    mkdir -p target
    rm -rf "$dir/$1/release/deps"
    cargo rustc --quiet --release --lib --target "$1" --target-dir "$dir" ${2:+--features "$2"} -- --emit=obj 2>"$dir.log" || true
    local object
    object=$(find "$dir/$1/release/deps" -name 'streamz_embedded*.o' 2>/dev/null | head -n 1)
    if [ -z "$object" ]; then
        # The twin that allocates does not even link: there is no allocator.
        grep -q 'no global memory allocator' "$dir.log" && echo "no global memory allocator" && return
        echo "nothing was built:"
        cat "$dir.log"
        return
    fi
    "$nm" --undefined-only "$object" | awk '{print $NF}' | sort
}

# Arithmetic that the target has no instruction for, and copies of memory: no way to fail.
harmless='^(__aeabi_(u?idiv(mod)?|[lu]l?mul|f.*|d.*|u?l.*|i2.*|ui2.*|memcpy[48]?|memmove[48]?|memclr[48]?|memset[48]?)|memcpy|memmove|memset|__[a-z]+[sdt]i[0-9]|__clz[sd]i2)$'

failed=0
for target in "${targets[@]}"; do
    needs=$(undefined "$target" | grep -vE "$harmless" || true)
    if [ -n "$needs" ]; then
        echo "embedded $target: needs what it must not: $needs"
        failed=1
    else
        echo "embedded $target: no allocator, no way to panic"
    fi
    for twin in can-panic can-allocate; do
        needs=$(undefined "$target" "$twin" | grep -vE "$harmless" || true)
        if [ -z "$needs" ]; then
            echo "embedded $target: the twin $twin was NOT caught"
            failed=1
        else
            echo "embedded $target: the twin $twin is caught: $(head -n 1 <<<"$needs")"
        fi
    done
done
exit $failed

#!/usr/bin/env bash
# Builds the pipelines of this package for microcontrollers and reads off the undefined symbols that they can neither
# panic nor allocate; then the negative twins, which must be caught by the same reading. Pipelines with asynchronous closures
# are read by themselves: the one way to panic that is left in them is the compiler's, and must stay the only one.
set -euo pipefail
cd "$(dirname "$0")"

targets=(thumbv7em-none-eabihf thumbv6m-none-eabi)
nm=$(find "$(rustc --print sysroot)" -name llvm-nm | head -n 1)
objdump=${nm%llvm-nm}llvm-objdump
[ -n "$nm" ] || { echo "embedded: llvm-nm is missing: rustup component add llvm-tools"; exit 1; }

# object TARGET [FEATURES]: the object file of that build; nothing if there is none.
object() {
    local dir=target/check-${2:-clean}
    mkdir -p target
    rm -rf "$dir/$1/release/deps"
    cargo rustc --quiet --release --lib --target "$1" --target-dir "$dir" ${2:+--features "$2"} -- --emit=obj 2>"$dir.log" || true
    find "$dir/$1/release/deps" -name 'streamz_embedded*.o' 2>/dev/null | head -n 1
}

# undefined TARGET [FEATURES]: what that object file still needs from elsewhere.
undefined() {
    local object
    object=$(object "$@")
    if [ -z "$object" ]; then
        # The twin that allocates does not even link: there is no allocator.
        grep -q 'no global memory allocator' "target/check-${2:-clean}.log" && echo "no global memory allocator" && return
        echo "nothing was built:"
        cat "target/check-${2:-clean}.log"
        return
    fi
    "$nm" --undefined-only "$object" | awk '{print $NF}' | sort
}

# panics TARGET FEATURES: which functions of that object file begin a panic, by name.
panics() {
    local object
    object=$(object "$@")
    [ -n "$object" ] || { echo "nothing was built"; return; }
    "$objdump" -d -r --demangle "$object" | awk '
        /^[0-9a-f]+ <.*>:$/ { sub(/^[0-9a-f]+ </, ""); sub(/>:$/, ""); name = $0; next }
        /R_ARM.*(panic_fmt|rust_begin_unwind|PIPELINE_CAN_PANIC)/ { print name }' |
        grep -vxE 'core::panicking::panic_fmt|.*rust_begin_unwind' | sort -u
}

# Arithmetic that the target has no instruction for, and copies of memory: no way to fail.
harmless='^(__aeabi_(u?idiv(mod)?|[lu]l?mul|f.*|d.*|u?l.*|i2.*|ui2.*|memcpy[48]?|memmove[48]?|memclr[48]?|memset[48]?)|memcpy|memmove|memset|__[a-z]+[sdt]i[0-9]|__clz[sd]i2)$'

failed=0

# caught WHAT LINE TEXT: a twin must be caught by that line of the text, not by being broken in some other way.
caught() {
    if grep -qxF "$2" <<<"$3"; then
        echo "embedded $1 is caught: $2"
    else
        echo "embedded $1 was NOT caught: $3"
        failed=1
    fi
}

for target in "${targets[@]}"; do
    needs=$(undefined "$target" | grep -vE "$harmless" || true)
    if [ -n "$needs" ]; then
        echo "embedded $target: needs what it must not: $needs"
        failed=1
    else
        echo "embedded $target: no allocator, no way to panic"
    fi
    caught "$target: the twin can-panic" PIPELINE_CAN_PANIC "$(undefined "$target" can-panic)"
    caught "$target: the twin can-allocate" 'no global memory allocator' "$(undefined "$target" can-allocate)"
    resumed=core::panicking::panic_const::panic_const_async_fn_resumed
    found=$(panics "$target" async-closures || true)
    if [ "$found" = "$resumed" ]; then
        echo "embedded $target: asynchronous closures: no way to panic but the compiler's check that none is resumed when done"
    else
        echo "embedded $target: asynchronous closures: can panic in what must not: $found"
        failed=1
    fi
    caught "$target: the twin of it that can panic" core::panicking::panic_bounds_check \
        "$(panics "$target" async-closures,can-panic)"
done
exit $failed

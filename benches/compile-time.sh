#!/usr/bin/env bash
# What pipelines add to `cargo check`: the processor time of rustc on a small crate with and without one.
# Prints a line for each shape and fails where one is over its goal.
set -euo pipefail
# Each check from scratch: what is measured is not what rustc remembers.
export CARGO_INCREMENTAL=0
root=$(cd "$(dirname "$0")/.." && pwd)
work=$root/target/compile-time
mkdir -p "$work/src"

cat >"$work/Cargo.toml" <<EOF
[workspace]
[package]
name = "compile-time"
version = "0.0.0"
edition = "2024"
[dependencies]
streamz = { path = "$root" }
EOF

# cpu: the best of three, in hundredths of a second of user and system time, of checking src/main.rs.
cpu() {
    local best=999999 round
    for round in 1 2 3; do
        touch "$work/src/main.rs"
        local spent
        spent=$( { TIMEFORMAT='%U %S'; time cargo check --quiet --manifest-path "$work/Cargo.toml" 2>/dev/null; } 2>&1 |
            awk '{ printf "%d", ($1 + $2) * 100 }')
        [ "$spent" -lt "$best" ] && best=$spent
    done
    echo "$best"
}

program() {
    cat >"$work/src/main.rs" <<EOF
use streamz::prelude::*;
#[inline(never)] fn f(x: u64) -> u64 { x.rotate_left(3) }
fn main() {
    let mut total = 0u64;
    let mut p = pipeline!(|s0: u64| { $1 });
    p.emit(f(1));
    drop(p);
    println!("{total}");
}
EOF
}

# The same for rows of a frame.
frame_program() {
    cat >"$work/src/main.rs" <<EOF
#![allow(unused_imports)]
use core::{cell::Cell, time::Duration};
use streamz::frame::{Frame, Median, Rows, Table, Timestamp};
use streamz::prelude::*;
#[derive(Frame)]
struct Trade { #[frame(index)] at: Timestamp, symbol: String, price: f64, volume: i64 }
fn main() {
    let total = Cell::new(0.0);
    let add = |x: f64| total.set(total.get() + x);
    let mut p = pipeline!(|trades: &Table<Trade>| { $1 });
    p.emit(&Table::new());
    drop(p);
    println!("{}", total.get());
}
EOF
}

# Thirty operations as people write them, the last of each branch included.
analysis() {
    cat <<EOF
let trades = trades.frame();
let costly = trades
    .filter(|row| row.price > 1.0)
    .assign(cost = |row| row.price * row.volume as f64)
    .assign(share = |row| row.cost / 100.0)
    .filter(|row| row.share > 0.5);
costly.rolling(20).std(|row| row.cost).map(|std| std * 2.0).sink(|rows| rows.each(|_, std| add(std)));
costly.window(Duration::from_secs(60)).groupby(|row| row.symbol).mean(|row| row.share)
    .sink(|rows| rows.each(|_, mean| add(mean)));
costly.groupby(|row| row.symbol).rolling(10).min_periods(1).max(|row| row.cost)
    .sink(|rows| rows.each(|_, max| add(max)));
costly.rolling(Duration::from_secs(5)).beside(|row| row.price, Median::new())
    .filter(|(row, median)| row.price > median).sum(|(row, median)| row.price - median).sink(&add);
trades.cumsum(|row| row.volume).map(|sum| sum as f64).sink(|rows| rows.each(|_, sum| add(sum)));
trades.window(1000).var(|row| row.price).sink(&add);
trades.tail(3).sink(|rows| rows.each(|_, row| add(row.price)));
EOF
}

# One chain of thirty row operations, each closure seeing what those before it made of the row.
row_operations() {
    local i
    printf 'trades.frame()'
    for ((i = 0; i < 6; i++)); do
        printf '.filter(|row| row.price > %d.0)' "$i"
        printf '.assign(a%d = |row| row.price * %d.0)' "$i" "$i"
        printf '.filter(|row| row.a%d > 1.0)' "$i"
        printf '.set_index(|row| row.volume + %d)' "$i"
        printf '.assign(b%d = |row| row.a%d + row.price)' "$i" "$i"
    done
    printf '.sum(|row| row.b5).sink(&add);'
}

chain() { local i; printf 's0'; for ((i = 0; i < $1; i++)); do printf '.map(|x| f(x) ^ %d)' "$i"; done; printf '.sink(|x| total ^= x);'; }

# A mixture as people write it: windows, filters, joins, branches.
mixture() {
    local i
    for ((i = 0; i < $1 / 5; i++)); do
        printf 'let a%d = s%d.map(|x| f(x)); let w%d = s%d.sliding_window(4).map(|w| w.iter().sum::<u64>());' $i $i $i $i
        printf 'let s%d = a%d.zip(w%d).map(|(a, w)| a ^ w);' $((i + 1)) $i $i
    done
    printf 's%d.sink(|x| total ^= x);' "$(($1 / 5))"
}

diamonds() {
    local i
    for ((i = 0; i < $1; i++)); do
        printf 'let l%d = s%d.map(|x| f(x)); let r%d = s%d.map(|x| x + 1); let s%d = l%d.zip(r%d).map(|(l, r)| l ^ r);' \
            $i $i $i $i $((i + 1)) $i $i
    done
    printf 's%d.sink(|x| total ^= x);' "$1"
}

program 's0.sink(|x| total ^= x);'
cargo check --quiet --manifest-path "$work/Cargo.toml"
base=$(cpu)

failed=0
# shape NAME GOAL BODY [PROGRAM]: seconds are hundredths here.
shape() {
    "${4:-program}" "$3"
    # What does not compile takes no time.
    cargo check --quiet --manifest-path "$work/Cargo.toml"
    local spent
    spent=$(($(cpu) - base))
    printf '%-38s %3d.%02d s of CPU (goal: at most %d.%02d)\n' "$1" $((spent / 100)) $((spent % 100)) $(($2 / 100)) $(($2 % 100))
    [ "$spent" -le "$2" ] || failed=1
}

shape "50 nodes: windows, zips, maps" 50 "$(mixture 50)"
shape "chain of 200 maps" 200 "$(chain 200)"
shape "20 diamonds in a row" 200 "$(diamonds 20)"
shape "frame: 30 operations, as written" 500 "$(analysis)" frame_program
shape "frame: 30 filters, assigns, set_index" 500 "$(row_operations)" frame_program

program "$(chain 500)"
# 500 maps and a sink are one operator too many: our own message, not rustc's end.
message=$(cargo check --quiet --manifest-path "$work/Cargo.toml" 2>&1 || true)
if grep -q 'a pipeline has at most 500 operators' <<<"$message"; then
    echo "501 operators: our own error says so"
else
    echo "501 operators: no error of ours"
    failed=1
fi
program "$(chain 499)"
if cargo check --quiet --manifest-path "$work/Cargo.toml" 2>/dev/null; then
    echo "500 operators: compiles"
else
    echo "500 operators: does NOT compile"
    failed=1
fi
program "$(diamonds 100)"
if cargo check --quiet --manifest-path "$work/Cargo.toml" 2>/dev/null; then
    echo "100 joins in a row: compiles"
else
    echo "100 joins in a row: does NOT compile"
    failed=1
fi
exit $failed

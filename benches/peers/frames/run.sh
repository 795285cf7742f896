#!/usr/bin/env bash
# Pipelines on frames beside polars, pandas, bottleneck and Python's streamz: tables on the standard output, some ten minutes.
# Needs python3 with venv, Rust and a network the first time; words name the operations wanted, options are those of compare.py.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
venv=$root/target/peers-frames

# One thread each: otherwise libraries count the processors of whoever runs this.
export POLARS_MAX_THREADS=1 OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 NUMEXPR_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
cargo build --quiet --release --manifest-path "$root/Cargo.toml" -p streamz-benches --bin frames
frames=${CARGO_TARGET_DIR:-$root/target}/release/frames
exec "$venv/bin/python" "$here/compare.py" "$frames" --raw "$root/target/peers-frames/figures.json" "$@"

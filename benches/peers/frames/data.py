"""The rows, the same as `benches/src/bin/frames/data.rs` makes."""

import numpy as np

KEYS = 1_000
APART_NS = 10_000


def _splitmix(rows):
    """64 well-mixed bits for each row."""
    with np.errstate(over="ignore"):
        z = np.arange(1, rows + 1, dtype=np.uint64) * np.uint64(0x9E37_79B9_7F4A_7C15)
        z = (z ^ z >> np.uint64(30)) * np.uint64(0xBF58_476D_1CE4_E5B9)
        z = (z ^ z >> np.uint64(27)) * np.uint64(0x94D0_49BB_1331_11EB)
        return z ^ z >> np.uint64(31)


def columns(rows):
    """The columns as arrays: `at` in nanoseconds, `key`, `name` and `x`, a random walk."""
    bits = _splitmix(rows)
    unit = (bits >> np.uint64(11)).astype(np.float64) / float(1 << 53)
    gaps = (bits >> np.uint64(32)) % np.uint64(19)
    key = (bits % np.uint64(KEYS)).astype(np.int64)
    names = np.array([f"key {key:04}" for key in range(KEYS)], dtype=object)
    return {
        "at": np.cumsum(1_000 + gaps * np.uint64(1_000)).astype(np.int64),
        "key": key,
        "name": names[key],
        "x": np.cumsum(unit - 0.5),
    }

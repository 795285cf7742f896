"""The five workloads in Python streamz, one event at a time: CPU nanoseconds per event.

    pip install streamz==0.6.6
    python streamz_peers.py [--rounds N] [--peers BINARY]

Prints rows for the `single` table of `peers table`. With --peers, every result is first compared with the checksum that
this program, the Rust benchmark, finds for the same events.
"""

import argparse
import struct
import subprocess
import time
from collections import deque
from importlib.metadata import version

from streamz import Stream

MASK = (1 << 64) - 1
WINDOW = 64
EVENTS = 20_000
CHECKED_EVENTS = 3_000


def splitmix(index):
    z = (index + 1) * 0x9E37_79B9_7F4A_7C15 & MASK
    z = (z ^ z >> 30) * 0xBF58_476D_1CE4_E5B9 & MASK
    z = (z ^ z >> 27) * 0x94D0_49BB_1331_11EB & MASK
    return z ^ z >> 31


def price(index):
    return float(splitmix(index) >> 44)


def trade(index):
    random = splitmix(index)
    return (random & 0xFFFF_FFFF) * 1000 >> 32, float(random >> 44)


def maps(source):
    return (
        source.map(lambda x: x + 0.3)
        .map(lambda x: x * 1.7)
        .map(lambda x: x + 2.9)
        .map(lambda x: x * 0.6)
        .map(lambda x: x + 5.1)
        .map(lambda x: x * 1.3)
        .map(lambda x: x + 0.7)
        .map(lambda x: x * 0.9)
        .map(lambda x: x + 4.3)
        .map(lambda x: x * 1.1)
    )


def scan(source):
    halved = source.map(lambda x: x * 0.5)
    return halved.filter(lambda x: x >= 131072.0).accumulate(lambda total, x: total + x, start=0.0)


def window(source):
    """The running sum of the other peers, as a stateful accumulation."""

    def push(state, x):
        ring, total = state
        total += x - ring[0]
        ring.append(x)
        return (ring, total), total / WINDOW

    # Every mean is computed, and those of a window that is not full yet are cut off, as elsewhere.
    start = (deque([0.0] * WINDOW, WINDOW), 0.0)
    return source.accumulate(push, start=start, returns_state=True).slice(start=WINDOW - 1)


def native_window(source):
    """The window that streamz has: a tuple of 64 for each event, summed anew."""
    return source.sliding_window(WINDOW, return_partial=False).map(lambda xs: sum(xs) / WINDOW)


def diamond(source):
    left = source.map(lambda x: x * 0.25)
    right = source.map(lambda x: x + 3.0)
    return left.zip(right).map(lambda pair: pair[0] + pair[1])


def keyed(source):
    means = {}

    def push(item):
        key, x = item
        total, count = means.get(key, (0.0, 0))
        total += x
        count += 1
        means[key] = total, count
        return total / count

    return source.map(push)


ROWS = {
    f"streamz {version('streamz')} (Python)": {
        "a": (maps, price),
        "b": (scan, price),
        "c": (window, price),
        "d": (diamond, price),
        "e": (keyed, trade),
    },
    "streamz (Python), native": {"c": (native_window, price)},
}


def run(build, events, sink):
    """CPU nanoseconds of all the emits; the graph and the events exist before the clock is read."""
    source = Stream()
    build(source).sink(sink)
    emit = source.emit
    start = time.process_time_ns()
    for event in events:
        emit(event)
    return time.process_time_ns() - start


def checksum(outputs):
    return sum(struct.unpack(f"<{len(outputs)}Q", struct.pack(f"<{len(outputs)}d", *outputs))) & MASK


def check(letter, build, event, peers):
    outputs = []
    run(build, [event(index) for index in range(CHECKED_EVENTS)], outputs.append)
    run_of = ["--peer", "hand", "--case", letter, "--mode", "bulk", "--events", str(CHECKED_EVENTS), "--checksum"]
    expected = int(subprocess.run([peers, *run_of], check=True, capture_output=True, text=True).stdout)
    if checksum(outputs) != expected:
        raise SystemExit(f"streamz {letter}: checksum {checksum(outputs)}, the hand loop has {expected}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", help="the Rust benchmark, to compare checksums with")
    arguments = parser.parse_args()

    print("| peer | a | b | c | d | e | allocations per event |")
    print("|---|---|---|---|---|---|---|")
    for name, cases in ROWS.items():
        cells = [cell(letter, cases, arguments) for letter in "abcde"]
        print(f"| {name} | {' | '.join(cells)} | – |")


def cell(letter, cases, arguments):
    if letter not in cases:
        return "–"
    build, event = cases[letter]
    if arguments.peers:
        check(letter, build, event, arguments.peers)
    events = [event(index) for index in range(EVENTS)]
    best = min(run(build, events, lambda _: None) for _ in range(arguments.rounds))
    return f"– [{best / EVENTS:,.0f}]"


if __name__ == "__main__":
    main()

"""Pipelines on frames beside polars, pandas, bottleneck and Python's streamz, in one run, as tables in Markdown.

    python compare.py FRAMES [--rounds N] [--seconds S] [WORD ...]

FRAMES is the Rust program; words name the operations wanted. Started by `run.sh`. All take turns, each has one thread, and what
counts is the processor's time in the best of the rounds. Results are compared before anything is measured.
"""

import argparse
import json
import sys

import measure
import table
from data import columns
from operations import BATCHES, OPERATIONS
from peers import PEERS

ROWS = 1_000_000
OURS = "pipeline"

# What is asked of one row at a time, and of longer and longer windows.
LATENCY_OF = ("sum", "min", "std", "median")
LATENCY_WINDOWS = (100, 10_000, 1_000_000)
GROWTH_WINDOWS = (100, 1_000, 10_000, 100_000, 1_000_000)
GROWTH_BATCH = 10_000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("frames", help="the Rust program")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=0.1, help="for each of a round")
    parser.add_argument("--raw", help="a file for the figures as JSON")
    parser.add_argument("words", nargs="*")
    arguments = parser.parse_intermixed_args()
    ours = measure.Ours(arguments.frames)
    wanted = [one for one in OPERATIONS if not arguments.words or one.name in arguments.words]
    rows = columns(ROWS)

    for operation in wanted:
        for window in operation.windows:
            measure.check(ours, operation, window, rows)

    cells = {}
    for operation in wanted:
        for window in operation.windows:
            for batch in BATCHES:
                print(f"{operation.name}, window {window}, batch {batch}", file=sys.stderr)
                cells[operation.name, window, batch] = cell(ours, operation, window, batch, rows, arguments)
    print(table.ratios(wanted, cells, OURS))
    print(table.times(wanted, cells, OURS, (10_000, 1_000_000)))

    latencies = {
        (operation, window): percentiles(ours, operation, window, arguments.rounds)
        for operation in LATENCY_OF
        for window in LATENCY_WINDOWS
    }
    print(table.latencies(LATENCY_OF, LATENCY_WINDOWS, latencies))
    growth = {
        (operation, window): min(
            ours.speed(operation, window, GROWTH_BATCH, 3 * arguments.seconds) for _ in range(arguments.rounds)
        )
        for operation in LATENCY_OF
        for window in GROWTH_WINDOWS
    }
    print(table.growth(LATENCY_OF, GROWTH_WINDOWS, growth))
    if arguments.raw:
        with open(arguments.raw, "w") as file:
            json.dump([{"of": list(key), "ns": value} for key, value in cells.items()], file, indent=1)


def cell(ours, operation, window, batch, rows, arguments):
    """Nanoseconds for a row of each library."""
    best = {}
    for _ in range(arguments.rounds):
        found = {OURS: ours.speed(operation.name, window, batch, arguments.seconds)}
        for peer in PEERS:
            found[peer] = measure.speed(peer, operation.name, window, batch, rows, arguments.seconds)
        for name, nanos in found.items():
            if nanos is not None:
                best[name] = min(nanos, best.get(name, nanos))
    return best


def percentiles(ours, operation, window, rounds):
    """The least p50, p99 and p99.9 of the rounds."""
    return [min(column) for column in zip(*(ours("latency", operation, window) for _ in range(rounds)))]


if __name__ == "__main__":
    main()

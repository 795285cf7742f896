"""How long rows take, and whether everybody has the same results."""

import math
import subprocess
import time

import peers

CHECKED_ROWS = 20_000
CHECKED_BATCH = 100

# Calls that are timed at once, by the rows of a batch: the clock would be too coarse for one.
CALLS = {1: 50, 100: 20, 10_000: 5, 1_000_000: 1}


class Ours:
    """The Rust program."""

    def __init__(self, program):
        self._program = program

    def __call__(self, *words):
        words = [str(word) for word in words]
        answer = subprocess.run([self._program, *words], check=True, capture_output=True, text=True).stdout
        return [float(word) for word in answer.split()]

    def speed(self, operation, window, batch, seconds):
        [nanos] = self("speed", operation, window, batch, round(seconds * 1e3))
        return nanos

    def last(self, operation, window):
        [value] = self("check", operation, window, CHECKED_ROWS)
        return value


def piece(rows, first, last):
    return {name: column[first:last] for name, column in rows.items()}


def last(peer, operation, window, rows):
    """The last result of the first rows, in batches; None where the peer has no such operation."""
    stream = peers.start(peer, operation, window, 1 if peer == "streamz" else CHECKED_BATCH)
    if stream is None:
        return None
    for first in range(0, CHECKED_ROWS, CHECKED_BATCH):
        results = stream.feed(stream.prepare(piece(rows, first, first + CHECKED_BATCH)))
    return float(stream.last(results))


def check(ours, operation, window, rows):
    """Ends the program unless all have the same last result."""
    expected = ours.last(operation.name, window)
    for peer in peers.PEERS:
        found = last(peer, operation.name, window, rows)
        tolerance = 1e-6 if peer == "streamz" or peer in operation.inaccurate else 1e-9
        if found is not None and not math.isclose(found, expected, rel_tol=tolerance):
            raise SystemExit(f"{operation.name}, window {window}: {peer} has {found!r}, the pipeline {expected!r}")


def speed(peer, operation, window, batch, rows, seconds):
    """Nanoseconds of the processor's time for a row: the least of many stretches; None if there is no such operation."""
    if peers.start(peer, operation, window, batch) is None:
        return None
    length = len(rows["x"])
    # A batch of a million is the whole array, for which nothing has to be kept.
    warm = 0 if batch == max(CALLS) else max(window, 1)
    calls = min(CALLS[batch], (length - warm) // batch)
    best, spent = math.inf, 0
    first = warm
    stream = None
    while spent < seconds * 1e9:
        if stream is None or first + calls * batch > length or warm == 0:
            # The index of the rows must not go back.
            stream, first = peers.start(peer, operation, window, batch), warm
            if warm:
                stream.feed(stream.prepare(piece(rows, 0, warm)))
        places = range(first, first + calls * batch, batch)
        batches = [stream.prepare(piece(rows, place, place + batch)) for place in places]
        first += calls * batch
        feed = stream.feed
        start = time.process_time_ns()
        for one in batches:
            feed(one)
        taken = time.process_time_ns() - start
        spent += taken
        best = min(best, taken / (calls * batch))
    return best

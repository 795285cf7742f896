"""What is measured, and how far ahead of the best accurate peer it should be."""

from dataclasses import dataclass

WINDOWS = (100, 10_000)
BATCHES = (1, 100, 10_000, 1_000_000)

# At one row a batch, how many times the rows of Python's streamz.
ALONE = 10_000


@dataclass(frozen=True)
class Operation:
    name: str
    # How many times the rows a second of the best accurate peer; None where there is no goal.
    goal: float | None
    # Lengths of windows in rows; windows of time hold that many in the mean. (0,) where there is no window.
    windows: tuple = WINDOWS
    # Peers whose results are wrong after large values: bare sums that rows are added to and taken from.
    inaccurate: tuple = ()


DRIFTING = ("bottleneck",)

OPERATIONS = (
    Operation("sum", 7, inaccurate=DRIFTING),
    Operation("mean", 7, inaccurate=DRIFTING),
    Operation("min", 10),
    Operation("max", 10),
    Operation("var", 6, inaccurate=DRIFTING),
    Operation("std", 6, inaccurate=DRIFTING),
    Operation("median", 3),
    Operation("quantile", 3),
    Operation("time sum", 3),
    Operation("time min", 3),
    Operation("cumsum", 5, windows=(0,)),
    Operation("cummax", 5, windows=(0,)),
    Operation("ewm mean", None, windows=(0,)),
    Operation("group mean", 3, windows=(0,)),
    Operation("group mean, str", 3, windows=(0,)),
    Operation("x*2+1", None, windows=(0,)),
)

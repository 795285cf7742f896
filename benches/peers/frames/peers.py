"""How each library does the operations on a stream of batches.

A peer keeps the last rows that windows still need, appends the batch, computes anew, and takes what belongs to the batch. Of
one row, where that is cheaper, it computes only the aggregate of the window.

`start(operation, window, batch)` gives a stream: `prepare(rows)` cuts rows into what `feed` takes, `feed(batch)` gives the
results of a batch, or None where the library has no such operation.
"""

import bottleneck
import numpy as np
import pandas as pd
import polars as pl

from data import APART_NS

ALPHA = 0.1
QUANTILE = 0.9


def start(peer, operation, window, batch):
    """A stream of that library, or None."""
    return PEERS[peer](operation, window, batch)


class Stream:
    """Cuts the columns that an operation needs into batches of `frame`s."""

    def __init__(self, columns, frame, step, last):
        self._columns = columns
        self._frame = frame
        self.feed = step
        # The last result of what `feed` gives.
        self.last = last

    def prepare(self, rows):
        return self._frame({name: rows[name] for name in self._columns})


def span(window):
    return f"{APART_NS * window // 1_000}us"


# polars


def polars_stream(operation, window, batch):
    column = lambda rows: pl.Series("x", rows["x"])
    if operation.startswith("group mean"):
        key = "name" if operation.endswith("str") else "key"
        return Stream((key, "x"), pl.DataFrame, polars_groups(key), lambda table: table.sort(key)["mean"][-1])
    if operation.startswith("time "):
        step = polars_time(operation, window)
        frame = lambda rows: pl.DataFrame({"at": pl.Series(rows["at"]).cast(pl.Datetime("ns")), "x": rows["x"]})
        return Stream(("at", "x"), frame, step, lambda results: results[-1])
    rolling = {
        "sum": lambda x: x.rolling_sum(window),
        "mean": lambda x: x.rolling_mean(window),
        "min": lambda x: x.rolling_min(window),
        "max": lambda x: x.rolling_max(window),
        "var": lambda x: x.rolling_var(window),
        "std": lambda x: x.rolling_std(window),
        "median": lambda x: x.rolling_median(window),
        "quantile": lambda x: x.rolling_quantile(QUANTILE, "linear", window),
    }
    alone = {
        "quantile": lambda x: x.quantile(QUANTILE, "linear"),
        **{name: lambda x, name=name: getattr(x, name)() for name in rolling if name != "quantile"},
    }
    if operation in rolling:
        concat = lambda kept, x: pl.concat([kept, x], rechunk=True)
        tail = lambda x, rows: x.tail(rows)
        one = lambda value: [value]
        step = keep_rows(rolling[operation], alone[operation], window, batch, column({"x": np.empty(0)}), concat, tail, one)
        return Stream(("x",), column, step, lambda results: results[-1])
    step = {
        "cumsum": lambda: carried(lambda x, total: x.cum_sum() + total, 0.0),
        "cummax": lambda: carried(lambda x, most: x.cum_max().clip(lower_bound=most), -np.inf),
        "ewm mean": lambda: weighted(lambda x: x.ewm_mean(alpha=ALPHA, adjust=False), pl.concat, pl.Series("x", [])),
        "x*2+1": lambda: lambda x: x * 2 + 1,
    }[operation]()
    return Stream(("x",), column, step, lambda results: results[-1])


def polars_time(operation, window):
    width = span(window)
    reach = APART_NS * window
    name = f"rolling_{operation.removeprefix('time ')}_by"
    kept = None

    def step(batch):
        nonlocal kept
        frame = batch if kept is None else pl.concat([kept, batch], rechunk=True)
        results = frame.select(getattr(pl.col("x"), name)("at", window_size=width)).to_series().tail(len(batch))
        newest = frame["at"].to_physical()[-1]
        first = frame["at"].to_physical().search_sorted(newest - reach, side="right")
        kept = frame.slice(first)
        return results

    return step


def polars_groups(key):
    state = None

    def step(batch):
        nonlocal state
        part = batch.group_by(key).agg(pl.col("x").sum().alias("sum"), pl.len().cast(pl.Int64).alias("count"))
        if state is not None:
            part = pl.concat([state, part]).group_by(key).agg(pl.col("sum").sum(), pl.col("count").sum())
        state = part
        return part.select(key, (pl.col("sum") / pl.col("count")).alias("mean"))

    return step


# pandas


def pandas_stream(operation, window, batch):
    column = lambda rows: pd.Series(rows["x"], name="x")
    last = lambda results: results.iloc[-1]
    if operation.startswith("group mean"):
        key = "name" if operation.endswith("str") else "key"
        return Stream((key, "x"), pd.DataFrame, pandas_groups(key), lambda means: means.sort_index().iloc[-1])
    if operation.startswith("time "):
        frame = lambda rows: pd.Series(rows["x"], index=pd.DatetimeIndex(rows["at"]))
        return Stream(("at", "x"), frame, pandas_time(operation, window), last)
    rolling = {
        name: lambda x, name=name: getattr(x.rolling(window), name)()
        for name in ("sum", "mean", "min", "max", "var", "std", "median")
    }
    rolling["quantile"] = lambda x: x.rolling(window).quantile(QUANTILE)
    alone = {name: lambda x, name=name: getattr(x, name)() for name in rolling if name != "quantile"}
    alone["quantile"] = lambda x: x.quantile(QUANTILE)
    if operation in rolling:
        concat = lambda kept, x: pd.concat([kept, x], ignore_index=True)
        tail = lambda x, rows: x.iloc[len(x) - rows :] if rows < len(x) else x
        one = lambda value: pd.Series([value])
        step = keep_rows(rolling[operation], alone[operation], window, batch, column({"x": np.empty(0)}), concat, tail, one)
        return Stream(("x",), column, step, last)
    step = {
        "cumsum": lambda: carried(lambda x, total: x.cumsum() + total, 0.0, last),
        "cummax": lambda: carried(lambda x, most: x.cummax().clip(lower=most), -np.inf, last),
        "ewm mean": lambda: weighted(lambda x: x.ewm(alpha=ALPHA, adjust=False).mean(), pd.concat, column({"x": np.empty(0)})),
        "x*2+1": lambda: lambda x: x * 2 + 1,
    }[operation]()
    return Stream(("x",), column, step, last)


def pandas_time(operation, window):
    width = span(window)
    reach = pd.Timedelta(APART_NS * window, "ns")
    name = operation.removeprefix("time ")
    kept = None

    def step(batch):
        nonlocal kept
        x = batch if kept is None else pd.concat([kept, batch])
        results = getattr(x.rolling(width), name)().iloc[len(x) - len(batch) :]
        kept = x.iloc[x.index.searchsorted(x.index[-1] - reach, side="right") :]
        return results

    return step


def pandas_groups(key):
    state = None

    def step(batch):
        nonlocal state
        part = batch.groupby(key).x.agg(["sum", "count"])
        state = part if state is None else state.add(part, fill_value=0)
        return state["sum"] / state["count"]

    return step


# bottleneck


def bottleneck_stream(operation, window, batch):
    rolling = {
        "sum": bottleneck.move_sum,
        "mean": bottleneck.move_mean,
        "min": bottleneck.move_min,
        "max": bottleneck.move_max,
        "var": lambda x, w: bottleneck.move_var(x, w, ddof=1),
        "std": lambda x, w: bottleneck.move_std(x, w, ddof=1),
        "median": bottleneck.move_median,
    }
    alone = {
        "sum": bottleneck.nansum,
        "mean": bottleneck.nanmean,
        "min": bottleneck.nanmin,
        "max": bottleneck.nanmax,
        "var": lambda x: bottleneck.nanvar(x, ddof=1),
        "std": lambda x: bottleneck.nanstd(x, ddof=1),
        "median": bottleneck.nanmedian,
    }
    if operation not in rolling:
        return None
    # It refuses an array that is shorter than the window.
    whole = lambda x: rolling[operation](x, window) if len(x) >= window else np.full(len(x), np.nan)
    concat = lambda kept, x: np.concatenate([kept, x])
    tail = lambda x, rows: x[max(0, len(x) - rows) :]
    step = keep_rows(whole, alone[operation], window, batch, np.empty(0), concat, tail, lambda value: [value])
    return Stream(("x",), lambda rows: rows["x"], step, lambda results: results[-1])


# Python's streamz


def streamz_stream(operation, window, batch):
    if batch != 1:
        return None
    from streamz import Stream as Source
    from streamz.dataframe import DataFrame

    timed, named = operation.startswith("time "), operation.endswith("str")
    key = "name" if named else "key"
    if operation.startswith("group mean"):
        columns = (key, "x")
    else:
        columns = ("at", "x") if timed else ("x",)

    def frame(rows):
        index = pd.DatetimeIndex(rows["at"]) if timed else None
        return pd.DataFrame({name: rows[name] for name in columns if name != "at"}, index=index)

    example = frame({"at": np.zeros(1, dtype=np.int64), "key": [0], "name": [""], "x": [0.0]})
    source = Source()
    sdf = DataFrame(source, example=example)
    if operation in ("sum", "mean", "min", "max", "var", "std", "median"):
        result = getattr(sdf.x.rolling(window), operation)()
    elif operation == "quantile":
        result = sdf.x.rolling(window).quantile(QUANTILE)
    elif timed:
        result = getattr(sdf.x.rolling(span(window)), operation.removeprefix("time "))()
    else:
        result = {
            "cumsum": lambda: sdf.x.cumsum(),
            "cummax": lambda: sdf.x.cummax(),
            "ewm mean": lambda: sdf.x.ewm(alpha=ALPHA).mean(),
            "group mean": lambda: sdf.groupby(key).x.mean(),
            "group mean, str": lambda: sdf.groupby(key).x.mean(),
            "x*2+1": lambda: sdf.x * 2 + 1,
        }[operation]()
    seen = [None]

    def keep(result):
        seen[0] = result

    result.stream.sink(keep)

    def step(batch):
        source.emit(batch)
        return seen[0]

    return Stream(columns, frame, step, lambda results: results.iloc[-1])


PEERS = {
    "polars": polars_stream,
    "pandas": pandas_stream,
    "bottleneck": bottleneck_stream,
    "streamz": streamz_stream,
}


# What keeps rows or a state between batches


def keep_rows(whole, alone, window, batch, empty, concat, tail, one):
    """Keeps the last rows. `whole` makes a result for each row of all, `alone` the one of a window."""
    kept = empty

    def step(x):
        nonlocal kept
        rows = concat(kept, x)
        kept = tail(rows, window - 1)
        if len(x) == 1 and batch == 1:
            return one(alone(tail(rows, window)))
        return tail(whole(rows), len(x))

    return step


def carried(step, state, last=lambda results: results[-1]):
    """Keeps the last result."""

    def fed(x):
        nonlocal state
        results = step(x, state)
        state = last(results)
        return results

    return fed


def weighted(mean, concat, empty):
    """Keeps the last mean, which stands for all rows before when weights are not adjusted."""
    kept = empty

    def step(x):
        nonlocal kept
        results = mean(concat([kept, x]) if len(kept) else x)
        results = results[-len(x) :]
        kept = results[-1:]
        return results

    return step

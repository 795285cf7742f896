"""The figures as tables in Markdown."""

from operations import ALONE, BATCHES

STREAMZ = "streamz"


def ratios(operations, cells, ours):
    """How many times the rows of the best accurate peer, at each size of batches."""
    lines = [
        "### Rows a second, as a multiple of the best accurate peer's\n",
        f"| operation | window | goal | {' | '.join(f'batch {batch:,}' for batch in BATCHES)} | of streamz, batch 1 |",
        f"|---|---:|---:|{'---:|' * len(BATCHES)}---:|",
    ]
    for operation in operations:
        for window in operation.windows:
            row = [operation.name, f"{window:,}" if window else "–", f"{operation.goal}" if operation.goal else "–"]
            for batch in BATCHES:
                row.append(best(operation, cells[operation.name, window, batch], ours, batch))
            first = cells[operation.name, window, 1]
            alone = first[STREAMZ] / first[ours]
            row.append(f"{alone:,.0f}{'' if alone >= ALONE else ' ✗'}")
            lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def best(operation, times, ours, batch):
    """The ratio to the best accurate peer, and who that is; marked where it is below the goal."""
    accurate = {
        peer: nanos for peer, nanos in times.items() if peer not in (ours, STREAMZ, *operation.inaccurate)
    }
    peer = min(accurate, key=accurate.get)
    ratio = accurate[peer] / times[ours]
    short = operation.goal and ratio < operation.goal
    return f"{number(ratio)} {peer}{' ✗' if short else ''}"


def times(operations, cells, ours, batches):
    """Nanoseconds for a row."""
    peers = ("polars", "pandas", "bottleneck")
    names = [f"{name}, {batch:,}" for batch in batches for name in (ours, *peers)]
    lines = [
        "### Nanoseconds for a row, by batch\n",
        f"| operation | window | {' | '.join(names)} |",
        f"|---|---:|{'---:|' * len(names)}",
    ]
    for operation in operations:
        for window in operation.windows:
            row = [operation.name, f"{window:,}" if window else "–"]
            for batch in batches:
                found = cells[operation.name, window, batch]
                row += [number(found[name]) if name in found else "–" for name in (ours, *peers)]
            lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def latencies(operations, windows, figures):
    """p50 / p99 / p99.9 of one row at a time."""
    lines = [
        "### Nanoseconds for a row alone, with two looks at the clock: p50 / p99 / p99.9\n",
        f"| operation | {' | '.join(f'window {window:,}' for window in windows)} |",
        f"|---|{'---:|' * len(windows)}",
    ]
    for operation in operations:
        row = [" / ".join(f"{value:,.0f}" for value in figures[operation, window]) for window in windows]
        lines.append(f"| {operation} | {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def growth(operations, windows, figures):
    """The time of a row as the window grows, of that with the shortest window."""
    lines = [
        f"### Time for a row, as a multiple of that with a window of {windows[0]:,}\n",
        f"| operation | ns at {windows[0]:,} | {' | '.join(f'{window:,}' for window in windows[1:])} |",
        f"|---|{'---:|' * len(windows)}",
    ]
    for operation in operations:
        first = figures[operation, windows[0]]
        row = [number(first), *(f"{figures[operation, window] / first:.2f}" for window in windows[1:])]
        lines.append(f"| {operation} | {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def number(value):
    """Three digits."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"

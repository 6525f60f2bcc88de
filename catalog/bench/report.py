"""A report as tables."""

from collections.abc import Iterator

from rich.table import Table

from catalog.bench.run import Report
from catalog.bench.speed import Timing

_RECALL_GOAL = 0.98


def tables(report: Report) -> Iterator[Table]:
    """Speed, recall, what it takes, and others beside it."""
    yield _speed(report)
    yield _recall(report)
    yield _resources(report)
    if report.compared:
        yield _compared(report)


def _speed(report: Report) -> Table:
    table = Table(
        f"{report.size:,} products", "p50 ms", "p95 ms", "goal p95", caption=report.machine
    )
    for timing in report.speed:
        goal = str(timing.goal or "")
        table.add_row(timing.name, f"{timing.p50:.1f}", _judged(timing), goal)
    return table


def _judged(timing: Timing) -> str:
    if timing.goal is None:
        return f"{timing.p95:.1f}"
    return f"[{'green' if timing.p95 <= timing.goal else 'red'}]{timing.p95:.1f}"


def _recall(report: Report) -> Table:
    table = Table("index against exact search", "recall@10", "to find", "p50 ms", "p95 ms")
    for name, recall, found, timing in report.recall:
        colour = "green" if recall >= _RECALL_GOAL else "red"
        table.add_row(
            name, f"[{colour}]{recall:.3f}", str(found), f"{timing.p50:.1f}", f"{timing.p95:.1f}"
        )
    return table


def _resources(report: Report) -> Table:
    table = Table("takes", "", "")
    for name, seconds in report.build.items():
        table.add_row("build", name, f"{seconds:,.0f} s")
    for name, megabytes in report.disk.items():
        table.add_row("disk", name, f"{megabytes:,.0f} MB")
    for name, megabytes in report.memory.items():
        table.add_row("memory", name, f"{megabytes:,.0f} MB")
    for name, value in report.server.items():
        table.add_row("setting", name, value)
    return table


def _compared(report: Report) -> Table:
    table = Table("", "filter", "recall@10", "p50 ms", "p95 ms", "build s", "disk MB")
    for name, seconds, megabytes, measured in report.compared:
        for number, (filtered, recall, _, timing) in enumerate(measured):
            table.add_row(
                "" if number else name, filtered, f"{recall:.3f}",
                f"{timing.p50:.1f}", f"{timing.p95:.1f}",
                "" if number or seconds is None else f"{seconds:,.0f}",
                "" if number or megabytes is None else f"{megabytes:,.0f}",
            )  # fmt: skip
    return table

"""The shop's today. It is fixed, so that the same seed gives the same shop on any day."""

from datetime import UTC, date, datetime, timedelta

TODAY = date(2026, 11, 20)


def since() -> timedelta:
    """From the shop's today to ours, by which what must look recent is moved."""
    return datetime.now(UTC).date() - TODAY

"""The shop's today. It is fixed, so that the same seed gives the same shop on any day."""

from datetime import date

TODAY = date(2026, 11, 20)

"""Rows of feeds: what importers yield and how they are checked."""

import reprlib
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import ValidationError

from catalog.feeds.product import FeedProduct


@dataclass(frozen=True)
class Row:
    """A product in the neutral format, or why there is none, and where it stood in the feed."""

    number: int
    data: dict[str, Any] | None
    error: str | None = None


@dataclass(frozen=True)
class Reject:
    """A row that wasn't taken: its number, the field and the reason."""

    row: int
    id: str
    field: str
    value: str
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def validate(row: Row) -> FeedProduct | Reject:
    """The product of a row, or its first problem."""
    if row.data is None:
        return Reject(row.number, "", "", "", row.error or "not a product")
    identity = _shown(row.data.get("id", ""))
    try:
        return FeedProduct.model_validate(row.data)
    except ValidationError as error:
        problem = error.errors()[0]
        field = ".".join(map(str, problem["loc"]))
        return Reject(row.number, identity, _shown(field), _shown(problem["input"]), problem["msg"])


def _shown(value: Any) -> str:
    """The start of a value, however deep or broken it is, as text that can be printed."""
    text = value if isinstance(value, str) else reprlib.repr(value)
    return text[:80].encode("utf-8", "backslashreplace").decode()

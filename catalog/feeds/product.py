"""The neutral product that all feeds become, validated."""

import math
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

Language = Literal["en", "zh"]

_DEPTH = 20  # levels of attributes inside attributes
_PLENTY = 1_000_000_000  # pieces; shops write as many nines as they like


def _printable(value: str) -> str:
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("contains NUL or half a character (lone surrogate)")
    return value.strip()


def _scalar_text(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _storable(value: Any, depth: int = 0) -> Any:
    """JSON that PostgreSQL stores: no NUL, no half characters, no NaN, no bottomless nesting."""
    if depth > _DEPTH:
        raise ValueError(f"is nested deeper than {_DEPTH} levels")
    if isinstance(value, str):
        return _printable(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("contains a number that isn't finite")
    if isinstance(value, dict):
        return {_printable(str(k)): _storable(v, depth + 1) for k, v in value.items()}
    return [_storable(part, depth + 1) for part in value] if isinstance(value, list) else value


Text = Annotated[str, BeforeValidator(_scalar_text), AfterValidator(_printable)]
Key = Annotated[Text, Field(min_length=1, max_length=200)]
Attributes = Annotated[dict[str, Any], AfterValidator(_storable)]
Price = Annotated[Decimal, Field(ge=0, lt=100_000_000, allow_inf_nan=False)]
Fraction = Annotated[float, Field(allow_inf_nan=False)]
Rating = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Stock = Annotated[int, AfterValidator(lambda pieces: min(max(pieces, 0), _PLENTY))]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class FeedPicture(_Part):
    """A picture file of the feed's picture folder; `colour` as the merchant names it."""

    path: Text
    colour: Text | None = Field(None, validation_alias=AliasChoices("color", "colour"))
    view: Text | None = None


class FeedCutout(_Part):
    """A cut-out for try-on; anchors are (x, y) fractions of its width and height."""

    path: Text
    kind: Text
    anchors: dict[Text, tuple[Fraction, Fraction]]


class FeedVariant(_Part):
    """What is sold; `stock` None: unknown, counted as available."""

    sku: Key
    options: dict[Text, Text] = {}
    price: Price | None = None
    compare_at: Price | None = None
    stock: Stock | None = None
    image: Text | None = None


class FeedText(_Part):
    """Texts in another language than the product's own."""

    title: Text = ""
    description: Text = ""
    attributes: Attributes = {}


class FeedReview(_Part):
    """A review; its text may be called text or comment."""

    rating: Rating | None = None
    title: Text = ""
    text: Text = Field("", validation_alias=AliasChoices("text", "comment", "review"))
    author: Text = Field("", validation_alias=AliasChoices("author", "reviewerName"))
    language: Language | None = Field(None, validation_alias=AliasChoices("lang", "language"))
    written_at: datetime | None = Field(None, validation_alias=AliasChoices("date", "written_at"))


def _pictures(value: Any) -> Any:
    if not isinstance(value, list):
        return [] if value is None else value
    return [{"path": item} if isinstance(item, str) else item for item in value]


class FeedProduct(_Part):
    """A product family as a feed gives it."""

    id: Key
    title: Annotated[Text, Field(min_length=1, max_length=2_000)]
    description: Text = ""
    price: Price
    currency: Annotated[Text, Field(pattern="^[A-Z]{3}$")] | None = None
    category: Text = ""
    attributes: Attributes = {}
    texts: dict[Language, FeedText] = {}
    images: Annotated[list[FeedPicture], BeforeValidator(_pictures)] = []
    cutouts: list[FeedCutout] = []
    variants: list[FeedVariant] = []
    reviews: list[FeedReview] = []
    tags: list[Text] = []
    rating: Rating | None = None
    stock: Stock | None = None
    url: Text | None = None
    created_at: datetime | None = None

"""A section of the merchant's texts."""

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Topic = Literal[
    "shipping", "returns", "payment", "invoice", "promotion", "warranty", "account", "store"
]
TOPICS: tuple[str, ...] = get_args(Topic)


class Section(BaseModel):
    """What the shop says under one heading. `url` is the page that says it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1)
    text: str = Field(min_length=1)
    language: Literal["en", "zh"]
    url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    topic: Topic | None = None

"""What a shopper asks for: constraints, wishes and the words left over."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Sort = Literal["price_asc", "price_desc", "rating", "newest"]
Relative = Literal["cheaper", "dearer"]
Facets = dict[str, list[str]]

STRICT = ("category", "colour", "size", "gender", "brand", "material", "pattern")
"""Facets that exclude products; the others only rank, because feeds rarely fill them."""


class PriceRange(BaseModel):
    """Limits in units of `currency` (dollars, not cents), inclusive; None is open. `currency`
    None is the shop's."""

    model_config = ConfigDict(frozen=True)

    min: float | None = None
    max: float | None = None
    currency: str | None = None


class Query(BaseModel):
    """A wish for products. In `must`, values of one facet are alternatives and facets add up;
    `must_not` excludes, under "words" also by the words of texts; `prefer` are wishes that rank;
    `words` are what full text looks for; `discount` is the least reduction in per cent, 0 for
    any. `widened` maps a wished value that the shop doesn't have to the wider one that stands in
    `must` for it.
    `relative` and `forget` change the standing query, see refine()."""

    model_config = ConfigDict(frozen=True)

    must: Facets = Field(default_factory=dict)
    must_not: Facets = Field(default_factory=dict)
    prefer: Facets = Field(default_factory=dict)
    price: PriceRange | None = None
    discount: float | None = None
    sort: Sort | None = None
    in_stock: bool = False
    words: str = ""
    language: str = "en"
    widened: dict[str, str] = Field(default_factory=dict)
    relative: Relative | None = None
    forget: list[str] = Field(default_factory=list)

    @property
    def names_something(self) -> bool:
        """Whether the shop's vocabulary or a limit was recognised, beyond mere words."""
        refused = any(facet != "words" for facet in self.must_not)
        constraints = self.must or refused or self.prefer
        limits = self.price or self.discount is not None
        return bool(constraints or limits or self.sort or self.relative or self.forget)

"""A shop's size charts: which size fits which measures."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from catalog.errors import SettingsError
from catalog.questions.measures import Measures
from catalog.understanding.sizes import size_key

Column = Literal["height", "weight", "chest", "waist", "hip", "foot", "age", "eu", "us", "uk"]
Range = tuple[float, float]

_BODY = ("chest", "waist", "hip", "foot", "height", "weight")
_INCH = 2.54


class Chart(BaseModel):
    """Sizes of some kinds of products, smallest first. Lengths of the body in `unit`, weight in
    kilograms, as (least, most); `eu`, `us` and `uk` are the size in other systems."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: list[str]
    gender: list[str] = []
    unit: Literal["cm", "in"] = "cm"
    sizes: dict[str, dict[Column, Range]]

    @field_validator("sizes", mode="before")
    @classmethod
    def _ranges(cls, sizes: dict[object, dict[str, object]]) -> dict[str, dict[str, object]]:
        """A single number is a range of its own; YAML reads the size 38 as a number."""
        return {
            str(size): {c: v if isinstance(v, list) else [v, v] for c, v in columns.items()}
            for size, columns in sizes.items()
        }

    def columns(self) -> list[Column]:
        """What the chart tells, in its order."""
        return list(dict.fromkeys(c for columns in self.sizes.values() for c in columns))

    def asks(self) -> list[Column]:
        """The measures of the body that decide: those taken on it, else height and weight."""
        own = [column for column in self.columns() if column in _BODY]
        return [c for c in own if c not in ("height", "weight")] or own

    def fits(self, column: Column, measure: float) -> str | None:
        """The size whose range holds a measure, in the chart's order; between two ranges the
        larger. None when it is beyond them all."""
        value = measure / _INCH if self.unit == "in" and column != "weight" else measure
        ranges = {size: told[column] for size, told in self.sizes.items() if column in told}
        least = min((low for low, _ in ranges.values()), default=0)
        if value < least:
            return None
        return next((size for size, (_, most) in ranges.items() if value <= most), None)

    def suggest(self, measures: Measures) -> dict[Column, str | None]:
        """The size that each known measure speaks for. Height and weight speak only where no
        measure taken on the body does."""
        known = [c for c in self.columns() if c in _BODY and c in measures]
        taken = [c for c in known if c not in ("height", "weight")] or known
        return {column: self.fits(column, measures[column]) for column in taken}

    def largest(self, sizes: Iterable[str]) -> str | None:
        """The last of some sizes in the chart's order."""
        some = set(sizes)
        return next((size for size in reversed(self.sizes) if size in some), None)


Charts = dict[str, Chart]


def read_charts(path: Path | None) -> Charts:
    """A file of charts by name. Raises SettingsError that names the file and what is wrong."""
    if path is None:
        return {}
    try:
        read = yaml.safe_load(path.read_text("utf-8"))
        return {name: Chart(**chart) for name, chart in read.items()}
    except (OSError, yaml.YAMLError, ValidationError, AttributeError, TypeError) as error:
        raise SettingsError(f"{path} is no file of size charts: {error}") from error


def chart_for(
    charts: Charts, facets: Mapping[str, list[str]], sizes: Iterable[str]
) -> Chart | None:
    """The first chart of a product's kind and gender that has one of its size keys."""
    own = set(sizes)
    for chart in charts.values():
        of_kind = not set(chart.category).isdisjoint(facets.get("category", ()))
        for_whom = not chart.gender or not set(chart.gender).isdisjoint(facets.get("gender", ()))
        if of_kind and for_whom and not own.isdisjoint(map(size_key, chart.sizes)):
            return chart
    return None

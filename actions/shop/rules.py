"""The shop's rules for orders, read from one file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from catalog.errors import SettingsError

DEFAULT = Path(__file__).with_name("rules.yml")

Refund = Literal["original", "credit"]


class Rules(BaseModel):
    """What may still be done with an order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cancel_while: frozenset[str]
    change_while: frozenset[str]
    return_days: int = Field(ge=0)
    final_sale: dict[str, frozenset[str]] = {}
    refunds: tuple[Refund, ...] = Field(min_length=1)
    label_url: str = ""

    @field_validator("label_url")
    @classmethod
    def _fillable(cls, value: str) -> str:
        try:
            value.format_map({"order": "", "return": ""})
        except (KeyError, ValueError, IndexError):
            raise ValueError("only {order} and {return} can be filled in") from None
        return value

    @classmethod
    def read(cls, path: Path) -> "Rules":
        """Raises SettingsError naming the file, the key and what is wrong."""
        try:
            return cls.model_validate(yaml.safe_load(path.read_text("utf-8")) or {})
        except ValidationError as error:
            problem = error.errors()[0]
            key = ".".join(map(str, problem["loc"]))
            raise SettingsError(f"{path}: {key}: {problem['msg']}") from None
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise SettingsError(f"DAOGOU_RULES has the value {str(path)!r}: {error}") from error

    def returnable_until(self, delivered_at: datetime) -> datetime:
        """The last moment to send something back."""
        return delivered_at.astimezone(UTC) + timedelta(days=self.return_days)

    def is_final(self, facets: dict[str, list[str]]) -> bool:
        """Whether a product of these facets is never taken back."""
        return any(not keys.isdisjoint(facets.get(f, ())) for f, keys in self.final_sale.items())

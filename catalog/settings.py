"""Settings of the catalogue, read once from the environment."""

from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from catalog.errors import SettingsError

ROOT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """All settings of the catalogue; see docs/settings.md."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="DAOGOU_", extra="ignore")

    home: Path = ROOT / ".daogou"
    """Data folder: embedded database and media."""
    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    """postgresql://...; without it an embedded server is started in the data folder."""
    media: Path | None = None
    """Folder of the product pictures; default: media/ in the data folder."""
    weights: Path = ROOT / ".weights"
    """Folder of the packaged model weights, made by set-up."""
    encoder: str = "embedded"
    """Picture and text encoder: embedded, clip:MODEL, siglip2:MODEL or st:MODEL."""
    currency: str = Field(default="USD", pattern="^[A-Z]{3}$")
    """ISO 4217 code for feeds that name none."""
    guesses: bool = True
    """Whether facets that a feed leaves empty are guessed from pictures and texts."""
    synonyms: Path | None = None
    """The merchant's own vocabulary: a folder of files like catalog/understanding/vocabulary."""
    policies: Path | None = None
    """Folder of the merchant's policies; default: policies/ in the data folder, if it is there."""
    sizes: Path | None = None
    """File of the shop's size charts; default: sizes.yml in the data folder, if it is there."""

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, value: str | None) -> str | None:
        if value and not value.startswith(("postgresql://", "postgres://")):
            raise ValueError("only PostgreSQL is supported: postgresql://user:password@host/name")
        try:
            make_url(value or "postgresql://")
        except (ArgumentError, ValueError):
            raise ValueError("not of the form postgresql://user:password@host/name") from None
        return value or None

    @field_validator("synonyms", "policies")
    @classmethod
    def _folder(cls, value: Path | None) -> Path | None:
        if value and not value.is_dir():
            raise ValueError("no such folder")
        return value

    @property
    def media_folder(self) -> Path:
        """Where product pictures are kept."""
        return self.media or self.home / "media"

    @property
    def sizes_file(self) -> Path | None:
        """Where the shop's size charts are, if there are any."""
        usual = self.home / "sizes.yml"
        return self.sizes or (usual if usual.is_file() else None)

    @property
    def policies_folder(self) -> Path:
        """Where the merchant's policies are, if there are any."""
        return self.policies or self.home / "policies"

    @classmethod
    def read(cls) -> "Settings":
        """Read the environment. Raises SettingsError naming each key and value."""
        try:
            return cls()
        except ValidationError as error:
            raise SettingsError(_explain(error)) from None


def _explain(error: ValidationError) -> str:
    lines = []
    for problem in error.errors():
        name = str(problem["loc"][0])
        key = name if name.isupper() else f"DAOGOU_{name.upper()}"
        shown = "***" if key == "DATABASE_URL" else repr(problem.get("input"))
        lines.append(f"{key} has the value {shown}: {problem['msg']}")
    return "; ".join(lines)

"""The gateway's settings, read once from the environment."""

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError
from pydantic.networks import HttpUrl
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from gateway.errors import SettingsError

_HTTP_URL = TypeAdapter(HttpUrl)


def _split(value: Any) -> Any:
    """`a, b` from the environment becomes ["a", "b"]."""
    if not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(",") if part.strip()]


def _http_address(value: str) -> str:
    return str(_HTTP_URL.validate_python(value)).rstrip("/")


def _database_address(value: str) -> str:
    try:
        make_url(value)
    except ArgumentError as error:  # pydantic takes a ValueError alone for a wrong value
        raise ValueError from error
    return value


def _identity_key(value: str) -> str:
    value = value.replace("\\n", "\n").strip()  # a PEM in one line of an .env file
    if value and not value.startswith("-----BEGIN") and len(value) < 32:
        raise ValueError
    return value


HttpAddress = Annotated[str, AfterValidator(_http_address)]
Key = Annotated[str, Field(min_length=16)]


class Settings(BaseSettings):
    """Every description completes the sentence "It must be ..."."""

    model_config = SettingsConfigDict(
        env_prefix="DAOGOU_", env_ignore_empty=True, frozen=True, populate_by_name=True
    )

    database_url: Annotated[str, AfterValidator(_database_address)] = Field(
        validation_alias="DATABASE_URL",
        pattern=r"^postgres(ql)?(\+psycopg)?://",
        description="the address of a PostgreSQL database, "
        "such as postgresql://user:password@localhost/daogou",
    )
    host: str = Field("127.0.0.1", description="an address to listen on, such as 127.0.0.1")
    port: int = Field(8080, ge=1, le=65535, description="a port number, such as 8080")
    bot_url: HttpAddress = Field(
        "http://127.0.0.1:5005", description="the bot's address, such as http://127.0.0.1:5005"
    )
    actions_url: HttpAddress = Field(
        "http://127.0.0.1:5055",
        description="the action server's address, such as http://127.0.0.1:5055",
    )
    secret_keys: Annotated[tuple[Key, ...], NoDecode, BeforeValidator(_split)] = Field(
        (),
        description="keys of 16 characters or more, comma separated, newest first; "
        "without it a key is made and kept in DAOGOU_HOME",
    )
    identity_key: Annotated[str, AfterValidator(_identity_key)] = Field(
        "",
        description="the key that customer tokens are signed with: a shared one of 32 characters "
        "or more (HS256), or the shop's public key in PEM (RS256)",
    )
    home: Path = Field(Path(".daogou"), description="a folder to keep data in, such as .daogou")
    media: Path = Field(
        default_factory=lambda data: data["home"] / "media",
        description="the folder with the product pictures, such as .daogou/media",
    )
    widget: Path = Field(
        Path(__file__).parent.parent / "widget" / "dist",
        description="the folder with the built widget, such as widget/dist",
    )
    origins: Annotated[tuple[HttpAddress, ...], NoDecode, BeforeValidator(_split)] = Field(
        (), description="the shop pages' origins, comma separated, such as https://shop.example"
    )
    bot_timeout: float = Field(
        10, gt=0, le=120, description="a number of seconds up to 120, such as 10"
    )


def load() -> Settings:
    """Raises SettingsError, which names the key, its value and the way out."""
    try:
        return Settings()  # type: ignore[call-arg]  # the environment gives the arguments
    except ValidationError as error:
        # A default made from a setting that is itself wrong would only repeat the complaint.
        told = [one for one in error.errors() if one["type"] != "default_factory_not_called"]
        raise SettingsError("\n".join(_sentence(one) for one in told)) from None


def _sentence(error: Any) -> str:
    name = str(error["loc"][0])
    field = Settings.model_fields["database_url" if name == "DATABASE_URL" else name]
    key = "DATABASE_URL" if name == "DATABASE_URL" else f"DAOGOU_{name.upper()}"
    has = "has no value" if error["type"] == "missing" else f"has the value {_shown(key, error)}"
    return f"{key} {has}. It must be {field.description}."


def _shown(key: str, error: Any) -> str:
    """Secrets stay out of logs: keys wholly, the password in an address."""
    if key in ("DAOGOU_SECRET_KEYS", "DAOGOU_IDENTITY_KEY"):
        return "(hidden)"
    return repr(re.sub(r"//.*@", "//***@", str(error["input"])))

"""Settings of the action server."""

from pathlib import Path

from pydantic import AnyHttpUrl, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from actions.shop.rules import DEFAULT
from catalog.errors import SettingsError


class Settings(BaseSettings):
    """Where the action server listens (loopback, or a private network), and what it is told of the
    shop."""

    model_config = SettingsConfigDict(
        frozen=True, env_prefix="DAOGOU_ACTIONS_", extra="ignore", env_ignore_empty=True
    )

    host: str = "127.0.0.1"
    port: int = 5055
    rules: Path = Field(default=DEFAULT, validation_alias="DAOGOU_RULES")
    """The shop's rules for orders."""
    checkout_url: AnyHttpUrl | None = Field(default=None, validation_alias="DAOGOU_CHECKOUT_URL")
    """Where the shop's checkout takes over a cart."""
    checkout_key: str = Field(default="", validation_alias="DAOGOU_CHECKOUT_KEY")
    """The key that the link with the cart is signed with (HS256, 32 characters or more)."""

    @classmethod
    def read(cls) -> "Settings":
        """Read the environment. Raises SettingsError naming key and value."""
        try:
            settings = cls()
        except ValidationError as error:
            problem = error.errors()[0]
            name = str(problem["loc"][0])
            key = name if name.isupper() else f"DAOGOU_ACTIONS_{name.upper()}"
            raise SettingsError(
                f"{key} has the value {problem['input']!r}: {problem['msg']}"
            ) from None
        if settings.checkout_url and len(settings.checkout_key) < 32:
            raise SettingsError(
                "DAOGOU_CHECKOUT_KEY is missing or has fewer than 32 characters. The shop checks "
                "the signature of carts with it; make one: openssl rand -hex 32"
            )
        return settings

"""Settings of the action server."""

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from catalog.errors import SettingsError


class Settings(BaseSettings):
    """Where the action server listens: loopback, or a private network."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="DAOGOU_ACTIONS_", extra="ignore")

    host: str = "127.0.0.1"
    port: int = 5055

    @classmethod
    def read(cls) -> "Settings":
        """Read the environment. Raises SettingsError naming key and value."""
        try:
            return cls()
        except ValidationError as error:
            problem = error.errors()[0]
            key = f"DAOGOU_ACTIONS_{str(problem['loc'][0]).upper()}"
            raise SettingsError(
                f"{key} has the value {problem['input']!r}: {problem['msg']}"
            ) from None

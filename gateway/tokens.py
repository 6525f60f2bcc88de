"""Signed tokens: the only way to a conversation."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from itsdangerous import BadData, URLSafeTimedSerializer

from gateway.errors import SettingsError, Unauthorized

LIFETIME = 30 * 24 * 3600  # seconds


class Tokens:
    """Signs with the newest key and accepts every key of the list, so keys can be rotated."""

    def __init__(self, keys: Sequence[str]) -> None:
        """`keys`: newest first."""
        # itsdangerous signs with the last of its keys.
        self._signer = URLSafeTimedSerializer(list(reversed(keys)), salt="daogou.conversation")

    def issue(self, conversation_id: str) -> str:
        return self._signer.dumps(conversation_id)

    def conversation_id(self, token: str) -> str:
        """Raises Unauthorized for a token that is forged, expired or garbage."""
        try:
            return str(self._signer.loads(token, max_age=LIFETIME))
        except BadData as error:
            raise Unauthorized from error


def keys_in(home: Path) -> tuple[str, ...]:
    """The key kept in the data folder; made when there is none. Raises SettingsError."""
    path = home / "secret.key"
    try:
        home.mkdir(parents=True, exist_ok=True)
        key = _make(path) if not path.exists() else path.read_text().strip()
    except OSError as error:
        raise SettingsError(
            f"DAOGOU_HOME has the value {str(home)!r}, where no key can be kept "
            f"({error.strerror}). Make the folder writable or set DAOGOU_SECRET_KEYS."
        ) from error
    if len(key) < 32:
        raise SettingsError(
            f"The key in {path} is cut off. Delete the file to have a new one made."
        )
    return (key,)


def _make(path: Path) -> str:
    key = secrets.token_urlsafe(32)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key)
    return key

"""Who is signed in: the shop's page passes a token that only the shop can have signed."""

import jwt

from gateway.errors import CustomerRefused

_LEEWAY = 30  # seconds that two clocks may differ
_LONGEST = 200  # characters of an id


class Customers:
    """Checks customer tokens: JWTs with `sub` and `exp`, HS256 by a shared key or RS256 by the
    shop's public key."""

    def __init__(self, key: str) -> None:
        """`key`: the shared key, or a public key in PEM; empty: nobody can sign in."""
        self._key = key
        self._algorithm = "RS256" if key.startswith("-----BEGIN") else "HS256"

    def id_of(self, token: str) -> str:
        """The customer's id. Raises CustomerRefused."""
        if not self._key:
            raise CustomerRefused
        try:
            claims = jwt.decode(
                token, self._key, [self._algorithm], leeway=_LEEWAY,
                options={"require": ["exp", "sub"], "verify_aud": False},
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise CustomerRefused from error
        customer = str(claims["sub"])
        if not 0 < len(customer) <= _LONGEST:
            raise CustomerRefused
        return customer

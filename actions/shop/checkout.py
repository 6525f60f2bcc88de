"""The link that hands a cart over to the shop's checkout."""

import hashlib
import json
import time
from collections.abc import Mapping

import httpx
import jwt

_LIFETIME = 3600  # seconds


def checkout_link(
    url: str, key: str, owner: str, customer_id: str | None, lines: Mapping[str, int]
) -> str:
    """The checkout's address with the cart as a JWT (HS256) in `cart`: `lines` of SKU and quantity,
    no prices, which are the shop's to know. The same cart has the same `jti`, so that a link that
    is opened twice is one order."""
    wanted = [{"sku": sku, "quantity": quantity} for sku, quantity in lines.items()]
    content = json.dumps([owner, sorted(lines.items())])
    now = int(time.time())
    claims = {
        "iss": "daogou",
        "iat": now,
        "exp": now + _LIFETIME,
        "jti": hashlib.sha256(content.encode()).hexdigest()[:32],
        "lines": wanted,
    }
    if customer_id:
        claims["sub"] = customer_id
    token = jwt.encode(claims, key, algorithm="HS256")
    return str(httpx.URL(url).copy_merge_params({"cart": token}))

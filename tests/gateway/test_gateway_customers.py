"""Signing in: only what the shop signed counts."""

import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st
from running import Shopper, running

from gateway.customers import Customers
from gateway.errors import CustomerRefused
from gateway.settings import Settings

KEY = "a key that the shop and the gateway share"


def _token(key: Any = KEY, algorithm: str = "HS256", **claims: Any) -> str:
    return jwt.encode({"sub": "C1", "exp": time.time() + 60, **claims}, key, algorithm)


def test_a_shared_key() -> None:
    assert Customers(KEY).id_of(_token()) == "C1"


def test_a_key_pair() -> None:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    customers = Customers(public.decode().strip())
    assert customers.id_of(_token(private, "RS256")) == "C1"
    with pytest.raises(CustomerRefused):  # the public key is no shared secret
        customers.id_of(_token("x" * 40, "HS256"))


@pytest.mark.parametrize(
    "token",
    [
        _token("another key that nobody here knows at all"),
        _token(exp=time.time() - 3600),
        jwt.encode({"sub": "C1"}, KEY, "HS256"),
        jwt.encode({"exp": time.time() + 60}, KEY, "HS256"),
        jwt.encode({"sub": "C1", "exp": time.time() + 60}, None, "none"),
        _token(sub=""),
        _token(sub="x" * 500),
        "",
        "garbage",
    ],
)
def test_anything_else_is_refused(token: str) -> None:
    with pytest.raises(CustomerRefused):
        Customers(KEY).id_of(token)


@given(st.text(max_size=100))
def test_any_text_is_refused(token: str) -> None:
    with pytest.raises(CustomerRefused):
        Customers(KEY).id_of(token)


def test_without_a_key_nobody_signs_in() -> None:
    with pytest.raises(CustomerRefused):
        Customers("").id_of(_token("x" * 40))


@pytest.mark.anyio
async def test_signing_in_at_the_start_and_later(settings: Settings) -> None:
    async with running(settings.model_copy(update={"identity_key": KEY})) as gateway:
        body = {"language": "en", "customer_token": _token()}
        session = (await gateway.client.post("/api/sessions", json=body)).json()
        assert gateway.actions.customers == {session["conversation_id"]: "C1"}
        shopper = await gateway.shopper()
        signed_in = await _sign_in(shopper, _token(sub="C2"))
        assert signed_in.status_code == 204
        assert gateway.actions.customers[shopper.conversation_id] == "C2"
        refused = await _sign_in(shopper, "garbage")
        assert refused.json()["error"]["code"] == "customer_refused"
        gateway.actions.away = True
        assert (await _sign_in(shopper, _token())).status_code == 503


async def _sign_in(shopper: Shopper, token: str) -> Any:
    return await shopper.client.post(
        "/api/customer", json={"customer_token": token}, headers=shopper.headers
    )

"""The whole assistant with a small demo shop, and a shopper who talks to it over HTTP."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import jwt
from sqlalchemy import delete, select, update

from catalog.demo import since
from catalog.store.database import open_engine
from catalog.store.orders import load_orders
from catalog.store.shopping import CartLine, OrderChange, OrderTry
from catalog.store.tables import Variant
from ops.services import Addresses

Json = dict[str, Any]

IDENTITY_KEY = "a key that the shop and its assistant share"


@dataclass
class Reply:
    """What one message was answered."""

    messages: list[Json]

    @property
    def text(self) -> str:
        return " ".join(message.get("text") or "" for message in self.messages)

    @property
    def cards(self) -> list[Json]:
        return [card for custom in self._customs("products") for card in custom["products"]]

    @property
    def ids(self) -> list[str]:
        return [card["id"] for card in self.cards]

    @property
    def chips(self) -> list[Json]:
        return [chip for custom in self._customs("chips") for chip in custom["chips"]]

    @property
    def buttons(self) -> list[Json]:
        return [button for message in self.messages for button in message.get("buttons") or []]

    @property
    def kinds(self) -> set[str]:
        return {str((message.get("custom") or {}).get("type")) for message in self.messages}

    def __str__(self) -> str:
        titles = [button["title"] for button in self.buttons]
        cards = [card["title"] for card in self.cards]
        return f"{self.text}\nbuttons: {titles}\nproducts: {cards}\ncards: {sorted(self.kinds)}"

    def _customs(self, kind: str) -> list[Json]:
        customs = [message.get("custom") or {} for message in self.messages]
        return [custom for custom in customs if custom.get("type") == kind]


@dataclass
class Shopper:
    """A session at the gateway."""

    http: httpx.Client
    headers: dict[str, str]

    def say(self, text: str = "", photo: bytes | None = None) -> Reply:
        body: Json = {"text": text}
        if photo is not None:
            body["photo_ids"] = [self.upload(photo).json()["photo_id"]]
        return self._post(body)

    def tap(self, payload: str) -> Reply:
        return self._post({"payload": payload})

    def upload(self, photo: bytes) -> httpx.Response:
        return self.http.post("/api/photos", files={"photo": photo}, headers=self.headers)

    def _post(self, body: Json) -> Reply:
        answer = self.http.post("/api/messages", json=body, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return Reply(answer.json()["messages"])


@dataclass
class Assistant:
    """Addresses of the running services, and the shop's feed."""

    addresses: Addresses
    folder: Path
    http: httpx.Client
    database_url: str
    products: dict[str, Json] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lines = (self.folder / "products.jsonl").read_text("utf-8").splitlines()
        self.products = {product["id"]: product for product in map(json.loads, lines)}

    def picture(self, product_id: str, view: int = 0) -> bytes:
        return (self.folder / self.products[product_id]["images"][view]["path"]).read_bytes()

    def shopper(self, language: str = "en", customer: str | None = None) -> Shopper:
        wish = {"language": language}
        if customer:
            claims = {"sub": customer, "exp": time.time() + 60}
            wish["customer_token"] = jwt.encode(claims, IDENTITY_KEY, "HS256")
        token = self.http.post("/api/sessions", json=wish).json()["token"]
        return Shopper(self.http, {"Authorization": f"Bearer {token}"})

    def place_orders_anew(self) -> None:
        """Orders as the demo shop has them, whatever conversations did to them."""
        engine = open_engine(self.database_url)
        with engine.begin() as connection:
            for table in (OrderChange, OrderTry, CartLine):
                connection.execute(delete(table))
        load_orders(engine, self.folder, since())
        engine.dispose()

    @contextmanager
    def sold_out(self) -> Iterator[None]:
        """While it lasts, nothing of what is in carts is there any more."""
        engine = open_engine(self.database_url)
        carted = Variant.sku.in_(select(CartLine.sku))
        with engine.begin() as connection:
            stocks = connection.execute(select(Variant.sku, Variant.stock).where(carted)).all()
            connection.execute(update(Variant).where(carted).values(stock=0))
        yield
        with engine.begin() as connection:
            for sku, stock in stocks:
                connection.execute(update(Variant).where(Variant.sku == sku).values(stock=stock))
        engine.dispose()

    @classmethod
    @contextmanager
    def at(cls, addresses: Addresses, folder: Path, database_url: str) -> "Iterator[Assistant]":
        with httpx.Client(base_url=addresses.gateway, timeout=60) as http:
            yield cls(addresses, folder, http, database_url)

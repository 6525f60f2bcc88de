"""The whole assistant with a small demo shop, and a shopper who talks to it over HTTP."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from ops.services import Addresses

Json = dict[str, Any]


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
    products: dict[str, Json] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lines = (self.folder / "products.jsonl").read_text("utf-8").splitlines()
        self.products = {product["id"]: product for product in map(json.loads, lines)}

    def picture(self, product_id: str, view: int = 0) -> bytes:
        return (self.folder / self.products[product_id]["images"][view]["path"]).read_bytes()

    def shopper(self, language: str = "en") -> Shopper:
        token = self.http.post("/api/sessions", json={"language": language}).json()["token"]
        return Shopper(self.http, {"Authorization": f"Bearer {token}"})

    @classmethod
    @contextmanager
    def at(cls, addresses: Addresses, folder: Path) -> "Iterator[Assistant]":
        with httpx.Client(base_url=addresses.gateway, timeout=60) as http:
            yield cls(addresses, folder, http)

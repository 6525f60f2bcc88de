"""`make bench`: how fast the demo shop answers, warm: searches, and turns through the gateway."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice, product
from pathlib import Path
from typing import NamedTuple, TypeVar

import httpx
import numpy as np
from PIL import Image
from rich.console import Console
from rich.table import Table

from catalog.app import open_catalogue
from catalog.bench.server import machine
from catalog.encoders.foreground import has_plain_border
from catalog.errors import CatalogError
from catalog.photos import decode_photo, to_jpeg
from catalog.search.searcher import Searcher
from catalog.settings import Settings
from catalog.store.database import server_url
from ops import training
from ops.crowd import SHOPPERS, crowd, early_and_late
from ops.demo import load_shop
from ops.errors import OpsError
from ops.ports import Ports
from ops.process import interrupt_on_signals
from ops.services import running

_RUNS = 200
_WARM_UP = 5
_TURNS = 10  # of one conversation: a turn costs the bot more the longer it has been talking
_PHOTOS = 20
_WORDS = (
    ("black", "red", "white", "blue", "green", "brown", "grey", "pink", "黑色的", "红色的"),
    ("boots", "dress", "hoodie", "backpack", "sunglasses", "连衣裙", "帽子"),
    ("under $90", "for summer", "不要皮的"),
)

Thing = TypeVar("Thing")


class Timing(NamedTuple):
    """Milliseconds; `goal` is what 95 % shall stay below on two cores."""

    name: str
    p50: float
    p95: float
    goal: int | None


class Shopper:
    """Chats with the assistant at an address, as the widget does."""

    def __init__(self, address: str) -> None:
        self._http = httpx.Client(base_url=address, timeout=60, trust_env=False)
        self._turns = 0

    def say(self, text: str) -> None:
        """A turn in words."""
        self._turn({"text": text}, self._token())

    def show(self, photo: bytes) -> None:
        """A turn with a photo: its upload, and the message."""
        token = self._token()
        sent = self._http.post("/api/photos", files={"photo": photo}, headers=token)
        self._turn({"photo_ids": [sent.raise_for_status().json()["photo_id"]]}, token)

    def _turn(self, message: dict[str, object], token: dict[str, str]) -> None:
        answer = self._http.post("/api/messages", json=message, headers=token)
        if not answer.raise_for_status().json()["messages"]:
            raise OpsError(f"The assistant has no answer to {message}.")
        self._turns += 1

    def _token(self) -> dict[str, str]:
        """The header for this turn, of a new conversation every few turns."""
        if self._turns % _TURNS == 0:
            session = self._http.post("/api/sessions").raise_for_status().json()
            self._headers = {"Authorization": f"Bearer {session['token']}"}
        return self._headers


def main() -> int:
    console = Console(highlight=False)
    interrupt_on_signals()
    try:
        timings = list(_measure(console))
    except (OpsError, CatalogError, httpx.HTTPError) as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        return 1
    except KeyboardInterrupt:
        return 130
    console.print(_table(timings))
    return 0


def _measure(console: Console) -> Iterator[Timing]:
    settings = Settings.read()
    url = server_url(settings)
    load_shop(settings, url)
    training.train()
    studio = _photos(settings.media_folder)
    texts = [" ".join(words) for words in product(*_WORDS)]  # each once: vectors are remembered
    served = settings.model_copy(update={"database_url": url})
    with console.status("Searching"), open_catalogue(served) as catalogue:
        yield from _searches(catalogue.searcher, texts, studio)
    with console.status("Chatting"), running(settings, Ports.free()) as addresses:
        shopper = Shopper(addresses.gateway)
        yield _timed("text turn", 150, texts, shopper.say)
        yield _timed("photo turn", 400, studio, shopper.show)
        early, late = early_and_late(addresses.gateway, texts)
        yield _timing("text turns 5 to 14 of a conversation", early)
        yield _timing("text turns 195 to 204 of it", late)
        many = crowd(addresses.gateway, texts)
        yield _timing(f"text turn, {SHOPPERS} shoppers, {many.errors} errors", many.taken, 400)


def _searches(searcher: Searcher, texts: list[str], studio: list[bytes]) -> Iterator[Timing]:
    def by_text(text: str) -> None:
        searcher.search(searcher.parse(text))

    def by_photo(data: bytes) -> None:
        photo = searcher.encoder.encode_photo(decode_photo(data)).readings
        searcher.search(searcher.parse(""), photos=[photo])

    searcher.warm()
    yield _timed("text search", 25, texts, by_text)
    yield _timed("photo search", 150, studio, by_photo)
    busy = [_in_a_room(photo) for photo in studio]
    yield _timed("photo search, busy background", None, busy, by_photo)


def _timed(
    name: str, goal: int | None, things: Sequence[Thing], run: Callable[[Thing], None]
) -> Timing:
    taken = []
    for thing in islice(cycle(things), _WARM_UP + _RUNS):
        start = time.perf_counter()
        run(thing)
        taken.append((time.perf_counter() - start) * 1000)
    return _timing(name, taken[_WARM_UP:], goal)


def _timing(name: str, taken: Sequence[float], goal: int | None = None) -> Timing:
    p50, p95 = np.percentile(taken, (50, 95))
    return Timing(name, float(p50), float(p95), goal)


def _photos(media: Path) -> list[bytes]:
    """Some of the shop's own pictures that stand before a plain background."""
    every = (path.read_bytes() for path in sorted(media.glob("*.jpg")))
    return list(islice(filter(_is_plain, every), _PHOTOS))


def _is_plain(photo: bytes) -> bool:
    return has_plain_border(np.asarray(decode_photo(photo, side=256)))


def _in_a_room(photo: bytes) -> bytes:
    """The picture as a small part of a restless one."""
    picture = decode_photo(photo, side=400)
    room = Image.effect_noise((80, 80), 120).resize((800, 800)).convert("RGB")
    room.paste(picture, (200, 200))
    return to_jpeg(room)


def _table(timings: list[Timing]) -> Table:
    table = Table("warm, 200 runs", "p50 ms", "p95 ms", "goal p95 ms", caption=machine())
    for name, p50, p95, goal in timings:
        colour = "" if goal is None else "[green]" if p95 <= goal else "[red]"
        table.add_row(name, f"{p50:.0f}", f"{colour}{p95:.0f}", str(goal or ""))
    return table


if __name__ == "__main__":
    sys.exit(main())

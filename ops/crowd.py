"""Many shoppers at once, and one who goes on and on."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

SHOPPERS = 40
EVERY = 5.0  # seconds between two messages of one shopper
_SECONDS = 60
_EARLY, _LATE = range(5, 15), range(195, 205)  # turns of one conversation


@dataclass
class Crowd:
    """What a crowd got: milliseconds of each answer, and how many got none."""

    taken: list[float] = field(default_factory=list)
    errors: int = 0


def crowd(address: str, texts: Sequence[str]) -> Crowd:
    """`SHOPPERS` for a minute, each with a message every five seconds, not all at once."""
    return asyncio.run(_crowd(address, texts))


async def _crowd(address: str, texts: Sequence[str]) -> Crowd:
    found = Crowd()
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as http:
        shoppers = (_shop(http, texts, number, found) for number in range(SHOPPERS))
        await asyncio.gather(*shoppers)
    return found


async def _shop(http: httpx.AsyncClient, texts: Sequence[str], number: int, found: Crowd) -> None:
    wishes = random.Random(number)
    session = (await http.post("/api/sessions")).raise_for_status().json()
    headers = {"Authorization": f"Bearer {session['token']}"}
    await asyncio.sleep(number * EVERY / SHOPPERS)
    for _ in range(int(_SECONDS / EVERY)):
        start = time.perf_counter()
        body = {"text": wishes.choice(texts)}
        answer = await http.post("/api/messages", json=body, headers=headers)
        taken = time.perf_counter() - start
        if answer.is_success and answer.json()["messages"]:
            found.taken.append(taken * 1000)
        else:
            found.errors += 1
        await asyncio.sleep(max(0.0, EVERY - taken))


def early_and_late(address: str, texts: Sequence[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of early and of late turns of one long conversation."""
    taken = []
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as http:
        session = http.post("/api/sessions").raise_for_status().json()
        headers = {"Authorization": f"Bearer {session['token']}"}
        for turn in range(_LATE.stop):
            start = time.perf_counter()
            body = {"text": texts[turn % len(texts)]}
            http.post("/api/messages", json=body, headers=headers).raise_for_status()
            taken.append((time.perf_counter() - start) * 1000)
    return [taken[turn] for turn in _EARLY], [taken[turn] for turn in _LATE]

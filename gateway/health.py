"""Whether the gateway lives, and whether all it needs is there."""

import asyncio
from collections.abc import Awaitable

import httpx
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

from gateway.errors import body
from gateway.services import Here
from gateway.texts import ERRORS

PATIENCE = 3  # seconds

router = APIRouter()


@router.get("/healthz")
async def alive() -> dict[str, str]:
    return {"status": "alive"}


@router.get("/readyz", response_class=JSONResponse)
async def ready(here: Here) -> JSONResponse:
    names = ("database", "bot", "actions")
    found = await asyncio.gather(
        _up(_answers(here)), _up(here.bot.alive()), _up(here.actions.alive())
    )
    checks = {name: "up" if up else "down" for name, up in zip(names, found, strict=True)}
    if all(found):
        return JSONResponse({"checks": checks})
    return JSONResponse({**body("not_ready", ERRORS["not_ready"]), "checks": checks}, 503)


async def _answers(here: Here) -> bool:
    await here.store.ping()
    return True


async def _up(check: Awaitable[bool]) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            return await check
    except (httpx.HTTPError, SQLAlchemyError, TimeoutError):
        return False

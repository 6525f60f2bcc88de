"""One JSON line for each request and event, without shoppers' words, tokens or addresses."""

import json
import logging
import re
import time
import traceback
import uuid
from contextvars import ContextVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.errors import GatewayError, answer

_log = logging.getLogger(__name__)
_request_id: ContextVar[str] = ContextVar("request_id", default="")
_GIVEN_ID = re.compile(r"[\w-]{1,64}", re.ASCII)


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": _request_id.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line |= {"error": record.exc_info[0].__name__, "frames": _frames(record)}
        return json.dumps(line, ensure_ascii=False)


def _frames(record: logging.LogRecord) -> list[str]:
    """Where it failed, not with what: an exception's message may quote a shopper."""
    stack = traceback.extract_tb(record.exc_info[2] if record.exc_info else None)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in stack]


def configure() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    # httpx and alembic tell each step at INFO.
    for chatty in ("httpx", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


class RequestLog:
    """Gives each request an id, logs its end, and answers what nobody caught."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started, status = time.perf_counter(), 0
        given = Headers(scope=scope).get("x-request-id", "")
        _request_id.set(given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex)

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = _request_id.get()
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        except Exception:
            _log.exception("request failed")
            if status:  # too late for another answer
                raise
            await answer(GatewayError())(scope, receive, send_with_id)
        finally:
            _log.info("request", extra={"fields": _fields(scope, status, started)})


def _fields(scope: Scope, status: int, started: float) -> dict[str, object]:
    # The route's pattern: a path itself may hold anything.
    path = getattr(scope.get("route"), "path", None)
    took = round((time.perf_counter() - started) * 1000, 1)
    return {"method": scope["method"], "path": path, "status": status, "took_ms": took}

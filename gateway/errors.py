# ruff: noqa: N818  (these are named after what happened)
"""What can go wrong, and how it is told.

Exception
├── SettingsError                 the service can't start
└── GatewayError                  answered as {"error": {"code", "message", "message_zh"}}
    ├── Unauthorized        401
    ├── CustomerRefused     401
    ├── NotFound            404
    ├── WidgetMissing       404
    ├── PhotoTooLarge       413
    ├── Invalid             422
    │   ├── EmptyMessage
    │   ├── MessageTooLong
    │   ├── UnknownPayload
    │   └── UnknownPhoto
    ├── PhotoRefused        4xx   in the words of the actions server
    └── Unavailable         503
        ├── BotUnavailable        told as a message of the bot, never as an error
        ├── PhotosUnavailable
        ├── CustomersUnavailable
        └── StoreUnavailable
"""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from gateway import texts


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it, its value and the way out."""


class GatewayError(Exception):
    """An error with a status and a sentence in both languages."""

    status = 500
    code = "internal_error"

    def body(self) -> dict[str, dict[str, str]]:
        return body(self.code, texts.ERRORS[self.code])


class Unauthorized(GatewayError):
    status, code = 401, "unauthorized"


class CustomerRefused(GatewayError):
    status, code = 401, "customer_refused"


class NotFound(GatewayError):
    status, code = 404, "not_found"


class WidgetMissing(GatewayError):
    status, code = 404, "widget_missing"


class PhotoTooLarge(GatewayError):
    status, code = 413, "photo_too_large"


class Invalid(GatewayError):
    status, code = 422, "invalid"


class EmptyMessage(Invalid):
    code = "empty_message"


class MessageTooLong(Invalid):
    code = "message_too_long"


class UnknownPayload(Invalid):
    code = "unknown_payload"


class UnknownPhoto(Invalid):
    code = "unknown_photo"


class PhotoRefused(GatewayError):
    """The actions server's own refusal, passed on as it came."""

    def __init__(self, status: int, code: str, text: texts.Text) -> None:
        super().__init__(code)
        self.status, self.code, self.text = status, code, text

    def body(self) -> dict[str, dict[str, str]]:
        return body(self.code, self.text)


class Unavailable(GatewayError):
    status = 503


class BotUnavailable(Unavailable):
    code = "bot_unavailable"


class PhotosUnavailable(Unavailable):
    code = "photos_unavailable"


class CustomersUnavailable(Unavailable):
    code = "customers_unavailable"


class StoreUnavailable(Unavailable):
    code = "store_unavailable"


_FRAMEWORK = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}


def body(code: str, text: texts.Text) -> dict[str, dict[str, str]]:
    return {"error": {"code": code, "message": text.en, "message_zh": text.zh}}


def answer(error: GatewayError) -> JSONResponse:
    return JSONResponse(error.body(), error.status)


def install(app: FastAPI) -> None:
    """Answer every error, the framework's own too, in the one shape."""
    app.add_exception_handler(GatewayError, _gateway_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(ClientDisconnect, _disconnected)
    for lost in (OperationalError, InterfaceError, PoolTimeout):
        app.add_exception_handler(lost, _store_error)


async def _gateway_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, GatewayError)  # noqa: S101
    return answer(error)


async def _http_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    code = _FRAMEWORK.get(error.status_code, "bad_request")
    return JSONResponse(body(code, texts.ERRORS[code]), error.status_code, error.headers)


async def _disconnected(_: Request, __: Exception) -> JSONResponse:
    """For the log alone: whom it was for has gone."""
    return JSONResponse(body("bad_request", texts.ERRORS["bad_request"]), 400)


async def _validation_error(_: Request, __: Exception) -> JSONResponse:
    # Nothing of the input is repeated: it may be hostile, or not even be encodable.
    return answer(Invalid())


async def _store_error(_: Request, __: Exception) -> JSONResponse:
    return answer(StoreUnavailable())

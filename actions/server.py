"""The action server: rasa-sdk's webhook, and the photos and featured products that the gateway
asks for."""

from collections.abc import Awaitable, Callable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.endpoint import create_app as create_sdk_app
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from sanic import Sanic

from actions import fallback, featured, photos, recognition, search, session, similar
from actions.guard import guarded
from actions.services import Services
from catalog.app import Catalogue

Action = Callable[[Services, CollectingDispatcher, Tracker], Awaitable[list[dict[str, Any]]]]

ACTIONS: dict[str, Action] = {
    "action_session_start": session.start,
    "action_search": search.find,
    "action_show_more": search.more,
    "action_start_over": search.start_over,
    "action_recommend": search.recommend,
    "action_find_similar": similar.find,
    "action_fallback": fallback.answer,
}


def create_app(catalogue: Catalogue) -> Sanic[Any, Any]:
    """The action server over an open catalogue."""
    services = Services(catalogue)
    executor = ActionExecutor()
    for name, action in ACTIONS.items():
        executor.register_function(name, guarded(action, services))
    app: Sanic[Any, Any] = create_sdk_app(executor, cors_origins=[])
    app.config.REQUEST_MAX_SIZE = photos.MAX_REQUEST
    photos.add_routes(app, services)
    featured.add_routes(app, services)
    recognition.add_routes(app, services)
    return app

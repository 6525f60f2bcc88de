"""The action server: rasa-sdk's webhook, and the photos and featured products that the gateway
asks for."""

from typing import Any

from rasa_sdk.endpoint import create_app as create_sdk_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic

from actions import (
    adding,
    care,
    cart,
    checkout,
    compare,
    fallback,
    faq,
    featured,
    identification,
    orders,
    photos,
    product,
    recognition,
    recommend,
    search,
    session,
    similar,
    talk,
)
from actions.context import in_context
from actions.guard import Action, guarded
from actions.pending import Resume
from actions.services import Services
from actions.settings import Settings
from actions.shop.rules import Rules
from catalog.app import Catalogue

_ANSWERS: dict[str, Action] = {
    "action_search": search.find,
    "action_show_more": search.more,
    "action_start_over": search.start_over,
    "action_recommend": recommend.answer,
    "action_find_similar": similar.find,
    "action_fallback": fallback.answer,
    "action_faq": faq.answer,
    "action_order": orders.answer,
    "action_add_to_cart": adding.add,
    "action_remove_from_cart": cart.remove,
    "action_update_cart": cart.update,
    "action_view_cart": cart.view,
    "action_checkout": checkout.answer,
    "action_complain": care.complain,
    "action_feedback": care.feedback,
    "action_forget": care.forget,
    "action_person": care.person,
    "action_talk": talk.answer,
    "action_ask_product": product.ask,
    "action_ask_size": product.size,
    "action_compare": compare.answer,
}

_TASKS: dict[str, Resume] = {
    **dict.fromkeys(orders.TASKS, orders.resume),
    **dict.fromkeys(adding.TASKS, adding.resume),
    **dict.fromkeys(product.TASKS, product.resume),
    **dict.fromkeys(care.TASKS, care.resume),
}

# A session begins before its first message: what the tracker calls the latest is of the one before.
ACTIONS: dict[str, Action] = {
    "action_session_start": session.start,
    **{name: in_context(answer, _TASKS) for name, answer in _ANSWERS.items()},
}


def create_app(catalogue: Catalogue, settings: Settings) -> Sanic[Any, Any]:
    """The action server over an open catalogue. Raises SettingsError."""
    services = Services(catalogue, settings, Rules.read(settings.rules))
    executor = ActionExecutor()
    for name, action in ACTIONS.items():
        executor.register_function(name, guarded(name, action, services))
    app: Sanic[Any, Any] = create_sdk_app(executor, cors_origins=[])
    app.config.REQUEST_MAX_SIZE = photos.MAX_REQUEST
    photos.add_routes(app, services)
    featured.add_routes(app, services)
    recognition.add_routes(app, services)
    identification.add_routes(app, services)
    return app

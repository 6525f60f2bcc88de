"""Asks which of several things in a photo is meant."""

from collections.abc import Sequence

from rasa_sdk.executor import CollectingDispatcher

from actions.replies import Button, button
from actions.sentences import say
from catalog.encoders.photo import Box

_ACROSS = ("thing_left", "thing_middle", "thing_right")
_DOWN = ("thing_top", "thing_middle", "thing_bottom")


def ask_which(
    dispatcher: CollectingDispatcher, photo_id: str, things: Sequence[Box], language: str
) -> None:
    """A button for each of two or three things by where it is, and one for the whole photo."""
    buttons = [_button(place, language, photo_id, str(number)) for number, place in places(things)]
    buttons.append(_button("thing_all", language, photo_id, "all"))
    dispatcher.utter_message(text=say("which_thing", language), buttons=buttons)


def places(things: Sequence[Box]) -> list[tuple[int, str]]:
    """(number, sentence of its place) from left to right or from top to bottom, whichever tells
    two or three things better apart."""
    centres = [((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in things]
    across, down = zip(*centres, strict=True)
    horizontal = max(across) - min(across) >= max(down) - min(down)
    along, names = (across, _ACROSS) if horizontal else (down, _DOWN)
    order = sorted(range(len(things)), key=lambda number: along[number])
    named = names if len(things) > 2 else (names[0], names[-1])
    return list(zip(order, named, strict=True))


def _button(key: str, language: str, photo_id: str, thing: str) -> Button:
    return button(key, language, "find_similar", photo=photo_id, thing=thing)

"""Small talk and yes or no: words of the bot's domain, once no question waits for them."""

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.services import Services
from actions.turn import Events, Turn


async def answer(_services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """The domain's response of the intent's name."""
    dispatcher.utter_message(response=f"utter_{Turn(tracker).intent}")
    return []

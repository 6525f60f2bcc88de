"""Looking after people: complaints, feedback, asking for a person, what is remembered of them."""

import asyncio
import re

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.pending import Pending, answer_to, ask, confirm, done
from actions.replies import button, plain_button
from actions.sentences import say
from actions.services import Services
from actions.turn import Events, Turn
from catalog.money import format_money, to_minor

TASKS = ("give_feedback", "forget_me")

_KNOWN = re.compile(
    r"\bwhat (?:do|did) (?:you|u) (?:know|remember|store|have)|\bmy data\b|\bexport"
    r"|知道我|记得我|记了我|存了我|我的(?:数据|信息|资料)"
)
_FORGET = re.compile(r"\bforget|\bdelete|\berase|\bremove|忘|删|清除|抹")
_REMEMBER = re.compile(r"(?<!you )\bremember (?:that|my|i\b|me\b)|记住我?|记一下")
_ONE_TO_FIVE = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
                "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}  # fmt: skip
_NUMBERS = {**_ONE_TO_FIVE, **{str(n): n for n in range(1, 6)}}
_STARS = re.compile(
    rf"^\W*({'|'.join(_NUMBERS)})\W*$"
    rf"|\b({'|'.join(word for word in _NUMBERS if word.isascii())})[ -]*(?:stars?\b|out of|/)"
    rf"|([1-5一二两三四五])\s*(?:颗|个)?(?:星|分)"
)
_TOPICS = {"sizes": "topic_sizes", "brands": "topic_brands", "budget": "topic_budget"}


async def complain(
    services: Services, dispatcher: CollectingDispatcher, tracker: Tracker
) -> Events:
    """Apologise once, write it down with what is known, and offer a person."""
    return await asyncio.to_thread(_ticket, services, dispatcher, Turn(tracker), "complaint")


async def person(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Write down that a person is wanted, with what is known."""
    return await asyncio.to_thread(_ticket, services, dispatcher, Turn(tracker), "person")


def _ticket(services: Services, dispatcher: CollectingDispatcher, turn: Turn, kind: str) -> Events:
    customer = services.identities.customer(turn.conversation)
    details = {
        "words": turn.words,
        "customer": customer,
        "order": turn.order,
        "shown": turn.shown,
        "wish": turn.standing.query.model_dump(exclude_defaults=True) if turn.standing else None,
        "cart": services.carts.lines(services.cart_owner(turn.conversation)),
    }
    number = services.care.open_ticket(turn.conversation, kind, turn.language, details)
    if kind == "complaint":
        offer = button("ask_person", turn.language, "human_handoff")
        text = say("complaint_kept", turn.language, number=number)
        dispatcher.utter_message(text=text, buttons=[offer])
    else:
        dispatcher.utter_message(text=say("person_asked", turn.language, number=number))
    return []


async def feedback(
    services: Services, dispatcher: CollectingDispatcher, tracker: Tracker
) -> Events:
    """Keep stars and words; ask for the stars where the words have none."""
    turn = Turn(tracker)
    stars = _stars(turn)
    if stars is None:
        return _ask_stars(dispatcher, turn)
    await asyncio.to_thread(services.care.rate, turn.conversation, stars, turn.words)
    dispatcher.utter_message(text=say("feedback_kept", turn.language))
    return done()


def _ask_stars(dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    buttons = [plain_button("★" * n, "give_feedback", value=str(n)) for n in (5, 4, 3, 2, 1)]
    known = {"words": turn.words}
    text = say("how_many_stars", turn.language)
    return ask(dispatcher, "give_feedback", "stars", known, text, buttons)


def _stars(turn: Turn) -> int | None:
    chosen = turn.value("value")
    if chosen and chosen.isdecimal():
        return int(chosen) if 1 <= int(chosen) <= 5 else None
    symbols = sum(map(turn.words.count, "★⭐"))
    if found := _STARS.search(turn.words.lower()):
        return _NUMBERS[next(group for group in found.groups() if group)]
    return symbols if 1 <= symbols <= 5 else None


async def forget(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Show what is known of the shopper, or erase it after a yes."""
    turn = Turn(tracker)
    if _KNOWN.search(turn.words.lower()) and not _FORGET.search(turn.words.lower()):
        return await asyncio.to_thread(_show, services, dispatcher, turn)
    text = say("confirm_forget", turn.language)
    return confirm(dispatcher, "forget_me", {}, text, turn.language)


def _show(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    customer = services.identities.customer(turn.conversation)
    known = services.care.remembered(customer) if customer else {}
    language = turn.language
    lines = [f"- {say(_TOPICS[topic], language)}: {value}" for topic, value in known.items()]
    heading = say("i_know" if lines else "i_know_nothing", language)
    buttons = [button("forget_it", language, "forget_me")]
    dispatcher.utter_message(text="\n".join([heading, *lines]), buttons=buttons)
    return []


def resume(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, pending: Pending
) -> Events | None:
    """Take the stars, or the yes to forgetting; None when the words are neither."""
    if pending.task == "give_feedback":
        stars = _stars(turn)
        if stars is None or len(turn.words) > 60:
            return None
        words = pending.known.get("words", "")
        services.care.rate(turn.conversation, stars, words or turn.words)
        dispatcher.utter_message(text=say("feedback_kept", turn.language))
        return done()
    answered = answer_to(turn)
    if answered is None:
        return None
    if not answered:
        dispatcher.utter_message(text=say("left_as_is", turn.language))
        return done()
    customer = services.identities.customer(turn.conversation)
    services.care.forget(turn.conversation, customer)
    dispatcher.utter_message(text=say("forgotten", turn.language))
    dispatcher.utter_message(json_message={"type": "forgotten"})  # the gateway erases its part
    emptied = ("query", "shown", "seen", "focus", "order")
    return [*done(), *(SlotSet(name, None) for name in emptied)]


def wants_remembering(words: str) -> bool:
    """Whether words ask to keep something: "remember that I wear M"."""
    return bool(_REMEMBER.search(words.lower()))


def remember(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    """Keep the sizes, brands and budget that the words name; asking for it is the consent."""
    language, query = turn.language, services.searcher.parse(turn.words)
    vocabulary, currency = services.searcher.words()
    topics = {}
    if sizes := query.must.get("size"):
        topics["sizes"] = ", ".join(map(str.upper, sizes))
    if brands := query.must.get("brand"):
        topics["brands"] = ", ".join(vocabulary.label("brand", key, language) for key in brands)
    if query.price and query.price.max:
        limit = to_minor(query.price.max, query.price.currency or currency)
        topics["budget"] = format_money(limit, query.price.currency or currency, language)
    customer = services.identities.customer(turn.conversation)
    if customer is None or not topics:
        key = "remember_what" if customer else "sign_in_to_remember"
        dispatcher.utter_message(text=say(key, language))
        return []
    services.care.remember(customer, topics)
    told = ", ".join(f"{say(_TOPICS[topic], language)} {value}" for topic, value in topics.items())
    buttons = [button("forget_it", language, "forget_me")]
    dispatcher.utter_message(text=say("remembered", language, what=told), buttons=buttons)
    return []

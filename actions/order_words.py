"""What shoppers' words say about an order: its number, what to change, why it goes back."""

import re

from actions.pending import Known, Pending
from actions.references import at, best_named, find_places
from actions.turn import Turn

_NUMBER = re.compile(r"(?<![A-Za-z0-9_@.-])([A-Za-z]{0,4}-?\d{4,12})(?![A-Za-z0-9_@-])")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"\baddress|\bdeliver(?:ed|y)? to\b|\bship (?:it )?to\b|地址|送到|寄到|收货")
_ITEM = re.compile(
    r"\bsize|\bcolou?r|\bitem\b|\bswap|\bbigger|\bsmaller|\blarger|尺码|大小|颜色|换成|大一码|小一码|款式"
)
_EXCHANGE = re.compile(
    r"\bexchang|\bswap|\bdifferent (?:size|colou?r)|换货|换一|换个|换成|调换|换码"
)
_CREDIT = re.compile(r"\bcredit|\bvoucher|\bgift card|余额|购物金|代金券")
_REFUND = re.compile(r"\brefund|\bmoney back|\boriginal|退款|退钱|原路")
_WHEN = re.compile(
    r"\bhow (?:long|many days)|\bwhen (?:will|do|can)\b"
    r"|\bwhere(?:'s| is) my (?:refund|money)|refund status"
    r"|多久|几天|什么时候|退款.*(?:进度|到哪|到账)"
)
_VALUE = re.compile(r'"value": "([^"]*)"')
_PLACE = re.compile(r"\d|路|街|号|区|市|镇|村|street|avenue|road|lane", re.IGNORECASE)
_REASONS = {
    "size": (
        r"\b(?:size|fit|small|large|big|tight|loose|short|long)\b"
        r"|尺码|大了|小了|偏大|偏小|紧|不合身|不合适"
    ),
    "quality": (
        r"\b(?:broken|damaged|defect\w*|faulty|quality|torn|stain\w*|fell apart|hole)\b"
        r"|坏|破|质量|瑕疵|脏|掉色|起球"
    ),
    "wrong": (
        r"\b(?:wrong|not what i ordered|different from|not as described|another colou?r)\b"
        r"|发错|不符|色差|不一样"
    ),
    "mind": (
        r"\b(?:changed? my mind|don'?t (?:need|want|like)|no longer|unwanted|gift)\b"
        r"|不想要|不喜欢|不需要|买多"
    ),
}


def number_in(words: str) -> str | None:
    """An order number: up to four letters and four digits or more."""
    found = _NUMBER.search(_EMAIL.sub(" ", words))
    return found[1] if found else None


def email_in(words: str) -> str | None:
    """An e-mail address."""
    found = _EMAIL.search(words)
    return found[0] if found else None


def asks_when(words: str) -> bool:
    """Whether words ask how long something takes, which is for the shop's policies to say."""
    return bool(_WHEN.search(words.lower()))


def return_wishes(words: str) -> Known:
    """Why something goes back, and whether another is wanted for it."""
    lowered, wishes = words.lower(), {}
    for reason, pattern in _REASONS.items():
        if re.search(pattern, lowered):
            wishes["reason"] = reason
            break
    if _EXCHANGE.search(lowered):
        wishes["method"] = "exchange"
    return wishes


def what(words: str) -> str | None:
    """What of an order is to change: address or item."""
    lowered = words.lower()
    if _ADDRESS.search(lowered):
        return "address"
    return "item" if _ITEM.search(lowered) else None


def _read_order(turn: Turn, pending: Pending) -> str | None:
    places = find_places(turn.words)
    chosen = at(offered(pending), places[0]) if places and len(turn.words) < 20 else None
    return chosen or number_in(turn.words)


def _read_line(turn: Turn, pending: Pending) -> str | None:
    skus, places = offered(pending), find_places(turn.words)
    if places and (chosen := at(skus, places[0])):
        return chosen
    named = best_named([one["title"] for one in pending.buttons], turn.words)
    return None if named is None else skus[named]


def _read_what(turn: Turn, _pending: Pending) -> str | None:
    return what(turn.words)


def _read_email(turn: Turn, _pending: Pending) -> str | None:
    return email_in(turn.words)


def _read_address(turn: Turn, _pending: Pending) -> str | None:
    words = turn.words.strip()
    return words[:300] if len(words) >= 6 and _PLACE.search(words) and "?" not in words else None


def _read_reason(turn: Turn, _pending: Pending) -> str | None:
    if re.search(r"[?？]|吗", turn.words) or turn.intent.startswith(("faq_", "human_", "goodbye")):
        return None
    return return_wishes(turn.words).get("reason") or turn.words.strip()[:200] or None


def _read_method(turn: Turn, _pending: Pending) -> str | None:
    said = turn.words.lower()
    if _EXCHANGE.search(said):
        return "exchange"
    if _CREDIT.search(said):
        return "credit"
    return "original" if _REFUND.search(said) else None


def offered(pending: Pending) -> list[str]:
    """What the buttons of a question stand for."""
    return [found[1] for one in pending.buttons if (found := _VALUE.search(one["payload"]))]


READERS = {
    "order": _read_order,
    "email": _read_email,
    "what": _read_what,
    "address": _read_address,
    "line": _read_line,
    "reason": _read_reason,
    "method": _read_method,
}

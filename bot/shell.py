"""Rasa's shell, in which `photo: PATH` sends a picture and product cards are readable.

The picture is read here, by the process of the person at the terminal, and uploaded like any
other: no channel of the bot ever reads a path.
"""

import os
import sys
from pathlib import Path
from typing import Any, AsyncGenerator, Dict, List, Optional, Text

import aiohttp
import rasa.__main__
from rasa.core.channels import console

_ACTIONS = os.environ.get("DAOGOU_ACTIONS_URL", "http://127.0.0.1:5055")
_PREFIX = "photo:"
_plain_output = console._print_bot_output


async def _send(
    server_url: Text,
    auth_token: Text,
    sender_id: Text,
    message: Text,
    request_timeout: Optional[int] = None,
) -> AsyncGenerator[Dict[Text, Any], None]:
    """In place of the console's own: answers to a message, or to a photo with words after it."""
    body: Dict[Text, Any] = {"sender": sender_id, "message": message}
    timeout = aiohttp.ClientTimeout(total=request_timeout or 60)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        if message.lower().startswith(_PREFIX):
            path, _, words = message[len(_PREFIX) :].strip().partition(" ")
            uploaded = await _upload(session, Path(path).expanduser())
            if "photo_id" not in uploaded:
                yield {"text": uploaded["error"]}
                return
            body["message"] = "/find_similar"
            body["metadata"] = {"photo_ids": [uploaded["photo_id"]], "text": words}
        url = f"{server_url}/webhooks/rest/webhook?token={auth_token}"
        async with session.post(url, json=body, raise_for_status=True) as response:
            for answer in await response.json():
                yield answer


async def _upload(session: aiohttp.ClientSession, path: Path) -> Dict[Text, Text]:
    """{"photo_id"} or {"error"} with a sentence."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return {"error": f"{path}: {error.strerror}"}
    async with session.post(f"{_ACTIONS}/photos", data=data) as response:
        answer = await response.json()
        return answer if response.ok else {"error": str(answer["error"]["message"])}


def _print(message: Dict[Text, Any], is_latest_message: bool = False, **more: Any) -> Any:
    """Cards, chips and buttons as lines, since a menu would stand in the way of typing; all else
    as Rasa prints it."""
    lines = [message["text"]] if message.get("text") else []
    lines += _lines(message.pop("custom", None) or {})
    buttons = message.pop("buttons", None) or []
    lines += ["  " + "  ".join(f"({button['title']})" for button in buttons)] if buttons else []
    return _plain_output({**message, "text": "\n".join(lines)}, is_latest_message, **more)


def _lines(custom: Dict[Text, Any]) -> List[Text]:
    if custom.get("type") == "products":
        return [
            f"  {number}. {card['title']}  {card['price_text']}  ({', '.join(card['why'])})"
            for number, card in enumerate(custom["products"], 1)
        ]
    if custom.get("type") == "comparison":
        return [
            f"  {row['label']}: " + " | ".join(value or "-" for value in row["values"])
            for row in custom["rows"]
        ]
    if custom.get("type") in ("checkout", "policy"):
        return [f"  {custom['url']}"]
    if custom.get("type") == "chips":
        return ["  " + "  ".join(f"[{chip['label']} x]" for chip in custom["chips"])]
    return []


def main() -> None:
    """Start `rasa shell` with these two functions in the places of the console's own."""
    console._send_message_receive_stream = _send
    console._print_bot_output = _print
    sys.argv = ["rasa", "shell", "--endpoints", "endpoints.yml", "--credentials", "credentials.yml",
                *sys.argv[1:]]  # fmt: skip
    rasa.__main__.main()


if __name__ == "__main__":
    main()

"""What the trained bot understands: JSON lines {"text"} on standard input become JSON lines
{"intent", "confidence", "upset", "feeling", "ms"} on standard output.

    python -m nlu.parse models/daogou.tar.gz
"""

import asyncio
import json
import logging
import sys
import time
from typing import Any, Dict, List, Text

from rasa.core.agent import Agent
from rasa.utils.log_utils import configure_structlog

_WARM_UP = "hello"


async def parse(model: Text, texts: List[Text]) -> None:
    """Write what is understood of each text; the model is loaded once."""
    agent = Agent.load(model)
    await agent.parse_message(_WARM_UP)
    for text in texts:
        started = time.perf_counter()
        understood = await agent.parse_message(text)
        milliseconds = (time.perf_counter() - started) * 1000
        sys.stdout.write(json.dumps(_line(understood, milliseconds)) + "\n")


def _line(understood: Dict[Text, Any], milliseconds: float) -> Dict[Text, Any]:
    feelings = [e["value"] for e in understood["entities"] if e["entity"] == "feeling"]
    return {
        "intent": understood["intent"]["name"],
        "confidence": understood["intent"]["confidence"],
        "upset": understood.get("upset", 0.0),
        "feeling": feelings[0] if feelings else None,
        "ms": milliseconds,
    }


if __name__ == "__main__":
    configure_structlog(logging.WARNING)  # Rasa logs each message to standard output
    lines = [json.loads(line)["text"] for line in sys.stdin]
    asyncio.run(parse(sys.argv[1], lines))

"""Every intent has examples, a rule and words in both languages."""

import re
from pathlib import Path
from typing import Any, Dict, List, Set

import pytest
import yaml

BOT = Path(__file__).parents[1]


def _all(folder: str, key: str) -> List[Any]:
    found: List[Any] = []
    for path in sorted((BOT / folder).rglob("*.yml")):
        part = yaml.safe_load(path.read_text("utf-8")).get(key) or []
        found += part.items() if isinstance(part, dict) else part
    return found


def _examples(language: str) -> Dict[str, List[str]]:
    examples: Dict[str, List[str]] = {}
    for block in _all(f"data/nlu/{language}", "nlu"):
        lines = [line[2:].strip() for line in block["examples"].splitlines() if line.strip()]
        examples.setdefault(block["intent"], []).extend(lines)
    return examples


INTENTS: List[str] = _all("domain", "intents")
RESPONSES: Dict[str, Any] = dict(_all("domain", "responses"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("intent", INTENTS)
def test_intent_has_examples(intent: str, language: str) -> None:
    assert len(_examples(language).get(intent, [])) >= 50


def test_no_example_belongs_to_two_intents() -> None:
    owner: Dict[str, str] = {}
    for language in ("en", "zh"):
        for intent, lines in _examples(language).items():
            for line in lines:
                assert owner.setdefault(line.lower(), intent) == intent, line


def test_every_intent_has_a_rule() -> None:
    ruled: Set[str] = {rule["steps"][0]["intent"] for rule in _all("data/rules", "rules")}
    assert ruled == {*INTENTS, "nlu_fallback"}


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_response_speaks_both_languages(name: str) -> None:
    plain, chinese = RESPONSES[name]
    assert not re.search("[\u3400-\u9fff]", plain["text"])
    assert re.search("[\u3400-\u9fff]", chinese["text"])
    assert chinese["condition"] == [{"type": "slot", "name": "language", "value": "zh"}]

"""The upset are told from the calm, through Rasa's doors: trained, stored, loaded and asked."""

from pathlib import Path
from typing import Any, Dict, List, Optional

import pytest
import yaml
from nlu.embedding import VECTOR, embed, encoder
from nlu.feelings import Feelings
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

BOT = Path(__file__).parents[1]
HELD_OUT = BOT.parent / "tests" / "data" / "feelings_held_out.yml"
ENCODER = encoder()


@pytest.fixture(scope="module")
def feelings(tmp_path_factory: pytest.TempPathFactory) -> Feelings:
    context, resource = ExecutionContext(GraphSchema({})), Resource("feelings")
    storage = LocalModelStorage(tmp_path_factory.mktemp("model"))
    config = Feelings.get_default_config()
    Feelings.create(config, storage, resource, context).train(TrainingData())
    return Feelings.load(config, storage, resource, context)


def _message(text: str) -> Message:
    message = Message({"text": text})
    message.set(VECTOR, embed(ENCODER, [text])[0])
    return message


def _feeling(feelings: Feelings, text: str) -> Optional[str]:
    (message,) = feelings.process([_message(text)])
    return next((entity["value"] for entity in message.get("entities") or []), None)


@pytest.mark.parametrize(
    "text",
    [
        "what the hell is wrong with you people, third time I ask",
        "useless, absolutely useless, I want my money back!!",
        "你们这什么破店，问了三遍没人理！！",
        "骗子，赶紧退钱",
    ],
)
def test_the_upset_are_noticed(feelings: Feelings, text: str) -> None:
    assert _feeling(feelings, text) == "upset"


@pytest.mark.parametrize(
    "text",
    [
        "I don't like the blue ones",
        "the mug arrived with a crack, can I get another",
        "where is my order",
        "BLACK BOOTS SIZE 9",
        "so pretty!!!",
        "不要红色的",
        "杯子有点裂了，可以换吗",
        "太美了！！！",
    ],
)
def test_bad_news_told_calmly_and_joy_are_no_anger(feelings: Feelings, text: str) -> None:
    assert _feeling(feelings, text) is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nine_of_ten_called_upset_are_upset(feelings: Feelings, language: str) -> None:
    said: Dict[str, List[str]] = yaml.safe_load(HELD_OUT.read_text("utf-8"))[language]
    right = sum(_feeling(feelings, text) == "upset" for text in said["upset"])
    wrong = sum(_feeling(feelings, text) == "upset" for text in said["calm"])
    assert right >= 0.9 * (right + wrong)
    assert right >= 0.6 * len(said["upset"])


def test_a_message_without_a_vector_has_no_feeling(feelings: Feelings) -> None:
    """A button's payload, or a message without a word."""
    (message,) = feelings.process([Message({"text": "/greet"})])
    assert not message.get("entities")


def test_other_entities_stay(feelings: Feelings) -> None:
    message = _message("you useless idiots!!")
    message.set("entities", [{"entity": "language", "value": "en"}])
    (message,) = feelings.process([message])
    assert [entity["entity"] for entity in message.get("entities")] == ["language", "feeling"]


def test_rasa_trains_anew_when_the_examples_change(tmp_path: Path) -> None:
    config: Dict[str, Any] = {"examples": str(tmp_path)}
    before = Feelings.fingerprint_addon(config)
    (tmp_path / "en.yml").write_text('upset: ["go away"]\ncalm: ["hello"]\n', "utf-8")
    assert Feelings.fingerprint_addon(config) != before
    assert Feelings.fingerprint_addon({}) not in ("", before)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_example_is_both_nor_held_out(language: str) -> None:
    examples = yaml.safe_load((BOT / f"data/feelings/{language}.yml").read_text("utf-8"))
    held_out = yaml.safe_load(HELD_OUT.read_text("utf-8"))[language]
    lists = [*examples.values(), *held_out.values()]
    lines = [line for each in lists for line in each]
    assert sorted(examples) == ["calm", "upset"]
    assert len(set(lines)) == len(lines)

"""The components through Rasa's doors: trained, stored, loaded and asked."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest
from nlu.classifier import SentenceClassifier
from nlu.embedding import VECTOR
from nlu.recogniser import CatalogueRecogniser
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

EXAMPLES = {
    "search_product": ["black boots", "a red dress for a wedding", "黑色靴子", "想买条红裙子"],
    "goodbye": ["bye", "see you later", "再见", "回头见"],
    "track_order": ["where is my order", "has my parcel shipped", "我的快递到哪了", "怎么还没发货"],
}


@pytest.fixture
def classifier(tmp_path: Path) -> SentenceClassifier:
    context, resource = ExecutionContext(GraphSchema({})), Resource("classifier")
    storage = LocalModelStorage(tmp_path)
    config = SentenceClassifier.get_default_config()
    examples = [Message.build(text, intent) for intent, texts in EXAMPLES.items() for text in texts]
    trained = SentenceClassifier.create(config, storage, resource, context)
    trained.train(TrainingData(examples))
    return SentenceClassifier.load(config, storage, resource, context)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("brown boots", "search_product"),
        ("买双黑靴子", "search_product"),
        ("goodbye then", "goodbye"),
        ("我的包裹到哪儿了", "track_order"),
    ],
)
def test_classifies_in_both_languages(
    classifier: SentenceClassifier, text: str, intent: str
) -> None:
    (message,) = classifier.process([Message({"text": text})])
    assert message.get("intent")["name"] == intent
    assert sum(ranked["confidence"] for ranked in message.get("intent_ranking")) <= 1.001


def test_the_vector_is_left_on_the_message_and_not_put_out(classifier: SentenceClassifier) -> None:
    (message,) = classifier.process([Message({"text": "brown boots"})])
    assert message.get(VECTOR).shape == (384,)
    assert VECTOR not in message.as_dict(only_output_properties=True)


@pytest.mark.parametrize("text", ["", "   ", "!!!", "👍"])
def test_text_without_words_has_no_intent(classifier: SentenceClassifier, text: str) -> None:
    (message,) = classifier.process([Message({"text": text})])
    assert message.get("intent") == {"name": None, "confidence": 0.0}


@pytest.mark.parametrize("text", ["a" * 50_000, "boots\0", "\x1b[31mred", "'; DROP TABLE--"])
def test_hostile_text_is_classified(classifier: SentenceClassifier, text: str) -> None:
    (message,) = classifier.process([Message({"text": text})])
    assert message.get("intent")["name"] in EXAMPLES


class _Actions(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = body["text"]
        found = {"product": "bags" in text, "bare": text == "bags", "order": "D10027" in text}
        answer = json.dumps(found).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def actions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = HTTPServer(("127.0.0.1", 0), _Actions)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("ACTIONS_URL", f"http://127.0.0.1:{server.server_port}/webhook")
    yield
    server.shutdown()
    server.server_close()


def _recognised(text: str, intent: str) -> str:
    config: Dict[str, Any] = {
        "doubtful": ["greet"],
        "surprising": ["faq_warranty"],
        "about_orders": ["return_order"],
        "timeout": 2,
    }
    messages: List[Message] = [Message({"text": text, "intent": {"name": intent}})]
    (message,) = CatalogueRecogniser(config).process(messages)
    return str(message.get("intent")["name"])


def test_small_talk_that_names_a_product_is_a_search(actions: None) -> None:
    assert _recognised("hello, show me bags", "greet") == "search_product"


def test_nothing_but_a_product_is_a_search(actions: None) -> None:
    assert _recognised("bags", "faq_warranty") == "search_product"
    assert _recognised("warranty for bags", "faq_warranty") == "faq_warranty"


def test_an_orders_number_is_about_that_order(actions: None) -> None:
    assert _recognised("D10027", "search_product") == "track_order"
    assert _recognised("return D10027", "return_order") == "return_order"
    assert _recognised("2024 bags", "search_product") == "search_product"


def test_other_intents_and_words_are_left_alone(actions: None) -> None:
    assert _recognised("hello there", "greet") == "greet"
    assert _recognised("where are my bags", "track_order") == "track_order"


def test_the_classifiers_word_counts_when_the_actions_are_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ACTIONS_URL", "http://127.0.0.1:9/webhook")
    assert _recognised("hello, show me bags", "greet") == "greet"

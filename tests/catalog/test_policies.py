"""The merchant's policies: read from a folder, found by questions, quoted word for word."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from catalog.demo import copy_bylaws, forget_bylaws
from catalog.encoders import open_encoder
from catalog.errors import SettingsError
from catalog.policies import TOPICS, Policies, Section, read_policies
from catalog.policies.markdown import NoHeadingError, parts
from catalog.settings import Settings
from catalog.understanding.sentences import sentence_spans
from tests.fakes import FakeEncoder

QUESTIONS = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "policy_questions.yml").read_text("utf-8")
)
PAYPAL = Section(title="Payment", text="We take PayPal.", language="en", topic="payment")


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def demo_texts(tmp_path_factory: pytest.TempPathFactory) -> list[Section]:
    home = tmp_path_factory.mktemp("demo")
    copy_bylaws(home)
    return read_policies(home / "policies")


@pytest.fixture(scope="session")
def demo(demo_texts: list[Section]) -> Policies:
    """The demo shop's policies with the embedded encoder."""
    return Policies(demo_texts, open_encoder(Settings(encoder="embedded")))


def test_headings_make_sections(tmp_path: Path) -> None:
    text = """# [Shipping](https://shop.example/shipping)

We ship *daily*,
on **working days**.

## Costs

- Canada: [see the list](https://shop.example/list)
- USA: free

| To | Days |
|---|---|
| UK | 7 |
"""
    first, second = read_policies(write(tmp_path, "shipping.en.md", text))
    assert first == Section(
        title="Shipping",
        text="We ship daily, on working days.",
        language="en",
        url="https://shop.example/shipping",
        topic="shipping",
    )
    assert second.title == "Shipping · Costs"
    assert second.text == "Canada: see the list\nUSA: free\nTo – Days\nUK – 7"
    assert second.url == first.url


def test_a_heading_ends_the_deeper_ones_before_it(tmp_path: Path) -> None:
    text = "# A\n\na\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd\n"
    found = read_policies(write(tmp_path, "help.zh.md", text))
    assert [section.title for section in found] == ["A", "A · B", "A · B · C", "A · D"]
    assert {section.topic for section in found} == {None}


def test_json_lines_make_sections(tmp_path: Path) -> None:
    row = {"title": "退货", "text": "30天内可退。", "language": "zh", "topic": "returns"}
    lines = json.dumps(row, ensure_ascii=False) + "\n\n"
    assert read_policies(write(tmp_path, "all.jsonl", lines)) == [Section.model_validate(row)]


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    assert read_policies(write(tmp_path, "notes.txt", "nothing")) == []
    assert read_policies(tmp_path / "missing") == []


@pytest.mark.parametrize(
    ("name", "text", "line", "problem"),
    [
        ("shipping.md", b"# A\n\na", None, "language must be in its name"),
        ("shipping.en.md", b"\nWe ship.\n", 2, "no heading"),
        ("shipping.en.md", b"---\nurl: x\n---\n# A\n\na", 1, "no heading"),
        ("shipping.en.md", b"# A\n\na\n\n##\n\nb", 7, "no heading"),
        ("shipping.en.md", b"# A\n", 1, "no heading with a text"),
        ("shipping.en.md", b"# A\n\nna\xefve", 3, "not UTF-8"),
        ("all.jsonl", b"{}\n{", 1, "title"),
        ("all.jsonl", b"\n[1]", 2, "the line"),
        ("all.jsonl", b"\n\nno", 3, "not JSON"),
        ("all.jsonl", b'{"title": "a", "text": "b", "language": "fr"}', 1, "language"),
        ("all.jsonl", b'{"title": "a", "text": " ", "language": "en"}', 1, "text"),
        ("all.jsonl", b'{"title":"a","text":"b","language":"en","url":"javascript:x"}', 1, "url"),
    ],
)
def test_bad_files_are_named(
    tmp_path: Path, name: str, text: bytes, line: int | None, problem: str
) -> None:
    (tmp_path / name).write_bytes(text)
    with pytest.raises(SettingsError) as caught:
        read_policies(tmp_path)
    message = str(caught.value)
    assert name in message
    assert problem in message
    assert line is None or f"line {line}:" in message


@given(st.text())
def test_any_text_is_read_or_refused_at_a_line(text: str) -> None:
    try:
        found = parts(text)
    except NoHeadingError as error:
        found, line = [], error.line
    else:
        line = 1
    assert all(part.title and part.text.strip() for part in found)
    assert 1 <= line <= len(text.splitlines()) + 1


@given(st.text(alphabet='aB.!? \n"”。！？，“é1', min_size=1))
def test_sentences_are_all_of_the_text_in_its_order(text: str) -> None:
    spans = sentence_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Open at 10 a.m. Monday to Friday. Closed on Sundays!", 2),
        ("It costs $5.95. Choose “Forgot?” on the page.", 2),
        ("忘记密码？请点“忘记密码？”，再登录。好的。", 3),
        ("one line\nanother", 2),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(sentence_spans(text)) == count


def test_words_alone_find_the_section() -> None:
    texts = [PAYPAL, PAYPAL.model_copy(update={"title": "Hours", "text": "Open on Mondays."})]
    answer = Policies(texts, FakeEncoder()).answer("PayPal?", "en", "payment")
    assert answer is not None
    assert (answer.section, answer.quote) == (PAYPAL, "We take PayPal.")


def test_the_other_language_is_asked_when_the_shoppers_has_no_text_on_the_topic() -> None:
    chinese = Section(title="退货", text="30天内可以退货。", language="zh", topic="returns")
    policies = Policies([PAYPAL, chinese], FakeEncoder())
    answer = policies.answer("能用PayPal吗", "zh", "payment")
    assert answer is not None
    assert answer.section == PAYPAL


def test_without_texts_there_is_no_answer() -> None:
    policies = Policies([], FakeEncoder())
    policies.warm()
    assert policies.empty
    assert policies.answer("can I return it", "en", "returns") is None


@given(st.text(max_size=200))
def test_any_question_gets_the_texts_own_words_or_nothing(question: str) -> None:
    answer = Policies([PAYPAL], FakeEncoder()).answer(question, "en")
    assert answer is None or answer.quote in PAYPAL.text


def test_texts_are_encoded_once() -> None:
    encoder = FakeEncoder()
    policies = Policies([PAYPAL], encoder)
    policies.warm()
    encoded = len(encoder.texts)
    policies.answer("can I pay with PayPal", "en", "payment")
    assert len(encoder.texts) == encoded > 0


def test_the_demo_speaks_both_languages_alike(demo_texts: list[Section]) -> None:
    by_language = {
        language: Counter(s.topic for s in demo_texts if s.language == language)
        for language in ("en", "zh")
    }
    assert by_language["en"] == by_language["zh"]
    assert set(by_language["en"]) == set(TOPICS)


def test_the_demo_leaves_a_merchants_folder_alone(tmp_path: Path) -> None:
    folder = tmp_path / "policies"
    folder.mkdir()
    write(folder, "shipping.en.md", "# Ours\n\nours\n")
    copy_bylaws(tmp_path)
    assert [path.name for path in folder.iterdir()] == ["shipping.en.md"]
    forget_bylaws(tmp_path)
    assert [path.name for path in folder.iterdir()] == ["shipping.en.md"]


def test_the_demos_own_policies_go_with_it(tmp_path: Path) -> None:
    copy_bylaws(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"policies", "sizes.yml"}
    forget_bylaws(tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("language", "topic", "question", "quoted"),
    [
        ("en", "shipping", "how long does delivery take to canada", "Canada takes 5 to 8"),
        ("en", "shipping", "can you ship to my PO box?", "PO boxes"),
        ("en", "returns", "how do I return something", "prepaid return label"),
        ("en", "payment", "can i pay with paypal", "PayPal"),
        ("en", "promotion", "do you have a student discount", "15% off"),
        ("en", "warranty", "is there a warranty on watches", "2 years"),
        ("en", "account", "how do i reset my password", "Forgot password?"),
        ("en", "store", "what are your opening hours", "10 am to 7 pm"),
        ("en", "store", "do you have a cinema", None),
        ("en", "promotion", "is there a referral bonus", None),
        ("zh", "shipping", "运费多少", "5.95美元"),
        ("zh", "returns", "多久能退款", "5个工作日内"),
        ("zh", "returns", "支持七天无理由吗", "签收后30天内"),
        ("zh", "invoice", "能开发票吗", "电子发票"),
        ("zh", "store", "你们实体店在哪", "示例街120号"),
        ("zh", "shipping", "運費怎麼算", "5.95美元"),
        ("zh", "store", "有停车场吗", None),
        ("zh", "promotion", "有积分吗", None),
    ],
)
def test_questions_to_the_demo_shop(
    demo: Policies, language: str, topic: str, question: str, quoted: str | None
) -> None:
    answer = demo.answer(question, language, topic)
    if quoted is None:
        assert answer is None
    else:
        assert answer is not None
        assert quoted in answer.quote
        assert answer.quote in answer.section.text
        assert answer.section.language == language


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("half", ["calibration", "held_out"])
def test_most_questions_are_answered_rightly_or_not_at_all(
    demo: Policies, half: str, language: str
) -> None:
    asked = QUESTIONS[half][language]
    answers = [
        (quoted, demo.answer(question, language, topic)) for topic, question, quoted in asked
    ]
    known = [answer is not None and quoted in answer.quote for quoted, answer in answers if quoted]
    unknown = [answer is None for quoted, answer in answers if not quoted]
    assert sum(known) / len(known) >= 0.85
    assert sum(unknown) / len(unknown) >= 0.8
    assert all(answer is None or len(answer.quote) <= 350 for _, answer in answers)


def test_a_wrong_topic_is_overruled_by_the_words(demo: Policies) -> None:
    answer = demo.answer("how do i reset my password", "en", "payment")
    assert answer is not None
    assert "Forgot password?" in answer.quote

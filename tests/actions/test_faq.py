"""Questions about the shop's rules, through the action."""

import dataclasses
from pathlib import Path

import pytest
from talking import Talker

from actions.services import Services
from catalog.demo import copy_bylaws


def _services(services: Services, folder: Path) -> Services:
    settings = services.catalogue.settings.model_copy(update={"policies": folder})
    catalogue = dataclasses.replace(services.catalogue, settings=settings)
    return dataclasses.replace(services, catalogue=catalogue)


@pytest.fixture(scope="session")
def demo(services: Services, tmp_path_factory: pytest.TempPathFactory) -> Services:
    """The demo shop's policies, encoded once."""
    home = tmp_path_factory.mktemp("demo")
    copy_bylaws(home)
    return _services(services, home / "policies")


@pytest.mark.parametrize(
    ("language", "intent", "words", "quoted", "source"),
    [
        ("en", "faq_shipping", "how long does delivery take to canada",
         "Canada takes 5 to 8", "Shipping · Delivery times"),
        ("en", "faq_returns", "can I return earrings", "final sale", "Final sale"),
        ("zh", "faq_returns", "支持七天无理由吗", "签收后30天内", "退货期限"),
        ("zh", "faq_store", "你们实体店在哪", "示例街120号", "门店地址"),
    ],
)  # fmt: skip
def test_policies_are_quoted_with_their_section(
    demo: Services, language: str, intent: str, words: str, quoted: str, source: str
) -> None:
    answer = Talker(demo, "faq", {"language": language}).say(intent, words)
    assert quoted in answer.text
    assert source in answer.text
    assert answer.titles == []


@pytest.mark.parametrize(
    ("language", "words", "honest", "person"),
    [
        ("en", "do you have parking?", "couldn't find that", "Ask a person"),
        ("zh", "有停车场吗", "没有找到相关说明", "转人工"),
    ],
)
def test_what_the_policies_dont_say_goes_to_a_person(
    demo: Services, language: str, words: str, honest: str, person: str
) -> None:
    answer = Talker(demo, "faq", {"language": language}).say("faq_store", words)
    assert honest in answer.text
    assert answer.payload(person) == "/human_handoff"
    assert answer.titles == [person]


def test_without_policies_nothing_is_claimed(services: Services, tmp_path: Path) -> None:
    talker = Talker(_services(services, tmp_path), "faq", {"language": "en"})
    answer = talker.say("faq_payment", "can I pay with PayPal")
    assert "hasn't told me its rules" in answer.text
    assert answer.titles == ["Ask a person"]


def test_the_other_language_is_quoted_as_such(services: Services, tmp_path: Path) -> None:
    text = "# 支付\n\n## 支付方式\n\n我们支持PayPal和支付宝。\n"
    (tmp_path / "payment.zh.md").write_text(text, "utf-8")
    talker = Talker(_services(services, tmp_path), "faq", {"language": "en"})
    answer = talker.say("faq_payment", "which payment methods do you take, PayPal?")
    assert "in Chinese only" in answer.text
    assert "我们支持PayPal和支付宝。" in answer.text


def test_the_page_is_linked_when_the_text_names_it(services: Services, tmp_path: Path) -> None:
    text = "# [Payment](https://shop.example/pay)\n\nWe take PayPal and {nothing} else.\n"
    (tmp_path / "payment.en.md").write_text(text, "utf-8")
    talker = Talker(_services(services, tmp_path), "faq", {"language": "en"})
    answer = talker.say("faq_payment", "can I pay with PayPal")
    assert answer.text.endswith("We take PayPal and {nothing} else.”")
    assert answer.custom("policy") == {
        "type": "policy",
        "title": "Payment",
        "quote": "We take PayPal and {nothing} else.",
        "url": "https://shop.example/pay",
    }

"""The documents say what is there: settings, conversation, payloads, the map, links."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import AliasChoices, AliasPath
from pydantic_settings import BaseSettings
from rasa_sdk.executor import CollectingDispatcher

from actions.replies import send_products
from actions.server import ACTIONS
from actions.settings import Settings as ActionsSettings
from catalog.search.searcher import Hit
from catalog.settings import Settings as CatalogueSettings
from catalog.understanding.chips import Chip
from gateway.settings import Settings as GatewaySettings
from ops.ports import Ports

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
REGISTRIES = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|(?:deb|security)\.debian")
MACHINE_PATHS = re.compile(r"/(?:work|root|home|Users)/|/opt/(?:pypi|wheels)")
A_HIT = Hit(
    id="T-1",
    title="Tee",
    price=1999,
    compare_at=2999,
    currency="USD",
    score=1.0,
    why=["black"],
    picture=None,
    in_stock=True,
    rating=None,
    url="https://shop.example/tee",
    facets={},
)


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def project_files() -> list[Path]:
    """What git has or would add."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def fenced(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", read(name), re.MULTILINE | re.DOTALL)


def keys_of(settings: type[BaseSettings]) -> Iterator[str]:
    for name, field in settings.model_fields.items():
        alias: str | AliasPath | AliasChoices | None = field.validation_alias
        prefix = settings.model_config.get("env_prefix", "")
        yield alias if isinstance(alias, str) else f"{prefix}{name}".upper()


def merged(folder: str, part: str) -> list[Any]:
    """A list of Rasa's YAML files, over all files of a folder."""
    files = [yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / folder).glob("*.yml")]
    return [one for file in files for one in file.get(part, [])]


def documented_intents() -> dict[str, str]:
    """Intent → what it does, by the table of docs/conversation.md."""
    rows = re.findall(
        r"^\| `(\w+)` \| .+? \| `(\w+)` \|", read("docs/conversation.md"), re.MULTILINE
    )
    return dict(rows)


def sent_messages() -> list[dict[str, Any]]:
    dispatcher = CollectingDispatcher()
    send_products(dispatcher, "found", [A_HIT], [Chip("black", "colour", "black")], [], "en")
    return [message["custom"] for message in dispatcher.messages if message.get("custom")]


@pytest.mark.parametrize("settings", [CatalogueSettings, ActionsSettings, GatewaySettings, Ports])
def test_every_setting_is_documented(settings: type[BaseSettings]) -> None:
    documented = set(re.findall(r"^\| `(\w+)` \|", read("docs/settings.md"), re.MULTILINE))
    assert set(keys_of(settings)) - documented == set()


def test_the_table_of_intents_is_what_the_rules_do() -> None:
    rules = {}
    for rule in merged("bot/data/rules", "rules"):
        intents = [step["intent"] for step in rule["steps"] if "intent" in step]
        actions = [step["action"] for step in rule["steps"] if "action" in step]
        rules |= dict.fromkeys(intents, actions[0])
    assert documented_intents() == rules


def test_every_intent_of_the_domain_is_documented() -> None:
    assert set(merged("bot/domain", "intents")) - set(documented_intents()) == set()


def test_every_action_is_documented() -> None:
    documented = set(re.findall(r"`(action_\w+)`", read("docs/conversation.md")))
    assert set(ACTIONS) == documented


def test_every_custom_type_is_documented() -> None:
    source = "".join(
        path.read_text("utf-8")
        for folder in ("actions", "gateway")
        for path in (ROOT / folder).glob("*.py")
    )
    sent = set(re.findall(r'"type": "(\w+)"', source))
    documented = set(re.findall(r"^### `(\w+)`", read("docs/payloads.md"), re.MULTILINE))
    assert {message["type"] for message in sent_messages()} <= sent
    assert sent == documented


def test_every_field_of_cards_and_chips_is_documented() -> None:
    payloads = read("docs/payloads.md")
    for message in sent_messages():
        section = payloads.split(f"### `{message['type']}`")[1].split("\n#")[0]
        names = {*message, *(name for one in message[message["type"]] for name in one)} - {"type"}
        unsaid = [name for name in names if not re.search(rf'[`"]{name}[`"]', section)]
        assert unsaid == []


def test_what_buttons_carry_is_documented() -> None:
    section = read("docs/payloads.md").split("## Button payloads")[1]
    carried = set(merged("bot/domain", "entities")) - {"language", "feeling"}
    assert {name for name in carried if f'"{name}":' not in section} == set()


@pytest.mark.parametrize("readme", READMES)
def test_the_map_is_the_tree(readme: str) -> None:
    (tree,) = fenced(readme, "text")
    named = [line.split()[0] for line in tree.splitlines()]
    assert [name for name in named if not (ROOT / name).exists()] == []
    top = {path.relative_to(ROOT).parts[0] for path in project_files() if path.parent != ROOT}
    assert {f"{folder}/" for folder in top} <= set(named)


def test_both_readmes_have_the_same_commands_and_map() -> None:
    for language in ("sh", "html"):
        assert fenced(READMES[0], language) == fenced(READMES[1], language)
    english, chinese = (
        [line.split()[0] for line in fenced(readme, "text")[0].splitlines()] for readme in READMES
    )
    assert english == chinese


def test_both_readmes_have_the_same_numbers() -> None:
    english, chinese = (sorted(re.findall(r"\d+(?:\.\d+)?", read(readme))) for readme in READMES)
    assert english == chinese


@pytest.mark.parametrize("readme", READMES)
def test_every_number_is_measured(readme: str) -> None:
    assert re.findall(r"TODO-NUMBER:[\w-]+", read(readme)) == []


def test_make_knows_the_targets_that_documents_name() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    documents = [path for path in project_files() if path.suffix == ".md"]
    named = {
        target
        for path in documents
        for target in re.findall(r"(?:`|^)make ([a-z-]+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert named - targets == set()


def test_links_lead_somewhere() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {link}"
        for path in project_files()
        if path.suffix == ".md"
        for link in re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8"))
        if "://" not in link and not (path.parent / link).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE_PATHS], ids=["registries", "paths"])
def test_files_name_no_registry_and_no_machine(pattern: re.Pattern[str]) -> None:
    licences = {ROOT / "LICENSE", ROOT / "NOTICE"}
    found = [
        str(path.relative_to(ROOT))
        for path in project_files()
        if path not in licences and pattern.search(path.read_text("utf-8", errors="ignore"))
    ]
    assert found == []

"""No engine runs these files here, so what would go wrong there is checked as text."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE)["services"]
OURS = ("actions", "bot", "gateway")


def dockerfile(name: str) -> str:
    build = SERVICES[name]["build"]
    text = (ROOT / build.get("dockerfile", "Dockerfile")).read_text()
    return (
        text.split(f" AS {build['target']}\n")[1].split("\nFROM ")[0] if "target" in build else text
    )


def test_the_services_are_those_of_the_house() -> None:
    assert set(SERVICES) == {"db", *OURS}


def test_only_the_gateway_can_be_reached() -> None:
    assert [name for name, one in SERVICES.items() if "ports" in one] == ["gateway"]
    outside = [name for name, one in SERVICES.items() if one["networks"] != ["inside"]]
    assert outside == ["gateway"]
    assert yaml.safe_load(COMPOSE)["networks"]["inside"]["internal"] is True


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_watched_and_comes_back(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_secrets_have_no_default() -> None:
    secrets = re.findall(r"\$\{(POSTGRES_PASSWORD|DAOGOU_SECRET_KEYS)(:\?)?", COMPOSE)
    assert len(secrets) == 3
    assert all(required == ":?" for _, required in secrets)


def test_volumes_and_networks_are_declared() -> None:
    compose = yaml.safe_load(COMPOSE)
    volumes = {v.split(":")[0] for one in SERVICES.values() for v in one.get("volumes", [])}
    networks = {network for one in SERVICES.values() for network in one["networks"]}
    assert (volumes, networks) == (set(compose["volumes"]), set(compose["networks"]))


@pytest.mark.parametrize("name", OURS)
def test_our_services_run_unprivileged_on_a_read_only_disk(name: str) -> None:
    assert SERVICES[name]["read_only"] is True
    assert "\nUSER daogou\n" in dockerfile(name)


@pytest.mark.parametrize("name", OURS)
def test_what_is_copied_is_there_and_not_ignored(name: str) -> None:
    allowed = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile(name), re.MULTILINE)
    paths = [path.rstrip("/") for line in copied for path in line.split()]
    assert paths
    for path in paths:
        assert (ROOT / path).exists()
        assert path.split("/")[0] in allowed


def test_the_gateway_has_every_package_that_it_imports() -> None:
    installed = re.search(
        r"--constraint requirements.lock \\\n((?:.*\\\n)*.*)", dockerfile("gateway")
    )
    assert installed
    names = {re.sub(r"\[.*|\"", "", word) for word in installed[1].replace("\\", " ").split()}
    provided = {"starlette"}  # fastapi stands on it
    for module, distributions in packages_distributions().items():
        if names & {distribution.lower() for distribution in distributions}:
            provided.add(module)
    missing = imported_by("gateway") - provided - sys.stdlib_module_names - {"gateway"}
    assert missing == set()


def imported_by(package: str) -> set[str]:
    modules = set()
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Import():
                    modules |= {alias.name.split(".")[0] for alias in node.names}
                case ast.ImportFrom(module=str(module)):
                    modules.add(module.split(".")[0])
    return modules

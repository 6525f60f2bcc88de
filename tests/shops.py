"""Databases of a test's own, and the small shop in one."""

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from catalog.app import Catalogue

_numbers = count()


def create_database(postgres: Any, template: str = "template1") -> str:
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgres.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return str(postgres.get_uri(database=name))


@dataclass(frozen=True)
class Shop:
    """The small shop, imported with the real encoder: to be read only."""

    catalogue: Catalogue
    url: str
    feed: Path

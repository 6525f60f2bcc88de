"""Remembers what was made from what, so that nothing is made twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path


def digest(inputs: Iterable[Path]) -> str:
    """SHA-256 over names and contents of files, and of all files in folders."""
    total = hashlib.sha256()
    for path in inputs:
        for name, file in _files(path):
            total.update(name.encode() + b"\0")
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def is_fresh(stamp: Path, key: str, outputs: Iterable[Path]) -> bool:
    """Whether `outputs` are there and were made from the inputs that `key` is the digest of."""
    made = stamp.is_file() and stamp.read_text() == key
    return made and all(output.exists() for output in outputs)


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if path.is_file():
        yield path.name, path
    for file in sorted(path.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.relative_to(path.parent).as_posix(), file

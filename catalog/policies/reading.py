"""Reads the merchant's texts from a folder: Markdown and JSON lines."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from catalog.errors import SettingsError
from catalog.policies.markdown import NoHeadingError, parts
from catalog.policies.section import TOPICS, Section

_LANGUAGES = ("en", "zh")


def read_policies(folder: Path) -> list[Section]:
    """Sections of all files NAME.en.md, NAME.zh.md and *.jsonl; of other files none.

    Raises SettingsError that names file and line.
    """
    read = {".md": _markdown, ".jsonl": _json_lines}
    files = sorted(path for path in folder.glob("*") if path.suffix in read)
    return [section for path in files for section in read[path.suffix](path)]


def _markdown(path: Path) -> Iterator[Section]:
    name, _, language = path.stem.rpartition(".")
    if language not in _LANGUAGES:
        raise SettingsError(
            f"{path}: its language must be in its name: {path.stem}.en.md or .zh.md"
        )
    try:
        found = parts(_text(path))
    except NoHeadingError as error:
        raise _broken(path, error.line, f"{error}; write one like # Shipping") from None
    if not found:
        raise _broken(path, 1, "no heading with a text below it")
    topic = name if name in TOPICS else None
    for part in found:
        fields = {**part._asdict(), "language": language, "topic": topic}
        yield _section(path, 1, fields)


def _json_lines(path: Path) -> Iterator[Section]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line.strip():
            try:
                fields = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise _broken(path, number, f"not JSON: {error}") from None
            yield _section(path, number, fields)


def _section(path: Path, line: int, fields: object) -> Section:
    try:
        return Section.model_validate(fields)
    except ValidationError as error:
        problem = error.errors()[0]
        name = ".".join(map(str, problem["loc"])) or "the line"
        raise _broken(path, line, f"{name}: {problem['msg']}") from None


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _broken(path, data.count(b"\n", 0, error.start) + 1, "not UTF-8") from None


def _broken(path: Path, line: int, problem: str) -> SettingsError:
    return SettingsError(f"{path}, line {line}: {problem}")

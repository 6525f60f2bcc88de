"""Conversations as people can read and write them: tests/conversations/README.md."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "conversations"


@dataclass
class Turn:
    """What the shopper does, and what must come back; `line` is where it is written."""

    line: int
    said: str
    expected: list[str] = field(default_factory=list)


@dataclass
class Transcript:
    file: str
    title: str
    language: str
    customer: str | None = None
    turns: list[Turn] = field(default_factory=list)


def transcripts() -> list[Transcript]:
    """All of them. Raises ValueError naming file and line of what can't be read."""
    files = [path for path in sorted(FOLDER.glob("*.md")) if path.stem != "README"]
    found = [transcript for path in files for transcript in _read(path)]
    for transcript in found:
        if not (transcript.turns and transcript.turns[-1].expected):
            raise ValueError(f"{transcript.file}.md: {transcript.title}: its end expects nothing")
    return found


def _read(path: Path) -> Iterator[Transcript]:
    current: Transcript | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.startswith("# "):
            if current:
                yield current
            title, chinese = re.subn(r"\s*\(zh\)\s*$", "", line[2:])
            current = Transcript(path.stem, title, "zh" if chinese else "en")
        elif line.startswith(("@customer ", "> ", "- ")) and current:
            _add(current, number, line)
        elif line.strip():
            raise ValueError(f"{path.name}:{number}: neither # nor @customer, > or -: {line!r}")
    if current:
        yield current


def _add(transcript: Transcript, number: int, line: str) -> None:
    if line.startswith("@"):
        transcript.customer = line.removeprefix("@customer ").strip()
    elif line.startswith(">"):
        transcript.turns.append(Turn(number, line[2:]))
    else:
        transcript.turns[-1].expected.append(line[2:].strip())

"""The demo shop's policies: policies/*.md, copied to where a merchant's would be."""

import shutil
from pathlib import Path

_TEXTS = Path(__file__).with_name("policies")


def copy_policies(folder: Path) -> None:
    """Copy the demo's policies into a new folder; one that is there already stays as it is."""
    if not folder.exists():
        shutil.copytree(_TEXTS, folder)


def forget_policies(folder: Path) -> None:
    """Delete the demo's policies that nobody changed: they mustn't speak for another shop."""
    for text in _TEXTS.iterdir():
        copy = folder / text.name
        if copy.is_file() and copy.read_bytes() == text.read_bytes():
            copy.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()

"""What the demo shop tells of itself, copied to where a merchant's is: policies and size charts."""

import shutil
from collections.abc import Iterator
from pathlib import Path

_HERE = Path(__file__).parent


def copy_bylaws(home: Path) -> None:
    """Copy policies and size charts into a data folder; what is there already stays as it is."""
    if not (home / "policies").exists():
        shutil.copytree(_HERE / "policies", home / "policies")
    if not (home / "sizes.yml").exists():
        shutil.copyfile(_HERE / "sizes.yml", home / "sizes.yml")


def forget_bylaws(home: Path) -> None:
    """Delete those that nobody changed: they mustn't speak for another shop."""
    for original, copy in _copies(home):
        if copy.is_file() and copy.read_bytes() == original.read_bytes():
            copy.unlink()
    folder = home / "policies"
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _copies(home: Path) -> Iterator[tuple[Path, Path]]:
    yield _HERE / "sizes.yml", home / "sizes.yml"
    for original in (_HERE / "policies").iterdir():
        yield original, home / "policies" / original.name

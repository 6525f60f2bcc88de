from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import Pulse

from ops.ports import Ports


@pytest.fixture
def pulse(tmp_path: Path) -> Iterator[Pulse]:
    pulse = Pulse(tmp_path)
    yield pulse
    pulse.close()


@pytest.fixture
def ports() -> Ports:
    return Ports.free()

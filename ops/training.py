"""`python -m ops.training`: trains the bot, unless it was trained with the same words and rules."""

import os
import sys
from pathlib import Path

from ops.errors import OpsError
from ops.steps import ROOT, Step, take

BOT = ROOT / "bot"
PYTHON = BOT / ".venv" / "bin" / "python"
MODEL = BOT / "models" / "daogou.tar.gz"


def environment() -> dict[str, str]:
    """What every process of the bot runs with; the bot opens no database and gets no address."""
    inherited = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return inherited | {
        "PYTHONPATH": str(BOT),
        "PYTHONUNBUFFERED": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": "1",
    }


def train() -> Path:
    """The trained model. Raises OpsError with the end of the log when training fails."""
    names = ("config.yml", "domain", "data", "nlu", "requirements.lock")
    command = [str(PYTHON), "-m", "rasa", "train", "--domain", "domain"]
    step = Step(
        "bot-model",
        "Training the bot",
        inputs=[BOT / name for name in names],
        outputs=[MODEL],
        commands=lambda: [[*command, "--fixed-model-name", MODEL.name.removesuffix(".tar.gz")]],
        cwd=BOT,
        env=environment(),
    )
    take(step)
    return MODEL


if __name__ == "__main__":
    try:
        train()
    except OpsError as error:
        sys.exit(str(error))

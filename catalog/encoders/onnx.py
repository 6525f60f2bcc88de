"""onnxruntime sessions that leave the machine's other core to others."""

from pathlib import Path
from typing import Any

from catalog.errors import WeightsError


def open_session(model: Path | bytes) -> Any:
    """An inference session of one thread that doesn't spin between calls, for a file or what was
    in one.

    Raises WeightsError when the file isn't there.
    """
    import onnxruntime  # noqa: PLC0415  half a second, and only pictures need it

    if isinstance(model, Path) and not model.exists():
        raise WeightsError(f"{model} is missing: run `python -m catalog weights`, or `make demo`")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    source = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])

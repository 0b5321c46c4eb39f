"""Encoders with random weights, for their speed alone: BERT-base's size, and MiniLM-L6's, in 32 bits or plain 8 bits.

Built of the operators that are the fastest of their kind in the runtime, the same as ours; so what a comparison shows
is the size and the work around it, and not a poor export. "Plain" 8 bits: every matrix by column, activations by tensor
when they come by, nothing kept apart. Speed does not depend on what the weights are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from sayso.reader.model.runtime import session

OPSET, CONTRIB, IR = 17, 1, 8
PIECES, PLACES = 30522, 512


@dataclass(frozen=True, slots=True)
class Size:
    """Layers, width of a state, heads, width of the inner layer."""

    layers: int
    width: int
    heads: int
    inner: int


BERT_BASE = Size(12, 768, 12, 3072)
MINILM = Size(6, 384, 12, 1536)


class RandomEncoder:
    """An encoder of a size on one thread, with the session options of the tagger."""

    def __init__(self, size: Size, *, int8: bool) -> None:
        self._nodes: list[Any] = []
        self._weights: list[Any] = []
        self._random = np.random.default_rng(1)
        self._int8 = int8
        self._session = session(self._build(size).SerializeToString())
        self._weights.clear()  # the session has them

    def run(self, windows: list[Any]) -> None:
        """Runs every window alone; `windows` hold the pieces (`ids`), 1 to PLACES each."""
        for ids in windows:
            self._session.run(None, {"ids": ids})

    def _weight(self, value: Any) -> str:
        name = f"w{len(self._weights)}"
        self._weights.append(numpy_helper.from_array(value, name))
        return name

    def _normal(self, *shape: int) -> Any:
        return self._random.standard_normal(shape, dtype=np.float32) * np.float32(0.02)

    def _op(self, kind: str, *inputs: str, out: int = 1, **attributes: Any) -> str:
        names = [f"v{len(self._nodes)}"] if out == 1 else [f"v{len(self._nodes)}.{i}" for i in range(out)]
        domain = "com.microsoft" if kind in ("Gelu", "MultiHeadAttention", "DynamicQuantizeMatMul") else ""
        self._nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0].removesuffix(".0")

    def _linear(self, x: str, into: int, out: int) -> str:
        bias = self._weight(np.zeros(out, dtype=np.float32))
        if not self._int8:
            return self._op("Add", self._op("MatMul", x, self._weight(self._normal(into, out))), bias)
        matrix = self._weight(self._random.integers(-127, 128, (into, out), dtype=np.int8))
        scale = self._weight(np.full(out, 0.02 / 50, dtype=np.float32))
        return self._op("DynamicQuantizeMatMul", x, matrix, scale, "", bias)

    def _norm(self, x: str, width: int) -> str:
        ones, zeros = (self._weight(f(width, dtype=np.float32)) for f in (np.ones, np.zeros))
        return self._op("LayerNormalization", x, ones, zeros, axis=-1, epsilon=1e-12)

    def _build(self, size: Size) -> Any:
        pieces = self._op("Gather", self._weight(self._normal(PIECES, size.width)), "ids")
        start, one = (self._weight(np.array([i], dtype=np.int64)) for i in (0, 1))
        axes = self._weight(np.array([0], dtype=np.int64))
        places = self._op("Slice", self._weight(self._normal(PLACES, size.width)), start,
                          self._op("Shape", "ids"), axes, one)  # fmt: skip
        x = self._norm(self._op("Unsqueeze", self._op("Add", pieces, places), start), size.width)
        for _ in range(size.layers):
            parts = self._op("Split", self._linear(x, size.width, 3 * size.width), out=3, axis=2)
            qkv = [f"{parts}.{i}" for i in range(3)]
            mixed = self._op("MultiHeadAttention", *qkv, num_heads=size.heads)
            x = self._norm(self._op("Add", self._linear(mixed, size.width, size.width), x), size.width)
            inner = self._op("Gelu", self._linear(x, size.width, size.inner))
            x = self._norm(self._op("Add", self._linear(inner, size.inner, size.width), x), size.width)
        ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["pieces"])
        end = helper.make_tensor_value_info(x, TensorProto.FLOAT, None)
        graph = helper.make_graph(self._nodes, "encoder", [ids], [end], self._weights)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", CONTRIB)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR)


def bert_base(*, int8: bool) -> RandomEncoder:
    return RandomEncoder(BERT_BASE, int8=int8)


def plain_minilm() -> RandomEncoder:
    return RandomEncoder(MINILM, int8=True)

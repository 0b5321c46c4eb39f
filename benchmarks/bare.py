"""The bare encoder: what a window costs with nothing around it, cut out of the weights that ship.

words.onnx is the encoder, and behind it the gathering of each word's first piece, the BiLSTM and the heads. Cutting
at the encoder's last output leaves the same matrices in the same 8 bits, run on the same windows: the one comparison
in which nothing but the reading around it can differ. Needs the package onnx (the `train` extra).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import onnx

from sayso.reader.model.runtime import WEIGHTS, session

INPUTS = ("ids", "shape", "quotation", "begins")


def encoder_output(graph: Any) -> str:
    """The name of the encoder's last output: what the gathering of words' first pieces (input `heads`) gathers from.

    Raises ValueError where the graph does not have that shape.
    """
    by_output = {out: node for node in graph.node for out in node.output}
    for node in graph.node:
        if node.op_type == "Gather" and "heads" in node.input:
            squeeze = by_output.get(node.input[0])
            return str(squeeze.input[0] if squeeze is not None and squeeze.op_type == "Squeeze" else node.input[0])
    raise ValueError("words.onnx gathers nothing by `heads`: where does its encoder end?")


def cut(model: Any) -> Any:
    """The model up to the encoder's last output, now its only output; what only the rest needed is dropped."""
    graph = model.graph
    end = encoder_output(graph)
    by_output = {out: node for node in graph.node for out in node.output}
    wanted, waiting = set(), [end]
    while waiting:
        name = waiting.pop()
        if name in wanted:
            continue
        wanted.add(name)
        waiting += by_output[name].input if name in by_output else []
    nodes = [n for n in graph.node if wanted.intersection(n.output)]
    ends = [onnx.helper.make_tensor_value_info(end, onnx.TensorProto.FLOAT, None)]
    starts = [i for i in graph.input if i.name in wanted]
    weights = [w for w in graph.initializer if w.name in wanted]
    bare = onnx.helper.make_graph(nodes, "encoder", starts, ends, weights)
    return onnx.helper.make_model(bare, opset_imports=model.opset_import, ir_version=model.ir_version)


class BareEncoder:
    """The encoder alone, on one thread, with the session options of the tagger."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._session = session(cut(onnx.load(folder / "words.onnx")).SerializeToString())

    def run(self, windows: list[dict[str, Any]]) -> None:
        """Runs every window alone, as the tagger does."""
        for window in windows:
            self._session.run(None, window)

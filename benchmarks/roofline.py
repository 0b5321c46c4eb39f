"""What share of the processor's rate of 8-bit products the encoder reaches: python benchmarks/roofline.py [DATA]

    --every N    one window of N (default 10)        --rounds N   each window so often, the fastest counts (default 5)

The rate is that of MatMulInteger (8-bit numbers in, 32-bit sums out) under the same runtime, on one thread, on the
shapes of the encoder's 24 matrices one after another, with as many rows as each window has pieces: nothing is
quantized, scaled or added in it. The encoder is the one that ships, on the same windows, in turns. CPU seconds of this
process.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from bare import INPUTS, BareEncoder
from encoders import CONTRIB, IR, MINILM, OPSET
from news import reports
from sayso.reader.model.runtime import session
from sayso.reader.model.tagger import tagger

WANTED = 0.6
"""Of the rate of bare products, the encoder is to reach at least this."""


def shapes() -> list[tuple[int, int]]:
    """Rows and columns of the encoder's matrices, in the order in which they are multiplied."""
    width, inner = MINILM.width, MINILM.inner
    return [(width, 3 * width), (width, width), (width, inner), (inner, width)] * MINILM.layers


class BareProducts:
    """The products of the encoder's shapes and nothing else; each has a matrix of its own, as in the encoder."""

    def __init__(self) -> None:
        dice = np.random.default_rng(1)
        nodes, weights, outputs = [], [], []
        for i, (rows, columns) in enumerate(shapes()):
            matrix = dice.integers(-127, 128, (rows, columns), dtype=np.int8)
            weights.append(numpy_helper.from_array(matrix, f"w{i}"))
            nodes.append(helper.make_node("MatMulInteger", [f"x{rows}", f"w{i}"], [f"y{i}"]))
            outputs.append(helper.make_tensor_value_info(f"y{i}", TensorProto.INT32, ["n", columns]))
        inputs = [
            helper.make_tensor_value_info(f"x{rows}", TensorProto.UINT8, ["n", rows])
            for rows in sorted({rows for rows, _ in shapes()})
        ]
        graph = helper.make_graph(nodes, "products", inputs, outputs, weights)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", CONTRIB)]
        self._session = session(helper.make_model(graph, opset_imports=opsets, ir_version=IR).SerializeToString())
        self._random = dice

    def ready(self, pieces: int) -> Callable[[], Any]:
        """What is timed: all products with `pieces` rows."""
        feed = {
            f"x{rows}": self._random.integers(0, 256, (pieces, rows), dtype=np.uint8)
            for rows in {rows for rows, _ in shapes()}
        }
        return lambda: self._session.run(None, feed)


def _seconds(call: Callable[[], Any]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def roofline_lines(data: Path, every: int, rounds: int) -> list[str]:
    """Measures everything here; gives Markdown lines."""
    vocabulary = tagger().vocabulary
    windows = [w for r in reports(data) for w in vocabulary.windows(vocabulary.words(r.text))][::every]
    products, encoder = BareProducts(), BareEncoder()
    bare = whole = 0.0
    for window in windows:
        feed = {n: getattr(window, n) for n in INPUTS}
        multiply = products.ready(len(window.ids))
        turns = [(_seconds(multiply), _seconds(lambda feed=feed: encoder.run([feed]))) for _ in range(rounds)]
        bare += min(a for a, _ in turns)
        whole += min(b for _, b in turns)
    pieces = sum(len(w.ids) for w in windows)
    work = 2 * pieces * sum(rows * columns for rows, columns in shapes())
    return [
        "| | |",
        "|---|--:|",
        f"| windows, pieces | {len(windows)}, {pieces:,} |",
        f"| bare 8-bit products, 10⁹ operations a second | {work / bare / 1e9:.0f} |",
        f"| the encoder, counting its products alone, 10⁹ a second | {work / whole / 1e9:.0f} |",
        f"| µs for a piece: bare products, encoder | {1e6 * bare / pieces:.1f}, {1e6 * whole / pieces:.1f} |",
        f"| share of the rate (wanted: {WANTED:.0%}) | {bare / whole:.1%} |",
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"))
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    a = parser.parse_args()
    print("\n".join(roofline_lines(a.data, a.every, a.rounds)))

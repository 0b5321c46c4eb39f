"""Builds the three ONNX graphs by hand from the network's weights: what runs is what is written here.

    words   one window's pieces -> states, tag scores and name scores of its words
    meaning one text's pieces -> its vector (an encoder of its own)
    parts   all words of a text, and its cues -> scores of the words around each cue

`int8` puts the encoder's matrices and the piece embeddings into 8 bits: matrices by column (symmetric), activations
by tensor when they come by. A window is always run alone, so its scale never depends on its neighbours. A few channels
are far larger than the rest and would spoil a tensor's scale, so (measured on training articles, see LOG.md):
- before `qkv` and `up`, part of a channel's size is moved into the matrix, as SmoothQuant does (Xiao et al. 2023,
  arXiv 2211.10438, alpha = .5);
- the APART largest channels between `up` and `down` stay in 32 bits: the two matrices are cut in two there.

The LSTM's matrices are in 8 bits too (by gate unit, symmetric; its inputs by window, its states by step).

Of the runtime's operators those are taken that were the fastest of their kind (LOG.md, "Speed"): a sum and a
LayerNormalization instead of SkipLayerNormalization, whose kernel goes number by number; MultiHeadAttention, which
never holds all weights of a head at once, instead of its single steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from network import HEADS, STATE, WIDTH, Encoder, Layer, Network

OPSET, CONTRIB, IR = 17, 1, 8
APART = 64
"""Channels of the inner layer that stay in 32 bits, a 24th of the work; 96 did hardly better, 32 a little worse."""


class Graph:
    """Nodes and weights in the making; every method returns the name of its output."""

    def __init__(self, *, int8: bool, peaks: dict[str, np.ndarray] | None = None) -> None:
        self.int8 = int8
        self.peaks = peaks or {}
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def op(self, kind: str, *inputs: str, out: str | None = None, domain: str = "", **attributes: object) -> str:
        name = out or f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], domain=domain, **attributes))
        return name

    def linear(
        self,
        name: str,
        x: str,
        weight: np.ndarray,
        bias: np.ndarray | None,
        *,
        exact: bool = False,
        peak: str | None = None,
    ) -> str:
        """x @ weight.T + bias; in 8 bits unless `exact`, with part of the size of x, as `peak` names it, moved over."""
        if exact or not self.int8:
            y = self.op("MatMul", x, self.weight(f"{name}.w", weight.T))
            return y if bias is None else self.op("Add", y, self.weight(f"{name}.b", bias))
        if peak is not None:
            x, weight = self.smooth(name, x, weight, peak)
        q, scale = eight_bits(weight)
        inputs = [x, self.weight(f"{name}.w8", q.T), self.weight(f"{name}.s", scale), ""]
        if bias is not None:
            inputs.append(self.weight(f"{name}.b", bias))
        return self.op("DynamicQuantizeMatMul", *inputs, domain="com.microsoft")

    def smooth(self, name: str, x: str, weight: np.ndarray, peak: str) -> tuple[str, np.ndarray]:
        """x and its matrix with part of the size of x, as `peak` names it, moved into the matrix."""
        factor = np.sqrt(np.maximum(self.peaks[peak], 1e-5) / np.maximum(np.abs(weight).max(0), 1e-5))
        return self.op("Mul", x, self.weight(f"{name}.f", (1 / factor).astype(np.float32))), weight * factor

    def linears(self, name: str, x: str, weight: np.ndarray, bias: np.ndarray, count: int) -> list[str]:
        """`linear` into `count` equal parts, `name` its peak; in 8 bits x is quantized once, and no part is copied."""
        if not self.int8:
            return self.split(self.linear(name, x, weight, bias), *(f"{name}{i}" for i in range(count)))
        x, weight = self.smooth(name, x, weight, name)
        byte, scale, zero = (f"{name}.{part}" for part in ("x8", "xs", "xz"))
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], [byte, scale, zero]))
        out = []
        for i, (w, b) in enumerate(zip(np.split(weight, count), np.split(bias, count), strict=True)):
            q, scales = eight_bits(w)
            names = (
                self.weight(f"{name}{i}.w8", q.T),
                self.weight(f"{name}{i}.s", scales),
                self.weight(f"{name}{i}.b", b),
            )
            inputs = (byte, names[0], scale, names[1], zero, "", names[2])
            out.append(self.op("MatMulIntegerToFloat", *inputs, domain="com.microsoft"))
        return out

    def embedding(self, name: str, at: str, table: np.ndarray, *, exact: bool = True) -> str:
        if exact or not self.int8:
            return self.op("Gather", self.weight(name, table), at)
        q, scale = eight_bits(table)
        rows = self.op("Cast", self.op("Gather", self.weight(f"{name}.w8", q), at), to=TensorProto.FLOAT)
        scales = self.op("Gather", self.weight(f"{name}.s", scale[:, None]), at)
        return self.op("Mul", rows, scales)

    def split(self, x: str, *names: str) -> list[str]:
        """Equal parts along the last axis."""
        self.nodes.append(helper.make_node("Split", [x], list(names), axis=2))
        return list(names)

    def norm(self, name: str, x: str, skip: str | None, layer: nn.LayerNorm) -> str:
        gamma, beta = self.weight(f"{name}.g", array(layer.weight)), self.weight(f"{name}.b", array(layer.bias))
        if skip is not None:
            x = self.op("Add", x, skip)
        return self.op("LayerNormalization", x, gamma, beta, axis=-1, epsilon=1e-12)

    def model(self, inputs: dict[str, tuple[int, list[object]]], outputs: dict[str, list[object]]) -> onnx.ModelProto:
        ins = [helper.make_tensor_value_info(n, t, s) for n, (t, s) in inputs.items()]
        outs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in outputs.items()]
        graph = helper.make_graph(self.nodes, "sayso", ins, outs, self.weights)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", CONTRIB)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR, producer_name="sayso")


def eight_bits(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(..., rows, n) in whole 127ths of each row's greatest size, and those sizes / 127 (..., rows)."""
    scale = np.abs(matrix).max(-1) / 127
    scale[scale == 0] = 1
    q = np.clip(np.rint(matrix / scale[..., None]), -127, 127).astype(np.int8)
    return q, scale.astype(np.float32)


def array(tensor: object) -> np.ndarray:
    return tensor.detach().float().numpy()  # type: ignore[attr-defined,no-any-return]


def _attention(g: Graph, name: str, x: str, qkv: nn.Linear) -> str:
    """(1, n, WIDTH) -> (1, n, WIDTH); the operator scales by the root of a head's size itself."""
    parts = g.linears(f"{name}.qkv", x, array(qkv.weight), array(qkv.bias), 3)
    return g.op("MultiHeadAttention", *parts, domain="com.microsoft", num_heads=HEADS)


def _inner(g: Graph, name: str, x: str, layer: Layer) -> str:
    """The inner layer: up, GELU, down; in 8 bits the largest channels go apart."""
    up, down = layer.up, layer.down
    groups = [np.arange(up.out_features)]
    if g.int8:
        largest = np.argsort(-g.peaks[f"{name}.down"], kind="stable")
        groups = [np.sort(largest[:APART]), np.sort(largest[APART:])]
    total = ""
    for i, group in enumerate(groups):
        exact, bias = len(groups) > 1 and i == 0, None if i else array(down.bias)
        inner = g.linear(
            f"{name}.up{i}", x, array(up.weight)[group], array(up.bias)[group], exact=exact, peak=f"{name}.up"
        )
        inner = g.op("Gelu", inner, domain="com.microsoft")
        out = g.linear(f"{name}.down{i}", inner, array(down.weight)[:, group], bias, exact=exact)
        total = g.op("Add", total, out) if total else out
    return total


FEATURES = ("shape", "quotation", "begins")


def encoder(g: Graph, e: Encoder, features: tuple[str, ...] = FEATURES) -> str:
    """Nodes from ids and the named features (n each) to the states (1, n, WIDTH) of pieces."""
    places = g.op(
        "Range",
        g.weight("first", np.array(0, dtype=np.int64)),
        g.op("Squeeze", g.op("Shape", "ids"), g.weight("axis", np.array([0], dtype=np.int64))),
        g.weight("stride", np.array(1, dtype=np.int64)),
    )
    x = g.op("Add", g.embedding("pieces", "ids", array(e.pieces.weight), exact=False),
             g.embedding("places", places, array(e.places.weight)))  # fmt: skip
    for name in features:
        x = g.op("Add", x, g.embedding(f"{name}.table", name, array(getattr(e, name).weight)))
    x = g.op("Unsqueeze", g.norm("norm", x, None, e.norm), "axis")
    for i, layer in enumerate(e.layers):
        n = f"layer{i}"
        mixed = g.linear(f"{n}.out", _attention(g, n, x, layer.qkv), array(layer.out.weight), array(layer.out.bias))
        x = g.norm(f"{n}.norm1", mixed, x, layer.norm1)
        x = g.norm(f"{n}.norm2", _inner(g, n, x, layer), x, layer.norm2)
    return x


def _lstm_weights(lstms: list[nn.LSTM]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """torch's gates are i, f, g, o; ONNX wants i, o, f, c."""

    def turn(w: np.ndarray) -> np.ndarray:
        i, f, c, o = np.split(w, 4)
        return np.concatenate([i, o, f, c])

    w = np.stack([turn(array(m.weight_ih_l0)) for m in lstms])
    r = np.stack([turn(array(m.weight_hh_l0)) for m in lstms])
    b = np.stack([np.concatenate([turn(array(m.bias_ih_l0)), turn(array(m.bias_hh_l0))]) for m in lstms])
    return w, r, b


def _lstm(g: Graph, x: str, lstms: list[nn.LSTM]) -> str:
    """(words, 1, WIDTH) -> (words, 2, 1, STATE): forth and back."""
    w, r, b = _lstm_weights(lstms)
    bias = g.weight("lstm.b", b)
    if not g.int8:
        names = (g.weight("lstm.w", w), g.weight("lstm.r", r), bias)
        return g.op("LSTM", x, *names, direction="bidirectional", hidden_size=STATE)
    matrices, scales = [], []
    for name, m in (("lstm.w", w), ("lstm.r", r)):
        q, scale = eight_bits(m)
        matrices.append(g.weight(f"{name}8", q.transpose(0, 2, 1)))
        scales += [g.weight(f"{name}s", scale), g.weight(f"{name}z", np.zeros(scale.shape, dtype=np.int8))]
    inputs = [x, *matrices, bias, "", "", "", "", *scales]
    return g.op("DynamicQuantizeLSTM", *inputs, domain="com.microsoft", direction="bidirectional", hidden_size=STATE)


def words_model(network: Network, *, peaks: dict[str, np.ndarray] | None = None) -> onnx.ModelProto:
    """The first graph; in 8 bits where `peaks` (the greatest size of each matrix's inputs, by channel) are given."""
    g = Graph(int8=peaks is not None, peaks=peaks)
    x = encoder(g, network.encoder)
    x = g.op("Gather", g.op("Squeeze", x, "axis"), "heads")  # words, WIDTH
    x = g.op("Unsqueeze", x, g.weight("middle", np.array([1], dtype=np.int64)))  # words, 1, WIDTH
    y = _lstm(g, x, [network.forth, network.back])  # words, 2, 1, STATE
    g.op("Reshape", y, g.weight("flat", np.array([-1, 2 * STATE], dtype=np.int64)), out="states")
    for name in ("tags", "names"):
        head = getattr(network, name)
        g.op("Identity", g.linear(f"{name}.head", "states", array(head.weight), array(head.bias), exact=True), out=name)
    row = (TensorProto.INT64, ["pieces"])
    inputs = dict.fromkeys(("ids", *FEATURES), row) | {"heads": (TensorProto.INT64, ["words"])}
    k = network.tags.out_features
    return g.model(inputs, {"states": ["words", 2 * STATE], "tags": ["words", k], "names": ["words", k]})


def meaning_model(e: Encoder, *, peaks: dict[str, np.ndarray] | None = None) -> onnx.ModelProto:
    """A text's vector: the mean of its pieces' states, of unit length, as all-MiniLM-L6-v2 was trained to give it."""
    g = Graph(int8=peaks is not None, peaks=peaks)
    mean = g.op("ReduceMean", encoder(g, e, ()), axes=[1], keepdims=0)  # 1, WIDTH
    length = g.op("ReduceL2", mean, axes=[1], keepdims=1)
    g.op("Div", mean, length, out="vector")
    return g.model({"ids": (TensorProto.INT64, ["pieces"])}, {"vector": [1, WIDTH]})


@torch.no_grad()
def peaks_of(e: Encoder, batches: Iterable[tuple[tuple[torch.Tensor, ...], torch.Tensor]]) -> dict[str, np.ndarray]:
    """The greatest absolute value of each input channel of each encoder matrix, over (pieces, mask) batches."""
    peaks: dict[str, np.ndarray] = {}

    def watch(name: str) -> Callable[[nn.Module, tuple[torch.Tensor, ...]], None]:
        def hook(_module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            seen = array(inputs[0].abs().amax(0))
            peaks[name] = np.maximum(peaks.get(name, seen), seen)

        return hook

    hooks = [
        getattr(layer, part).register_forward_pre_hook(watch(f"layer{i}.{part}"))
        for i, layer in enumerate(e.layers)
        for part in ("qkv", "up", "down")
    ]
    for pieces, mask in batches:
        e(pieces, mask)
    for hook in hooks:
        hook.remove()
    return peaks


def _near(g: Graph, network: Network) -> str:
    """The embeddings of distance, lines and cues summed (cues_n, reach, PAIR): one look into a table of all sums."""
    distance, lines, cues = (array(getattr(network, n).weight) for n in ("distance", "lines", "cues"))
    table = (distance[:, None, None] + lines[:, None] + cues).reshape(-1, distance.shape[1])
    row = "distance"
    for name, size in (("lines", len(lines)), ("cues", len(cues))):
        row = g.op("Add", g.op("Mul", row, g.weight(f"{name}.n", np.array(size, dtype=np.int64))), name)
    return g.op("Gather", g.weight("near", table), row)


def parts_model(network: Network) -> onnx.ModelProto:
    g = Graph(int8=False)
    pair = network.mix.in_features
    ends = g.op("Reshape", g.op("Gather", "states", "cue"), g.weight("both", np.array([-1, 4 * STATE], dtype=np.int64)))
    seen, one = g.op("Concat", "states", "tags", axis=1), g.weight("one", np.array([1], dtype=np.int64))
    w, c = [], []  # what is added, what is multiplied
    for i, half in enumerate((slice(0, pair), slice(pair, None))):
        word = g.linear(f"word{i}", seen, array(network.of_word.weight)[half], array(network.of_word.bias)[half])
        cue = g.linear(f"cue{i}", ends, array(network.of_cue.weight)[half], array(network.of_cue.bias)[half])
        w.append(g.op("Gather", word, "at"))
        c.append(g.op("Unsqueeze", cue, one))
    x = g.op("Add", g.op("Add", w[0], c[0]), g.op("Mul", w[1], c[1]))
    x = g.op("Add", x, _near(g, network))
    x = g.op("Gelu", x, domain="com.microsoft")
    x = g.linear("mix", x, array(network.mix.weight), array(network.mix.bias))
    x = g.op("Gelu", x, domain="com.microsoft")
    part = network.part
    g.op("Identity", g.linear("part", x, array(part.weight), array(part.bias)), out="scores")
    region = (TensorProto.INT64, ["cues_n", "reach"])
    inputs = {
        "states": (TensorProto.FLOAT, ["words", 2 * STATE]),
        "tags": (TensorProto.FLOAT, ["words", network.tags.out_features]),
        "at": region, "distance": region, "lines": region, "cues": region,
        "cue": (TensorProto.INT64, ["cues_n", 2]),
    }  # fmt: skip
    return g.model(inputs, {"scores": ["cues_n", "reach", part.out_features]})

"""Exports a trained network: python training/export.py CHECKPOINT.pt DATA OUT [--name NAME]

Writes words.onnx (encoder in 8 bits), parts.onnx, tokenizer.json and model.json (labels, sizes, digests, transitions,
training data, scores, licence). Refuses where the fp32 graphs do not equal torch, or where 8 bits cost more than
LOSS_ALLOWED F1 on PolNeAR dev marks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
import torch

from batch import Batch
from corpora import NAME_TAGS, PART_TAGS, TAGS, polnear
from evaluate import mark_scores
from graph import array, parts_model, peaks_of, words_model
from network import Crf, Network, loaded, minilm
from sayso.reader.model.encode import MAX_PIECES, Vocabulary
from sayso.reader.model.runtime import session
from sayso.reader.model.tagger import Tagger

TOLERANCE = 2e-3
"""Greatest difference of a score between torch and the fp32 graph: float rounding over six layers."""
LOSS_ALLOWED = 0.3
CALIBRATION = 64
"""Training articles on which the size of activations is measured."""
DATA = {
    "attribution": "PolNeAR train (no licence stated)",
    "tags of earlier runs": "open news: GeoVirus (Wikinews) and GUM (CC BY, CC BY-SA, public domain)",
    "names": "UNER English EWT (CC BY-SA 4.0), wikigold (CC BY 4.0), CrossNER politics (MIT; text CC BY-SA), "
    "Re-DocRED dev and test (MIT)",
    "start": "all-MiniLM-L6-v2 (Apache-2.0)",
}


def transitions(crf: Crf) -> dict[str, list[object]]:
    start, step = crf.transitions()
    return {"start": array(start).round(4).tolist(), "step": array(step).round(4).tolist()}


def check_equal(network: Network, data: Path, vocabulary: Vocabulary) -> float:
    """The greatest difference between torch and the fp32 graphs on three fixed articles."""
    words_run = session(words_model(network).SerializeToString())
    parts_run = session(parts_model(network).SerializeToString())
    worst = 0.0
    documents = [d for _, d in zip(range(3), polnear(data / "attribution/polnear-dev.jsonl", vocabulary), strict=False)]
    for document in documents:
        batch = Batch([document], vocabulary, None)
        with torch.no_grad():
            x = network.encoder(batch.pieces, batch.mask)
            states, tags, names = network.heads_of(x, batch.heads, batch.turned)
            flat = batch.flat[0]
            expected = [array(t.reshape(-1, t.shape[-1])[flat]) for t in (states, tags, names)]
            cues = batch.cues()
            assert cues is not None
            n = states.shape[0] * states.shape[1]
            at, distance, lines, between, ends = cues[:5]
            scores = network.parts(states.reshape(n, -1), tags.reshape(n, -1), at, (distance, lines, between), ends)
        outs = [
            words_run.run(
                ("states", "tags", "names"),
                {k: getattr(w, k) for k in ("ids", "shape", "quotation", "begins", "heads")},
            )
            for w in batch.windows
        ]
        found = [np.concatenate([o[i] for o in outs]) for i in range(3)]
        worst = max(worst, *(float(np.abs(a - b).max()) for a, b in zip(expected, found, strict=True)))
        (got,) = parts_run.run(("scores",), {
            "states": array(states.reshape(n, -1)), "tags": array(tags.reshape(n, -1)), "at": at.numpy(),
            "distance": distance.numpy(), "lines": lines.numpy(), "cues": between.numpy(), "cue": ends.numpy(),
        })  # fmt: skip
        worst = max(worst, float(np.abs(array(scores) - got).max()))
    return worst


def write(network: Network, out: Path, name: str, window: int, *, peaks: dict[str, np.ndarray] | None) -> None:
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(words_model(network, peaks=peaks), out / "words.onnx")
    onnx.save(parts_model(network), out / "parts.onnx")
    shutil.copyfile(minilm() / "tokenizer.json", out / "tokenizer.json")
    files = ("words.onnx", "parts.onnx", "tokenizer.json")
    sidecar = {
        "name": name,
        "window": window,
        "labels": {"tags": TAGS, "parts": PART_TAGS, "names": NAME_TAGS},
        "sizes": {f: (out / f).stat().st_size for f in files},
        "sha256": {f: hashlib.sha256((out / f).read_bytes()).hexdigest() for f in files},
        "transitions": {
            "tags": transitions(network.tags_crf),
            "names": transitions(network.names_crf),
            "parts": transitions(network.parts_crf),
        },
        "licence": "Apache-2.0",
        "training data": DATA,
    }
    (out / "model.json").write_text(json.dumps(sidecar, indent=1) + "\n", encoding="utf-8")


def measured(network: Network, data: Path, vocabulary: Vocabulary) -> dict[str, np.ndarray]:
    """Peaks of the activations on the first CALIBRATION training articles."""
    articles = islice(polnear(data / "attribution/polnear-train.jsonl", vocabulary), CALIBRATION)
    batches = (Batch([d], vocabulary, None) for d in articles)
    return peaks_of(network.encoder, ((b.pieces, b.mask) for b in batches))


def export(checkpoint: Path, data: Path, out: Path, name: str, window: int) -> None:
    network = loaded(checkpoint)
    vocabulary = Vocabulary(minilm() / "tokenizer.json", window)
    worst = check_equal(network, data, vocabulary)
    print(f"torch and fp32 ONNX differ by {worst:.2e} at most")
    if worst > TOLERANCE:
        raise SystemExit(f"refused: the difference is above {TOLERANCE}")
    dev = data / "attribution/polnear-dev.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        write(network, Path(folder) / "fp32", name, window, peaks=None)
        write(network, Path(folder) / "int8", name, window, peaks=measured(network, data, vocabulary))
        exact, small = (mark_scores(Tagger(Path(folder) / kind), dev) for kind in ("fp32", "int8"))
        print("fp32", exact)
        print("int8", small)
        lost = {k: round(exact[k] - small[k], 2) for k in exact}
        if max(lost.values()) > LOSS_ALLOWED:
            raise SystemExit(f"refused: 8 bits cost {lost} F1")
        shutil.copytree(Path(folder) / "int8", out, dirs_exist_ok=True)
    sidecar = json.loads((out / "model.json").read_text())
    sidecar["scores"] = {"PolNeAR dev, tag head, exact span F1": {"fp32": exact, "int8": small}}
    (out / "model.json").write_text(json.dumps(sidecar, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--name", default="minilm-l6-polnear-1")
    parser.add_argument("--window", type=int, default=MAX_PIECES, help="most pieces of a window, as in training")
    a = parser.parse_args()
    export(a.checkpoint, a.data, a.out, a.name, a.window)

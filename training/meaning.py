"""Exports the encoder of statement vectors: python training/meaning.py DATA OUT

Writes meaning.onnx (all-MiniLM-L6-v2 as it was published, in 8 bits) and pins it in OUT/meaning.json. It is not
trained here: a linear head on the reader's own encoder was tried and lost more than half of what the vectors find
(LOG.md). Refuses where the fp32 graph does not equal torch, or where 8 bits turn a vector by more than TURN.
"""

from __future__ import annotations

import hashlib
import json
import sys
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
import torch

from corpora import lines
from graph import array, meaning_model, peaks_of
from network import Encoder, minilm
from sayso.reader.model.encode import Vocabulary
from sayso.reader.model.runtime import session
from sayso.reader.model.vectors import LONGEST

TOLERANCE = 1e-4
TURN = 0.97
"""Least mean cosine between a sentence's fp32 and 8-bit vectors."""
SENTENCES = 400
NAME = "all-minilm-l6-v2-int8"


def sentences(data: Path, vocabulary: Vocabulary) -> list[list[int]]:
    """Piece ids of paragraphs of training articles."""
    articles = islice(lines(data / "attribution/polnear-train.jsonl"), 40)
    paragraphs = (p for a in articles for p in a["text"].splitlines() if len(p.split()) > 4)
    return [vocabulary.ids(p, LONGEST) for p in islice(paragraphs, SENTENCES)]


@torch.no_grad()
def main(data: Path, out: Path) -> None:
    e = Encoder(0.0)
    e.load_minilm(minilm() / "model.safetensors")
    e.eval()
    vocabulary = Vocabulary(minilm() / "tokenizer.json")
    found = sentences(data, vocabulary)
    batches = []
    for ids in found:
        row = torch.tensor([ids])
        zero = torch.zeros_like(row)
        batches.append(((row, zero, zero, zero), torch.ones(1, 1, 1, len(ids), dtype=torch.bool)))
    exact = []
    for pieces, mask in batches:
        mean = e(pieces, mask)[0].mean(0)
        exact.append(array(mean / mean.norm()))
    runs = [session(meaning_model(e, peaks=p).SerializeToString()) for p in (None, peaks_of(e, batches))]
    fp32, small = (
        np.concatenate([r.run(("vector",), {"ids": np.array(ids, dtype=np.int64)})[0] for ids in found]) for r in runs
    )
    worst = float(np.abs(fp32 - np.array(exact)).max())
    turn = float((fp32 * small).sum(1).mean())
    print(f"torch and fp32 ONNX differ by {worst:.1e} at most; 8 bits keep a mean cosine of {turn:.4f}")
    if worst > TOLERANCE or turn < TURN:
        raise SystemExit("refused")
    onnx.save(meaning_model(e, peaks=peaks_of(e, batches)), out / "meaning.onnx")
    blob = (out / "meaning.onnx").read_bytes()
    sidecar = {
        "name": NAME,
        "sizes": {"meaning.onnx": len(blob)},
        "sha256": {"meaning.onnx": hashlib.sha256(blob).hexdigest()},
        "licence": "Apache-2.0",
        "training data": {"start": "all-MiniLM-L6-v2 as published (Apache-2.0); not trained further"},
        "scores": {"mean cosine of 8-bit and fp32 vectors": round(turn, 4)},
    }
    (out / "meaning.json").write_text(json.dumps(sidecar, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

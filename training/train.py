"""Trains the network: python training/train.py DATA OUT [--epochs 5] [--start CHECKPOINT --back .5 --pace .33] ...

One step reads about STEP_PIECES pieces of whole articles; every NAMES_EVERY-th adds as many of names texts; every
MEANINGS_EVERY-th, where `--meaning` gives it a weight, some single lines for the meaning head; every OPEN_EVERY-th,
where `--runs` names earlier runs, as many of open news, labelled by these alone. AdamW, one warm-up and a linear decay;
the encoder in bfloat16 autocast. The weights of the last steps are averaged (EMA).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from batch import Batch
from corpora import Document, augmented, names, polnear
from network import LAYERS, Crf, Encoder, Network, loaded, minilm
from sayso.reader.model.encode import MAX_PIECES, Vocabulary
from soft import Ensemble, open_news
from teacher import Lessons

STEP_PIECES = 3000
NAMES_EVERY, MEANINGS_EVERY, OPEN_EVERY = 5, 4, 6
LINES_AT_ONCE = 64
CLIPPED = {"encoder": 2.0, "mix": 2.0, "part": 5.0, "of_word": 2.0, "tags": 2.0}
"""Greatest gradient norms, each module by itself: the last of the cue-conditional head has gradients ten times those
of all others together, and under one norm for all it starves them (LOG.md, run 3). They are small on purpose: nearly
every step is clipped, so that none counts much more than another (run 7)."""
DOUBTED = 6.0
"""A cue whose gold costs so many nats counts half, and ever less beyond: of a hundred cues the two or three worst, most
of them odd gold, made up a third of the loss and more of its gradient, and training drifted after them (run 7)."""
RATE_ENCODER, RATE_HEADS, RATE_LINKING = 1.5e-4, 1e-3, 1e-4
DECAY, WARM_UP, EMA = 0.01, 0.06, 0.995
LINKING = ("of_word", "of_cue", "distance", "lines", "cues", "mix", "part", "parts_crf")
"""The modules of the cue-conditional head."""
ALONE = {"": (), "linking": LINKING, "names": ("names", "names_crf")}
"""What can learn alone, all else as it is."""


@dataclass(frozen=True, slots=True)
class Options:
    """What one run is."""

    epochs: int = 5
    limit: int | None = None
    seed: int = 1
    start: Path | None = None
    back: float = 0.0
    pace: float = 1.0
    meaning: float = 0.0
    layers: int = LAYERS
    keep: tuple[int, ...] = ()
    window: int = MAX_PIECES
    runs: tuple[Path, ...] = ()
    only: str = ""


TEMPERATURE = 0.05


@dataclass(frozen=True, slots=True)
class Given:
    """What a run learns from beside gold: the weight of meanings and the teacher's vectors, and earlier runs."""

    meaning: float = 0.0
    vectors: Tensor = field(default_factory=lambda: torch.zeros(0))
    runs: Ensemble | None = None


def meaning_loss(network: Network, layers: list[Tensor], batch: Batch, teacher: Tensor) -> Tensor:
    """How far spans' vectors are from the teacher's, and how differently they rank one another."""
    spans, rows = batch.meant()
    if len(rows) < 2:
        return torch.zeros(())
    found, wanted = network.meanings(layers, spans), teacher[rows]
    away = 1 - (found * wanted).sum(1).mean()
    ranked = [(v @ v.T / TEMPERATURE).fill_diagonal_(-1e4).log_softmax(1) for v in (found, wanted)]
    return away + functional.kl_div(ranked[0], ranked[1], log_target=True, reduction="batchmean") / 2


def loss_of(network: Network, batch: Batch, given: Given) -> tuple[Tensor, dict[str, float]]:
    """The loss of one batch, and its parts for the log."""
    with torch.autocast("cpu", torch.bfloat16):
        layers = network.encoder.all_layers(batch.pieces, batch.mask)
    first = batch.documents[0]
    loss, figures = torch.zeros(()), {}
    if given.meaning and first.names is None:
        meant = meaning_loss(network, layers, batch, given.vectors)
        loss, figures["meaning"] = given.meaning * meant, float(meant.detach())
    if first.tags is None and first.names is None and first.soft is None:
        return loss, figures
    states, tags, name_scores = network.heads_of(layers[-1].float(), batch.heads, batch.turned)
    if first.names is not None:
        loss = network.names_crf.losses(name_scores, batch.targets("names"), batch.real).sum() / batch.real.sum()
        return 4 * loss, {"names": float(loss.detach())}
    soft = batch.softly() if given.runs else None
    wanted = batch.targets("tags") if first.tags is not None else None
    tag_loss = of_chain(network.tags_crf, tags, (wanted, batch.real), given.runs, soft and soft[0])
    count = batch.real.sum()
    figures["tags" if wanted is not None else "open"] = float(tag_loss.detach() / count)
    cues = batch.cues()
    if cues is None:
        return loss + 4 * tag_loss / count, figures
    at, distance, lines, between, ends, gold, inside = cues
    n = states.shape[0] * states.shape[1]
    scores = network.parts(states.reshape(n, -1), tags.reshape(n, -1), at, (distance, lines, between), ends)
    part_loss = of_chain(network.parts_crf, scores, (gold, inside), given.runs, soft and soft[1])
    figures["parts"] = float(part_loss.detach() / count)
    return loss + 4 * (tag_loss + part_loss) / count, figures


def of_chain(
    chain: Crf, scores: Tensor, wanted: tuple[Tensor | None, Tensor], runs: Ensemble | None, soft: Tensor | None
) -> Tensor:
    """The loss of one chain: of gold tags and mask `wanted`, of what earlier runs hold, or of both, half and half."""
    gold, mask = wanted
    hard = None
    if gold is not None:
        each = chain.losses(scores, gold, mask)
        hard = (each if chain.cut else each / (1 + each.detach() / DOUBTED)).sum()
    if runs is None or soft is None:
        assert hard is not None
        return hard
    theirs = runs.tags_crf if chain.cut else runs.parts_crf
    softly = chain.cross(scores, mask, theirs.expected(soft, mask))
    return softly if hard is None else (hard + softly) / 2


def groups(documents: list[Document], chance: random.Random) -> Iterator[list[Document]]:
    """One epoch of documents, shuffled, in groups of about STEP_PIECES pieces, and at most LINES_AT_ONCE."""
    order = list(documents)
    chance.shuffle(order)
    held: list[Document] = []
    size = 0
    for d in order:
        held.append(d)
        size += sum(map(len, d.words.pieces))
        if size >= STEP_PIECES or len(held) == LINES_AT_ONCE:
            yield held
            held, size = [], 0
    if held:
        yield held


def batches(documents: list[Document], vocabulary: Vocabulary, chance: random.Random) -> Iterator[Batch]:
    """One epoch of attribution or names documents, augmented."""
    for group in groups(documents, chance):
        yield Batch([part for d in group for part in augmented(d, vocabulary, chance)], vocabulary, chance)


def optimizer_of(network: Network, pace: float) -> torch.optim.AdamW:
    """AdamW over what is to learn, with a rate for the encoder, one for the heads, one for the cue-conditional head."""
    rates = {"encoder": RATE_ENCODER, **dict.fromkeys(LINKING, RATE_LINKING)}
    groups = [
        {"params": list(module.parameters()), "lr": pace * rates.get(name, RATE_HEADS)}
        for name, module in network.named_children()
        if next(module.parameters()).requires_grad
    ]
    return torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)


class Extra:
    """Batches of another kind that come in between, one each time that it is asked for, for as long as it is asked."""

    def __init__(self, documents: list[Document], vocabulary: Vocabulary, chance: random.Random) -> None:
        self._all = lambda: batches(documents, vocabulary, chance)
        self._now = self._all()

    def next(self) -> Batch:
        found = next(self._now, None)
        if found is None:
            self._now = self._all()
            found = next(self._now)
        return found


def begin(options: Options) -> Network:
    """A network with MiniLM's encoder, or with the weights to start from, drawn back towards MiniLM by `back`."""
    if options.keep:
        assert options.start is not None, "--keep names layers of --start"
        return thinned(loaded(options.start), options.keep)
    network = Network(options.layers)
    published = Encoder(layers=options.layers)
    published.load_minilm(minilm() / "model.safetensors")
    if options.start is None:
        network.encoder.load_state_dict(published.state_dict())
        return network
    known = torch.load(options.start, weights_only=True)
    network.load_state_dict({k: v for k, v in known.items() if k in network.state_dict()}, strict=False)
    with torch.no_grad():
        for ours, theirs in zip(network.encoder.parameters(), published.parameters(), strict=True):
            ours.lerp_(theirs, options.back)
    return network


def thinned(network: Network, keep: Sequence[int]) -> Network:
    """A network of some of another's layers (from 0), all else the same."""
    out = Network(len(keep))
    layers = torch.nn.ModuleList(network.encoder.layers[k] for k in keep)
    network.encoder.layers = layers
    out.load_state_dict(network.state_dict())
    return out


def train(data: Path, out: Path, options: Options) -> None:
    epochs, limit, seed = options.epochs, options.limit, options.seed
    torch.manual_seed(seed)
    # Moments of embedding rows not seen for long sink into denormal numbers, which are a hundred times slower.
    torch.set_flush_denormal(True)
    chance = random.Random(seed)
    vocabulary = Vocabulary(minilm() / "tokenizer.json", options.window)
    if options.only == "names":
        articles = names(data, vocabulary)[:limit]
    else:
        articles = list(polnear(data / "attribution/polnear-train.jsonl", vocabulary))[:limit]
    out.mkdir(parents=True, exist_ok=True)
    extras = [] if options.only else [(NAMES_EVERY, Extra(names(data, vocabulary)[:limit], vocabulary, chance))]
    vectors = torch.zeros(0)
    if options.meaning:
        lessons = Lessons(data, articles, vocabulary, limit, out.parent / "teacher.pt")
        articles, vectors = lessons.articles, lessons.vectors
        extras.append((MEANINGS_EVERY, Extra(lessons.alone, vocabulary, chance)))
    runs = Ensemble(options.runs) if options.runs else None
    if runs:
        articles = [runs.read(d) for d in articles]
    if runs and not options.only:
        unlabelled = [runs.read(d) for d in list(open_news(data, vocabulary))[:limit]]
        extras.append((OPEN_EVERY, Extra(unlabelled, vocabulary, chance)))
    given = Given(options.meaning, vectors, runs)
    an_epoch = sum(1 for _ in groups(articles, random.Random(seed)))
    steps = epochs * an_epoch
    print(f"{len(articles)} articles, {len(vectors)} meanings; about {steps} steps", flush=True)
    network = begin(options)
    average = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(EMA))
    if options.only:
        for name, module in network.named_children():
            module.requires_grad_(name in ALONE[options.only])
    optimizer = optimizer_of(network, options.pace)

    def pace(step: int) -> float:
        return min(1.0, step / (WARM_UP * steps), max(0.02, (steps - step) / ((1 - WARM_UP) * steps)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, pace)
    step, begun, sums = 0, time.time(), {}  # type: ignore[var-annotated]
    network.train()
    for epoch in range(1, epochs + 1):
        for i, batch in enumerate(batches(articles, vocabulary, chance)):
            for b in [batch, *(extra.next() for every, extra in extras if i % every == every - 1)]:
                loss, said = loss_of(network, b, given)
                if loss.requires_grad:
                    loss.backward()
                for k, v in said.items():
                    sums[k] = 0.95 * sums.get(k, v) + 0.05 * v
            for module, most in CLIPPED.items():
                torch.nn.utils.clip_grad_norm_(getattr(network, module).parameters(), most)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            average.update_parameters(network)
            step += 1
            if i % 10 == 9:
                figures = "  ".join(f"{k} {v:.4f}" for k, v in sums.items())
                print(f"epoch {epoch} step {step}/{steps} {time.time() - begun:.0f} s  {figures}", flush=True)
        torch.save(average.module.state_dict(), out / f"epoch{epoch}.pt")
    torch.save(average.module.state_dict(), out / "final.pt")
    (out / "run.json").write_text(json.dumps({**asdict(options), "steps": step}, default=str) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    plain = Options()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=plain.epochs)
    parser.add_argument("--limit", type=int, help="documents of each kind, for a trial")
    parser.add_argument("--seed", type=int, default=plain.seed)
    parser.add_argument("--start", type=Path, help="go on from these weights, not from MiniLM")
    parser.add_argument("--back", type=float, default=plain.back, help="share of MiniLM in the start (0..1)")
    parser.add_argument("--meaning", type=float, default=plain.meaning, help="weight of the meaning head's loss")
    parser.add_argument("--layers", type=int, default=plain.layers)
    parser.add_argument("--keep", type=int, nargs="*", default=(), help="only these layers of --start, from 0")
    parser.add_argument("--window", type=int, default=plain.window, help="most pieces of a window")
    parser.add_argument("--only", choices=ALONE, default=plain.only, help="only this head; all else stays as it is")
    parser.add_argument("--pace", type=float, default=plain.pace, help="factor of the learning rates")
    parser.add_argument("--runs", type=Path, nargs="*", default=(), help="earlier runs' weights to learn from together")
    a = vars(parser.parse_args())
    train(a.pop("data"), a.pop("out"), Options(**a))

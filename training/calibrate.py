"""Fits confidence to how often statements are right: python training/calibrate.py DATA SCORERS [--try]

Reads PolNeAR dev (which may train what ships, and which the network was not trained on), asks the scorer which
statements are right (right.py), fits the regression of sayso/reader/statements/confidence.py, and writes it beside the
weights as confidence.json with their digests. To be run after every change of the weights, and best after rules
changed; it takes about a minute. `--try` writes nothing.

What it prints is out of fold: five folds by article, each judged by a regression that saw the other four.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from right import readings, roles, scored, scorer, verdicts
from sayso.reader.model.runtime import MODELS, folder_of
from sayso.reader.model.tagger import tagger
from sayso.reader.statements.confidence import FILE, GRAPHS, SIGNS, Calibration, signs
from sureness import Sureness, sureness

FOLDS = 5
RIDGE = 10.0
"""Penalty on the squared weights of standardized signs: out of fold, AUROC and calibration error are level from .1 to
10; at 100 the latter grows (1.3, 2.2 points)."""
STEPS = 25
"""Newton's steps; after five the weights stand still to the fourth decimal, which is what is kept."""
FEWEST = 200
"""Statements below which nothing is fitted: ten for each weight, and some."""
DEV = "attribution/polnear-dev.jsonl"
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One statement that was read. `signs` is None where a rule made it: `score` (0..1) is the rule's own then."""

    article: int
    signs: tuple[float, ...] | None
    score: float
    right: bool
    whole: bool


def examples(data: Path, scorers: Path, model: str = "best") -> list[Example]:
    """Every statement of PolNeAR dev that is scored. Raises FileNotFoundError where data or scorer are not there."""
    score, out = scorer(scorers), []
    for number, (gold, reading) in enumerate(readings(data / DEV, model)):
        every = signs(reading.statements, tagger(model).tag(reading.report.text))
        found = {reading.statements[i].id: own for i, own in every}
        kept = scored(reading)
        said, _ = verdicts(score, gold, reading.report.text, [roles(s) for s in kept])
        for s, v in zip(kept, said, strict=True):
            own = found.get(s.id)
            out.append(Example(number, own, _plain(own) if own else s.confidence, v.right, v.whole))
    return out


def _plain(found: Sequence[float]) -> float:
    """The model's own score: the tag head's cue times the path of source and contents."""
    cue, links = (1 / (1 + np.exp(-x)) for x in found[:2])
    return float(cue * links)


def fit(some: Sequence[Example]) -> Calibration:
    """The regression on the model's statements among `some`: ridge on standardized signs, by Newton's method."""
    model = [e for e in some if e.signs is not None]
    raw, y = np.array([e.signs for e in model]), np.array([e.right for e in model], dtype=np.float64)
    mean, scale = raw.mean(0), np.maximum(raw.std(0), 1e-9)
    x = np.column_stack([(raw - mean) / scale, np.ones(len(y))])
    penalty = np.diag([RIDGE] * len(mean) + [0.0])
    beta: Doubles = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ beta))
        beta += np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty, x.T @ (y - p) - penalty @ beta)
    weights = np.round(beta[:-1] / scale, 4)
    return Calibration(tuple(weights.tolist()), round(float(beta[-1] - weights @ mean), 4))


def chances(fitted: Calibration, some: Sequence[Example]) -> list[float]:
    """The confidence that each statement gets."""
    return [e.score if e.signs is None else round(fitted.chance(e.signs), 4) for e in some]


def out_of_fold(every: Sequence[Example]) -> list[float]:
    """The confidence of each statement by a regression that did not see its article."""
    out = [0.0] * len(every)
    for fold in range(FOLDS):
        here = [i for i, e in enumerate(every) if e.article % FOLDS == fold]
        fitted = fit([e for e in every if e.article % FOLDS != fold])
        for i, chance in zip(here, chances(fitted, [every[i] for i in here]), strict=True):
            out[i] = chance
    return out


def figures(every: Sequence[Example]) -> dict[str, Sureness]:
    """The figures out of fold, between those of the model's own score and those for "identical to the word"."""
    right, found = [e.right for e in every], out_of_fold(every)
    return {
        "the model's own score": sureness([e.score for e in every], right),
        "confidence, out of fold": sureness(found, right),
        "the same, if right is identical to the word": sureness(found, [e.whole for e in every]),
    }


def report(every: Sequence[Example]) -> Sureness:
    """Prints `figures`; gives those out of fold."""
    by_rule = sum(e.signs is None for e in every)
    print(f"{len(every)} statements of {len({e.article for e in every})} articles, {by_rule} made by a rule")
    found = figures(every)
    print(*(f"{name:45s} {f}" for name, f in found.items()), sep="\n")
    print(found["confidence, out of fold"].table())
    return found["confidence, out of fold"]


def write(fitted: Calibration, held_out: Sureness, folder: Path) -> None:
    """confidence.json beside the weights it belongs to."""
    pinned = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    held = {
        "model": pinned["name"],
        "sha256": {g: pinned["sha256"][g] for g in GRAPHS},
        "weights": dict(zip(SIGNS, fitted.weights, strict=True)),
        "bias": fitted.bias,
        "fitted on": "PolNeAR dev (no licence stated)",
        "out of fold": {
            "statements": held_out.n, "ECE": round(held_out.ece, 2), "AUROC": round(held_out.auroc, 4),
            "right": round(held_out.whole, 2), "right without the least sure fifth": round(held_out.sure, 2),
        },
    }  # fmt: skip
    (folder / FILE).write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorers", type=Path)
    parser.add_argument("--try", action="store_true", dest="only_try", help="write nothing")
    parser.add_argument("--model", choices=MODELS, default=MODELS[0])
    a = parser.parse_args()
    found = examples(a.data, a.scorers, a.model)
    if len(found) < FEWEST:
        raise SystemExit(f"refused: {len(found)} statements are too few to fit on (at least {FEWEST})")
    out = report(found)
    if not a.only_try:
        folder = folder_of(a.model)
        write(fit(found), out, folder)
        print(f"written: {folder / FILE}")

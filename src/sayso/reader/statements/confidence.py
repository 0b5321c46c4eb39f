"""How sure each statement is: of those with a confidence of .8, about 8 of 10 are right.

The model's own probability says "cue, source and contents are right to the word", which is more than "right", and it is
too modest or too bold by turns. So a logistic regression over a few signs, fitted on articles with gold statements
(training/calibrate.py) and kept beside the weights, says how often such statements were right: the content is the gold
one's (token F1 of at least .5) and the source is.

    made by the model        the regression
    made by a rule           the rule's own score, set by hand: gold has too few of them
    going on, or within, and found by a rule or in a second reading
                             its share of the score of the statement that it hangs on, times that one's confidence
    own voice                1: it is what is left over, and is not rated

The rules of the reader go by the scores as the model gives them, never by what comes out here.
"""

from __future__ import annotations

import json
import math
import warnings
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.errors import ModelError
from sayso.reader.model.unit import Part, Tagged
from sayso.reader.spans import overlap, touched
from sayso.records import Label, Span, Statement

FILE = "confidence.json"
SIGNS = ("cue", "links", "content", "source", "nobody", "crowd", "length")
"""What the regression looks at, in the order of `signs`. Chosen one by one on PolNeAR dev, out of 70: each lowered the
loss on articles that were put aside by more than .002; `nobody` was added because confidence was too high there
(training/LOG.md)."""
GRAPHS = ("words.onnx", "parts.onnx")
"""The files whose digests a calibration is tied to: other weights have other scores."""
LEAST = 0.005
"""Probabilities are kept this far from 0 and 1, so that their log odds stay finite."""
CROWD = 3
"""Other statements in a sentence that are counted at most: more of them are rare, and no better."""
_FAR = 700.0
"""Log odds beyond which `exp` overflows and a probability is 0 anyway."""
_BY_MODEL = "model: the cue"
"""How the first reason begins where a statement is the model's reading of the whole text (attribute.py, orphans.py)."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted regression: log odds = bias + sum of weight * sign."""

    weights: tuple[float, ...]
    bias: float

    def chance(self, signs: Sequence[float]) -> float:
        """The probability, 0..1, that a statement with these signs is right."""
        odds = self.bias + math.fsum(w * x for w, x in zip(self.weights, signs, strict=True))
        return 1 / (1 + math.exp(min(_FAR, -odds)))


def calibration(folder: Path) -> Calibration | None:
    """The regression that lies beside the weights of `folder`; None, with a warning, where there is none for just
    these weights: confidence is then the score as the model or a rule gave it. Raises ModelError where it is broken."""
    path = folder / FILE
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        pinned = json.loads((folder / "model.json").read_text(encoding="utf-8"))["sha256"]
        if {g: pinned[g] for g in GRAPHS} != held["sha256"]:
            what = "was fitted to other weights"
        elif tuple(held["weights"]) != SIGNS:
            what = f"was fitted to other signs ({', '.join(held['weights'])})"
        else:
            *weights, bias = (float(w) for w in (*held["weights"].values(), held["bias"]))
            if not all(map(math.isfinite, (*weights, bias))):
                raise ValueError("a number that is not finite")
            return Calibration(tuple(weights), bias)
    except FileNotFoundError:
        what = "is not there"
    except (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ModelError(f"{path}: cannot be read: {error!r} (write it anew with training/calibrate.py)") from error
    message = f"{path}: {what}; confidence is the model's own score (fit it: training/calibrate.py)"
    warnings.warn(message, stacklevel=2)
    return None


def weighed(statements: Sequence[Statement], tagged: Tagged, fitted: Calibration | None) -> tuple[Statement, ...]:
    """The statements of one report, in their order, with calibrated confidence (four decimals); as they are where
    nothing is fitted. `tagged` is what the model said of the same text."""
    if fitted is None:
        return tuple(statements)
    out = list(statements)
    rated = {i: round(fitted.chance(found), 4) for i, found in signs(statements, tagged)}
    place: dict[str, int] = {}
    if any(s.within or s.continues for s in statements):  # ids are hashes: made only where something hangs on them
        place = {s.id: i for i, s in enumerate(statements) if s.form != "own"}
    for i, s in enumerate(statements):  # in reading order: what another hangs on comes first
        before = place.get(s.within or s.continues or "")
        if i in rated:
            out[i] = replace(s, confidence=rated[i])
        elif before is not None and s.confidence <= statements[before].confidence:
            share = s.confidence / max(statements[before].confidence, LEAST)
            out[i] = replace(s, confidence=round(share * out[before].confidence, 4))
    return tuple(out)


def signs(statements: Sequence[Statement], tagged: Tagged) -> Iterator[tuple[int, tuple[float, ...]]]:
    """The index and the signs of each statement that is the model's own reading:

    cue      log odds of the tag head's cue
    links    log odds of the whole path of source and contents, given the cue
    content  log odds of the tag head's contents that touch this content, 0 where there are none
    source   the same of the source; 0 also where there is no source
    nobody   1 where there is no source, else 0
    crowd    other statements in a sentence of it, up to CROWD
    length   log of 1 + code points of the content
    """
    parts = sorted(tagged.parts, key=lambda p: p.cue)
    starts = [p.cue[0] for p in parts]
    content, source, cues = (_Marks(tagged, label) for label in ("content", "source", "cue"))
    crowd = Counter(e for s in statements if _outer(s) for e in s.extents)
    for i, s in enumerate(statements):
        part = _part(s, parts, starts)
        if part is None:
            continue
        cue = cues.score([part.cue])
        others = max(crowd[e] for e in s.extents) - (1 if _outer(s) else 0)
        found = (
            log_odds(0.5 if cue is None else cue),
            log_odds(part.score / max(0.5 if cue is None else cue, LEAST)),
            _odds(content.score(s.content_spans)),
            _odds(source.score(s.source_spans)),
            0.0 if s.source_spans else 1.0,
            float(min(others, CROWD)),
            math.log1p(sum(b - a for a, b in s.content_spans)),
        )
        yield i, found


def log_odds(probability: float) -> float:
    """ln(p / (1 - p)), with p kept LEAST away from 0 and 1.

    >>> log_odds(0.5)
    0.0
    """
    p = min(1 - LEAST, max(LEAST, probability))
    return math.log(p / (1 - p))


def _odds(probability: float | None) -> float:
    return 0.0 if probability is None else log_odds(probability)


def _outer(statement: Statement) -> bool:
    return statement.form != "own" and statement.within is None and statement.continues is None


def _part(statement: Statement, parts: Sequence[Part], starts: Sequence[int]) -> Part | None:
    """The model's part that a statement was made of: the one whose cue shares most with its own."""
    if not statement.cue_spans or not statement.reasons or not statement.reasons[0].startswith(_BY_MODEL):
        return None
    first = max(0, bisect_left(starts, statement.cue_spans[0][0]) - 1)
    last = bisect_left(starts, statement.cue_spans[-1][1])
    best = max(parts[first:last], key=lambda p: overlap([p.cue], statement.cue_spans), default=None)
    return best if best is not None and overlap([best.cue], statement.cue_spans) else None


class _Marks:
    """The tag head's spans of one label."""

    def __init__(self, tagged: Tagged, label: Label) -> None:
        marks = sorted((m for m in tagged.marks if m.label == label), key=lambda m: m.start)
        self.spans: list[Span] = [(m.start, m.end) for m in marks]
        self.scores = [m.score for m in marks]

    def score(self, spans: Sequence[Span]) -> float | None:
        """The mean score of the marks that touch any of `spans`, weighed by their length; None where none does."""
        found = touched(spans, self.spans)
        if not found:
            return None
        sizes: Mapping[int, int] = {i: self.spans[i][1] - self.spans[i][0] for i in found}
        return sum(self.scores[i] * n for i, n in sizes.items()) / sum(sizes.values())

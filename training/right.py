"""Which statements are right: the scorer's own matching (attribution.py), statement by statement.

The scorer gives figures of a whole part; a calibration and a model card need to know which statements they come from.
Right, as `linked` counts: the content matches a gold one 1:1 with token F1 of at least .5, and the sources overlap or
are both empty. Whole: cue, source and content are all identical. Only the first version of an article counts.
"""

from __future__ import annotations

import importlib.util
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from corpora import lines
from sayso import Reader
from sayso.pipeline import report_of
from sayso.records import Reading, Span, Statement

LEAST = 0.5
"""Token F1 from which contents match: the scorer's."""
Roles = Mapping[str, Sequence[Span]]
"""Spans of "source", "cue" and "content"."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """On one statement, read or gold: a counterpart has its content; and its source; and all to the word."""

    matched: bool = False
    right: bool = False
    whole: bool = False


def scorer(scorers: Path, name: str = "attribution") -> ModuleType:
    """A scorer as a module. Raises FileNotFoundError where it is not there."""
    path = scorers / f"{name}.py"
    if not path.is_file():
        raise FileNotFoundError(path)
    spec = importlib.util.spec_from_file_location(f"scorer_{name}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def articles(path: Path) -> list[dict[str, Any]]:
    """The first version of each article of a PolNeAR part: {"id", "text", "attributions"}."""
    first: dict[str, dict[str, Any]] = {}
    for gold in lines(path):
        first.setdefault(str(gold["id"]).rsplit("_", 1)[0], gold)
    return list(first.values())


def readings(path: Path, model: str = "best") -> Iterator[tuple[dict[str, Any], Reading]]:
    """Each of `articles` with its reading. A calibration of other weights is no fault here: it is about to be made."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*confidence is the model's own score")
        reader = Reader(model=model)
    for gold in articles(path):
        yield gold, reader.read(report_of(gold["text"], published=gold.get("published")))


def scored(reading: Reading) -> list[Statement]:
    """The statements that are scored on PolNeAR, whose gold has the outermost with a cue alone (as in evaluate.py)."""
    return [s for s in reading.statements if s.form != "own" and not s.within and not s.continues]


def roles(statement: Statement) -> Roles:
    """A statement as the scorers want it."""
    return {"source": statement.source_spans, "cue": statement.cue_spans, "content": statement.content_spans}


def verdicts(
    score: ModuleType, gold: Mapping[str, Any], text: str, said: Sequence[Roles]
) -> tuple[list[Verdict], list[Verdict]]:
    """On each statement read (offsets into `text`), and on each gold one, in their orders."""
    inside, move = score.tokens_of(gold["text"]), score.carry(text, gold["text"])
    g = [{r: inside(a[r]) for r in score.ROLES} for a in gold["attributions"]]
    p = [{r: inside([m for s, e in a[r] if (m := move(s, e))]) for r in score.ROLES} for a in said]
    matched: dict[int, int] = {}
    if g and p:
        weights = [[score.f1(a["content"], b["content"]) for b in p] for a in g]
        matched = {i: j for i, j in score.assign(weights) if weights[i][j] >= LEAST}
    right = {
        (i, j) for i, j in matched.items() if g[i]["source"] & p[j]["source"] or not (g[i]["source"] or p[j]["source"])
    }
    whole = [{tuple(a[r] for r in score.ROLES) for a in side} for side in (g, p)]
    both = whole[0] & whole[1]

    def judged(side: Sequence[Mapping[str, Any]], hit: set[int], good: set[int]) -> list[Verdict]:
        return [Verdict(i in hit, i in good, tuple(a[r] for r in score.ROLES) in both) for i, a in enumerate(side)]

    return (
        judged(p, set(matched.values()), {j for _, j in right}),
        judged(g, set(matched), {i for i, _ in right}),
    )

"""How good a confidence is: does it say how often (calibration), and does it tell right from wrong (ranking)?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BINS = 10
"""Bins of equal numbers of statements, as the figures of the project count."""
LEFT_OUT = 0.2
"""The least sure share that is left out."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of like confidence: how many, their mean confidence and the share of them that is right."""

    n: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Sureness:
    """Figures of a confidence. `ece`, `whole` and `sure` in per cent (points), `auroc` 0..1 (nan where all are alike).

    ece    expected calibration error: the mean distance between confidence and share right, over BINS
    auroc  how often a right statement has more confidence than a wrong one (ties: half)
    whole  the share right of all
    sure   the share right without the least sure LEFT_OUT
    """

    n: int
    ece: float
    auroc: float
    whole: float
    sure: float
    bins: tuple[Bin, ...]

    def __str__(self) -> str:
        return (
            f"n {self.n}  ECE {self.ece:.1f}  AUROC {self.auroc:.3f}  right {self.whole:.1f} %, "
            f"without the least sure fifth {self.sure:.1f} % (+{self.sure - self.whole:.1f})"
        )

    def table(self) -> str:
        """The bins, one a line, the least sure first."""
        rows = [f"{'statements':>10s} {'confidence':>10s} {'right':>6s}"]
        return "\n".join([*rows, *(f"{b.n:10d} {b.confidence:10.3f} {b.right:6.3f}" for b in self.bins)])


def sureness(confidence: Sequence[float], right: Sequence[bool]) -> Sureness:
    """The figures of a confidence in 0..1. Raises ValueError where there are fewer statements than bins."""
    p, y = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=np.float64)
    if len(p) < BINS:
        raise ValueError(f"{len(p)} statements are too few for {BINS} bins")
    order = np.argsort(p, kind="stable")
    bins = tuple(Bin(len(b), float(p[b].mean()), float(y[b].mean())) for b in np.array_split(order, BINS))
    return Sureness(
        n=len(p),
        ece=100 * sum(b.n * abs(b.confidence - b.right) for b in bins) / len(p),
        auroc=auroc(p, y),
        whole=100 * float(y.mean()),
        sure=100 * float(y[order[int(LEFT_OUT * len(p)) :]].mean()),
        bins=bins,
    )


def auroc(p: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> float:
    """From the ranks of the right ones (Mann and Whitney's U); nan where all are right or all wrong.

    >>> auroc(np.array([.1, .4, .4, .9]), np.array([0., 0., 1., 1.]))
    0.875
    """
    _, where, counts = np.unique(p, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[where]
    good = y.sum()
    wrong = len(y) - good
    return float((ranks[y > 0].sum() - good * (good + 1) / 2) / (good * wrong)) if good and wrong else float("nan")

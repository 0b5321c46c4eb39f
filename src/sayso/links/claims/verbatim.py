"""The same words: one utterance reported again, whole, trimmed, or with an ellipsis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sayso.links.matter import Matter

RUN: Final = 3
"""Words in a run: what stands in the same order."""
CONTAINED: Final = 0.85
"""Share of the shorter one's runs that the longer one must have: a word changed costs three runs."""
FEWEST: Final = 6
"""Words a trimmed quotation must keep. Fewer prove nothing unless both statements are those words alone."""
WEIGHT: Final = 12.0
"""What the shorter one's words must weigh: three informative ones. Below it, they are a manner of speaking."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """How far the shorter of two contents stands in the longer, in the same order."""

    share: float
    whole: bool
    """Both are the same words from end to end."""
    words: int
    """Words of the shorter one."""


def verbatim(a: Matter, b: Matter, gaps: int) -> Verbatim | None:
    """The measure, or None below CONTAINED. `gaps`: how many ellipses interrupt the two (each breaks two runs)."""
    if a.words == b.words:
        return Verbatim(1.0, True, len(a.words))
    short, long = (a.words, b.words) if len(a.words) <= len(b.words) else (b.words, a.words)
    if len(short) < FEWEST:
        return None
    runs = {short[i : i + RUN] for i in range(len(short) - RUN + 1)}
    met = len(runs & {long[i : i + RUN] for i in range(len(long) - RUN + 1)})
    share = met / max(1, len(runs) - min(2 * gaps, len(runs) // 2))
    return Verbatim(min(share, 1.0), False, len(short)) if share >= CONTAINED else None

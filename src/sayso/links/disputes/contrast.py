"""Whether two statements dispute each other, whether one takes the other back, or whether they only seem to.

1. too little in common, or no claim at all: nothing
2. one source, and it takes back what it said: `retracts`
3. a denial of what the other says: `disputes`
4. contents that exclude each other: by opposites, negation or numbers
5. what explains it (another time, scope or definition, a later update): `differs`
6. one source says the opposite of what it said: `retracts`; two sources: `disputes`

Each finding depends on the two statements alone and is the same whichever comes first.
"""

from __future__ import annotations

from typing import Final

from sayso.across import Link, LinkKind, Said
from sayso.links.disputes.apart import apart
from sayso.links.disputes.contrary import CORE, Contrary, contraries, core_met, turned
from sayso.links.disputes.pair import Pair, Side, named_in, pair, said_by
from sayso.links.disputes.tables import tables
from sayso.links.matter import Matter

SURE_SHARE: Final = 0.6
"""Share of a denial's content (or of the smaller of two contrary contents) in the other, for `confirmed`."""
SURE_WEIGHT: Final = 10.0
"""Weight of what they share, for `confirmed`: two uncommon words at least. Shorter contents are only suggested."""
MAYBE_SHARE: Final = 0.45
"""The same for what is suggested to a person; all four set on the tuned two thirds of tests/archive/disputes."""
MAYBE_WEIGHT: Final = 6.0
MAYBE_WORDS: Final = 2
"""Concepts that two contrary contents share, at least: one word makes no matter."""
OPPOSITES_SHARE: Final = 0.55
"""Opposites are found anywhere in two contents, so more must be alike around them ("fears grow", "it may fall")."""
_NEAR: Final = 3
"""Code points between two sentences that follow each other, at most: what "the accusation" points back to."""


def contrast(a: Said, ma: Matter, b: Said, mb: Matter) -> Link | None:
    """The link of disagreement between two statements, or None.

    `disputes` and `retracts` go from the one that disputes or takes back (left) to the other; `differs` from the later
    to the earlier, and its first reason is "later update", "another scope", "another definition" or "another time".
    """
    p = pair(a, ma, b, mb)
    if p is None or not (p.first.stand.claims and p.second.stand.claims):
        return None
    return _taken_back(p) or _pointed_at(p) or _denied(p) or _contrary(p)


def _taken_back(p: Pair) -> Link | None:
    """Step 2: the later of the two says so in words."""
    word = p.second.stand.takes_back
    if word is None or p.first.stand.takes_back is not None or p.first.stand.denies is not None:
        return None
    owned = _owned(p)
    about = (
        p.same_source or owned or (p.second.said.form == "own" and named_in(p.first.said.name, p.second.stand.folded))
    )
    if not about or (p.same_report and not p.same_source):
        return None
    share, weight = p.overlap.most, p.overlap.weight
    if share < MAYBE_SHARE or weight < MAYBE_WEIGHT or _others(p):
        return None
    by = p.second if owned else p.first
    reasons = (f"{said_by(by)} takes it back: “{word}”", _shared(p))
    return _link(p.second, p.first, "retracts", share >= SURE_SHARE and weight >= SURE_WEIGHT, p, reasons)


def _owned(p: Pair) -> bool:
    """Whether the later takes back a confession, and the earlier tells that somebody owned up to what they share:
    the same, unless both name who, and name two."""
    if tables().owning.isdisjoint(p.second.stand.folded[:4]):
        return False
    owns = p.first.said.act == "admit" or not {"admitted", "confessed"}.isdisjoint(p.first.stand.folded)
    named = p.first.said.kind == p.second.said.kind == "named person" and p.first.said.act == "admit"
    return owns and not named


def _pointed_at(p: Pair) -> Link | None:
    """Step 3a: "rejects the accusation", right behind the accusation, in one report."""
    claim, denial = p.first, p.second
    if not p.same_report or denial.stand.denies is None or denial.stand.telling is None or p.same_source:
        return None
    if claim.stand.denies is not None or not _adjacent(claim.said, denial.said):
        return None
    about = named_in(denial.said.name, claim.stand.folded) or claim.said.act == "accuse"
    told = f"“{denial.stand.telling}” points back to the statement in front of it"
    reasons: tuple[str, ...] = (f"{said_by(denial)}: “{denial.stand.denies}”", told)
    if about:
        reasons += (f"which speaks of {said_by(denial)}" if claim.said.act != "accuse" else "which accuses",)
    score = 0.75 if about else 0.5  # the words do not say it: the place does
    left, right = denial.said.id, claim.said.id
    return Link(left=left, right=right, kind="disputes", score=score, confirmed=about, reasons=reasons)


def _adjacent(a: Said, b: Said) -> bool:
    ends, starts = [e for _, e in a.extents], [s for s, _ in b.extents]
    return bool(ends and starts) and 0 <= min(starts) - max(ends) <= _NEAR


def _denied(p: Pair) -> Link | None:
    """Step 3: what one denies, the other says."""
    for denial in (p.second, p.first):
        claim = p.other(denial)
        if denial.stand.denies is None or denial.stand.telling is not None or claim.stand.denies is not None:
            continue
        words, differ = turned(p)
        share = p.overlap.right if denial is p.second else p.overlap.left
        weight = p.overlap.weight
        if not words or differ < MAYBE_SHARE or share < MAYBE_SHARE or _others(p) or p.overlap.numbers_apart:
            continue
        if core_met(p, denial) < CORE or not p.overlap.shared.issuperset(denial.stand.through):
            continue
        if weight < MAYBE_WEIGHT and not (p.same_report and share >= SURE_SHARE):
            continue
        if p.overlap.times == "apart":
            continue
        sure = share >= SURE_SHARE and weight >= SURE_WEIGHT and not _modal(claim)
        reasons: tuple[str, ...] = (f"{said_by(denial)}: “{denial.stand.denies}”", _shared(p))
        if p.same_source and denial is p.second and not p.same_report:
            return _link(denial, claim, "retracts", sure, p, (*reasons, "the same source had said it"))
        if p.same_source:
            return None
        return _link(denial, claim, "disputes", sure, p, reasons)
    return None


def _contrary(p: Pair) -> Link | None:
    """Steps 4 to 6."""
    modes = {p.first.stand.modality, p.second.stand.modality}
    if modes & {"wanted", "asked", "conditional", "hypothetical"} or p.overlap.weight < MAYBE_WEIGHT:
        return None
    if len(p.overlap.shared) < MAYBE_WORDS:
        return None
    found = contraries(p)
    c = next((c for c in found if c.share >= (OPPOSITES_SHARE if c.by == "opposites" else MAYBE_SHARE)), None)
    if c is None:
        return None
    why = apart(p, c)
    if why is not None:
        if c.by == "negation" and c.share < SURE_SHARE:
            return None  # too little alike even to be mistaken for a dispute
        reasons = (*why, c.reason, _shared(p))
        return _link(p.second, p.first, "differs", c.share >= SURE_SHARE, p, reasons)
    if c.only_apart or _others(p) or p.overlap.roles == "swapped":
        return None
    if p.same_source:
        return _reversed(p, c)
    left = _left(p, c)
    sure = c.sure and c.share >= SURE_SHARE and p.overlap.weight >= SURE_WEIGHT and "possible" not in modes
    if c.by == "numbers":
        sure = sure and p.first.said.form != "own" and p.second.said.form != "own"
    reasons = (c.reason, f"{said_by(p.first)} against {said_by(p.second)}", _shared(p))
    return _link(left, p.other(left), "disputes", sure, p, reasons)


def _reversed(p: Pair, c: Contrary) -> Link | None:
    """Step 6, one source: later, and not explained by what changes."""
    if p.same_report or not p.later:
        return None
    now = p.second.stand.now
    sure = now is not None and c.share >= SURE_SHARE and p.overlap.weight >= SURE_WEIGHT
    reasons = (
        f"{said_by(p.second)} says the opposite of what it said before" + (f" (“{now}”)" if now else ""),
        c.reason,
        _shared(p),
        "no sign that what it speaks of has changed",
    )
    return _link(p.second, p.first, "retracts", sure, p, reasons)


def _left(p: Pair, c: Contrary) -> Side:
    """Who disputes: the one who says that it is not so; else the later one."""
    if c.by == "negation":
        return p.first if p.first.stand.under & c.words else p.second
    return p.second


def _others(p: Pair) -> bool:
    """Each names somebody or some place that the other does not: other people, another matter."""
    return bool(p.overlap.names_left) and bool(p.overlap.names_right)


def _modal(side: Side) -> bool:
    return side.stand.modality in ("wanted", "asked", "conditional", "hypothetical")


def _shared(p: Pair) -> str:
    """What both speak of, heaviest first."""
    weights = p.first.matter.weights
    words = sorted(p.overlap.shared, key=lambda c: (-weights.get(c, 0.0), c))[:5]
    share = max(p.overlap.left, p.overlap.right)
    return f"both speak of {', '.join(words)} ({share:.0%} of the shorter)" if words else "no words in common"


def _link(left: Side, right: Side, kind: LinkKind, sure: bool, p: Pair, reasons: tuple[str, ...]) -> Link:
    score = round(min(1.0, 0.4 * p.overlap.most + 0.3 * p.overlap.least + 0.3 * min(1.0, p.overlap.weight / 25)), 3)
    return Link(left=left.said.id, right=right.said.id, kind=kind, score=score, confirmed=sure, reasons=reasons)

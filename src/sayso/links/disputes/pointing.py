"""Denials that do not say what they deny, or only in a word or two: "rejected the accusation", "denied any payment",
"It is nonsense, he said". What they deny is looked for among the statements in front of them in their report.

1. what kind of denial it is: one that points back, or one that names something
2. named: the statement in front of it that says so, best one that speaks of the source
3. pointing back: what stands directly in front of it, the source's own words passed over
4. sure only where it speaks of the source or accuses, or a document is denied by its own name; else suggested
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from sayso.across import Link, Said
from sayso.links.disputes.pair import same_source
from sayso.links.disputes.stand import Stand, stand
from sayso.links.disputes.tables import tables
from sayso.links.matter import Matter
from sayso.links.matter.words import concept, weight
from sayso.links.words import fold, stem, words

_SHORT: Final = 9
"""Words of a sentence that is nothing but "It is nonsense", at most."""
_NAMED: Final = 4
"""Words of what is denied, those without weight left out, up to which it is looked for here; longer contents are
compared like any others (disputes/contrast.py)."""
_NEAR: Final = 3
"""Code points between two sentences that follow each other, at most."""
_REACH: Final = 6
"""Statements in front of a denial among which that which it points to is looked for. Set on the examples."""
SCORES: Final = {True: 0.75, False: 0.5}
"""Of a sure link and of a suggested one: the place in the report decides, not the words."""


class _Denial(NamedTuple):
    """`word`: what denies. `named`: concepts of what is denied. `noun`: what it is called, where it points back."""

    word: str
    named: frozenset[str]
    noun: str | None


Told = tuple[Said, Matter]


def pointed(report: Sequence[Told]) -> list[Link]:
    """`disputes` links from short denials in one report to the statements they deny, in any order of the statements."""
    told = sorted(report, key=lambda t: (t[0].at, t[0].id))
    links = []
    for i, (said, _) in enumerate(told):
        denial = _denial(said, stand(said)) if said.form != "own" else None
        if denial is None:
            continue
        before = [t for t in told[:i] if t[0].id != said.within and _deniable(t[0], said)]
        found = _named(said, denial, before) if denial.noun is None else _back(said, denial, before, told[:i])
        if found is not None:
            links.append(found)
    return links


def _denial(said: Said, s: Stand) -> _Denial | None:
    """Step 1; None for what denies nothing, and for contents that speak for themselves."""
    if said.negated:
        return None
    if s.denies is None:
        verdict = _verdict(s.folded)
        return None if verdict is None else _Denial(" ".join(s.folded), frozenset(), verdict)
    if not tables().demands.isdisjoint((*s.folded, *s.frame)) or _refuses(s) or _inside(said, s):
        return None
    if s.telling is not None:
        return _Denial(s.denies, frozenset(), s.telling)
    bare = [w for w in s.folded if weight(stem(w))]
    false = bool(bare) and bare[-1] in tables().false
    if false and len(bare) <= _NAMED:  # "dismissed the letter as forged", "called the union's claims baseless"
        noun = next((w for w in bare if w in tables().tellings), bare[0])
        return _Denial(s.denies if s.denies.endswith(bare[-1]) else f"{s.denies} {bare[-1]}", frozenset(), noun)
    if not bare or len(bare) > _NAMED or s.folded[0] == "that":
        return None
    vague = next((w for w in bare if w in tables().vague), None)
    if vague is not None and len(bare) == 1:
        return _Denial(s.denies, frozenset(), vague)
    named = frozenset(concept(stem(w)) for w in bare if w not in tables().vague and w not in tables().tellings)
    return _Denial(s.denies, named, None) if named else None


def _refuses(s: Stand) -> bool:
    """Whether it says what somebody may or will refuse: "the House can deny funds"."""
    at = next((i for i, w in enumerate(s.frame) if s.denies and w == s.denies.split()[0]), 0)
    return s.frame[at - 1] in tables().may if at else False


def _inside(said: Said, s: Stand) -> bool:
    """Whether its own sentence tells what is denied: "parents said that she was held, but she denied it"."""
    head = (s.denies or "").split()[:1]
    folded = [fold(w).strip(",;:") for w in said.sentence.split(maxsplit=80)[:80]]
    before = folded[: folded.index(head[0])] if head and head[0] in folded else []
    told = not tables().accusing.isdisjoint(before) or not tables().claiming.isdisjoint(before)
    return told and (";" in said.sentence or not tables().turning.isdisjoint(before))


def _verdict(folded: tuple[str, ...]) -> str | None:
    """What is called false, where nothing else is said: "it is nonsense", "the report is not true"."""
    if not folded or len(folded) > _SHORT or tables().be.isdisjoint(folded[:5]):
        return None
    at = next(i for i, w in enumerate(folded) if w in tables().be)
    rest = folded[at + 1 :]
    false = any(w in tables().false for w in rest) and "not" not in rest
    untrue = rest[:1] == ("not",) and any(w in ("true", "correct", "accurate", "so") for w in rest[1:3])
    if not (false or untrue):
        return None
    head = [w for w in folded[:at] if w not in ("the", "this", "that", "these", "those", "whole", "all", "entire")]
    if not head:
        return folded[0] if folded[0] in tables().back else None
    return head[0] if len(head) == 1 and (head[0] in tables().back or head[0] in tables().tellings) else None


def _deniable(said: Said, denial: Said) -> bool:
    """Whether a statement is one that somebody else could deny."""
    s = stand(said)
    return s.claims and s.denies is None and s.telling is None and not said.negated and not same_source(said, denial)


def _named(said: Said, denial: _Denial, before: Sequence[Told]) -> Link | None:
    """Step 2."""
    found = [t for t in before if denial.named <= t[1].weights.keys() and not stand(t[0]).under & denial.named]
    if not found:
        return None
    who = _who(said)
    about = [t for t in found if _speaks_of(t[0], who)]
    best = max(about or found, key=lambda t: (t[0].form != "own", t[0].at))[0]
    reasons = (f"it speaks of {', '.join(sorted(denial.named))}, and stands in front of the denial",)
    return _link(said, denial, best, bool(about), (*reasons, *_of(said, bool(about), False)))


def _back(said: Said, denial: _Denial, before: Sequence[Told], every: Sequence[Told]) -> Link | None:
    """Steps 3 and 4."""
    near = [t[0] for t in before if t[0].form != "own"][-_REACH:]
    if not near:
        return None
    who = _who(said)
    thing = next((t for t in reversed(near) if _called(t, denial.noun or "")), None)
    close = _adjacent(near[-1], said, every)
    block = [t for t in near if close and (same_source(t, near[-1]) or t is near[-1])]
    block = block or [t for t in near if t.act == "accuse" and _speaks_of(t, who)][-1:]
    accusing = next((t for t in reversed(block) if _accuses(t)), None)
    about = next((t for t in reversed(block) if _speaks_of(t, who)), None)
    called = block[-1] if block and denial.noun in tables().charges else None
    best = thing or about or accusing or called or near[-1]
    if best is thing:
        why: tuple[str, ...] = (f"“{denial.noun}” is what it rests on",)
    else:
        why = (f"“{denial.noun}” points back to it", *_of(said, best is about, best is accusing))
        why += ("nothing stands between",) if close and best is called else ()
    return _link(said, denial, best, best in (thing, about, accusing, called), why)


def _of(said: Said, about: bool, accuses: bool) -> tuple[str, ...]:
    """Why it is sure."""
    return (*((f"it speaks of {said.name}",) if about else ()), *(("it accuses",) if accuses else ()))


def _called(said: Said, noun: str) -> bool:
    """Whether a statement rests on the very thing denied: "the letter says", "according to a report"."""
    if noun in tables().back or noun in tables().vague or said.kind not in ("document", None) or not said.name:
        return False
    return stem(noun) in {w.stem for w in words(said.name)}


def _accuses(said: Said) -> bool:
    return said.act == "accuse" or not tables().accusing.isdisjoint(stand(said).folded)


def _who(said: Said) -> frozenset[str]:
    """Words that name the source: of its name its last, of a speaker's role the body that it speaks for."""
    names = [fold(w) for w in (said.name or "").split()]
    role = [w for w in (said.role or "").split() if fold(w) not in tables().offices]
    speaks = [fold(w).removesuffix("'s") for w in role if w[:1].isupper()]
    own = names[-1:] if said.kind in ("named person", "named organization") else []
    if said.kind in ("unnamed person", "unnamed group") and not tables().speaking.isdisjoint(names):
        own = [fold(w).removesuffix("'s") for w in (said.name or "").split() if w[:1].isupper() and len(w) > _NEAR]
    offices = [fold(w) for w in role] if said.kind == "named person" else []
    return frozenset((*own, *speaks, *offices)) - tables().offices


def _speaks_of(said: Said, who: frozenset[str]) -> bool:
    folded = stand(said).folded
    return not who.isdisjoint(folded) or not who.isdisjoint(w.removesuffix("'s") for w in folded if w.endswith("'s"))


def _adjacent(claim: Said, denial: Said, every: Sequence[Told]) -> bool:
    """Whether the denial stands in the next sentence but for words of its own source."""
    if not claim.extents or not denial.extents:
        return False
    end, start = max(e for _, e in claim.extents), min(s for s, _ in denial.extents)
    for said in sorted((t[0] for t in every if same_source(t[0], denial)), key=lambda t: t.at):
        for first, last in said.extents:
            if 0 <= first - end <= _NEAR:
                end = last
    return start - end <= _NEAR


def _link(said: Said, denial: _Denial, target: Said, sure: bool, why: tuple[str, ...]) -> Link:
    who = said.name or "an unnamed source"
    reasons = (f"{who}: “{denial.word}”", *why)
    return Link(left=said.id, right=target.id, kind="disputes", score=SCORES[sure], confirmed=sure, reasons=reasons)

"""THE PAIR DECISION: two statements in, a link or none out.

1. a quick look: too little shared, nothing more is done;  2. the voice;  3. the same words;
4. side by side: how much is shared, what clashes;  5. two thresholds: confirmed, suggested.
"""

from __future__ import annotations

from typing import Final

from sayso.across import Link, LinkKind, Said
from sayso.links.claims import clashes
from sayso.links.claims.clashes import Clash
from sayso.links.claims.verbatim import FEWEST, WEIGHT, Verbatim, verbatim
from sayso.links.instants import moment
from sayso.links.matter import Matter, Overlap, align, cosine
from sayso.links.matter.overlap import shares
from sayso.links.matter.words import concept
from sayso.links.words import words

LOOK: Final = 0.3
"""Below this share (of the smaller) and below LOOK_MEANING nothing can come of a pair."""
LOOK_MEANING: Final = 0.6
INFORMATIVE: Final = 12.0
"""Contents that weigh less are short: only ever suggested, unless in the same words."""
WORDS: Final = 0.75
"""Share of the smaller one from which the same words are looked for."""
CONFIRMED: Final = 0.72
SUGGESTED: Final = 0.5


def compare(a: Said, ma: Matter, b: Said, mb: Matter) -> Link | None:
    """Whether two statements are the same claim, or the same words. The order of a and b does not matter.

    `ma` and `mb` are their matters. The link's left is the later one (by date, then id); `confirmed` is False where a
    person should look; None where they are neither.
    """
    if a.id == b.id:
        return None
    if (moment(a.published), a.id) < (moment(b.published), b.id):
        a, ma, b, mb = b, mb, a, ma
    # 1. a quick look
    left, right = shares(ma, mb)
    near = cosine(ma, mb)
    if max(left, right) < LOOK and (near is None or near < LOOK_MEANING):
        return None
    # 2. the voice
    if clashes.early(a, ma, b, mb) or clashes.denied(a, b, ma, mb):
        return None
    # 3. the same words
    if max(left, right) >= WORDS:
        found = verbatim(ma, mb, a.text.count("…") + b.text.count("…"))
        if found:
            return _same_words(a, ma, b, mb, found)
    # 4. side by side
    if min(ma.total, mb.total) <= 0:
        return None
    overlap = align(ma, mb)
    against = clashes.of_things(overlap)
    if any(c.forbids for c in against) or clashes.opposed(ma, mb):
        return None
    score = likeness(overlap)
    if score < SUGGESTED:
        return None
    # 5. two thresholds
    open_question = clashes.unknown(a, ma, b, mb)
    if open_question:
        against.append(open_question)
    if min(ma.total, mb.total) < INFORMATIVE:
        against.append(Clash(False, "few informative words"))
    good = score >= CONFIRMED and not against
    return _link(a, b, "same-claim", score, good, _reasons(a, b, overlap, against))


def likeness(o: Overlap) -> float:
    """How much two statements are one claim, 0..1, clashes apart."""
    both = 2 * o.left * o.right / (o.left + o.right) if o.left + o.right else 0.0
    if o.cosine is None:
        return both
    return 0.5 * both + 0.5 * max(o.cosine, 0.0)


def _same_words(a: Said, ma: Matter, b: Said, mb: Matter, found: Verbatim) -> Link | None:
    weight = min(ma.total, mb.total)
    reasons = [
        f"{found.words} words in the same order" + ("" if found.whole else f" ({found.share:.0%} of the shorter)")
    ]
    good = weight >= WEIGHT and found.words >= FEWEST
    if ma.first and (question := clashes.unknown(a, ma, b, mb)):
        reasons.append(f"open: {question.why}")
        good = False
    if weight < WEIGHT or found.words < FEWEST:
        reasons.append("open: few informative words")
    return _link(a, b, "same-words", found.share, good, reasons)


def _link(a: Said, b: Said, kind: LinkKind, score: float, confirmed: bool, reasons: list[str]) -> Link:
    score = round(min(score, 1.0), 3)
    return Link(left=a.id, right=b.id, kind=kind, score=score, confirmed=confirmed, reasons=tuple(reasons))


def _reasons(a: Said, b: Said, o: Overlap, against: list[Clash]) -> list[str]:
    plain: dict[str, str] = {}
    for word in words(a.text):
        plain.setdefault(concept(word.stem), a.text[word.start : word.end])
    shared = [plain[w] for w in plain if w in o.shared]
    out = [f"share {o.left:.0%} and {o.right:.0%} of their matter: {', '.join(shared[:8])}"]
    if o.numbers:
        out.append("same numbers: " + ", ".join(f"{x.value:g}" for x, _ in o.numbers))
    if o.times == "same":
        out.append("same time")
    if o.cosine is not None:
        out.append(f"meaning {o.cosine:.2f}")
    return [*out, *(f"open: {c.why}" for c in against)]

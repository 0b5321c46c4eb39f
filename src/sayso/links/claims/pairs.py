"""THE PAIR DECISION: two statements in, a link or none out.

1. a quick look: too little shared, nothing more is done;  2. the manner of saying it;  3. side by side: what clashes;
4. the same words;  5. other words: how much is shared, two thresholds (confirmed, suggested).
"""

from __future__ import annotations

from typing import Final

from sayso.across import Link, LinkKind, Said
from sayso.instants import moment
from sayso.links.claims import clashes
from sayso.links.claims.clashes import Clash
from sayso.links.claims.evidence import Evidence, close, evidence
from sayso.links.claims.verbatim import FEWEST, WEIGHT, Verbatim, verbatim
from sayso.links.claims.voice import voice
from sayso.links.matter import Matter, Overlap, align, cosine
from sayso.links.matter.overlap import shares
from sayso.links.matter.words import spelled

LOOK: Final = 0.4
"""Below this share (of the smaller one) and below LOOK_MEANING nothing can come of a pair."""
LOOK_MEANING: Final = 0.6
WORDS: Final = 0.97
"""Share of the smaller one from which the same words are looked for: no informative word of it may be another."""
INFORMATIVE: Final = 12.0
"""Contents that weigh less are short, three words or so: only ever suggested, unless in the same words."""
CONFIRMED: Final = 0.78
"""Likeness from which a pair without a clash is confirmed. This and SUGGESTED were set on tests/archive/claims/
pairs.json (with vectors and without), where the best wrong pair without a clash has 0.76."""
SUGGESTED: Final = 0.62
"""Likeness from which a pair goes to the review queue."""
BARE, BOUND = 0.65, 0.55
"""Likeness that the words alone must have before evidence beside them counts: evidence that adds up, and evidence that
ties the two to one utterance or one text (evidence.py). Set with the points there."""
TOLD: Final = 0.6
"""Share of the smaller one in the other from which two statements are one claim where the reader says that one repeats
the other: headline, lead and body are written on each other."""
UNNAMED: Final = ("unnamed person", "unnamed group")
_MAY_BE: Final = {"assertion", "possible"}
LIGHTENS: Final = 0.04
"""Evidence of numbers from which light doubts are dropped, where nothing ties the two: two numbers, or a rare one."""
MEANING: Final = 0.85
"""Cosine from which a pair goes there though it shares few words."""


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
    # 2. the manner: acts, "did not say", negation
    if clashes.early(a, ma, b, mb):
        return None
    negation = clashes.denied(a, ma, b, mb)
    if negation and negation.forbids:
        return None
    # 3. side by side
    overlap = align(ma, mb)
    against = clashes.of_things(a, ma, b, mb, overlap)
    if any(c.forbids for c in against):
        return None
    # 4. the same words
    if overlap.most >= WORDS or ma.words == mb.words:
        found = verbatim(ma, mb, a.text.count("…") + b.text.count("…"))
        if found:
            return _same_words(a, ma, b, mb, found)
    # 5. other words
    voices = {voice(a), voice(b)}
    beside = evidence(a, b, overlap)
    told = beside.told  # the mood of a whole quotation says nothing of the sentence that is repeated
    if (len(voices) > 1 and voices != _MAY_BE and not told) or clashes.opposed(ma, mb):
        return None
    if voices == _MAY_BE:
        against.append(Clash(False, "one says only that it may be so", beside.binds))
    against += [c for c in (negation, clashes.unknown(a, ma, b, mb)) if c]
    return _same_claim(a, b, overlap, against, min(ma.total, mb.total), beside)


def likeness(o: Overlap) -> float:
    """How much two statements are one claim, 0..1, clashes apart: shared matter, shared matter but names, meaning."""
    both = 2 * o.left * o.right / (o.left + o.right) if o.left + o.right else 0.0
    if o.cosine is None:
        return 0.6 * both + 0.4 * o.plain
    return 0.3 * both + 0.2 * o.plain + 0.5 * max(o.cosine, 0.0)


def _same_claim(
    a: Said, b: Said, overlap: Overlap, against: list[Clash], weight: float, found: Evidence
) -> Link | None:
    words = likeness(overlap)
    if weight < INFORMATIVE:
        against.append(Clash(False, "few informative words", found.binds))
    counts = words >= (BOUND if found.binds else BARE)
    score = words + found.points if counts else words
    told = found.told and overlap.most >= TOLD
    if score < SUGGESTED and not told and (overlap.cosine is None or overlap.cosine < MEANING):
        return None
    if counts or told:
        sure = _agree(a, b, overlap, found, words)
        against = [c for c in against if not _removed(c, found, sure)]
    confirmed = not against and (score >= CONFIRMED or told)
    return _link(a, b, "same-claim", score, confirmed, [*_reasons(a, overlap, against), *found.why])


def _agree(a: Said, b: Said, o: Overlap, found: Evidence, words: float) -> bool:
    """Whether all that names a matter agrees, so that a word no table knows is another way to say it: a number and two
    names in much the same words, within days, whoever says it."""
    if o.names_left or o.names_right or not found.figures:
        return False
    return len({x for x, _ in o.names}) > 1 and words >= CONFIRMED and close(a, b)


def _removed(clash: Clash, found: Evidence, sure: bool) -> bool:
    """Whether evidence removes a light doubt. Another word in the place of one is the gravest of them: who said it does
    not remove it alone ("coal prices", "gas prices"), but figures do, or that one is a relay of the other. Two words
    whose kin are listed ("killed", "injured") are more than a light doubt, and nothing removes it."""
    if not clash.light:
        return False
    if clash.word:
        return sure or found.relayed or found.told or found.figures >= LIGHTENS or (found.binds and found.figures > 0)
    return found.binds or found.figures >= LIGHTENS


def _same_words(a: Said, ma: Matter, b: Said, mb: Matter, found: Verbatim) -> Link | None:
    """The same words are one utterance, unless they are few, or "I" in them is somebody else."""
    two = bool(a.name and b.name) and a.kind not in UNNAMED and b.kind not in UNNAMED
    named = two and not clashes.one_name(a.name or "", b.name or "")
    if ma.first and named and a.entity != b.entity:
        return None
    part = "" if found.whole else f", {found.share:.0%} of the shorter one's"
    reasons = [f"{found.words} words in the same order{part}"]
    few = min(ma.total, mb.total) < WEIGHT or (not found.whole and found.words < FEWEST)
    if few:
        reasons.append("open: few informative words")
    return _link(a, b, "same-words", found.share, not few, reasons)


def _link(a: Said, b: Said, kind: LinkKind, score: float, confirmed: bool, reasons: list[str]) -> Link:
    score = round(min(score, 1.0), 3)
    return Link(left=a.id, right=b.id, kind=kind, score=score, confirmed=confirmed, reasons=tuple(reasons))


def _reasons(a: Said, o: Overlap, against: list[Clash]) -> list[str]:
    plain = spelled(a.text)
    shared = [plain[w] for w in plain if w in o.shared]
    out = [f"share {o.left:.0%} and {o.right:.0%} of their matter: {', '.join(shared[:8])}"]
    if o.numbers:
        out.append("same numbers: " + ", ".join(f"{x.value:g}" for x, _ in o.numbers))
    if o.times == "same":
        out.append("same time")
    if o.cosine is not None:
        out.append(f"meaning {o.cosine:.2f}")
    return [*out, *(f"open: {c.why}" for c in against)]

"""Which earlier statements a correction takes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from sayso.across import Link, Said
from sayso.instants import moment
from sayso.links.disputes.corrections import Correction
from sayso.links.disputes.pair import named_in
from sayso.links.disputes.signs import outlet_named
from sayso.links.disputes.stand import stand
from sayso.links.matter import Matter, Overlap, align, matter
from sayso.links.outlets.hosts import clean, registrable
from sayso.links.words import fold

SURE_SHARE: Final = 0.5
"""Share of the statement in what was wrong, or the other way round, for `confirmed`."""
SURE_WEIGHT: Final = 9.0
"""With it: two uncommon words. Set on the invented corrections of tests/test_links_disputes_corrections.py."""
PART_SHARE: Final = 0.2
"""The same for other statements of a report that is withdrawn as a whole: these are only suggested."""
PART_WORDS: Final = 2
AGAIN: Final = "tells again what is taken back"


def match_correction(correction: Correction, candidates: Sequence[tuple[Said, Matter]]) -> list[Link]:
    """`retracts` links from the correcting statement to what it takes back, best first.

    Candidates are statements of earlier reports; those of another outlet (where an outlet corrects itself) or of
    another source (where a source takes back its words) are passed over. The result depends on the set of candidates,
    not on their order.
    """
    wrong = [_matter(text, correction.published) for text in correction.wrong_texts]
    sure: list[tuple[Said, Overlap]] = []
    rest: list[tuple[Said, Overlap]] = []
    for said, what in sorted(candidates, key=lambda c: c[0].id):
        best = _best(wrong, what) if _eligible(correction, said) else None
        if best is None or stand(said).denies is not None or said.negated:
            continue
        strong = best.most >= SURE_SHARE and best.weight >= SURE_WEIGHT
        (sure if strong and not _other_day(correction, said) else rest).append((said, best))
    matters = {said.id: what for said, what in candidates}
    reports = {said.report for said, _ in sure}
    links = [_link(correction, said, o, True) for said, o in sure]
    for said, o in rest:
        part = correction.whole and said.report in reports and o.most >= PART_SHARE and len(o.shared) >= PART_WORDS
        strong = o.most >= SURE_SHARE and o.weight >= SURE_WEIGHT
        if part or strong:
            links.append(_link(correction, said, o, False))
    again = [x for said, link in zip(sure, links, strict=False) for x in _again(correction, said[0], link, matters)]
    return sorted(
        [*links, *again], key=lambda x: (not x.confirmed, -x.score, x.left != correction.statement, x.right, x.left)
    )


def _again(correction: Correction, said: Said, link: Link, matters: Mapping[str, Matter]) -> list[Link]:
    """The same link from the statements that only tell it again."""
    out = []
    for statement, text in correction.retells:
        if statement == correction.statement:
            continue
        best = _best([_matter(text, correction.published)], matters[said.id])
        if best is not None and best.most >= SURE_SHARE and best.weight >= SURE_WEIGHT:
            out.append(replace(link, left=statement, reasons=(*link.reasons, AGAIN)))
    return out


@lru_cache(maxsize=1 << 10)
def _matter(text: str, published: str | None) -> Matter:
    return matter(Said(id="", report="", text=text, sentence=text, form="own", published=published))


def _best(wrong: Sequence[Matter], what: Matter) -> Overlap | None:
    overlaps = [align(m, what) for m in wrong]
    overlaps = [o for o in overlaps if o.weight and not o.numbers_apart and not _others(o)]
    return max(overlaps, key=lambda o: (o.weight * o.most, o.least), default=None)


def _others(o: Overlap) -> bool:
    """Other people or places: each names its own, and neither a name nor a number is common to both."""
    return bool(o.names_left and o.names_right) and not o.names and not o.numbers


def _eligible(correction: Correction, said: Said) -> bool:
    if said.report == correction.report or moment(said.published) > moment(correction.published):
        return False
    mine, its = clean(correction.outlet), clean(said.outlet)
    if correction.of is None:
        return mine is not None and its is not None and registrable(mine) == registrable(its)
    spoke = said.name is not None and fold(said.name).split()[-1:] == fold(correction.of).split()[-1:]
    return (
        spoke
        or outlet_named(correction.of, said.outlet)
        or named_in(correction.of, tuple(fold(" ".join(said.via)).split()))
    )


def _other_day(correction: Correction, said: Said) -> bool:
    """The correction names days, and the report is of none of them: another report, or a follow-up."""
    day = (said.published or "")[:10]
    earlier = [d for d in correction.dates if d != (correction.published or "")[:10]]
    return bool(earlier) and len(day) == 10 and day not in earlier


def _link(correction: Correction, said: Said, o: Overlap, sure: bool) -> Link:
    who = correction.of or correction.outlet or "the outlet"
    shared = ", ".join(sorted(o.shared)[:5])
    reasons = [f"{who} {correction.kind}: {'; '.join(correction.reasons[:3])}"]
    reasons.append(f"what was wrong and the statement share {shared} ({o.most:.0%} of the shorter)")
    if (said.published or "")[:10] in correction.dates:
        reasons.append(f"the correction names the day of the report, {(said.published or '')[:10]}")
    if not sure:
        reasons.append("only in part the same, or another day: to be looked at")
    score = round(min(1.0, 0.6 * o.most + 0.4 * min(1.0, o.weight / 25)), 3)
    return Link(
        left=correction.statement, right=said.id, kind="retracts", score=score, confirmed=sure, reasons=tuple(reasons)
    )

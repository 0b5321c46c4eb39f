"""Two reports: does the one hold text of the other, how much, where, and which way did it go."""

from __future__ import annotations

from collections.abc import Container

from sayso.across import Copy
from sayso.links.copies.agencies import UNNAMED, is_own
from sayso.links.copies.clock import minutes_apart
from sayso.links.copies.direction import OUTWEIGHED, direction
from sayso.links.copies.formula import is_formula
from sayso.links.copies.named import names_outlet
from sayso.links.copies.pages import same_page
from sayso.links.copies.passages import Passage, passages
from sayso.links.copies.sheet import Sheet
from sayso.links.copies.sides import Side, mark, side_of
from sayso.records import Span

LEAST_WORDS = 10
"""Words of the shorter text: below it nothing is compared."""
LEAST_SHARED = 4
"""Different shingles that two texts must share before anything is aligned: eight equal words in a row, or two runs."""
WHOLE = 0.5
"""Share of a text's words that come from another for the text as a whole to be its copy."""
WHOLE_OF_ITS_OWN = 0.7
"""The same where both are of one outlet: it takes its own background into the next story, which is no update of the
last."""
PASSAGE_UNQUOTED = 20
"""Equal words outside quotation marks that make a passage a copied one. Two reporters who write one sentence each on
the same fact ("people drowned in the flood in the X valley, governor Y said on Monday") come to 16; set above that."""
PASSAGE_SOLID = 15
"""Equal words, quoted or not, that make a passage where one text is known to hold the other."""
PASSAGE_DENSE = 0.6
"""Share of equal words in such a passage."""
PASSAGE_RUN = 10
"""Equal words in a row in it, somewhere: a name with its title and office is shorter."""
END = 3
"""Words that may follow a notice: what stands at the end of both of two texts that share no more was set under them."""
OWN_PASSAGE_MINUTES = 30 * 24 * 60
"""Within a month an outlet takes a passage of its own again; later it is its mould for what comes back each year."""


def compare(a: Sheet, b: Sheet, common: Container[int] = ()) -> Copy | None:
    """The copy that one of two reports is of the other, or of a part of it; None where they share no text.

    `common` holds the hashes that are boilerplate of one of their outlets (see `is_common`). None for two versions of
    one page, where only quotations are shared, and where only a mould is (see formula.py). The order of `a` and `b`
    does not matter, nor does any other report.
    """
    x, y = sorted((a, b), key=lambda s: (len(s.tokens), s.head.report))
    if x.report == y.report or same_page(x, y) or len(x.tokens) < LEAST_WORDS:
        return None
    if len(x.places.keys() & y.places.keys()) < LEAST_SHARED:
        return None
    small, large = side_of(x, common), side_of(y, common)
    found = [p for p in passages(x, y) if any(not small.dull[i] for i, _ in p.pairs)]
    if is_formula(x, y, found):
        return None
    mark(small, large, found)
    return _decide(small, large, found)


def _decide(small: Side, large: Side, found: list[Passage]) -> Copy | None:
    if small.words() < LEAST_WORDS:
        return None
    outlet = small.sheet.head.outlet
    own = bool(outlet) and outlet == large.sheet.head.outlet
    least = WHOLE_OF_ITS_OWN if own else WHOLE
    held = small.whole(least)
    copied = found if held else _copied(found, small, large)
    if not copied or (own and not held and not _within_a_month(small, large)):
        return None
    copy, _, reasons = direction(small.sheet, large.sheet)
    why = list(reasons)
    side, other = (small, large) if copy is small.sheet else (large, small)
    whole = side.whole(least)
    if held and not whole:
        agency = _one_agency(small.sheet, large.sheet)
        if agency and is_own(agency, small.sheet.head.outlet):
            side, other, whole = large, small, True
            why = [f"the longer is {agency}'s text by its own word, and holds what {agency} itself published", *why]
        elif agency:
            why = [why_not if why_not.startswith(OUTWEIGHED) else OUTWEIGHED + why_not for why_not in why]
            side, other, whole = small, large, True
            why.insert(
                0, f"the longer is {agency}'s text by its own word and holds the shorter: that is taken for its copy"
            )
    if not whole:
        copied = [p for p in copied if len(p.pairs) >= PASSAGE_SOLID] or copied
        mark(small, large, copied)
    shared = side.share()
    if own:
        why.insert(0, f"both are {outlet}'s own: {'an update under another address' if whole else 'it repeats itself'}")
    what = f"{side.shared()} of its {side.words()} own words stand in the original"
    longest = max(p.longest for p in copied)
    why.append(f"{what}, in {len(copied)} passage{'s' * (len(copied) > 1)}, the longest run {longest} words")
    taken, given = _spans(copied, side is small, side.sheet, other.sheet)
    return Copy(
        copy=side.sheet.report,
        original=other.sheet.report,
        share=round(shared, 4),
        whole=whole,
        passages=taken,
        taken=given,
        reasons=tuple(why),
    )


def _one_agency(small: Sheet, large: Sheet) -> str | None:
    """The agency whose text the larger is as a whole, by its own word, and so what the smaller holds of it.

    None where the smaller says that it has its text from elsewhere, or the larger names the smaller's outlet.
    """
    one, two = small.head, large.head
    if not two.credit or two.credit == UNNAMED or two.part:
        return None
    if one.credit == two.credit or is_own(two.credit, one.outlet):
        return two.credit
    if one.credit or names_outlet(large.text, one.outlet):
        return None
    return two.credit


def _within_a_month(small: Side, large: Side) -> bool:
    apart = minutes_apart(small.sheet.head.published, large.sheet.head.published)
    return apart is None or abs(apart) <= OWN_PASSAGE_MINUTES


def _copied(found: list[Passage], small: Side, large: Side) -> list[Passage]:
    """The passages that show by themselves that they were copied: no formula, and no notice that ends both texts."""
    x, y = small.sheet, large.sheet
    return [p for p in found if _is_copied(p, small) and not _ends_both(p, x, y) and not is_formula(x, y, [p])]


def _ends_both(passage: Passage, x: Sheet, y: Sheet) -> bool:
    return passage.x_end + END >= len(x.tokens) and passage.y_end + END >= len(y.tokens)


def _is_copied(passage: Passage, small: Side) -> bool:
    """Whether a passage by itself shows that it was copied, not that two reporters heard the same."""
    own = sum(1 for i, _ in passage.pairs if not small.dull[i] and not small.quoted[i])
    wide = max(passage.x_end - passage.x, passage.y_end - passage.y)
    return own >= PASSAGE_UNQUOTED and passage.longest >= PASSAGE_RUN and len(passage.pairs) >= PASSAGE_DENSE * wide


def _spans(
    found: list[Passage], x_is_copy: bool, copy: Sheet, original: Sheet
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The passages in code points of the copy's and the original's text, in the copy's order."""
    rows = []
    for p in found:
        x, y = (p.x, p.x_end), (p.y, p.y_end)
        mine, theirs = (x, y) if x_is_copy else (y, x)
        rows.append(
            ((copy.starts[mine[0]], copy.ends[mine[1] - 1]), (original.starts[theirs[0]], original.ends[theirs[1] - 1]))
        )
    rows.sort()
    return tuple(mine for mine, _ in rows), tuple(theirs for _, theirs in rows)

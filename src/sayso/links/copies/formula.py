"""Formulas: texts of one mould ("A quake of magnitude 4.9 struck 20 km north of X") share words and no news.

A copy keeps the names and numbers; a formula exchanges them. So where the names and numbers of a shared passage are
others on the two sides, it was filled in, not copied.
"""

from __future__ import annotations

from sayso.links.copies.passages import Passage
from sayso.links.copies.sheet import Sheet

FEW = 4
"""Different names and numbers, on both sides together, below which a passage is not judged."""
EXCHANGED = 0.4
"""Share of them that the other text lacks from which the passage is a formula. In copies that were updated a figure or
two is new of ten; in reports of one mould all are but the agency's name and the day. Set between the two."""


def is_formula(x: Sheet, y: Sheet, found: list[Passage]) -> bool:
    """Whether the passages, taken together, were filled in rather than copied."""
    one = _specific(x, [(p.x, p.x_end) for p in found])
    two = _specific(y, [(p.y, p.y_end) for p in found])
    count = len(one) + len(two)
    lacking = len(one.difference(y.tokens)) + len(two.difference(x.tokens))
    return count >= FEW and lacking >= EXCHANGED * count


def _specific(sheet: Sheet, ranges: list[tuple[int, int]]) -> set[int]:
    """Numbers, and words with a capital that no sentence's begin explains, in these ranges of words."""
    out: set[int] = set()
    for start, end in ranges:
        for i in range(start, end):
            first = sheet.text[sheet.starts[i]]
            if first.isdigit() or (first.isupper() and not _begins(sheet, i)):
                out.add(sheet.tokens[i])
    return out


def _begins(sheet: Sheet, i: int) -> bool:
    """Whether a sentence or a line begins with the word: between it and the word before stands more than a space."""
    if i == 0:
        return True
    between = sheet.text[sheet.ends[i - 1] : sheet.starts[i]]
    return len(between) > 60 or any(c in '.!?:\n"“‘«' for c in between)

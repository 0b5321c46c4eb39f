"""The two sides of a comparison: which words are boilerplate, which are quoted, which are equal to the other's."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from sayso.links.copies.passages import Passage
from sayso.links.copies.sheet import Sheet
from sayso.links.copies.shingles import WIDTH, WINDOW

WHOLE_UNQUOTED = 0.35
"""The same of the words outside quotation marks: two reporters at one press conference share the quotations only."""
FEW_UNQUOTED = 12
"""Unquoted words below which a text is a document (a speech, a statement), and its quotations count like the rest."""


@dataclass(slots=True)
class Side:
    """One sheet in a comparison; `dull`, `equal` and `quoted` are 1 for words that are so. `dull` is boilerplate."""

    sheet: Sheet
    dull: bytearray
    equal: bytearray
    quoted: bytearray

    def words(self) -> int:
        """Words that are no boilerplate."""
        return len(self.dull) - sum(self.dull)

    def shared(self) -> int:
        """Words that are equal to the other's."""
        return sum(self.equal)

    def unquoted(self) -> int:
        """Words that are neither boilerplate nor quoted."""
        return sum(1 for dull, quoted in zip(self.dull, self.quoted, strict=True) if not dull and not quoted)

    def shared_unquoted(self) -> int:
        """Equal words that are not quoted."""
        return sum(1 for equal, quoted in zip(self.equal, self.quoted, strict=True) if equal and not quoted)

    def share(self) -> float:
        """Share of equal words, boilerplate left out, 0 to 1."""
        return self.shared() / max(1, self.words())

    def whole(self, least: float) -> bool:
        """Whether the text as a whole comes from the other, at least that share of it."""
        if self.share() < least:
            return False
        unquoted = self.unquoted()
        return unquoted < FEW_UNQUOTED or self.shared_unquoted() >= WHOLE_UNQUOTED * unquoted


def side_of(sheet: Sheet, common: Container[int]) -> Side:
    """Marks the words that common hashes cover: from one kept hash to the next where both are common, else its five."""
    dull = bytearray(len(sheet.tokens))
    before = -1
    for at in sheet.picks:
        if sheet.shingles[at] not in common:
            before = -1
            continue
        start = before if before >= 0 and at - before <= WINDOW + WIDTH else at
        dull[start : at + WIDTH] = b"\x01" * (at + WIDTH - start)
        before = at
    return Side(sheet, dull, bytearray(len(sheet.tokens)), bytearray(sheet.quoted))


def mark(small: Side, large: Side, found: Sequence[Passage]) -> None:
    """Marks the equal words of the passages, each once: a caption that stands there three times is no longer text.

    What one of the texts has between quotation marks is quoted in both.
    """
    small.equal[:], large.equal[:] = bytes(len(small.equal)), bytes(len(large.equal))
    for passage in found:
        for i, j in passage.pairs:
            small.quoted[i] = large.quoted[j] = small.quoted[i] | large.quoted[j]
            if not (small.dull[i] or large.dull[j] or small.equal[i] or large.equal[j]):
                small.equal[i] = large.equal[j] = 1

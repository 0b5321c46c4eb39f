"""Copies: which reports, or passages, are one text, which way they went, and how many origins are left."""

from sayso.links.copies.compare import compare
from sayso.links.copies.origins import Origin, origins, source_of_span
from sayso.links.copies.sheet import Head, Sheet, head_of, sheet
from sayso.links.copies.shingles import fingerprints, is_common

__all__ = [
    "Head", "Origin", "Sheet", "compare", "fingerprints", "head_of", "is_common", "origins", "sheet", "source_of_span",
]  # fmt: skip

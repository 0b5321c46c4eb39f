"""Copies: which reports, or passages, are one text, which way they went, and how many origins are left.

fingerprints    what candidates are found by        shingles.py (words as numbers), boilerplate.py
sheet           a report prepared once              sheet.py, quoted.py (who is speaking), credits.py (the agency)
compare         one pair, by these two alone        passages.py, sides.py, formula.py, pages.py, direction.py
origins         one group, by the set alone         origins.py, clock.py
"""

from sayso.links.copies.compare import compare
from sayso.links.copies.origins import Origin, origins, source_of_span
from sayso.links.copies.sheet import Head, Sheet, head_of, sheet
from sayso.links.copies.shingles import fingerprints, is_common

__all__ = [
    "Head", "Origin", "Sheet", "compare", "fingerprints", "head_of", "is_common", "origins", "sheet", "source_of_span",
]  # fmt: skip

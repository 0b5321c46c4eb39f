"""Things told apart by a number or a letter: "Silo 2", "Block C", "Flight 212"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LABEL: Final = re.compile(r"\b([A-Z][a-z]{2,20}) (?:No\.? ?)?(\d{1,4}|[A-Z]\b)(?![\d.,:%]\d)")
_NO_LABELS: Final = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "the",
        "about",
        "some",
        "only",
        "over",
        "under",
        "nearly",
        "almost",
        "police",
        "officials",
        "rescuers",
        "authorities",
    ]
)
"""Capitalised words in front of a number that name nothing: months, and heads of sentences."""
_LONGEST: Final = 2000


@lru_cache(maxsize=1 << 14)
def labels(text: str) -> dict[str, frozenset[str]]:
    """Name -> the numbers or letters that stand behind it. The cached dict must not be changed.

    >>> labels("Silo 2 stands beside Silo 4")["Silo"] == {"2", "4"}
    True
    """
    out: dict[str, set[str]] = {}
    for match in _LABEL.finditer(text[:_LONGEST]):
        if match[1].lower() not in _NO_LABELS:
            out.setdefault(match[1], set()).add(match[2])
    return {name: frozenset(found) for name, found in out.items()}


def labelled(text: str) -> frozenset[str]:
    """All numbers and letters that are part of a name in the text."""
    return frozenset().union(*labels(text).values())

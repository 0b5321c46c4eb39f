"""Numbers in words and figures, as they stand before units of time ("two", "12", "a couple of", "several")."""

from __future__ import annotations

from typing import Final

_SMALL: Final = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen
"""
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS: Final = {
    **{word: i + 1 for i, word in enumerate(_SMALL.split())},
    **{word: 10 * (i + 2) for i, word in enumerate(_TENS.split())},
    "a": 1, "an": 1, "a hundred": 100, "one hundred": 100,
}  # fmt: skip
"""Number words to their values."""
_WORDS: Final = sorted((w for w in NUMBERS if w not in ("a", "an")), key=lambda w: (-len(w), w))
COUNTED: Final = "|".join([r"\d{1,3}", *(w.replace(" ", r"\s") for w in _WORDS), r"a\scouple(?:\sof)?"])
"""A pattern of counts that are known; "a" and "an" apart."""


def count(words: str) -> int | None:
    """What a count is; None for the vague.

    >>> count("two"), count("12"), count("a couple of"), count("several")
    (2, 12, 2, None)
    """
    words = " ".join(words.lower().split())
    if words.isdecimal():
        return int(words)
    return 2 if words.startswith("a couple") else NUMBERS.get(words)

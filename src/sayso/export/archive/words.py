"""Counts, dates and names in words, as all pages of an archive write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sayso.export.plain import one_line

_MINUTES = 16
"""Characters of "2025-03-05T17:05"."""
_FEW_WORDS = 200
"""Characters of a text that is only pointed at."""


def many(number: int, one: str, more: str | None = None) -> str:
    """A number with its noun.

    >>> many(1, "report"), many(1200, "report"), many(2, "copy", "copies")
    ('1 report', '1,200 reports', '2 copies')
    """
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def when(published: str | None) -> str:
    """A date as far as it is known, to the minute and without the offset from UTC.

    >>> when("2025-03-05T17:05:10+01:00"), when("2025-03"), when(None)
    ('2025-03-05 17:05', '2025-03', 'undated')
    """
    return published[:_MINUTES].replace("T", " ") if published else "undated"


def day(published: str | None) -> str:
    """The day of a date, or what is known of it."""
    return when(published).split(" ")[0]


def share(part: int, whole: int, of: str = "") -> str:
    """A share with what it is of.

    >>> share(1, 3, "reports"), share(0, 0)
    ('1 of 3 reports (33%)', '0 of 0')
    """
    return f"{part:,} of {whole:,}" + (f" {of}" if of else "") + (f" ({part / whole:.0%})" if whole else "")


def quoted(text: str, most: int | None = None) -> str:
    """A statement's text on one line, cut behind a word where it is longer than `most` characters.

    >>> quoted("that the  bridge is closed", 12)
    'that the …'
    """
    line = one_line(text)
    if most is None or len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0] + " …"


def few(text: str) -> str:
    """The beginning of a text that is only pointed at."""
    return quoted(text, _FEW_WORDS)


def counts(found: Mapping[str, int]) -> str:
    """The separate counts of a claim.

    >>> counts({"reports": 3, "outlets": 2, "families": 2, "texts": 1, "sources": 2, "named": 1, "unnamed": 0})
    '3 reports, 2 outlets, 2 owners, 1 independent text; 2 sources: 1 named, 1 outlet in its own voice'
    """
    own = found["sources"] - found["named"] - found["unnamed"]
    kinds = [(found["named"], "named", "named"), (found["unnamed"], "unnamed", "unnamed")]
    kinds += [(own, "outlet in its own voice", "outlets in their own voice")]
    said = ", ".join(many(n, one, more) for n, one, more in kinds if n)
    first = (
        many(found["reports"], "report"),
        many(found["outlets"], "outlet"),
        many(found["families"], "owner"),
        many(found["texts"], "independent text"),
    )
    return f"{', '.join(first)}; {many(found['sources'], 'source')}" + (f": {said}" if said else "")


def listed(names: Sequence[Any], most: int = 6) -> str:
    """Names on one line, the first `most`, and how many more there are.

    >>> listed(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    shown = ", ".join(str(n) for n in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown

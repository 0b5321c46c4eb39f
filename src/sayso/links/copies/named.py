"""Whether a text names an outlet, known by its host only: "Northern Ledger" is northernledger.example."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from sayso.links.copies.agencies import labels, squeezed

SHORT_NAME = 5
"""Letters up to which a host's name is taken for initials ("mna"), which must stand in capitals."""
MOST_WORDS = 5
"""Words of an outlet's name."""


def names_outlet(text: str, starts: Sequence[int], ends: Sequence[int], outlet: str | None) -> str | None:
    """The name as the text has it, or None. `starts` and `ends` are the words' places in the text (code points).

    The words run together must be the host's name, and begin with a capital; a short name may also be initials.

    >>> text = "He told the Northern Ledger that it was over."
    >>> from sayso.links.words import words
    >>> found = words(text)
    >>> names_outlet(text, [w.start for w in found], [w.end for w in found], "northernledger.example")
    'Northern Ledger'
    """
    names = [name for name in labels(outlet) if len(name) > 2]
    if not names or not starts:
        return None
    row = [squeezed(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    at = [0, *accumulate(len(word) for word in row)]
    begins = {place: i for i, place in enumerate(at[:-1])}
    closes = {place: i for i, place in enumerate(at[1:])}
    whole = "".join(row)
    for name in names:
        place = whole.find(name)
        while place >= 0:
            first, last = begins.get(place), closes.get(place + len(name))
            if first is not None and last is not None and last - first < MOST_WORDS:
                found = text[starts[first] : ends[last]]
                if found.isupper() or ((len(name) > SHORT_NAME or last > first) and found[0].isupper()):
                    return found
            place = whole.find(name, place + 1)
    return _initials(text, starts, ends, names)


def _initials(text: str, starts: Sequence[int], ends: Sequence[int], names: Sequence[str]) -> str | None:
    """A name whose initials are the host's ("Marovian News Agency" for mna.example)."""
    row = "".join(text[start] if text[start].isupper() else "." for start in starts)
    for name in names:
        if len(name) > SHORT_NAME:
            continue
        place = row.find(name.upper())
        while place >= 0:
            found = text[starts[place] : ends[place + len(name) - 1]]
            if not (set(found) & set("\n.,;:!?")):
                return found
            place = row.find(name.upper(), place + 1)
    return None

"""Whether a text names an outlet, known by its host only: "Northern Ledger" is northernledger.example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from sayso.links.copies.agencies import labels, squeezed
from sayso.links.words import words

SHORT_NAME = 5
"""Letters up to which a host's name is taken for initials ("mna"), which must stand in capitals."""
MOST_WORDS = 5
"""Words of an outlet's name."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A text's words run together, and which word begins or ends at each place in that; where the words stand."""

    whole: str
    begins: dict[int, int]
    closes: dict[int, int]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=512)
def names_outlet(text: str, outlet: str | None) -> str | None:
    """The outlet's name as the text has it, furniture and all, or None; `outlet` is a host name.

    The words run together must be the host's name, and begin with a capital; a short name may also be initials.

    >>> names_outlet("He told the Northern Ledger that it was over.", "northernledger.example")
    'Northern Ledger'
    """
    names = [name for name in labels(outlet) if len(name) > 2]
    if not names:
        return None
    run = _run(text)
    starts, ends, begins, closes, whole = run.starts, run.ends, run.begins, run.closes, run.whole
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


@lru_cache(maxsize=64)
def _run(text: str) -> _Run:
    """Kept for the last few texts: one report is compared with several."""
    found = words(text)
    row = [squeezed(text[word.start : word.end]) for word in found]
    at = [0, *accumulate(len(word) for word in row)]
    return _Run(
        "".join(row),
        {place: i for i, place in enumerate(at[:-1])},
        {place: i for i, place in enumerate(at[1:])},
        tuple(word.start for word in found),
        tuple(word.end for word in found),
    )


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

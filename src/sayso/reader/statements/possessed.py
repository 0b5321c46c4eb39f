"""Tellings as nouns inside another's content: "Nobody believed the captain's [claim] that the ship had been empty"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reader.spans import trimmed
from sayso.reader.statements.clauses import Clause
from sayso.reader.statements.quotations import bare_stop, words_in

LEAST = 3
"""Words of what was told at least."""

_NOUNS = (
    "claim|allegation|assertion|promise|warning|statement|admission|complaint|accusation|prediction|denial|suggestion"
)
_POSSESSED = re.compile(
    r"\b(?P<who>[Hh]is|[Hh]er|[Tt]heir|"
    r"(?:(?:[Tt]he|[Aa]n?)\s(?:[\w-]{1,30}\s){0,3}?[\w-]{1,30}?|[A-Z][\w.-]{0,30}(?:\s[A-Z][\w.-]{0,30}){0,3}?)"
    rf"(?:['’]s|(?<=s)['’]))\s+(?:(?:own|earlier|repeated|first|public)\s+)?(?P<cue>(?:{_NOUNS})s?)\s+(?=that\s)"
)


def possessed(text: str, start: int, end: int) -> Iterator[Clause]:
    """The first such telling of text[start:end], one sentence: what is told goes on to its end."""
    found = _POSSESSED.search(text, start, end)
    if found is None:
        return
    content = bare_stop(text, trimmed(text, (found.end(), end)))
    if words_in(text, content) > LEAST:
        first, last = found.span("who")
        last -= 2 if text[last - 2] in "'’" else 1 if text[last - 1] in "'’" else 0
        yield Clause((first, last), found.span("cue"), (content,), None, found["cue"])

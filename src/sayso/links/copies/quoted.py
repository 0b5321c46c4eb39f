"""Which stretches of a text stand between quotation marks: words that belong to a speaker, not to the writer."""

from __future__ import annotations

import re

from sayso.records import Span

_MARK = re.compile(r"""["“”„«»‘’\n]|(?<![^\s(\[])'(?=\w)|'(?!\w)""")
"""Marks; a straight apostrophe only where it can begin or end a quotation."""
_CLOSES = {'"': '"”', "“": '”"', "„": "“”", "«": "»", "‘": "’'", "'": "'’"}
"""What ends a quotation that began with the mark."""
_SINGLE = "‘'"
"""Marks that are apostrophes too (‘90s, 'em): what they begin must be closed in its line."""


def quoted(text: str) -> list[Span]:
    """Stretches between quotation marks, in order, in code points, marks included; none runs over the end of a line.

    A quotation in double marks that is not closed goes to the end of its line (as printers set those of several
    paragraphs). Linear in the text.

    >>> text = 'He said “we left” and it\\'s “over'
    >>> [text[start:end] for start, end in quoted(text)]
    ['“we left”', '“over']
    """
    out: list[Span] = []
    since, closes = -1, ""
    for found in _MARK.finditer(text):
        mark, at = found.group(), found.start()
        if since < 0:
            if mark in _CLOSES and text[at + 1 : at + 2].strip():
                since, closes = at, _CLOSES[mark]
        elif mark == "\n":
            if text[since] not in _SINGLE:
                out.append((since, at))
            since = -1
        elif mark in closes and not (mark == "’" and text[at + 1 : at + 2].isalpha()):
            out.append((since, at + 1))
            since = -1
    if since >= 0 and text[since] not in _SINGLE:
        out.append((since, len(text)))
    return out


def flags(starts: tuple[int, ...], spans: list[Span]) -> bytes:
    """For each word (given by its start, ascending) 1 where it stands in one of the spans (ascending), else 0."""
    out, at = bytearray(len(starts)), 0
    for i, start in enumerate(starts):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        out[i] = at < len(spans) and spans[at][0] <= start
    return bytes(out)

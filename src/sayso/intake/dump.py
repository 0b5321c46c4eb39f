"""The dump format: records of a header line `date ISO-DATE URL`, a blank line, title, lead and body.

White space may stand before the header. A file can hold many records. A title is the first line, where a blank line or
a long paragraph follows and it does not end like a sentence; without one the text is all body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.errors import IntakeError
from sayso.intake.decode import Decoded
from sayso.intake.raw import Raw

HEADER = re.compile(
    r"^[ \t\ufeff]*(?i:date)(?:[ \t]+(?P<date>(?!\S*://)[^\s:]\S*))?[ \t]+(?P<url>[A-Za-z][A-Za-z+.-]*://\S+)[ \t\r]*$"
    r"|^[ \t\ufeff]*(?i:date)[ \t]+(?P<only>\d{4}-\d\d?\S*)[ \t\r]*(?=\n[ \t\r]*(?:\n|\Z)|\Z)",
    re.MULTILINE,
)
"""A header; the second form lacks the URL and counts only before a blank line."""

TITLE_LENGTH = 250
"""Longest title in characters: the longest headline of the project's English sets has 190."""

LONG_LINE = 120
"""A line from this length on is a paragraph, not a line of hard-wrapped text (those keep to 80 or 100)."""

_NO_STOP = re.compile(r"(?:[^.]|\.\.|…|\b[A-Z]\.[A-Z]\.|\b(?:Inc|Jr|Sr|Co|Ltd|Corp|St)\.)['\"’”)]*\Z")


def records(decoded: Decoded, file: str) -> Iterator[Raw | IntakeError]:
    """The records of a dump, in order; a header with nothing behind it is an IntakeError."""
    text = decoded.text
    found = HEADER.search(text)
    number = 0
    while found:
        number += 1
        following = HEADER.search(text, found.end())
        block = text[found.end() : following.start() if following else len(text)]
        offset = decoded.byte_at(found.start() + len(found[0]) - len(found[0].lstrip(" \t\ufeff")))
        flaws = []
        if not found["date"] and not found["only"]:
            flaws.append(("the header has no date", "write it as `date YYYY-MM-DD URL`"))
        if not found["url"]:
            flaws.append(("the header has no URL", "write it as `date YYYY-MM-DD URL`"))
        if block.strip():
            title, body = split_title(block)
            yield Raw(
                body=body,
                title=title,
                url=found["url"],
                published=found["date"] or found["only"],
                record=number,
                offset=offset,
                flaws=tuple(flaws),
            )
        else:
            yield IntakeError(
                "there is a header and no text", file=file, record=number, offset=offset, advice="is the dump cut off?"
            )
        found = following


def split_title(block: str, strict: bool = False) -> tuple[str | None, str]:
    """(title, the rest) of a block of text; None where its first line is no title.

    `strict` (plain text, where no format promises a title): only a line with a blank line behind it, and text after
    that.
    """
    block = block.strip()
    line, _, rest = block.partition("\n")
    line = line.strip()
    if not line or len(line) > TITLE_LENGTH or not _NO_STOP.search(line):
        return None, block
    if not rest.strip():
        return (None if strict else line), (block if strict else "")
    follows = rest.split("\n", 1)[0].strip()
    if not follows or (not strict and len(follows) >= LONG_LINE):
        return line, rest.strip()
    return None, block

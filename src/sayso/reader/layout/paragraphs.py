"""What the lines of a text are: paragraphs, hard-wrapped lines, headlines, section headings, list items."""

from __future__ import annotations

import re
from itertools import pairwise

from sayso.reader.layout.sentences import sentences
from sayso.records import Span

WRAPPED = 3
"""Lines that go on in lower case on the next line: from so many on, the text counts as hard-wrapped."""
WRAPPED_SHARE = 0.12
"""... and they are at least this share of all single line breaks (by eye: 0.4 in wrapped texts, 0.02 in others)."""
FULL_LINE = 0.72
"""In a hard-wrapped text a line of at least this share of the usual width runs on into the next."""
JOINED = 40
"""Elsewhere a line joins the next only where that goes on in lower case and the line is at least this long."""
HEADLINE = 200
"""The longest headline, in characters."""
SECTION = 100
"""The longest section heading, in characters; SECTION_WORDS in words."""
SECTION_WORDS = 14
CAPITALS = 0.7
"""The share of long words with a capital that shows a headline set in title case."""

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:[•⁃▪‣●◦*·–—-]|\d{1,3}[.)])\s")
_DETERMINER = re.compile(r"\b(?:the|a|an|his|her|their|its|this|that|these|those|our|my)\b", re.IGNORECASE)
_LONG_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")
_STOPPED = re.compile(r"[.!?…:;,][\"'”’»)\]]*\Z")
_DASHED = re.compile(r"^[-–—―]|[.!?,][\"'”’»)]\s")  # a signature, or a quotation with words behind it
_FULLY_STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*\Z")


def paragraphs(text: str, title_end: int = 0) -> list[Span]:
    """The paragraphs of a text, trimmed of white space, none empty: a line each, or several hard-wrapped lines."""
    lines = _lines(text)
    tight = [_BREAK.sub("", text[a:b], count=1).strip(" \t") == "" for (_, a), (b, _) in _pairs(lines)]
    down = [_goes_on(text, here, there) for here, there in _pairs(lines)]
    breaks = sum(tight)
    runs = [i for i, (t, d) in enumerate(zip(tight, down, strict=True)) if t and d]
    wrapped = len(runs) >= WRAPPED and len(runs) >= WRAPPED_SHARE * breaks
    usual = sorted(lines[i][1] - lines[i][0] for i in runs)[len(runs) // 2] if runs else 0
    out = lines[:1]
    for i, line in enumerate(lines[1:]):
        length = lines[i][1] - lines[i][0]
        joins = tight[i] and lines[i][1] > title_end and not _BULLET.match(text, *line)
        full = wrapped and FULL_LINE * usual <= length <= usual / FULL_LINE and not _is_row(text, line)
        if joins and (full or (down[i] and (wrapped or length >= JOINED))):
            out[-1] = (out[-1][0], line[1])
        else:
            out.append(line)
    return out


def _lines(text: str) -> list[Span]:
    out = []
    for found in _LINE.finditer(text):
        piece = found[0]
        bare = piece.strip()
        if bare:
            start = found.start() + len(piece) - len(piece.lstrip())
            out.append((start, start + len(bare)))
    return out


def _pairs(lines: list[Span]) -> list[tuple[Span, Span]]:
    return list(pairwise(lines))


def _goes_on(text: str, here: Span, there: Span) -> bool:
    """Whether a line has no end and the next one begins in lower case."""
    return text[there[0]].islower() and not _STOPPED.search(text, max(here[0], here[1] - 4), here[1])


def _is_row(text: str, line: Span) -> bool:
    """Whether a line is a row of a table or a single label."""
    return text[line[1] - 1] == "|" or text[line[0]] == "|"


def looks_like_headline(line: str, next_length: int) -> bool:
    """Whether the first line of a text without a title is its headline.

    No final stop, or title case, or one short sentence without any article before a longer paragraph.
    """
    if len(line.split()) < 2 or len(line) > HEADLINE or line[0].islower() or line[-1] == ":" or _BULLET.match(line):
        return False
    if line[-1] == ";" or not _STOPPED.search(line, max(0, len(line) - 4)):
        return True
    words = _LONG_WORD.findall(line)
    if len(words) >= 3 and sum(w[0].isupper() for w in words) >= CAPITALS * len(words):
        return True
    if line[0] in '"“' or len(line) > SECTION or next_length < len(line):
        return False
    return not _DETERMINER.search(line) and len(sentences(line)) == 1


def stopped(tail: str) -> bool:
    """Whether a line that ends with these characters has a stop at its end."""
    return _STOPPED.search(tail) is not None


def looks_like_section(line: str, behind: str) -> bool:
    """Whether a line in the body is a section heading: short, without a final stop, and prose stands behind it."""
    if len(line) > SECTION or not behind or line[0].islower() or _STOPPED.search(line, max(0, len(line) - 4)):
        return False
    if len(line.split()) > SECTION_WORDS or _BULLET.match(line) or "|" in line or not any(c.isalpha() for c in line):
        return False
    if _DASHED.search(line):
        return False
    return len(behind) >= len(line) and (_FULLY_STOPPED.search(behind, max(0, len(behind) - 4)) is not None)

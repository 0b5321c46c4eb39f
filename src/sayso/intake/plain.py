"""Plain text: one report a file, with or without a title line, with or without a preamble of labelled lines."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from sayso.intake.dates import NoSuchDateError, iso_prefix
from sayso.intake.decode import Decoded, lines
from sayso.intake.dump import split_title
from sayso.intake.raw import Raw

_LABELS = {
    "headline": "title", "title": "title",
    "date": "published", "published": "published", "publication date": "published",
    "publisher": "outlet", "outlet": "outlet", "publication": "outlet",
    "author": "author", "byline": "author",
    "url": "url", "link": "url",
    "subtitle": "", "source": "", "language": "language",
}  # fmt: skip
"""The labels of a preamble, and the field each fills ("" for none)."""

_LABELLED = re.compile(r"[ \t\ufeff]*([A-Za-z][A-Za-z ]{1,20}):[ \t]+(\S.*)\Z")
_RULER = re.compile(r"[\s=*_\ufeff-]*\Z")
_PREAMBLE_LINES = 20
# First lines that are no headline although they look like one: bylines, press release marks, datelines without text.
_NO_TITLE = re.compile(r"By [A-Z]\S+ [A-Z]|(?i:for immediate release|press release|news release)|.*[:,;–—-]\Z")


def record(decoded: Decoded) -> Raw:
    """The one record of a text file.

    Preamble lines ("Headline: ...", "Date: ...") are read and stay in the text, where they are furniture; a title line
    with a blank line behind it moves to the title.
    """
    text = decoded.text
    fields: dict[str, Any] = {}
    labelled = 0
    for _, line in islice(lines(text), _PREAMBLE_LINES):
        found = _LABELLED.match(line[:1000])
        label = found[1].strip().lower() if found else None
        if found and label in _LABELS:
            labelled += 1
            if _LABELS[label]:
                fields.setdefault(_LABELS[label], found[2].strip())
        elif not _RULER.match(line[:1000]):
            break
    if labelled >= 2 and ("title" in fields or "published" in fields):
        return Raw(body=text, title_in_text=True, **fields)
    title, body = split_title(text, strict=True)
    if title and (_NO_TITLE.match(title) or _is_date(title)):
        title, body = None, text
    return Raw(body=body, title=title)


def _is_date(line: str) -> bool:
    try:
        iso_prefix(line)
    except NoSuchDateError:
        return False
    return True

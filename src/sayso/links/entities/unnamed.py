"""Sources without a name: never merged across texts, and not counted as different people within one."""

from __future__ import annotations

import re

from sayso.links.entities.tables import roles
from sayso.links.words import fold, stem
from sayso.records import Kind

LONGEST = 200
"""Code points of a description that are looked at."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;]")
_ARTICLES = frozenset(
    ("a", "an", "the", "his", "her", "its", "their", "these", "those", "that", "this", "such", "certain")
)


def unnamed_key(kind: Kind, name: str | None, origin: str) -> str:
    """What an unnamed source counts as: sources with one key count once.

    `origin` is the independent text it stands in: the key never equals one of another origin. Within a text,
    descriptions that turn on one noun ("three officials", "a second official") are one, and those that
    say next to nothing ("a source", "one of them", "a man") are one together.

    >>> unnamed_key("unnamed person", "an official", "t1") == unnamed_key("unnamed group", "three officials", "t1")
    True
    >>> unnamed_key("unnamed person", "a docker", "t1") == unnamed_key("unnamed person", "a docker", "t2")
    False
    """
    if kind == "document":
        return f"{origin}:document:{head(name or '')}"
    table = roles()
    noun = head(name or "")
    if not noun or noun in table.anyone:
        noun = "someone"
    elif noun in table.onlooker:
        noun = "witness"
    return f"{origin}:{noun}"


def head(description: str) -> str:
    """The stem of the noun that a description turns on; empty where there is none.

    >>> head("Two of the officials"), head("a former colleague of Karst, who spoke"), head("a 26-year-old electrician")
    ('offici', 'colleagu', 'electrician')
    """
    table = roles()
    last = ""
    skipped = False
    for word in map(fold, _WORD.findall(description[:LONGEST])):
        if word in table.stops or word in (",", ";"):
            if last:
                break
            skipped = True
            continue
        if word in _ARTICLES or word in table.amounts or word.isdigit():
            continue
        if skipped and last:
            break
        last = word
    return stem(last) if last else ""

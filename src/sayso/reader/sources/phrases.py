"""The words of a stretch of text, in runs without punctuation, and the capitalised names among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.reader.sources.kinds import words

_WORD = re.compile(r"\w+(?:[.&’'/-]\w+)*")
_POSSESSIVE = ("'s", "’s")
_CLITIC = re.compile(r"['’](?:m|re|ve|ll|d|t|s)$")
"""What makes a word with an apostrophe a contraction ("I'm", "They've"), if what stands before it is no name."""
_PARTICLE = re.compile(r"(?:al|ad|an|ar|as|ash|at|az|el|abu|bin|ibn|ben|d|l|de|van)[-'’][A-Z]")
"""A small word tied to the capitalised rest of a surname ("el-Tayeb", "d'Arcy")."""
MAX_CHUNK = 30
"""Words of a name with its titles at most: text in capitals must not make one endless name."""

_WORDS = words()
FUNCTION, STOPS = _WORDS.function, _WORDS.stops
DEFINITE, INDEFINITE = _WORDS.definite, _WORDS.indefinite
ARTICLES = frozenset(("the", "a", "an"))
BODIES = frozenset(("WHO", "US"))
"""Small words that in capitals are the short names of bodies that speak often."""
OWN = frozenset(("his", "her", "its", "their", "our", "my", "your"))
_INNER = frozenset(("of", "for", "to", "the", "a", "an", "on", "against", "in"))
"""Small words inside a body's name; no "and": the names head takes two bodies for one."""


class Word(NamedTuple):
    """A word without its possessive ending; `apart` tells that it had one ("Russia's")."""

    start: int
    end: int
    text: str
    apart: bool


def runs(text: str, start: int, end: int) -> Iterator[list[Word]]:
    """The words of text[start:end] in stretches without punctuation between them."""
    run: list[Word] = []
    last = -1
    for found in _WORD.finditer(text, start, end):
        (at, stop), word = found.span(), found.group()
        apart = word.endswith(_POSSESSIVE)
        if apart:
            stop, word = stop - 2, word[:-2]
        if not run or (at - last == 1 and text[last] == " "):
            pass
        elif not _joins(text, last, at, run[-1].text):
            yield run
            run = []
        elif (
            at - last == 2
            and text[last] in "’'"
            and run[-1].text.endswith("s")
            and word.lower() not in _WORDS.inside  # "the Dock Workers' Union" is one name
        ):
            run[-1] = run[-1]._replace(apart=True)  # "the Ostby News' Ana Ruiz"
        if word:
            run.append(Word(at, stop, word, apart))
        last = found.end()
    if run:
        yield run


def _joins(text: str, end: int, start: int, before: str) -> bool:
    """Whether the gap between two words is no punctuation: a blank, an abbreviation's stop, marks of a nickname."""
    if start - end > 3:
        return False
    gap = text[end:start]
    if gap in (" ", "\xa0", "\n", "’ ", "' "):
        return True
    if gap in (". ", ".\xa0"):
        return short_form(before)
    if gap == ",":
        return before[-1:].isdigit() and text[start].isdigit()  # "1,700 weavers"
    if len(gap) == 3 and gap[0] == "." and short_form(before):
        gap = gap[1:]  # Ana C. "Bee" Price
    if gap in (' "', " “", " ‘"):  # William "Bill" Price
        near = text[start : start + 24]
        closing = near.find({'"': '"', "“": "”", "‘": "’"}[gap[1]])
        return before[:1].isupper() and near[:1].isupper() and closing > 0 and near[closing + 2 : closing + 3].isupper()
    return (
        gap in ('" ', "” ") and before[:1].isupper() and text[start].isupper() and text[end - len(before) - 1] in '"“'
    )


def lower(word: str) -> str:
    """A word in lower case, as the tables of small words have it; short names that look like one keep their capitals.

    >>> lower("Who"), lower("WHO")
    ('who', 'WHO')
    """
    return word if word in BODIES else word.lower()


def capital(word: str) -> bool:
    """Whether a word can be part of a name by its capital, also behind a particle ("Ruiz", "el-Tayeb").

    >>> capital("Ruiz"), capital("el-Tayeb"), capital("re-elected")
    (True, True, False)
    """
    return word[0].isupper() or (not word.islower() and _PARTICLE.match(word) is not None)


def short_form(word: str) -> bool:
    """An initial or an abbreviated title, whose full stop ends no sentence."""
    table = words()
    low = word.lower()
    return (
        (len(word) == 1 and word.isupper())
        or low in table.titles
        or low in table.honorific
        or ("." in word and word[:1].isupper())
        or low in ("st", "jr", "sr")
    )


def chunks(run: Sequence[Word], ends: Mapping[int, int] | None = None) -> Iterator[tuple[int, int]]:
    """The capitalised stretches of a run as index ranges, function words at the front dropped.

    `ends` tells of the bodies that the names head sees where they end, by where they begin: over small words that no
    rule joins ("Neighbours for a Green Ostby") a name reaches as far as the names head says.
    """
    i, n = 0, len(run)
    while i < n:
        if not capital(run[i].text) or (_is_function(run[i].text) and not (initial(run, i) or _given_first(run, i))):
            i += 1
            continue
        j = _reach(run, i)
        if ends and (end := ends.get(run[i].start, 0)) > run[j - 1].end:
            j = _labelled_reach(run, i, j, end)
        yield i, j
        i = j


def _labelled_reach(run: Sequence[Word], i: int, j: int, end: int) -> int:
    """How far the name of run[i:j] reaches towards a label's end, over capitals and a few small words."""
    table = words()
    first = run[i].text.lower().rstrip(".")
    if first in table.titles or first in table.honorific or first in table.given:
        return j
    k = last = j
    while k < len(run) and run[k].end <= end and k - i < MAX_CHUNK and not run[k - 1].apart:
        word = run[k].text
        if word[0].isupper():
            last = last if _is_function(word) else k + 1  # "Bakers Without Borders"
        elif word not in _INNER and word not in OWN and not (word == "and" and k == i + 1 and _one_body(run, k, end)):
            break
        k += 1
    return last


def _one_body(run: Sequence[Word], k: int, end: int) -> bool:
    """Whether what the "and" at k joins is one body by the noun at its end ("Dam and Bridge Administration"): a lone
    word in front that is none itself, and two or more behind it."""
    behind = [word.text.lower() for word in run[k + 1 :] if word.end <= end]
    inside = words().inside
    return len(behind) > 1 and behind[-1] in inside and run[k - 1].text.lower() not in inside | words().places


def _is_function(word: str) -> bool:
    """Whether a word is a function word, alone or contracted ("I'm")."""
    low = lower(word)
    return low in FUNCTION or (("'" in low or "’" in low) and _CLITIC.sub("", low) in FUNCTION)


def _of_office(run: Sequence[Word], j: int) -> bool:
    """Whether an owner is part of a body's name: whoever holds a post or belongs to a group, and a capitalised word for
    a body ("Ostby County Sheriff's Office", "the Dock Women's League"); not "Reuters' Office"."""
    owner, owned = run[j - 1].text.lower(), run[j].text
    table = words()
    held = owner in table.person or owner in table.people or owner == "general"
    return j > 1 and held and run[j - 2].text[0].isupper() and owned[0].isupper() and owned.lower() in table.inside


def initial(run: Sequence[Word], i: int) -> bool:
    """Whether the one letter at i is short for a given name, a stop and a name behind it ("I. Kabore")."""
    if len(run[i].text) > 1 or i + 1 >= len(run):
        return False
    return run[i].text.isupper() and run[i + 1].text[:1].isupper() and run[i + 1].start == run[i].end + 2


def _given_first(run: Sequence[Word], i: int) -> bool:
    """Whether a function word is a given name ("Will Brandt", "April Moss")."""
    behind = run[i + 1].text if i + 1 < len(run) else ""
    return run[i].text.lower() in words().given and behind[:1].isupper() and behind.lower() not in FUNCTION


def _reach(run: Sequence[Word], i: int) -> int:
    """Where the name that begins at word i ends."""
    table, n, j = words(), len(run), i + 1
    body = of = False
    while j < n and j - i < MAX_CHUNK:
        if run[j - 1].apart and not _of_office(run, j):
            break
        before = run[j - 1].text.lower()
        body = body or before in table.inside
        word = run[j].text
        if capital(word) or (word[0].isdigit() and body and before not in table.inside):
            function = lower(word) in FUNCTION and not initial(run, j)
            if function and before not in table.given and not (of and word.lower() in OWN):
                break
            j += 1
            continue
        low, k = word.lower(), j + 1
        while k < n and run[k].text in ("the", "a", "an", "la", "el", "der") and k < j + 2:
            k += 1
        if k >= n or not run[k].text[0].isupper() or lower(run[k].text) in FUNCTION:
            break
        title = before in table.person
        first = run[k].text.lower()
        if low in _WORDS.particles and not (k > j + 1 and run[j + 1].text == "the"):
            pass
        elif low in ("of", "for", "on") and (body or (title and low == "of")):
            of = True
        elif low == "to" and before in table.pledges:
            of = True  # "Alliance to Save the Tern"
        elif low == "and" and of and body and first not in table.given and first not in table.person:
            pass
        else:
            break
        j = k + 1
    return j

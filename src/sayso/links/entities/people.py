"""A person's name taken apart: given names, family name, suffix; and the keys by which it is found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.links.entities.spelling import rough
from sayso.links.entities.tables import names, roles
from sayso.links.words import fold, stem

_INSIDE = re.compile(r"[\"“”«»(\[][^\"“”«»()\[\]]{0,40}[\"“”«»)\]]")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’`.][^\W\d_]+)*\.?(?:[-‐‑–][^\W\d_]+(?:['’][^\W\d_]+)*)*")
_POSSESSIVE = re.compile(r"['’]s$", re.I)
_HYPHENS = re.compile(r"[-‐‑–]")
LONGEST = 120
"""Code points of a name that are looked at."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name of a person; all words folded. `first` is empty where only a family name is known.

    `last` holds the parts of the family name ("smith", "jones" for "Smith-Jones"); `titles` what stood before the name;
    `written` is the name in one piece, in the order it has in the text.
    """

    first: str
    middle: tuple[str, ...]
    last: tuple[str, ...]
    suffix: str = ""
    titles: tuple[str, ...] = ()
    written: str = ""

    @property
    def gender(self) -> str:
        """ "m" or "f" where a title tells, else nothing."""
        words = names()
        marks = {"m" if t in words.male else "f" for t in self.titles if t in words.male or t in words.female}
        return marks.pop() if len(marks) == 1 else ""

    @property
    def surname(self) -> str:
        """The family name in one piece."""
        return "".join(self.last)

    @property
    def common(self) -> bool:
        """Whether so many people have this name that it does not tell who it is."""
        words = names()
        return not self.first or (self.first in words.common_given and self.surname in words.common_family)

    @property
    def size(self) -> int:
        """How much of a name it is: letters of initials count as nothing."""
        return len(self.last) + sum(len(w) > 1 for w in (self.first, *self.middle)) + bool(self.suffix)


@lru_cache(maxsize=1 << 15)
def person(name: str) -> Person | None:
    """A name taken apart; None where no word is in it.

    >>> person("Smith, John, Jr.")
    Person(first='john', middle=(), last=('smith',), suffix='jr', titles=(), written='johnsmith')
    >>> person("Kim Jong-un").last, person("Jae-in Moon").last, person("Mr. al-Sayed").last
    (('kim',), ('moon',), ('sayed',))
    """
    words = names()
    head, _, tail = _INSIDE.sub(" ", name[:LONGEST]).partition(",")
    front, back = _words(head), _words(tail)
    suffix = next((w for w in reversed(front + back) if w in words.suffixes), "")
    if "and" in front[1:]:
        return None  # two people
    front = _bare_of(front, len(front))
    back = [w for w in back if w not in words.suffixes and w not in words.letters]
    titles: list[str] = []
    while front and front[0] in words.titles and (len(front) > 1):
        titles.append(front.pop(0))
    while back and back[0] in words.titles:
        titles.append(back.pop(0))
    if len(front) > 2 and is_trade(front[0]) and not words.lines(front[0]):  # "Attorney Ana Lund"
        titles.append(front.pop(0))
    if len(front) == 1 and 0 < len(back) <= 3:
        front = back + front
    front = _joined(front)
    if not front or (len(front) == 1 and not titles and _nobody(front[0])):
        return None
    return _split(front, suffix, tuple(titles))


def is_trade(word: str) -> bool:
    """Whether a word is a role and no name."""
    return stem(word) in roles().fields


def _nobody(word: str) -> bool:
    """Whether a word alone is no name ("Police", "He", "Suspect"), however it is written."""
    return word in names().nobody or word in names().generic or is_trade(word)


def _bare_of(tokens: list[str], size: int) -> list[str]:
    """Without suffixes and letters behind the name."""
    words = names()
    while size > 1 and (tokens[size - 1] in words.suffixes or tokens[size - 1] in words.letters):
        size -= 1
    return tokens[:size]


def _words(text: str) -> list[str]:
    out = []
    for token in _TOKEN.findall(text):
        plain = fold(_POSSESSIVE.sub("", token)).rstrip(".")
        if plain.count(".") and len(plain.replace(".", "")) <= 3:  # "J.R." is two initials
            out += [p for p in plain.split(".") if p]
        else:
            out.append(plain.replace("'", "").replace("`", "").replace(".", ""))
    if out and out[0] == "the":
        del out[0]
    return out


def _joined(tokens: list[str]) -> list[str]:
    """Small words left out, "Abdel Fattah" in one piece."""
    words = names()
    out: list[str] = []
    held = ""
    for k, token in enumerate(tokens):
        parts = [p for p in _HYPHENS.split(token) if p]
        while len(parts) > 1 and parts[0] in words.particles:
            del parts[0]
        if not parts:
            continue
        small = len(parts) == 1 and parts[0] in words.particles and k + 1 < len(tokens)
        if small and (k > 0 or len(tokens) < 3 or parts[0] not in ("al", "el", "ben")):
            continue
        if len(parts) == 1 and parts[0] in words.servant and k + 1 < len(tokens):
            held = "abd"
            continue
        for start in words.servant:
            if len(parts[0]) > len(start) + 3 and parts[0].startswith(start) and start not in ("abd", "abdus"):
                parts[0] = "abd" + parts[0][len(start) :]
                break
            if parts[0] == start and len(parts) > 1:
                parts[:2] = ["abd" + parts[1]]
                break
        if held:
            parts[0], held = held + parts[0], ""
        out.append("-".join(parts))
    return out


def _split(tokens: list[str], suffix: str, titles: tuple[str, ...]) -> Person:
    if len(tokens) == 1:
        return Person("", (), tuple(tokens[0].split("-")), suffix, titles, tokens[0])
    words = names()
    written = "".join(tokens).replace("-", "")
    ahead = tokens[0] in words.family_first
    behind = tokens[-1] in words.family_first and "-" in tokens[0]
    given = "-" in tokens[1] or (len(tokens) == 3 and len(tokens[2]) < 6 and "-" not in tokens[2])
    known = tokens[0] in words.common_given or bool(words.lines(tokens[0]))
    if ahead and not behind and len(tokens) <= 3 and (given or (len(tokens) == 2 and not known)):
        return Person("".join(tokens[1:]).replace("-", ""), (), (tokens[0],), suffix, titles, written)
    first = tokens[0].replace("-", "")
    middle = tuple(t.replace("-", "") for t in tokens[1:-1])
    return Person(first, middle, tuple(tokens[-1].split("-")), suffix, titles, written)


def person_keys(p: Person) -> tuple[str, ...]:
    """The rough family name, its parts, and other words of the name that few people bear."""
    words = names()
    tokens = [p.surname, *p.last] if len(p.last) > 1 else [p.surname]
    tokens += [w for w in (*p.middle, p.first) if len(w) > 2 and w not in words.common_given and not words.lines(w)]
    return tuple(dict.fromkeys("n:" + rough(t) for t in tokens if len(t) > 1))

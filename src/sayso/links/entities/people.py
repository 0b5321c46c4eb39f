"""A person's name taken apart: given names, family name, suffix; how two of them go together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sayso.links.entities.spelling import EXACT, INITIAL, SPELLED, UNSURE, VARIANT, near, rough
from sayso.links.entities.tables import names, roles
from sayso.links.words import fold, stem

Grade = Literal["same", "spelling", "variant", "part", "bare"]
"""How two names go together: equal; spelled otherwise; perhaps spelled otherwise, or a short form; one lacks something
that tells people apart; one is only a surname."""

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


def together(a: Person, b: Person) -> tuple[Grade, str] | None:
    """How two names go together, with the reason; None where they are names of two people."""
    if (a.gender and b.gender and a.gender != b.gender) or (a.suffix and b.suffix and _generation(a) != _generation(b)):
        return None
    last = near(a.surname, b.surname)
    if not a.first or not b.first:
        return _surname_only(a, b, last)
    if a.written == b.written and (a.first, a.last) != (b.first, b.last):
        return "spelling", f"one name, cut differently: {_text(a)} and {_text(b)}"
    first = near(a.first, b.first)
    if not first:
        return _without_given(a, b) if last == EXACT else None
    if not last:
        return _second_surname(a, b, first)
    middle = _middle(a.middle, b.middle)
    if not middle:
        return None
    lowest = min(first, last, middle)
    if lowest == INITIAL and first == INITIAL:
        return "part", f"an initial: {a.first} and {b.first} {b.surname}"
    if bool(a.suffix) != bool(b.suffix):
        return "part", f"only one of them is called {a.suffix or b.suffix}"
    if lowest in (UNSURE, VARIANT):
        return "variant", f"forms of one name, or two names: {_text(a)} and {_text(b)}"
    if min(first, last) == EXACT:
        return "same", f"same name: {_text(a)}" if a.middle == b.middle else f"one name: {_text(a)} and {_text(b)}"
    return "spelling", f"two spellings of one name: {_text(a)} and {_text(b)}"


def _surname_only(a: Person, b: Person, last: float) -> tuple[Grade, str] | None:
    parts = max(near(x, y) for x in (a.surname, *a.last) for y in (b.surname, *b.last))
    if max(last, parts) >= SPELLED:
        return "bare", f"same surname: {a.surname}" if last == EXACT else f"surnames {a.surname} and {b.surname}"
    for bare, full in ((a, b), (b, a)):
        if not bare.first and full.first and len(bare.last) == 1:
            word = bare.last[0]
            if near(word, full.first) >= SPELLED and word not in names().common_given:
                return "bare", f"only one of the names: {word}, of {_text(full)}"
            if any(near(word, m) >= SPELLED for m in full.middle) and word not in names().common_given:
                return "bare", f"only one of the names: {word}, of {_text(full)}"
    return None


def _without_given(a: Person, b: Person) -> tuple[Grade, str] | None:
    """ "Cheryl Boone Isaacs" and "Boone Isaacs", "W. Mark Felt" and "Mark Felt": the end of the longer name."""
    short, long = sorted((a, b), key=lambda p: len(p.middle))
    tail, whole = (short.first, *short.middle), (long.first, *long.middle)
    if len(tail) == len(whole) or whole[-len(tail) :] != tail:
        return None
    table = names()
    given = short.first in table.common_given or bool(table.lines(short.first))
    if given and len(tail) == 1 and len(long.first) > 1:
        return None  # "Paul Smith" is not John Paul Smith
    return "part", f"one name is the end of the other: {_text(short)} and {_text(long)}"


def _second_surname(a: Person, b: Person, first: float) -> tuple[Grade, str] | None:
    """ "Ildo Garza" and "Ildo Garza Villar"; "Eva Smith" and "Eva Smith-Jones"; two given names and no surname else."""
    if first < VARIANT:
        return None
    for short, long in ((a, b), (b, a)):
        parts = [*long.middle, *long.last]
        if len(parts) > len(short.last) and any(near(short.surname, p) >= SPELLED for p in parts):
            return "part", f"one name is longer: {_text(short)} and {_text(long)}"
    return None


def _middle(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How near the middle names are: 1 where one has none, 0 where they differ."""
    short, long = sorted((a, b), key=len)
    return min((max(near(x, y) for y in long) for x in short), default=EXACT) and EXACT


def _generation(p: Person) -> str:
    return {"junior": "jr", "senior": "sr", "filho": "jr", "neto": "iii"}.get(p.suffix, p.suffix)


def _text(p: Person) -> str:
    return " ".join(filter(None, (p.first, *p.middle, "-".join(p.last), p.suffix)))


def person_keys(p: Person) -> tuple[str, ...]:
    """The rough family name, its parts, and other words of the name that few people bear."""
    words = names()
    tokens = [p.surname, *p.last] if len(p.last) > 1 else [p.surname]
    tokens += [w for w in (*p.middle, p.first) if len(w) > 2 and w not in words.common_given and not words.lines(w)]
    return tuple(dict.fromkeys("n:" + rough(t) for t in tokens if len(t) > 1))

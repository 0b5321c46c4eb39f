"""What a noun or a name stands for: one person, many people, a body, or a document. Tables: persons.toml."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, NamedTuple

Sort = Literal["person", "people", "body", "document"]
Gender = Literal["m", "f", ""]
"""Empty: not known from the words."""

_CROWD_NAME = re.compile(
    r"(?:crats|licans|servatives|icans|ricans|eans|nians|sians|mians|kians|lians|dians|vians|tians|ssians"
    r"|alists|unists|ublicans|ocialists|ibertarians|iberals|rogressives|uslims|hristians|raelis|raqis|ritons|stanis)$"
)  # names of crowds ("Republicans"): endings that hardly any surname has
_PERSON_ENDING = re.compile(r"(?:man|woman|person|ologist|-year-old|-in-law|-goer|grapher|-maker)$")
_PEOPLE_ENDING = re.compile(r"(?:men|women|people|ologists|-year-olds|ers|ors|ists|ians|ees|ants|goers|graphers)$")
_BILL = re.compile(r"(?:[SHAJ]\.?[BRJ]\.?|H\.\s?R\.|L\.?B\.?|Proposition|Prop\.|Measure|Resolution) ?\d[\w-]*$")


@dataclass(frozen=True, slots=True)
class Words:
    """The word tables, all lower case. `titles` holds the abbreviated ones without their full stop."""

    person: frozenset[str]
    people: frozenset[str]
    someone: frozenset[str]
    amounts: frozenset[str]
    institution: frozenset[str]
    body: frozenset[str]
    document: frozenset[str]
    worked_out: frozenset[str]
    generic: frozenset[str]
    families: dict[str, str]
    parties: dict[str, str]
    papers: frozenset[str]
    press: frozenset[str]
    offices: frozenset[str]
    pledges: frozenset[str]
    press_nouns: frozenset[str]
    press_words: frozenset[str]
    public: frozenset[str]
    trade: frozenset[str]
    crowds: frozenset[str]
    pages: frozenset[str]
    epithet: frozenset[str]
    modifier: frozenset[str]
    honorific: frozenset[str]
    titles: frozenset[str]
    lesser: frozenset[str]
    means: dict[str, frozenset[str]]
    male: frozenset[str]
    female: frozenset[str]
    given: dict[str, Gender]
    inside: frozenset[str]
    document_names: frozenset[str]
    joints: frozenset[str]
    places: frozenset[str]
    particles: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    function: frozenset[str]
    stops: frozenset[str]
    auxiliary: frozenset[str]


def plural(noun: str) -> str:
    """The regular plural of an English noun; those in -man become -men.

    >>> plural("deputy"), plural("witness"), plural("spokesman"), plural("survey")
    ('deputies', 'witnesses', 'spokesmen', 'surveys')
    """
    if noun.endswith("man") and noun != "german":
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh", "z")) else "s")


ASKED = 4096
"""Answers that are kept for words and names asked about again: about as many as 50 reports have."""
MAX_ACRONYM = 6
"""Letters of an all-capital word that is taken for a body; longer ones are mostly surnames in capitals."""


@functools.cache
def words() -> Words:
    """The tables of persons.toml, with the plurals made."""
    data: dict[str, dict[str, Any]] = tomllib.loads(
        files("sayso.reader.sources").joinpath("persons.toml").read_text("utf-8")
    )
    table = {
        f"{part}.{key}": frozenset(v.split()) for part, d in data.items() for key, v in d.items() if type(v) is str
    }
    means = {key: frozenset(value.split()) for key, value in data["titles"]["means"].items()}
    given: dict[str, Gender] = dict.fromkeys(table["given.male"], "m")
    given.update(dict.fromkeys(table["given.female"], "f"))
    given.update(dict.fromkeys(table["given.either"], ""))
    person, document = table["nouns.person"], table["nouns.document"]
    return Words(
        person=person,
        people=table["nouns.people"] | {plural(noun) for noun in person},
        someone=table["nouns.someone"],
        amounts=table["nouns.amounts"],
        institution=table["nouns.institution"],
        body=table["nouns.body"] | table["nouns.institution"],
        document=document | {plural(noun) for noun in document},
        worked_out=table["nouns.worked_out"],
        generic=table["nouns.generic"],
        families={word: family for pair in table["nouns.families"] for family, word in [pair.split(":")]},
        parties={word: party for pair in table["titles.parties"] for party, word in [pair.split(":")]},
        papers=table["nouns.papers"],
        press=table["bodies.press"],
        offices=table["bodies.offices"],
        pledges=table["bodies.pledges"],
        press_nouns=table["bodies.press_nouns"],
        press_words=table["bodies.press_words"],
        public=table["bodies.public"],
        trade=table["bodies.trade"],
        crowds=table["nouns.crowds"],
        pages=table["nouns.pages"],
        epithet=table["nouns.epithet"],
        modifier=table["nouns.modifier"],
        honorific=table["titles.honorific"],
        titles=table["titles.short"],
        lesser=table["titles.lesser"],
        means=means,
        male=table["gender.male"],
        female=table["gender.female"],
        given=given,
        inside=table["bodies.inside"],
        document_names=table["bodies.document"],
        joints=table["bodies.joints"],
        places=table["bodies.places"],
        particles=table["grammar.particles"],
        definite=table["grammar.definite"],
        indefinite=table["grammar.indefinite"],
        function=table["grammar.function"],
        stops=table["grammar.stops"],
        auxiliary=table["grammar.auxiliary"],
    )


@functools.lru_cache(maxsize=1 << 15)
@functools.lru_cache(maxsize=ASKED)
def noun_sort(noun: str) -> Sort | None:
    """What a lower-cased noun stands for; None where neither the tables nor its ending tell.

    >>> noun_sort("spokeswoman"), noun_sort("voters"), noun_sort("ministry"), noun_sort("polls"), noun_sort("rain")
    ('person', 'people', 'body', 'document', None)
    """
    table = words()
    if noun in table.person or noun in table.someone:
        return "person"
    if noun in table.people:
        return "people"
    if noun in table.document and noun not in table.body:
        return "document"
    if noun in table.body or (noun.endswith("s") and (noun[:-1] in table.body or noun[:-3] + "y" in table.body)):
        return "body"
    if _PERSON_ENDING.search(noun):
        return "person"
    return "people" if _PEOPLE_ENDING.search(noun) else None


def is_plural(noun: str) -> bool:
    """Whether a lower-cased noun names many ("officials", "companies", "people")."""
    table = words()
    return noun in table.people or (
        noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun not in table.person
    )


def noun_gender(noun: str) -> Gender:
    """The gender a lower-cased noun or title tells ("spokeswoman": f)."""
    table = words()
    return "m" if noun in table.male else "f" if noun in table.female else ""


class Label(NamedTuple):
    """What the names head says of a stretch: its sort, the share of its evidence that is for a person (0..1), whether
    it is rather a place than a body, and, where the stretch only ends with a labelled person ("Hold Ana Ruiz"), the
    offset at which that person begins."""

    sort: Sort
    person: float = 0.0
    place: bool = False
    tail: int | None = None


LONE_PERSON = 0.94
"""Share of evidence for a person below which a name of one word is a body: surnames get it all from the names head,
while bodies that it takes for people are labelled now this, now that (names of SCU dev and PolNeAR dev, by eye)."""


def name_sort(parts: Sequence[str], *, the: bool = False, label: Label | None = None) -> Sort | None:
    """What a capitalised name stands for, from its words, the article before it and the names head; None where
    nothing tells.

    >>> name_sort(["Ana", "Ruiz"]), name_sort(["Foreign", "Ministry"]), name_sort(["SB", "1015"]), name_sort(["Velo"])
    ('person', 'body', 'document', None)
    """
    sort, sure = _by_words(tuple(parts), the)
    if label is None or (sure and (sort != "person" or label.person > 0)):
        return sort
    if label.sort == "person" and len(parts) == 1 and label.person < LONE_PERSON:
        return "body"
    return label.sort


@functools.lru_cache(maxsize=ASKED)
def _by_words(parts: tuple[str, ...], the: bool) -> tuple[Sort | None, bool]:
    """The sort that the words tell, and whether they outweigh the names head."""
    table = words()
    low = [part.lower().rstrip(".") for part in parts]
    first, last = parts[0], parts[-1]
    if _BILL.match(" ".join(parts)) or (low[-1] in table.document_names and (the or len(low) > 1)):
        return "document", True
    named_crowd = low[-1] in table.crowds and (len(low) == 1 or last.endswith("s"))
    if (named_crowd or (_CROWD_NAME.search(last) and len(low) < 3)) and low[0] not in table.given:
        return "people", True
    given = low[0] in table.given
    if len(low) > 1 and given and low[-1] not in table.inside:
        return "person", True
    inside = any(word in table.inside for word in low)
    if inside or low[-1] in table.places:
        return "body", inside and not given
    if len(parts) > 1 and (given or (len(first) == 2 and first[1] == ".")):
        return "person", False
    if len(parts) > 1 and len(last) == 1:
        return "body", True  # "Capital B"
    short = first.isupper() and 1 < len(first) <= MAX_ACRONYM
    if len(parts) == 1 and (short or any(c.isdigit() for c in first) or _hump(first)):
        return "body", True
    if len(parts) > 1 and low[-1] in table.people:
        return "people", False  # "Frustrated Parents"
    if the:
        return "body", False
    return ("person" if len(parts) == 1 and given else None), False


def _hump(word: str) -> bool:
    """A capital inside ("OpenAI"), other than behind Mc, Mac, O', a hyphen."""
    inner = [i for i, c in enumerate(word) if i and c.isupper() and word[i - 1].islower()]
    return any(word[:i] not in ("Mc", "Mac", "De", "Di", "La", "Le", "Du", "Van", "Fitz", "Von") for i in inner)


def name_gender(parts: Sequence[str]) -> Gender:
    """The gender of a person's given name (the first word, or the first part of a hyphenated one)."""
    given = words().given
    first = parts[0].lower()
    return given.get(first) or given.get(first.split("-")[0]) or ""

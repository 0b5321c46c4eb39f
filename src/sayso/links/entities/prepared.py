"""A profile with its name and role taken apart, once, and the keys by which it is found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sayso.links.entities.bodies import Body, body, body_keys
from sayso.links.entities.people import Person, person, person_keys
from sayso.links.entities.profile import Profile, year
from sayso.links.entities.roles import EMPTY, Role, role
from sayso.records import Kind

NAMED: frozenset[str] = frozenset(("named person", "named organization", "document", "outlet"))
"""Kinds that can be the same across reports."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What `same` and `group` ask about a profile. One of `person` and `body` is set, or none for who names nobody.

    `rival` is the other reading of a name of one word, which may be a surname or a company.
    """

    profile: Profile
    person: Person | None
    body: Body | None
    rival: Body | None
    role: Role
    year: float | None

    @property
    def full(self) -> bool:
        """Whether the name says who it is without more: a given name and a surname, or a body's own name."""
        return bool(self.person.first) if self.person else self.body is not None and not self.body.generic


@lru_cache(maxsize=1 << 15)
def take_apart(name: str, kind: Kind) -> tuple[Person | None, Body | None, Body | None]:
    """A name as a person's or a body's, and its other reading: readers take "Ivengrain" for a person now and then."""
    if kind == "named person":
        who = person(name)
        other = body(name, "named organization") if who and not who.first and not who.titles else None
        return who, None, other
    return None, (body(name, kind) if kind in NAMED else None), None


def prepare(profile: Profile) -> Prepared:
    """The profile taken apart; cheap for names and roles seen before."""
    who, what, rival = take_apart(profile.name or "", profile.kind)
    says = role(profile.role)
    if says is EMPTY and who and who.titles:
        says = role(" ".join(who.titles))
    return Prepared(profile, who, what, rival, says, year(profile.published))


@lru_cache(maxsize=1 << 15)
def keys(name: str, kind: Kind) -> tuple[str, ...]:
    """Blocking keys of a source: two sources that may be the same share one. Empty for the unnamed and for names
    that fit anybody ("the company").

    >>> set(keys("Sergei Lebedyev", "named person")) & set(keys("Lebedev", "named person"))
    {'n:libidiv'}
    >>> keys("a police officer", "unnamed person"), keys("the company", "named organization")
    ((), ())
    """
    who, what, rival = take_apart(name or "", kind)
    found: list[str] = []
    if who:
        found += person_keys(who)
    for b in (what, rival):
        if b:
            found += body_keys(b)
    return tuple(dict.fromkeys(found))

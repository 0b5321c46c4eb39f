"""The tables of names and roles, read once: names.toml, spelling.toml, roles.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.links.words import fold, stem


@dataclass(frozen=True, slots=True)
class NameWords:
    """names.toml as sets; all words are folded. `spelled_given` and `short_given` tell which lines of
    [variants] a given name stands in."""

    titles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    suffixes: frozenset[str]
    letters: frozenset[str]
    particles: frozenset[str]
    nobody: frozenset[str]
    servant: frozenset[str]
    family_first: frozenset[str]
    common_given: frozenset[str]
    common_family: frozenset[str]
    spelled_given: dict[str, frozenset[str]]
    short_given: dict[str, frozenset[str]]
    legal: frozenset[str]
    joints: frozenset[str]
    filler: frozenset[str]
    spelled: dict[str, str]
    generic: frozenset[str]
    tails: frozenset[str]
    known: dict[str, str]
    places: dict[str, str]
    endings: tuple[str, ...]

    def lines(self, given: str) -> frozenset[str]:
        """All lines of [variants] that a given name stands in."""
        return self.spelled_given.get(given, _NONE) | self.short_given.get(given, _NONE)


@dataclass(frozen=True, slots=True)
class RoleWords:
    """roles.toml: the field(s) of each stem, phrases that mean one word, which pairs of fields one person often has."""

    fields: dict[str, frozenset[str]]
    weak: frozenset[str]
    bridges: frozenset[frozenset[str]]
    former: frozenset[str]
    times: frozenset[str]
    no_names: frozenset[str]
    phrases: dict[str, str]
    anyone: frozenset[str]
    onlooker: frozenset[str]
    amounts: frozenset[str]
    stops: frozenset[str]


_NONE: frozenset[str] = frozenset()


@cache
def names() -> NameWords:
    """The table of names."""
    data = _load("names.toml")
    person, common, body, places = data["person"], data["common"], data["body"], data["places"]
    return NameWords(
        titles=_set(person["titles"]),
        male=_set(person["male"]),
        female=_set(person["female"]),
        suffixes=_set(person["suffixes"]),
        letters=_set(person["letters"]),
        particles=_set(person["particles"]),
        nobody=_set(person["nobody"]),
        servant=_set(person["servant"]),
        family_first=_set(person["family_first"]),
        common_given=_set(common["given"]),
        common_family=_set(common["family"]),
        spelled_given=_lines(data["variants"]["spelled"]),
        short_given=_lines(data["variants"]["short"], "short "),
        legal=_set(body["legal"]),
        joints=_set(body["joints"]),
        filler=_set(body["filler"]),
        spelled={word: line.split()[0] for line in body["spelled"] for word in line.split()},
        generic=_set(body["generic"]),
        tails=_set(body["tails"]),
        known={line.partition(" ")[2]: line.partition(" ")[0] for line in body["known"]},
        places={word: line.split()[0] for line in places["groups"] for word in line.split()},
        endings=tuple(places["endings"].split()),
    )


@cache
def roles() -> RoleWords:
    """The table of roles."""
    data = _load("roles.toml")
    fields: dict[str, set[str]] = {}
    for field, words in data["fields"].items():
        for word in words.split():
            fields.setdefault(stem(word), set()).add(field)
    word, unnamed = data["words"], data["unnamed"]
    return RoleWords(
        fields={s: frozenset(f) for s, f in fields.items()},
        weak=_set(word["weak"]),
        bridges=frozenset(frozenset(pair.split("-")) for pair in word["bridges"].split()),
        former=_set(word["former"]),
        times=_set(word["times"]),
        no_names=_set(word["no_names"]),
        phrases=dict(data["phrases"]),
        anyone=frozenset(stem(w) for w in unnamed["anyone"].split()),
        onlooker=frozenset(stem(w) for w in unnamed["onlooker"].split()),
        amounts=_set(unnamed["amounts"]),
        stops=_set(unnamed["stops"]),
    )


@cache
def spelling() -> tuple[tuple[str, str], ...]:
    """The replacements of spelling.toml, in their order; ^ and $ are kept in the pattern."""
    return tuple((rule[0], rule[1]) for rule in _load("spelling.toml")["rules"])


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("sayso.links.entities").joinpath(name).read_text(encoding="utf-8"))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _lines(groups: list[str], mark: str = "") -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for line in groups:
        for word in line.split():
            out.setdefault(fold(word), set()).add(mark + line.split()[0])
    return {word: frozenset(lines) for word, lines in out.items()}

"""lexicon.toml, read once and indexed for `acts`: words and phrases, each with the act it stands for."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias, TypeVar, cast

from sayso.records import Act

T = TypeVar("T")
Class = Literal["phrase", "verb", "state", "noun", "light", "carrier", "small"]
"""What an entry is; the order of rank is `acts._RANK`."""
Index: TypeAlias = dict[str, tuple[tuple[tuple[str, ...], T], ...]]
"""First lemma of a phrase -> (the lemmas that follow, value), longest first."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """lexicon.toml, indexed. `phrases` maps a first lemma to (rest, act), longest first."""

    verbs: dict[str, Act]
    nouns: dict[str, Act]
    states: dict[str, Act]
    small: dict[str, Act]
    sources: dict[str, Act]
    phrases: Index[Act]
    negators: frozenset[str]
    turning: Index[bool]
    light: frozenset[str]
    telling: frozenset[str]
    carriers: frozenset[str]
    by_content: tuple[tuple[str, re.Pattern[str], Act], ...]
    speech: frozenset[str]
    hearsay: tuple[str, ...]


def _index(entries: list[tuple[str, T]]) -> Index[T]:
    found: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for entry, value in entries:
        first, *rest = entry.split()
        found.setdefault(first, []).append((tuple(rest), value))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


@cache
def tables() -> dict[str, Any]:
    """lexicon.toml as it stands."""
    return tomllib.loads(files("sayso.reader.cues").joinpath("lexicon.toml").read_text("utf-8"))


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package, indexed once."""
    data = tables()

    def words(section: str) -> dict[str, Act]:
        return {word: cast(Act, act) for act, line in data[section].items() for word in line.split()}

    negators = data["negators"]
    return Lexicon(
        verbs=words("verbs"),
        nouns=words("nouns"),
        states=words("states"),
        small=words("small"),
        sources=words("sources"),
        phrases=_index([(entry, cast(Act, act)) for act, rows in data["phrases"].items() for entry in rows]),
        negators=frozenset(negators["words"].split()),
        turning=_index([(e, True) for e in negators["phrases"]] + [(e, False) for e in negators["spare"]]),
        light=frozenset(data["light"]["words"].split()),
        telling=frozenset(data["light"]["telling"].split()),
        carriers=frozenset(data["carriers"]["words"].split()),
        by_content=tuple(
            (rule["verb"], re.compile(rf"\W*(?:{rule['starts'].strip()})\b", re.I), cast(Act, rule["act"]))
            for rule in data["by_content"]["rules"]
        ),
        speech=frozenset(data["speech"]["words"].split()),
        hearsay=tuple(data["hearsay"]["forms"]),
    )

"""The word tables of disputes (disputes/words.toml), ready to look up."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from sayso.links.words import stem

Phrase = tuple[str, ...]
Index = Mapping[str, Sequence[Phrase]]
"""Phrases by their first word, longest first."""


class Tables(NamedTuple):
    """See the headings of disputes/words.toml. Words are folded, not stemmed, but for `unknown`, `grows`, `kinds`."""

    denying: Index
    taking_back: Index
    undoing: frozenset[str]
    owning: frozenset[str]
    now: Index
    tellings: frozenset[str]
    calling: frozenset[str]
    false: frozenset[str]
    no_claim: frozenset[str]
    vague: frozenset[str]
    may: frozenset[str]
    claiming: frozenset[str]
    turning: frozenset[str]
    charges: frozenset[str]
    demands: frozenset[str]
    back: frozenset[str]
    be: frozenset[str]
    accusing: frozenset[str]
    offices: frozenset[str]
    speaking: frozenset[str]
    holding: Mapping[str, frozenset[str]]
    """Word of `holding` -> all words of its lines."""
    kinds: frozenset[str]
    unknown: frozenset[str]
    grows: frozenset[str]
    revised: frozenset[str]
    definition: Index
    scope: Index
    group_of: Mapping[Phrase, tuple[str, int]]
    """Phrase of `definition` or `scope` -> (which of the two, its line)."""


@cache
def tables() -> Tables:
    """Reads the table once."""
    data = tomllib.loads(files("sayso.links.disputes").joinpath("words.toml").read_text(encoding="utf-8"))
    frames, change, pointing = data["frames"], data["change"], data["pointing"]
    group_of: dict[Phrase, tuple[str, int]] = {}
    for which in ("definition", "scope"):
        for number, line in enumerate(data[which]["groups"].strip().splitlines()):
            for phrase in _phrases(line):
                group_of.setdefault(phrase, (which, number))
    return Tables(
        denying=index(_phrases(frames["denying"])),
        taking_back=index(_phrases(frames["taking_back"])),
        undoing=_set(frames["undoing"]),
        owning=_set(frames["owning"]),
        now=index(_phrases(frames["now"])),
        tellings=_set(frames["tellings"]),
        calling=_set(frames["calling"]),
        false=_set(frames["false"]),
        vague=_set(pointing["vague"]),
        may=_set(pointing["may"]),
        claiming=_set(pointing["claiming"]),
        turning=_set(pointing["turning"]),
        charges=_set(pointing["charges"]),
        demands=_set(pointing["demands"]),
        back=_set(pointing["back"]),
        be=_set(pointing["be"]),
        accusing=_set(pointing["accusing"]),
        offices=_set(pointing["offices"]),
        speaking=_set(pointing["speaking"]),
        no_claim=_set(data["makes_no_claim"]["acts"]),
        holding=_lines(data["holding"]["groups"]),
        kinds=_set(change["kinds"]),
        unknown=_stems(change["unknown"]),
        grows=_stems(change["grows"]),
        revised=_set(change["revised"]),
        definition=index([p for p, (which, _) in group_of.items() if which == "definition"]),
        scope=index([p for p, (which, _) in group_of.items() if which == "scope"]),
        group_of=group_of,
    )


def index(phrases: Sequence[Phrase]) -> Index:
    """Phrases by their first word, longest first."""
    out: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        out.setdefault(phrase[0], []).append(phrase)
    for same in out.values():
        same.sort(key=lambda p: (-len(p), p))
    return out


def find(folded: Sequence[str], table: Index) -> list[tuple[int, Phrase]]:
    """(index of the first word, phrase) for each phrase of the table in the words, longest first, not overlapping."""
    out: list[tuple[int, Phrase]] = []
    free = 0
    for i, word in enumerate(folded):
        if i < free or word not in table:
            continue
        for phrase in table[word]:
            if tuple(folded[i : i + len(phrase)]) == phrase:
                out.append((i, phrase))
                free = i + len(phrase)
                break
    return out


def _phrases(text: str) -> list[Phrase]:
    parts = (tuple(p.split()) for p in text.replace("\n", "|").split("|"))
    return [p for p in parts if p]


def _set(text: Any) -> frozenset[str]:
    return frozenset(str(text).split())


def _lines(text: str) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for line in text.strip().splitlines():
        for word in line.split():
            out[word] = out.get(word, frozenset()) | frozenset(line.split())
    return out


def _stems(text: Any) -> frozenset[str]:
    return frozenset(stem(word) for word in str(text).split())

"""How an answer of the archive is compared with what a miniature case expects: functions that give what differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sayso.links.words import fold, rarity, stems
from sayso.records import Reading

TELLING = 2.5
"""Rarity from which a stem tells what a sentence is about ("in", "the", "said" lie below). Set by eye on the table."""
SAME_MATTER = 0.5
"""Share of the telling stems of the claim meant that must stand in the claim found, or it is another claim."""

_TITLE = {"the", "a", "an", "mr", "mrs", "ms", "dr", "prof", "sir", "sister"}
_WORD = re.compile(r"[^\W_]+")


def same_name(want: str, got: str | None) -> bool:
    """Whether two names may be one: all words of the one stand in the other, titles and articles aside.

    >>> same_name("Lindiwe Maseko", "Maseko"), same_name("Lindiwe Maseko", "Lindiwe Khumalo")
    (True, False)
    """
    one, other = (set(_WORD.findall(fold(name or ""))) - _TITLE for name in (want, got))
    return bool(one and other) and (one <= other or other <= one)


def about(want: str, claim: Mapping[str, Any]) -> bool:
    """Whether the claim found is of the matter that the case means, by its telling words."""
    telling = {s for s in stems(want) if rarity(s) >= TELLING}
    texts = [claim["text"], *(s["text"] for s in claim["statements"])]
    given = {s for text in texts for s in stems(text)}
    return not telling or len(telling & given) >= SAME_MATTER * len(telling)


def compare_ask(want: Mapping[str, Any], claim: Mapping[str, Any] | None) -> list[str]:
    """What differs between the first claim found and the one expected."""
    if claim is None:
        return ["no claim was found"]
    if not about(want.get("claim", ""), claim):
        return [f"another claim: {claim['text']!r}"]
    wrong = [
        f"counts.{key}: {claim['counts'][key]}, not {_shown(right)}"
        for key, right in want["counts"].items()
        if not _fits(right, claim["counts"][key])
    ]
    first, given = want.get("first", {}), claim["first"] or {"url": None, "source": None}
    if "url" in first and given["url"] != first["url"]:
        wrong.append(f"first.url: {given['url']}, not {first['url']}")
    if "source" in first and not any(same_name(name, given["source"]) for name in _listed(first["source"])):
        wrong.append(f"first.source: {given['source']!r}, not {first['source']!r}")
    for key, part in (("disputed_by", "disputes"), ("retracted_by", "retracts")):
        if key in want:
            wrong += _actors(key, want[key], claim[part])
    if "circles" in want:
        expected, given = ({frozenset(ring) for ring in rings} for rings in (want["circles"], claim["circles"]))
        if expected != given:
            wrong.append(f"circles: {claim['circles']}, not {want['circles']}")
    return wrong


def _fits(right: int | Sequence[int], given: int) -> bool:
    """A count is a number, or [least, most] where the example's words leave it open."""
    return given == right if isinstance(right, int) else right[0] <= given <= right[1]


def _shown(right: int | Sequence[int]) -> str:
    return str(right) if isinstance(right, int) else f"{right[0]} to {right[1]}"


def _listed(names: str | Sequence[str]) -> Sequence[str]:
    return [names] if isinstance(names, str) else names


def _actors(key: str, want: Sequence[str | Sequence[str]], given: Sequence[Mapping[str, Any]]) -> list[str]:
    """Who disputes or takes back: names or outlets. A list in the list: any of these. "?name": may be there or not."""
    groups = [_listed(one) for one in want]
    wrong = []
    for group in groups:
        if not group[0].startswith("?") and not any(_is(name, one) for name in group for one in given):
            wrong.append(f"{key}: nobody is {' or '.join(group)}")
    for one in given:
        if not any(_is(name.lstrip("?"), one) for group in groups for name in group):
            wrong.append(f"{key}: {one['source'] or one['outlet']} does not ({one['text'][:80]!r})")
    return wrong


def _is(name: str, one: Mapping[str, Any]) -> bool:
    return name == one["outlet"] or same_name(name, one["source"])


def compare_stories(
    want: Sequence[Sequence[int]], readings: Sequence[Reading], given: Iterable[frozenset[str]]
) -> list[str]:
    """The reports, held together by event: expected and found as a whole."""
    ids = [r.report.id for r in readings]
    number = {one: n for n, one in enumerate(ids)}
    found = {frozenset(number[i] for i in story if i in number) for story in given} - {frozenset()}
    expected = {frozenset(story) for story in want}
    return [] if found == expected else [f"stories: {sorted(map(sorted, found))}, not {sorted(map(sorted, expected))}"]


def compare_entities(
    data: Mapping[str, Any], readings: Sequence[Reading], given: Sequence[frozenset[str]]
) -> list[str]:
    """Names that must be one across reports (`entities`), and pairs that must not (`apart`)."""
    wrong = []
    for names in data.get("entities", ()):
        sources = {i for name in names for i in _sources(name, readings)}
        if not all(_sources(name, readings) for name in names):
            wrong.append(f"entities: not every one of {names} was read as a source")
        elif not any(sources <= entity for entity in given):
            wrong.append(f"entities: {names} are not one")
    for one, other in data.get("apart", ()):
        left, right = _sources(one, readings), _sources(other, readings)
        if any(entity & left and entity & right for entity in given):
            wrong.append(f"apart: {one} and {other} are one")
    return wrong


def _sources(name: str | Mapping[str, Any], readings: Sequence[Reading]) -> set[str]:
    """The ids of the sources of a name, in all reports or in the one meant; a small first letter: the unnamed."""
    wanted = name if isinstance(name, str) else str(name["name"])
    among = readings if isinstance(name, str) else [readings[name["report"]]]
    kind = "unnamed" if wanted[0].islower() else "named"
    return {s.id for r in among for s in r.sources if s.kind.startswith(kind) and same_name(wanted, s.name)}


def compare_versions(want: Mapping[str, Any], given: Mapping[str, Sequence[Any]]) -> list[str]:
    """What a page's versions changed, by pieces of text; an empty list says that there is nothing of that kind."""
    wrong = []
    gone = [*given["dropped"], *(old for old, _ in given["changed"])]
    for piece in want.get("kept", ()):
        wrong += [f"versions: {piece!r} was not dropped or changed" for text in gone if _in(piece, text)]
    for kind in ("dropped", "added"):
        wrong += [f"versions: {p!r} is not {kind}" for p in want.get(kind, ()) if not _any(p, given[kind])]
    for old, new in want.get("changed", ()):
        if not any(_in(old, a) and _in(new, b) for a, b in given["changed"]):
            wrong.append(f"versions: {old!r} did not become {new!r}")
    for kind in ("dropped", "added", "changed"):
        if want.get(kind) == [] and given[kind]:
            wrong.append(f"versions: {kind} {list(given[kind])}")
    return wrong


def _in(piece: str, text: str) -> bool:
    return fold(piece) in fold(" ".join(text.split()))


def _any(piece: str, texts: Iterable[str]) -> bool:
    return any(_in(piece, text) for text in texts)

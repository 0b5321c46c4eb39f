"""Who says a claim: its sources, each counted once, and what counts as nobody's word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.links.independence.desk import Fold
from sayso.links.independence.heads import is_own
from sayso.links.independence.weighed import NAMED, UNNAMED, Member, Voice
from sayso.links.outlets.families import Families
from sayso.links.outlets.mastheads import bare
from sayso.links.words import stems

_Key = tuple[Literal["named", "unnamed", "document", "own"], str]


@dataclass(frozen=True)
class Home:
    """Where a text came from: the outlet (host or name) and its family."""

    outlet: str | None
    family: str | None


def voices(
    members: Sequence[Member], out: Fold, homes: Mapping[str, Home], families: Families
) -> tuple[list[Voice], dict[str, str]]:
    """The sources of the members that carry a claim, sorted; and for each statement without one, why.

    `homes` says where each text (node) came from.
    """
    told = {m.said.within for m in members if m.said.within and m.said.kind is not None}
    keys: dict[_Key, list[Member]] = {}
    described = _described(members, out)
    without: dict[str, str] = {}
    media: list[Member] = []
    for m in members:
        me, node = m.said.id, out.node[m.said.id]
        if me in out.heads:
            without[me] = "the headline or lead says shortly what the report attributes further on"
        elif me in told:
            without[me] = "passes on what another source told it: that one is counted"
        elif me in out.relays and _is_media(m, out):
            media.append(m)
        elif (key := described.get(me) or _key(m, node, homes[node], families)) is not None:
            keys.setdefault(key, []).append(m)
        else:
            without[me] = "hearsay: no source is given"
    spoken = {out.node[m.said.id] for said in keys.values() for m in said}
    for m in media:
        node = out.node[m.said.id]
        if node in out.absent and node not in spoken:
            keys.setdefault(("own", homes[node].family or homes[node].outlet or node), []).append(m)
        elif node.startswith("circle:"):
            without[m.said.id] = "media that each rest on the other: nobody is behind them"
        else:
            without[m.said.id] = f"{m.said.name} is the medium: whoever it cites is counted"
    return [_voice(key, said, out) for key, said in sorted(keys.items())], without


def _described(members: Sequence[Member], out: Fold) -> dict[str, _Key]:
    """Statements of an unnamed source that the same text names elsewhere: an abridged copy that kept only the role
    ("the chief prosecutor"), or left out the name in the same sentence. Each with the named source."""
    named: dict[str, dict[_Key, set[str]]] = {}
    words: dict[tuple[str, tuple[str, ...]], tuple[_Key, str]] = {}
    for m in members:
        key = None if is_own(m) or (m.said.id in out.relays and _is_media(m, out)) else _named(m)
        if key is not None:
            named.setdefault(out.node[m.said.id], {}).setdefault(key, set()).add(m.said.role or "")
            words.setdefault((out.node[m.said.id], tuple(stems(m.said.text))), (key, m.page))
    repeated = _repeated(members)
    found: dict[str, _Key] = {}
    for m in members:
        node = out.node[m.said.id]
        if m.said.kind in UNNAMED and m.said.id in repeated:
            found[m.said.id] = repeated[m.said.id]
            continue
        if m.said.kind not in UNNAMED or node not in named or _named(m) is not None:
            continue
        same, page = words.get((node, tuple(stems(m.said.text))), (None, m.page))
        same = None if page == m.page else same  # in one report, two sources may well say the same
        who = set(stems(m.said.name or ""))
        roles = sorted(key for key, held in named[node].items() if "the" in who and any(_is_role(r, who) for r in held))
        if same is not None or len(roles) == 1:
            found[m.said.id] = same or roles[0]
    return found


def _repeated(members: Sequence[Member]) -> dict[str, _Key]:
    """Statements that the same report repeats of a named source: the headline's "minister" is the one of the body."""
    found: dict[str, _Key] = {}
    for m in members:
        key = None if is_own(m) else _named(m)
        if key is not None and m.said.repeats is not None:
            found.setdefault(m.said.repeats, key)
    return found


def _is_role(role: str, who: set[str]) -> bool:
    """Whether a description holds a role of two words or more: one word ("spokesman") may be anybody's."""
    held = set(stems(role)) - {"the", "a", "an", "it", "his", "her", "of"}
    return len(held) > 1 and held <= who


def _is_media(m: Member, out: Fold) -> bool:
    """Whether the source of a relay is the medium itself, not somebody whom it quotes."""
    names = out.relays[m.said.id]
    return bool(m.said.name) and bare(m.said.name or "") in {bare(n) for n in names}


def _key(m: Member, node: str, home: Home, families: Families) -> _Key | None:
    """What makes a source which source; None where nobody is given."""
    said = m.said
    if is_own(m):
        return "own", home.family or m.family or families.family(said.outlet) or "report:" + m.page
    if (named := _named(m)) is not None:
        return named
    return None if said.kind is None and said.source is None else ("unnamed", node)


def _named(m: Member) -> _Key | None:
    """A source with a name: its entity, else its bare name."""
    said = m.said
    if said.kind == "document":
        return "document", "entity:" + said.entity if said.entity else "name:" + bare(said.name or said.report)
    if said.entity and said.kind in NAMED:
        return "named", "entity:" + said.entity
    if said.kind in NAMED and bare(said.name or ""):
        return "named", "name:" + bare(said.name or "")
    if said.kind == "unnamed person" and (name := named_within(said.name or "")):
        return "named", "name:" + bare(name)
    return None


_LINKS_WORDS = frozenset(("of", "for", "from", "at", "in", "the", "a", "an", "and", "with", "by", "on", "to", "near"))
"""Words in front of a capitalised run that make it a place or a body ("an official of Nordia Gas") and no person."""


def named_within(description: str) -> str | None:
    """The person's name that ends a description: a role and, in apposition, the name of who holds it.

    >>> named_within("its director, Yasmin el-Tayeb"), named_within("an official of Nordia Gas")
    ('Yasmin el-Tayeb', None)
    """
    words = description.split()
    at = len(words)
    while at and words[at - 1][:1].isalpha() and (words[at - 1][:1].isupper() or "-" in words[at - 1]):
        if at < len(words) and words[at - 1].endswith((",", ":", ";")):
            break
        at -= 1
    while at < len(words) and not words[at][:1].isupper():
        at += 1
    front = words[at - 1] if at else ""
    if len(words) - at < 2 or len(words) - at > _LONGEST_NAME or not front or front.lower() in _LINKS_WORDS:
        return None
    return " ".join(words[at:]).rstrip(",.;:")


_LONGEST_NAME = 4
"""Words of a person's name, at most; longer runs are titles of bodies."""


def _voice(key: _Key, said: Sequence[Member], out: Fold) -> Voice:
    kind, what = key
    texts = tuple(sorted({out.node[m.said.id] for m in said}))
    best = max(said, key=lambda m: (m.said.kind in NAMED, len(m.said.name or ""), m.said.name or ""))
    name = best.said.name if kind != "own" else what
    if kind == "named" and best.said.kind in UNNAMED:
        name = named_within(best.said.name or "") or name
    return Voice(
        name=name or "unnamed",
        kind=kind,
        entity=what.removeprefix("entity:") if what.startswith("entity:") else None,
        texts=texts,
        statements=tuple(m.said.id for m in said),
        reasons=_reasons(kind, what, said, len(texts)),
    )


def _reasons(kind: str, what: str, said: Sequence[Member], texts: int) -> tuple[str, ...]:
    """Why these statements have one source, and which of them report one utterance."""
    if kind == "own":
        return (f"own voice, counted by the family it came from: {what}",)
    pages = len({m.page for m in said})
    if kind == "document":
        return (f"a document, in {pages} report{'s' * (pages > 1)}: a source, but neither named nor unnamed",)
    if kind == "unnamed":
        who = sorted({m.said.name for m in said if m.said.name})
        return (f"unnamed: counted once in this independent text ({'; '.join(who) or 'nobody described'})",)
    out = [f"one source in {pages} report{'s' * (pages > 1)} and {texts} independent text{'s' * (texts > 1)}"]
    uttered: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for m in said:
        day = (m.said.said_on or m.said.published or "")[:10]
        if len(day) == 10:
            uttered.setdefault((day, tuple(stems(m.said.text))), set()).add(m.page)
    out += [
        f"the same words on {day} in {len(where)} reports: one utterance, reported again"
        for (day, _), where in sorted(uttered.items())
        if len(where) > 1
    ]
    return tuple(out)

"""Entities that speak become Sources: the fullest name or description, the kind, the role."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from sayso.reader.sources.entities import Entity
from sayso.reader.sources.kinds import words
from sayso.reader.sources.mentions import Mention
from sayso.records import Kind, Report, Source, Span

MAX_WORDS = 30
"""Words of a description; a longer source span is mostly a misread clause, and a shorter mention says who it is."""
MAX_NAME = 6
"""Words of a person's name; a longer stretch of capitals is no name."""

_SPACE = re.compile(r"\s+")
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "gov", "gob", "ac", "or", "ne"))
_PAPER = re.compile(r"(?:Times|Post|Journal|Herald|Standard|Guardian|Economist|Tribune|Independent|Mail|Sun|Globe)$")


def outlet_key(report: Report) -> str:
    """The publisher's host without "www." and its ending, letters and digits only; "" where none is known."""
    host = report.outlet or (urlsplit(report.url).hostname if report.url else None) or ""
    labels = [label for label in host.lower().split(".") if label not in ("www", "m", "edition", "news")]
    labels = labels[:-1] if len(labels) > 1 else labels
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return re.sub(r"\W", "", labels[-1]) if labels else ""


def is_outlet(name: str, outlet: str) -> bool:
    """Whether a body's name is the publisher's own ("The Ostby Daily" of ostbydaily.example).

    >>> is_outlet("The Ostby Daily", "ostbydaily"), is_outlet("Ostby", "ostbydaily"), is_outlet("Velo", "velonews")
    (True, False, True)
    """
    parts = re.findall(r"\w+", name.lower())
    if parts and parts[0] == "the":
        parts = parts[1:]
    if not parts or not outlet:
        return False
    whole = "".join(parts)
    short = "".join(part[0] for part in parts[:-1]) + parts[-1]
    forms = {whole, "the" + whole, short, "".join(part[0] for part in parts) if len(parts) > 2 else whole}
    return outlet in forms or any(outlet == form + end for form in (whole, "the" + whole) for end in ("news", "online"))


def make_sources(
    text: str,
    report: Report,
    outlet: str,
    entities: Mapping[Entity, Sequence[Mention]],
) -> tuple[list[Source], dict[Entity, int]]:
    """The Sources in order of their first mention, and where each entity's stands."""
    made: list[tuple[Span, Source, Entity]] = []
    for entity, speaking in entities.items():
        kind, name, role = _kind(text, entity), _name(text, entity), _role(text, entity)
        if entity.outlet or (kind == "named organization" and name is not None and is_outlet(name, outlet)):
            first = (speaking[0].start, speaking[0].end)
            made.append((first, Source(report=report.id, kind="outlet", name=report.outlet), entity))
            continue
        mentions = {(m.start, m.end) for m in entity.mentions if m.drafts or m.name is not None or not m.pronoun}
        ordered = tuple(sorted(mentions))
        made.append((ordered[0], Source(report=report.id, kind=kind, name=name, role=role, mentions=ordered), entity))
    made.sort(key=lambda item: item[0])
    sources: list[Source] = []
    index: dict[Entity, int] = {}
    at: dict[str, int] = {}
    for _, source, entity in made:
        if source.id not in at:
            at[source.id] = len(sources)
            sources.append(source)
        index[entity] = at[source.id]
    return sources, index


def _squeeze(text: str, span: Span) -> str:
    return _SPACE.sub(" ", text[span[0] : span[1]]).strip()


def _kind(text: str, entity: Entity) -> Kind:
    sort = entity.sort
    if sort == "document":
        return "document"
    if sort == "people":
        return "unnamed group"
    if entity.named:
        return "named person" if sort == "person" else "named organization"
    if sort == "person":
        return "unnamed person"
    return (
        "named organization" if any(_particular(text, m) for m in entity.mentions if not m.pronoun) else "unnamed group"
    )


def _particular(text: str, mention: Mention) -> bool:
    """Whether a body's description says which one: "police", "the Dray campaign"; not "a company", "two agencies"."""
    if mention.plural and mention.head not in ("police", "authorities"):
        return False
    said = text[mention.start : mention.end].lower().split()
    trade = said[0] == "the" and any(word.endswith(("s'", "s’")) for word in said[1:-1])  # "the bakers' guild"
    office = mention.head in words().offices and len(said) > 2 and said[-1] == mention.head  # "the weather service"
    return mention.definite is not False and (
        mention.head in words().institution or office or _capital(text, mention) or (trade and said[-1] == mention.head)
    )


def _capital(text: str, mention: Mention) -> bool:
    """Whether a description has a name in it: "the Dray campaign", "Dray's campaign"."""
    said = text[mention.start : mention.end].split()
    owner = said[0][:1].isupper() and said[0].endswith(("'s", "’s", "s'", "s’")) and len(said) > 1
    return owner or any(word[:1].isupper() for word in said[1:])


def _name(text: str, entity: Entity) -> str | None:
    """The fullest name; for the unnamed the fullest description; None where there is only a pronoun."""
    named = [
        m
        for m in entity.mentions
        if m.name is not None and len(m.parts) <= (MAX_NAME if entity.sort == "person" else 99)
    ]
    named = named or [m for m in entity.mentions if m.name is not None]
    if named and entity.sort != "people":
        best = max(named, key=lambda m: (len(m.parts), not m.heading, -m.start))
        assert best.name is not None
        name = _squeeze(text, best.name)
        return ("The " + name) if entity.sort == "body" and _with_article(text, named, name) else name
    described = [m for m in entity.mentions if not m.pronoun]
    short = [m for m in described if len(text[m.start : m.end].split()) <= MAX_WORDS] or described
    if not short:
        return None
    body = entity.sort == "body"  # "the Ruiz campaign" says more than "the last long campaign"
    best = max(
        short,
        key=lambda m: (body and _capital(text, m), len(text[m.start : m.end].split()), not m.heading, -m.start),
    )
    return _squeeze(text, (best.start, best.end))


def _with_article(text: str, named: Sequence[Mention], name: str) -> bool:
    """Whether "The" is part of a body's name: written with a capital inside a sentence, or a newspaper's."""
    for mention in named:
        assert mention.name is not None
        start = mention.name[0]
        if (
            text[start - 4 : start] == "The "
            and _squeeze(text, mention.name) == name
            and (
                (not mention.first and start - 4 > 0 and text[start - 6 : start - 4] not in (". ", "\n\n"))
                or _PAPER.search(name)
            )
        ):
            return True
    return False


def _role(text: str, entity: Entity) -> str | None:
    """The first role of more than one word, else the first; only people have one."""
    if entity.sort != "person" or not entity.named or entity.joined:
        return None
    roles = [_squeeze(text, m.role) for m in entity.mentions if m.role is not None]
    return next((role for role in roles if " " in role), roles[0] if roles else None)

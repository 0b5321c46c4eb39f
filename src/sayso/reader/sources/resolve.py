"""Who the sources are: "he", "the man" and "Lebedev" resolved to the fullest name or description in the report.

`resolve` is the main path:
    1. survey the page for names, descriptions and pronouns             survey.py, name_phrases.py, noun_phrases.py
    2. take the source spans apart: name, role, noun                    roles.py, apposition.py, cores.py, pairs.py
    3. lay both into one reading order, each stretch once
    4. join the names that mean the same, then walk the rest            joining.py, chains.py
    5. tie what headings say to the body
    6. make a Source of each entity that speaks                        entities.py, make.py
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reader.page import Name, Page
from sayso.reader.sources.chains import Chains
from sayso.reader.sources.entities import Entity
from sayso.reader.sources.joining import join_names
from sayso.reader.sources.labels import Labels
from sayso.reader.sources.make import make_sources, outlet_key
from sayso.reader.sources.mentions import PRONOUNS, Mention
from sayso.reader.sources.roles import lower_heading, parse, trim
from sayso.reader.sources.survey import Places, survey, title_case
from sayso.records import Report, Source, Span

_BEHIND = re.compile(r"[,\"”’'?!—–-]\s*$")
_CLAUSE = re.compile(
    r"[\"“]?(?:and |but |even |yet )?(?:after|although|as|because|before|despite|during|if|in|on|since|though|until"
    r"|when|while|at|with|having|once|unlike|like|by|speaking|asked|for|following|under|from|to)\b", re.I
)  # fmt: skip
LOOK = 8
"""Mentions looked over to either side within a sentence."""
_OPENED = re.compile(r",[\"”’]? $")
_SOON_OVER = re.compile(r" \w+,|[^.,;:\n\"“”]{0,60}(?:\.|$)")
"""What follows ", he" where it follows its content: a cue and little more."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The sources of a report, by first mention, and for each draft the index of its source (or None)."""

    sources: tuple[Source, ...]
    of: list[int | None]


def resolve(page: Page, names: Sequence[Name], spans: Sequence[Sequence[Span]], report: Report) -> Resolution:
    """The sources behind the drafts' source spans.

    `spans[i]` are the source spans of draft i (code points of `page.text`; may be empty: no source). `names` may be
    wrong or empty. Names and roles are stretches of the text, white space squeezed. A source of kind `outlet` has no
    mentions. Two names joined ("A and B") are one source with both names.
    """
    places, labels = Places(page), Labels(page.text, names)
    # 1. the page
    surveyed = list(survey(page, places, labels))
    # 2. the sources
    speaking = _speaking(page.text, spans, labels, places, _known(surveyed))
    # 3. one reading order
    ordered = _merged(surveyed, speaking)
    _look_ahead(page.text, ordered, places)
    # 4. who is who
    chains = Chains(join_names([m for m in ordered if m.name is not None and not m.joined], _bare(page.text, ordered)))
    late = [m for m in ordered if m.heading and m.drafts and m.name is None]
    for mention in ordered:
        if not (mention.heading and mention.name is None) and (
            mention.name is None or mention.joined or mention in chains.of
        ):
            chains.add(mention, page.text)
    # 5. headings
    for mention in late:
        _tie_heading(mention, ordered, chains, page.text)
    # 6. the sources
    return _finish(page, report, spans, chains, speaking)


def _known(surveyed: Sequence[Mention]) -> frozenset[str]:
    """The words of the names of the body, lower case: what is a name in a heading, too."""
    return frozenset(part.lower() for m in surveyed if m.name is not None and not m.weak for part in m.parts)


def _bare(text: str, ordered: Sequence[Mention]) -> list[Mention]:
    """Sources that are a capitalised common noun alone: perhaps a surname."""
    return [
        m
        for m in ordered
        if m.drafts and m.name is None and m.sort == "person" and m.titles == {m.head} and text[m.start].isupper()
    ]


def _speaking(
    text: str, spans: Sequence[Sequence[Span]], labels: Labels, places: Places, known: frozenset[str]
) -> list[Mention]:
    """A Mention for each different source, with its drafts, in reading order."""
    found: dict[Span, Mention] = {}
    for i, pieces in enumerate(spans):
        usable = [
            piece for piece in pieces if 0 <= piece[0] < piece[1] <= len(text) and text[piece[0] : piece[1]].strip()
        ]
        if not usable:
            continue
        main = _main(text, usable)
        mention = found.get(main)
        if mention is None:
            heading = places.heading(main[0]) and title_case(text, places.sentences[places.sentence(main[0])])
            parsed = lower_heading(text, main, labels, known) if heading else parse(text, main, labels)
            if parsed is None:
                continue
            mention = found[main] = places.place(parsed)
            low = text[mention.start : mention.end].lower()
            if mention.pronoun in ("he", "she"):
                mention.gender = "m" if mention.pronoun == "he" else "f"
            mention.subject = low not in ("his", "her", "its", "their", "him", "them")
            mention.behind = _behind(text, mention, places.sentences[mention.sentence][0])
        mention.drafts.append(i)
    return sorted(found.values(), key=lambda m: (m.start, -m.end))


def _main(text: str, pieces: Sequence[Span]) -> Span:
    """Of a source in pieces the one that stands for it. Sources stand in one piece; what is linked beside it is mostly
    a scrap or somebody from further up: whole phrases come before scraps, and then the last, next to the cue."""

    def rank(piece: Span) -> tuple[bool, int]:
        start, end = trim(text, piece)
        word = text[start:end]
        scrap = " " not in word and word[:1].islower() and word not in PRONOUNS
        cut = start > 0 and (text[start - 1].isalnum() or (text[piece[0]] in "’'" and text[piece[0] - 1].isalnum()))
        return not (scrap or cut), piece[0]

    return max(pieces, key=rank)


def _behind(text: str, mention: Mention, start: int) -> bool:
    """Whether the source follows what it says ("..., he said"), and no clause ("When she arrived, she said")."""
    if _CLAUSE.match(text, start):
        return False
    before = text[max(0, mention.start - 8) : mention.start]
    return bool(_BEHIND.search(before)) and _SOON_OVER.match(text, mention.end) is not None


def _merged(surveyed: Sequence[Mention], speaking: Sequence[Mention]) -> list[Mention]:
    """Both in reading order; what the survey found of a source itself is left out, what stands inside one is marked."""
    out: list[Mention] = []
    at = 0
    for mention in surveyed:
        while at < len(speaking) and speaking[at].end <= mention.start:
            at += 1
        source = speaking[at] if at < len(speaking) and speaking[at].start < mention.end else None
        if source is not None:
            if _same_stretch(mention, source):
                if mention.name is not None:
                    source.hint = source.hint or mention.hint
                continue
            mention.inner = True
        _no_apposition(mention, speaking[at : at + 2])
        out.append(mention)
    return sorted([*out, *speaking], key=lambda m: (m.start, not m.drafts))


def _look_ahead(text: str, ordered: Sequence[Mention], places: Places) -> None:
    """Marks the pronouns of a clause that opens a sentence with the name that its main clause begins with."""
    for i, mention in enumerate(ordered):
        if mention.pronoun not in ("he", "she") or mention.quoted:
            continue
        start = places.sentences[mention.sentence][0]
        if not _CLAUSE.match(text, start, mention.start) or any(
            before.sentence == mention.sentence and before.name is not None and before.sort in ("person", None)
            for before in ordered[max(0, i - LOOK) : i]
        ):
            continue
        for after in ordered[i + 1 : i + LOOK]:
            if after.sentence != mention.sentence:
                break
            if (
                after.name is not None
                and after.sort == "person"
                and _OPENED.search(text, max(0, after.start - 4), after.start)
            ):
                mention.ahead = after if after.subject else None
                break


def _no_apposition(mention: Mention, sources: Sequence[Mention]) -> None:
    """Takes back a role that is itself a source: "In a talk with Ivo Lang, the mayor said" makes no mayor of Lang."""
    role = mention.role
    if role is None or role[0] < mention.end:
        return
    for source in sources:
        if source.name is None and mention.end <= source.start <= role[0] < source.end:
            mention.role, mention.titles = None, mention.titles - source.titles - {source.head}


def _same_stretch(mention: Mention, source: Mention) -> bool:
    """Whether a surveyed mention is the source itself, its title or its apposition."""
    if source.pronoun or mention.pronoun:
        return mention.start == source.start
    if source.joined:
        return False
    if source.name is not None:
        if mention.name is not None:
            return mention.name[0] < source.name[1] and source.name[0] < mention.name[1]
        return mention.sort in ("person", "people") or (mention.end > source.name[0] and mention.start < source.name[1])
    return mention.name is None and mention.head == source.head


def _tie_heading(mention: Mention, ordered: Sequence[Mention], chains: Chains, text: str) -> None:
    """A heading's "Man" or "Minister": the first of the body with that noun, that title, else whoever "he" would be."""
    entity: Entity | None = None
    for other in ordered:
        if other.heading or other not in chains.of:
            continue
        fits = (other.head == mention.head and mention.head) or (
            mention.head in other.titles and other.name is not None
        )
        if fits and not (mention.plural and not other.plural and other.name is not None):
            entity = chains.of[other]
            break
    if entity is None:
        chains.add(mention, text)
        return
    entity.mentions.insert(0, mention)
    chains.of[mention] = entity


def _finish(
    page: Page,
    report: Report,
    spans: Sequence[Sequence[Span]],
    chains: Chains,
    speaking: Sequence[Mention],
) -> Resolution:
    """The entities that speak as Sources, and the drafts' indices into them."""
    outlet = outlet_key(report)
    entities: dict[Entity, list[Mention]] = {}
    for mention in speaking:
        entity = chains.of[mention]
        if mention.pronoun == "i" and not mention.quoted:
            entity.outlet = True
        entities.setdefault(entity, []).append(mention)
    sources, index = make_sources(page.text, report, outlet, entities)
    of: list[int | None] = [None] * len(spans)
    for entity, mentions in entities.items():
        for mention in mentions:
            for draft in mention.drafts:
                of[draft] = index[entity]
    return Resolution(sources=tuple(sources), of=of)

"""Whom a description means: "the senator", "the company", "a man detained in Ostby".

By its very words, by a title, by its noun; an epithet or a generic noun by salience.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.sources.entities import WINDOW, Entity, agree, parties, party_of, retired, such
from sayso.reader.sources.kinds import Gender, words
from sayso.reader.sources.mentions import Mention
from sayso.reader.sources.salience import Salience
from sayso.reader.sources.titles import Titles

EPITHET_REACH = 3
"""Sentences over which "the man" or "the company" may stand for somebody named."""
LONG_DESCRIPTION = 4
"""Words from which two equal indefinite descriptions ("a man detained in Ostby") mean the same one."""
OPENING = 30
"""Characters that a repeated lead has in common with the first from its description on."""
GENERIC_REACH = 8
"""Sentences over which "the company" may stand for a named body: the subject of a report is named again and again."""
_LEVELS = frozenset(("state", "federal", "national", "local", "city", "county", "provincial", "regional", "municipal"))
"""Words that say whose an institution is, which its name says in another way ("the state education department")."""
_RUNNING = frozenset((
    "candidate", "nominee", "contender", "hopeful", "front-runner", "frontrunner", "challenger", "standard-bearer",
    "businessman", "businesswoman", "mogul", "tycoon", "billionaire",
))  # fmt: skip
"""What a report on a campaign calls somebody whom it has named before."""
_HELD = frozenset((
    "secretary", "senator", "governor", "mayor", "president", "premier", "congressman", "congresswoman", "speaker",
    "lady", "chairman", "chairwoman", "ambassador", "minister",
))  # fmt: skip
"""Offices that somebody is called by when they are over: "the former senator"."""
_POSSESSIVE = re.compile(r"['’]s?$")


class Descriptions:
    """The descriptions of a text so far. `often` are the names of the whole text, those of most mentions first."""

    def __init__(self, salience: Salience, often: Sequence[Entity]) -> None:
        self.salience = salience
        self.often = often
        self.titles = Titles()
        self.by_text: dict[tuple[str, ...], Entity] = {}
        self.by_opening: dict[str, Entity] = {}
        self.by_head: dict[str, Entity] = {}

    def add(self, mention: Mention, entity: Entity) -> None:
        """Remembers the nouns and titles by which a mention may be taken up again."""
        table = words()
        if mention.name is not None and not mention.joined:
            if entity.sort == "person":
                self.titles.add(mention, entity)
            elif mention.parts:
                self.by_head[mention.parts[-1].lower()] = entity
                for part in mention.parts[:-1]:
                    if part.lower() in table.body:
                        self.by_head[part.lower()] = entity
        elif mention.head and not mention.pronoun:
            self.by_head[mention.head] = entity
            if entity.sort == "document" and mention.head in table.families:
                self.by_head["family of " + table.families[mention.head]] = entity

    def find(self, mention: Mention, text: str) -> Entity:
        """The entity of a description; a new one for one that introduces somebody."""
        said = [_POSSESSIVE.sub("", word) for word in text[mention.start : mention.end].lower().split()]
        key = tuple(said[1:] if said[0] in ("the", "a", "an") and len(said) > 1 else said)
        same = self.by_text.get(key)
        latest = mention.definite and len(key) == 1 and mention.head in self.by_head
        if same is not None and not latest and (mention.definite is not False or len(key) >= LONG_DESCRIPTION):
            return same
        found = self._known(mention, text) if mention.definite else None
        if mention.definite is False:
            # a lead that the body repeats: the same words go on behind the same description
            opening = text[mention.start : mention.start + OPENING].lower()
            found = self.by_opening.setdefault(opening, Entity()) if mention.sort == "person" else None
        if found is None:
            found = Entity()
        self.by_text[key] = found
        return found

    def _known(self, mention: Mention, text: str) -> Entity | None:
        """Whom a definite description means: a title, a noun used before, or, for an epithet, the most salient."""
        table = words()
        head, sort = mention.head, mention.sort
        capitals = {w.lower() for w in text[mention.start : mention.end].split()[1:] if w[:1].isupper()} - {head}
        if sort == "person":
            told = capitals | (mention.titles & table.lesser)  # "the former president", "the vice president"
            pairs = (self.titles.latest.get(f"{word} {head}") for word in sorted(told - {head}))
            titled = next((entity for entity in pairs if entity is not None), None)
            titled = titled or self.titles.bearer(head, self.salience.speaking)
            party = parties(mention.titles | capitals)
            if titled is not None and "former" in mention.titles and not retired(titled):
                titled = None
            if titled is not None and _gender_fits(titled, mention.gender) and agree(party, titled):
                return titled
            if titled is not None and party:  # "the Democratic nominee", where the last nominee was a Republican
                return next((e for e in self.often if e.sort == "person" and party & party_of(e)), None)
            held = head in _HELD and "former" in mention.titles
            if (held or head in _RUNNING) and mention.drafts and not mention.plural:
                return self.salience.best(mention, ("person",), GENERIC_REACH, named=True, office=head if held else "")
        before = self.by_head.get(head)
        if sort == "body" and head in words().generic and not capitals and len(mention.titles) < 3:
            named = self.salience.best(mention, ("body",), GENERIC_REACH, named=True)
            if named is not None and such(head, named) and (before is None or _nearer(named, before)):
                return named
        if before is not None and not capitals and _within(mention, before) and (before.sort == sort or before.named):
            return before
        if not mention.drafts and not mention.subject:
            return None  # only of a source or a subject, to which "he" may point back, is it worth a guess
        if sort == "person" and (head in table.epithet or head.endswith("-year-old")):
            return self.salience.best(mention, ("person",), EPITHET_REACH)
        if capitals or mention.plural or len(mention.titles) > 2:
            return None
        if sort == "document" and head in table.papers:
            return self.salience.best(mention, ("document",), EPITHET_REACH)
        if sort == "document" and head in table.families:
            return self.by_head.get("family of " + table.families[head])
        return None


def _nearer(named: Entity, before: Entity) -> bool:
    """Whether a named body is likelier meant than one that shares the noun, has no name and never speaks."""
    if not before.last or before.last.head == "group":
        return False
    if before is named or before.named or any(m.drafts for m in before.mentions[:WINDOW]):
        return False
    return not (before.last and named.last) or before.last.sentence <= named.last.sentence


def _within(mention: Mention, entity: Entity) -> bool:
    """Whether a description adds nothing that the entity's names lack ("the state education department")."""
    table = words()
    extra = mention.titles - table.modifier - {mention.head} | (mention.titles & table.body - {mention.head})
    if mention.head in table.institution:
        extra = mention.titles - {mention.head}  # there are many of a kind: "the appeals court", "the district court"
        known = {word for m in entity.mentions[:WINDOW] for word in (*(p.lower() for p in m.parts), *m.titles)}
        return extra <= known or (bool(extra - _LEVELS) and extra - _LEVELS <= known)
    if not extra or len(mention.titles) < 3:
        return True
    return any(extra <= {part.lower() for part in m.parts} for m in entity.mentions[:WINDOW] if m.parts)


def _gender_fits(entity: Entity, gender: Gender) -> bool:
    return not gender or entity.gender in ("", gender)

"""Somebody or something that mentions share, and what its mentions say of it together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.reader.sources.kinds import Gender, Sort, words
from sayso.reader.sources.mentions import Mention

WINDOW = 40
"""Mentions looked back on for a pronoun: about two paragraphs of dense news text."""
GIVEN_GENDER = 4
"""How many pronouns in the same sentence a given name or a title outweighs in telling a gender."""

SURE_SORT = 3
"""Votes of a mention whose words, or the names head, tell what it is."""
SURE_GENDER = 3
"""Votes from which a gender rules out the pronouns of the other; fewer may be somebody else's."""


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that mentions share. `spoke` are the offsets and sentences where a full name speaks."""

    mentions: list[Mention] = field(default_factory=list)
    sorts: Counter[Sort] = field(default_factory=Counter)
    genders: Counter[Gender] = field(default_factory=Counter)
    named: bool = False
    joined: bool = False
    outlet: bool = False
    place: bool = False
    seen: int = 0
    spoke: list[tuple[int, int]] = field(default_factory=list)
    last: Mention | None = None

    @property
    def sort(self) -> Sort:
        """The sort that its mentions vote for; a person where nothing tells."""
        return max(self.sorts, key=self.sorts.__getitem__) if self.sorts else "person"

    @property
    def gender(self) -> Gender:
        """The gender that its mentions vote for."""
        return max(self.genders, key=self.genders.__getitem__) if self.genders else ""

    def may_be(self, gender: Gender) -> bool:
        """Whether a pronoun of that gender can mean it: a few pronouns near a name are no proof to the contrary."""
        return not gender or self.gender in ("", gender) or self.genders[self.gender] < SURE_GENDER

    @property
    def many(self) -> bool:
        """Whether "they" can mean it."""
        return self.joined or self.sort in ("people", "body") or bool(self.last and self.last.plural)

    def take(self, mention: Mention) -> None:
        """Adds a mention with its votes."""
        self.mentions.append(mention)
        if mention.drafts and len(mention.parts) > 1:
            self.spoke.append((mention.start, mention.sentence))
        if mention.sort:
            self.sorts[mention.sort] += SURE_SORT if mention.sure else 1
        if mention.gender:
            self.genders[mention.gender] += GIVEN_GENDER
        elif mention.hint:
            self.genders[mention.hint] += 1
        self.named = self.named or mention.name is not None
        self.joined = self.joined or mention.joined
        self.place = self.place or mention.place


def such(head: str, entity: Entity) -> bool:
    """Whether a named body can be called by a generic noun: no ministry is "the company", no bank "the newspaper"."""
    table = words()
    parts = {part.lower() for m in entity.mentions[:WINDOW] for part in m.parts}
    if head in ("network", "broadcaster"):
        return bool(parts & table.press_words)
    if head in table.press_nouns:
        return bool(parts & (table.press | table.press_words))
    return head not in table.trade or not parts & table.public


def parties(titles: Iterable[str]) -> set[str]:
    table = words().parties
    return {table[word] for word in titles if word in table}


def party_of(entity: Entity) -> set[str]:
    return {party for m in entity.mentions[:WINDOW] if m.name is not None for party in parties(m.titles)}


def agree(party: set[str], entity: Entity) -> bool:
    """Whether a description's party is not another one than the entity's."""
    known = party_of(entity) if party else party
    return not (party and known) or bool(party & known)


def may_hold(office: str, entity: Entity) -> bool:
    """Whether "the former governor" can be somebody: nobody whom the report only gives other offices."""
    known = {title for m in entity.mentions[:WINDOW] if m.name is not None for title in m.titles}
    return not known or office in known


def retired(entity: Entity) -> bool:
    """Whether the report gives somebody an office that is over, or none at all."""
    lesser = words().lesser
    known = [m.titles for m in entity.mentions[:WINDOW] if m.name is not None and m.titles]
    return not known or any(titles & lesser for titles in known)

"""Which mentions are one and the same: descriptions by their nouns, pronouns by salience.

One pass in reading order; each step looks at a bounded window or at an index, so time is linear in the text.
"""

from __future__ import annotations

import re

from sayso.reader.sources.entities import (
    SURE_GENDER,
    SURE_SORT,
    WINDOW,
    Entity,
    agree,
    may_hold,
    parties,
    party_of,
    retired,
    such,
)
from sayso.reader.sources.kinds import Gender, Sort, is_plural, words
from sayso.reader.sources.mentions import Mention

FAR = 12
"""Sentences behind which a pronoun's antecedent is not sought by salience."""
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
_WHO_OF = frozenset(
    ("percent", "%", "those", "some", "many", "most", "others", "few", "anyone", "everyone", "people", "one")
)
"""Words right before "who" that it belongs to, whoever was named before them."""
_POSSESSIVE = re.compile(r"['’]s?$")

# Points of a candidate antecedent; set by hand on the pronouns of PolNeAR dev (judged by eye), then left alone.
PER_SENTENCE = -1.0
SUBJECT = 1.3
SPEAKER = 1.2
LAST_SPEAKER = 1.0
SENTENCE_START = 0.4
QUOTED = -1.8
POSSESSIVE = -0.6
OBLIQUE = -0.8
KNOWN_GENDER = 0.9
UNSURE = -1.0
"""For capitalised words of which nothing says that they are somebody's name ("Gender Equality")."""
SAME_CLAUSE = -1.5
"""For "In a talk with Ruiz, the candidate ...": who is named in the same sentence is mostly somebody else."""
OTHER_GENDER = -4.0
"""For somebody of whom only a pronoun or two nearby told another gender."""
NAMED = 1.2
OFTEN = 0.15
OFTEN_MOST = 5
OFTEN_NAMED = 0.2
OFTEN_NAMED_MOST = 10
"""For "the company": what a report is about is named again and again."""
SAME_SENTENCE_SUBJECT = 1.5
"""For "Ruiz left after he ...": the subject of the same sentence."""
SAME_SENTENCE_BEFORE = -2.0
"""For "..., he said": whoever is named earlier in the same sentence is spoken of, not speaking."""


def _leads(text: str, before: Mention, mention: Mention) -> bool:
    """Whether "who" can belong to a name: right behind it, or behind an aside; not "Ruiz, against 64 percent who"."""
    between = text[before.end : mention.start].strip()
    last = between.rpartition(" ")[2].lower()
    return not between or (between[0] in ",(—–-" and last not in _WHO_OF and not is_plural(last))


class Chains:
    """The pass in reading order: gives each mention its entity."""

    def __init__(self, names: dict[Mention, Entity]) -> None:
        self.of: dict[Mention, Entity] = names
        self.recent: list[tuple[Mention, Entity]] = []
        self.by_text: dict[tuple[str, ...], Entity] = {}
        self.by_opening: dict[str, Entity] = {}
        self.by_head: dict[str, Entity] = {}
        self.by_title: dict[str, Entity] = {}
        self.bearers: dict[str, list[Entity]] = {}
        self.speaker: tuple[Mention, Entity] | None = None
        self.left = False
        self.often: list[Entity] = sorted(set(names.values()), key=lambda e: (-len(e.mentions), e.mentions[0].start))[
            :WINDOW
        ]

    def add(self, mention: Mention, text: str) -> None:
        """Gives the mention its entity and remembers it for the ones that follow."""
        entity = self.of.get(mention)
        if entity is None and mention.drafts and self._again(mention):
            entity = self.of[mention] = self.recent[-1][1]
            entity.take(mention)
        if entity is None:
            entity = self._pronoun(mention, text) if mention.pronoun else self._description(mention, text)
            if entity is None:
                if not mention.drafts:
                    return
                entity = self._fresh(mention)
            if mention.pronoun:
                entity.mentions.append(mention)
                if mention.gender and not entity.genders:
                    entity.genders[mention.gender] += 1
            else:
                entity.take(mention)
            self.of[mention] = entity
        if mention.pronoun not in ("i", "you"):
            self._remember(mention, entity)

    def _again(self, mention: Mention) -> bool:
        """Whether the mention before is the same source with other edges."""
        before = self.recent[-1][0] if self.recent else None
        return before is not None and before.start == mention.start and before.pronoun == mention.pronoun

    def _remember(self, mention: Mention, entity: Entity) -> None:
        entity.seen += 1
        entity.last = mention
        if len(self.recent) > 2 * WINDOW:
            del self.recent[:WINDOW]
        self.recent.append((mention, entity))
        if mention.drafts and not mention.quoted:
            self.speaker, self.left = (mention, entity), False
        elif self.speaker is not None and mention.subject and mention.name is not None and entity.sort == "person":
            # a later paragraph tells of somebody else: the report has left its speaker
            said, whom = self.speaker
            self.left = self.left or (mention.paragraph > said.paragraph and entity is not whom and not mention.quoted)
        table = words()
        if mention.name is not None and not mention.joined:
            if entity.sort == "person":
                self._entitle(mention, entity)
            elif mention.parts:
                self.by_head[mention.parts[-1].lower()] = entity
                for part in mention.parts[:-1]:
                    if part.lower() in table.body:
                        self.by_head[part.lower()] = entity
        elif mention.head and not mention.pronoun:
            self.by_head[mention.head] = entity
            if entity.sort == "document" and mention.head in table.families:
                self.by_head["family of " + table.families[mention.head]] = entity

    def _fresh(self, mention: Mention) -> Entity:
        """An entity for a pronoun or description that nothing before explains."""
        entity = Entity()
        if mention.pronoun:
            sort: Sort = "person" if mention.pronoun in ("he", "she", "who", "i") else "people"
            if mention.pronoun == "who" and mention.which:
                sort = "document"
            entity.sorts[sort] += 1
        return entity

    def _description(self, mention: Mention, text: str) -> Entity | None:
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
            found = self.by_opening.setdefault(opening, self._fresh(mention)) if mention.sort == "person" else None
        if found is None:
            found = self._fresh(mention)
        self.by_text[key] = found
        return found

    def _known(self, mention: Mention, text: str) -> Entity | None:
        """Whom a definite description means: a title, a noun used before, or, for an epithet, the most salient."""
        table = words()
        head, sort = mention.head, mention.sort
        capitals = {w.lower() for w in text[mention.start : mention.end].split()[1:] if w[:1].isupper()} - {head}
        if sort == "person":
            told = capitals | (mention.titles & table.lesser)  # "the former president", "the vice president"
            pairs = (self.by_title.get(f"{word} {head}") for word in sorted(told - {head}))
            titled = next((entity for entity in pairs if entity is not None), None) or self._bearer(head)
            party = parties(mention.titles | capitals)
            if titled is not None and "former" in mention.titles and not retired(titled):
                titled = None
            if titled is not None and self._gender_fits(titled, mention.gender) and agree(party, titled):
                return titled
            if titled is not None and party:  # "the Democratic nominee", where the last nominee was a Republican
                return next((e for e in self.often if e.sort == "person" and party & party_of(e)), None)
            held = head in _HELD and "former" in mention.titles
            if (held or head in _RUNNING) and mention.drafts and not mention.plural:
                return self._salient(mention, ("person",), GENERIC_REACH, named=True, office=head if held else "")
        before = self.by_head.get(head)
        if sort == "body" and head in words().generic and not capitals and len(mention.titles) < 3:
            named = self._salient(mention, ("body",), GENERIC_REACH, named=True)
            if named is not None and such(head, named) and (before is None or self._nearer(named, before)):
                return named
        if (
            before is not None
            and not capitals
            and self._within(mention, before)
            and (before.sort == sort or before.named)
        ):
            return before
        if not mention.drafts and not mention.subject:
            return None  # only of a source or a subject, to which "he" may point back, is it worth a guess
        if sort == "person" and (head in table.epithet or head.endswith("-year-old")):
            return self._salient(mention, ("person",), EPITHET_REACH)
        if capitals or mention.plural or len(mention.titles) > 2:
            return None
        if sort == "document" and head in table.papers:
            return self._salient(mention, ("document",), EPITHET_REACH)
        if sort == "document" and head in table.families:
            return self.by_head.get("family of " + table.families[head])
        return None

    def _entitle(self, mention: Mention, entity: Entity) -> None:
        """Remembers who has the titles of a name, up to a window of people for each."""
        table = words()
        lesser = bool(mention.titles & table.lesser)  # a vice president is not "the president" of a text
        for title in sorted(mention.titles):
            for word in (title, *table.means.get(title, ())):
                if lesser:
                    self.by_title.setdefault(word, entity)
                else:
                    self.by_title[word] = entity
                    found = self.bearers.setdefault(word, [])
                    if entity not in found and len(found) < WINDOW:
                        found.append(entity)
                if word in table.person:
                    self.by_title.update((f"{more} {word}", entity) for more in mention.titles)

    def _bearer(self, title: str) -> Entity | None:
        """Whom "the senator" means, of several: who spoke last, unless the report has left them; else the last one."""
        if self.speaker is not None and not self.left and self.speaker[1] in self.bearers.get(title, ()):
            return self.speaker[1]
        return self.by_title.get(title)

    def _nearer(self, named: Entity, before: Entity) -> bool:
        """Whether a named body is likelier meant than one that shares the noun, has no name and never speaks."""
        if not before.last or before.last.head == "group":
            return False
        if before is named or before.named or any(m.drafts for m in before.mentions[:WINDOW]):
            return False
        return not (before.last and named.last) or before.last.sentence <= named.last.sentence

    # ---------------------------------------------------------------------------------------------------- pronouns

    def _pronoun(self, mention: Mention, text: str) -> Entity | None:
        """The entity a pronoun means, or None."""
        word = mention.pronoun
        if word in ("he", "she"):
            ahead = self.of.get(mention.ahead) if mention.ahead is not None else None
            if ahead is not None and ahead.may_be(mention.gender):
                return ahead
            found = self._salient(mention, ("person",), FAR)
            return found or next((e for e in self.often if e.sort == "person" and self._may_mean(mention, e)), None)
        if word == "they":
            return self._salient(mention, ("people", "body", "person"), FAR, many=True)
        if word == "it":
            return self._salient(mention, ("body", "document"), FAR)
        if word == "who":
            return self._relative(mention, text)
        return self.speaker[1] if word == "i" and mention.quoted and self.speaker else None

    @staticmethod
    def _may_mean(mention: Mention, entity: Entity) -> bool:
        """Whether "he" can be somebody named only later: not who is first named behind it in its own sentence ("he
        told his brother, Ivo")."""
        first = entity.mentions[0]
        return entity.gender == mention.gender and (first.sentence != mention.sentence or first.start < mention.start)

    def _relative(self, mention: Mention, text: str) -> Entity | None:
        """ "..., who said": the mention that ends right before, a person for "who"."""
        who = text[mention.start : mention.end].lower() in ("who", "whom")
        mention.which = not who
        for before, entity in reversed(self.recent[-WINDOW:]):
            if before.sentence != mention.sentence:
                break
            human = entity.sort in ("person", "people")
            if before.end <= mention.start and (human if who else entity.sort != "person"):
                return entity if before.name is None or _leads(text, before, mention) else None
        return None

    def _within(self, mention: Mention, entity: Entity) -> bool:
        """Whether a description adds nothing that the entity's names lack ("the state education department")."""
        table = words()
        extra = mention.titles - table.modifier - {mention.head} | (mention.titles & table.body - {mention.head})
        if mention.head in table.institution:
            extra = mention.titles - {
                mention.head
            }  # there are many of a kind: "the appeals court", "the district court"
            known = {word for m in entity.mentions[:WINDOW] for word in (*(p.lower() for p in m.parts), *m.titles)}
            return extra <= known or (bool(extra - _LEVELS) and extra - _LEVELS <= known)
        if not extra or len(mention.titles) < 3:
            return True
        return any(extra <= {part.lower() for part in m.parts} for m in entity.mentions[:WINDOW] if m.parts)

    def _gender_fits(self, entity: Entity, gender: Gender) -> bool:
        return not gender or entity.gender in ("", gender)

    def _salient(
        self,
        mention: Mention,
        sorts: tuple[Sort, ...],
        reach: int,
        *,
        named: bool = False,
        many: bool = False,
        office: str = "",
    ) -> Entity | None:
        """The best candidate of the window by points; the later one where points are equal."""
        party = parties(mention.titles)
        best: tuple[float, int] | None = None
        chosen: Entity | None = None
        for at, (before, entity) in enumerate(self.recent[-WINDOW:]):
            gap = mention.sentence - before.sentence
            if (
                gap > reach
                or before.end > mention.start
                or entity.sort not in sorts
                or (named and (not entity.named or entity.place))
                or not agree(party, entity)
                or (office and not may_hold(office, entity))
            ):
                continue
            if not entity.may_be(mention.gender):
                continue
            if (many and not entity.many) or (not many and entity.many and entity.sort != "body"):
                continue
            points = self._points(mention, before, entity, gap)
            points += OFTEN_NAMED * min(len(entity.mentions), OFTEN_NAMED_MOST) if named else 0
            if best is None or (points, at) >= best:
                best, chosen = (points, at), entity
        return chosen

    def _points(self, mention: Mention, before: Mention, entity: Entity, gap: int) -> float:
        points = PER_SENTENCE * gap + OFTEN * min(entity.seen, OFTEN_MOST)
        aside = before.quoted and not mention.quoted  # who speaks inside a quotation does not say the quotation
        points += SUBJECT if before.subject else 0
        points += SENTENCE_START if before.first else 0
        points += SPEAKER if before.drafts and not aside else 0
        points += LAST_SPEAKER if self.speaker is not None and self.speaker[1] is entity and not self.left else 0
        points += QUOTED if aside else 0
        points += POSSESSIVE if before.apart or before.inner else 0
        points += OBLIQUE if before.oblique else 0
        if mention.gender and entity.gender:
            sure = min(1.0, entity.genders[entity.gender] / SURE_GENDER)
            points += sure * (KNOWN_GENDER if entity.gender == mention.gender else OTHER_GENDER)
        points += NAMED if entity.named else 0
        points += UNSURE if entity.named and entity.sorts["person"] < SURE_SORT and entity.sort == "person" else 0
        points += SAME_CLAUSE if gap == 0 and mention.head else 0
        if gap == 0 and mention.behind and (aside or not before.drafts):
            points += SAME_SENTENCE_BEFORE
        elif gap == 0 and before.subject:
            points += SAME_SENTENCE_SUBJECT
        return points

"""Which mentions are one and the same: names by their words, descriptions by their nouns, pronouns by salience.

One pass in reading order; each step looks at a bounded window or at an index, so time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.reader.sources.kinds import Gender, Sort, words
from sayso.reader.sources.mentions import Mention

WINDOW = 40
"""Mentions looked back on for a pronoun: about two paragraphs of dense news text."""
FAR = 12
"""Sentences behind which a pronoun's antecedent is not sought by salience."""
EPITHET_REACH = 3
"""Sentences over which "the man" or "the company" may stand for somebody named."""
LONG_DESCRIPTION = 4
"""Words from which two equal indefinite descriptions ("a man detained in Ostby") mean the same one."""
OPENING = 30
"""Characters that a repeated lead has in common with the first from its description on."""

JUST_NAMED = 3
"""Sentences for which a surname stands for the speaker of that surname who was last named in full."""
GENERIC_REACH = 8
"""Sentences over which "the company" may stand for a named body: the subject of a report is named again and again."""

_LEVELS = frozenset(("state", "federal", "national", "local", "city", "county", "provincial", "regional", "municipal"))
"""Words that say whose an institution is, which its name says in another way ("the state education department")."""
_POSSESSIVE = re.compile(r"['’]s?$")
_VERBAL = ("ing", "ed", "ly")
"""Endings of a word that begins a sentence and only seems to belong to the name behind it ("Asked Ruiz")."""

GIVEN_GENDER = 4
"""How many pronouns in the same sentence a given name or a title outweighs in telling a gender."""

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
NAMED = 0.4
OFTEN = 0.15
OFTEN_MOST = 5
OFTEN_NAMED = 0.2
OFTEN_NAMED_MOST = 10
"""For "the company": what a report is about is named again and again."""
SAME_SENTENCE_SUBJECT = 1.5
"""For "Ruiz left after he ...": the subject of the same sentence."""
SAME_SENTENCE_BEFORE = -2.0
"""For "..., he said": whoever is named earlier in the same sentence is spoken of, not speaking."""


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
            self.sorts[mention.sort] += 3 if mention.sure else 1
        if mention.gender:
            self.genders[mention.gender] += GIVEN_GENDER
        elif mention.hint:
            self.genders[mention.hint] += 1
        self.named = self.named or mention.name is not None
        self.joined = self.joined or mention.joined
        self.place = self.place or mention.place


# ------------------------------------------------------------------------------------------------------------ names


def join_names(named: Sequence[Mention], bare: Sequence[Mention] = ()) -> dict[Mention, Entity]:
    """One entity for the names that mean the same: "Ana Ruiz", "Ruiz", "Mrs. Ruiz"; "Port Authority", "PA".

    `bare` are capitalised common nouns without an article, which may be surnames ("King").
    """
    full: dict[tuple[str, ...], Entity] = {}
    last: dict[str, list[Entity]] = defaultdict(list)
    first: dict[str, list[Entity]] = defaultdict(list)
    of: dict[Mention, Entity] = {}
    long = [m for m in named if len(m.parts) > 1 and not m.weak and m.parts[0].lower() not in words().particles]
    _drop_epithets(long)
    long = [m for m in long if len(m.parts) > 1]
    # "Ildo Garza Villar" and "Garza Villar": two surnames, one man
    full_name = {
        tuple(p.lower() for p in m.parts[1:]): ("", m.parts[0].lower(), m.parts[-1].lower())
        for m in long[::-1]
        if len(m.parts) == 3
    }
    for mention in long:
        parts = tuple(map(_plain, mention.parts))
        person = mention.sort in ("person", None)
        key = ("", _forename(parts), _surname(parts)) if person else parts
        key = full_name.get(parts, key) if person else key
        entity = full.get(key)
        if entity is None:
            entity = full[key] = Entity()
            if person:
                last[_surname(parts)].append(entity)
                first[parts[0]].append(entity)
            else:
                for alias in _aliases(parts):
                    full.setdefault(alias, entity)
        if mention.alias:
            full.setdefault((mention.alias,), entity)
        entity.take(mention)
        of[mention] = entity
    for mention in bare:
        if mention.head in last:  # "King said", where the text has a Rosa King
            mention.parts, mention.sort = (mention.head,), "person"
            of[mention] = _single(mention, full, last, first)
    # "Mr. Ruiz" before "President Ruiz" before "Ruiz": what tells a gender or a title makes the better anchor
    singles = [m for m in named if m not in of and not m.weak]
    for mention in singles:
        if mention.name is not None and mention.start == mention.name[0] and _plain(mention.parts[-1]) in last:
            mention.gender = ""  # "Warren", where the text has an Elizabeth Warren, is no man's forename
    singles.sort(key=lambda m: (not (m.gender and m.sort == "person"), not m.titles, m.start))
    for mention in singles:
        of[mention] = _single(mention, full, last, first)
    for mention in (m for m in named if m not in of):
        first_word = mention.parts[0].lower()
        if len(mention.parts) == 1 and (first_word in last or (first_word,) in full or first_word in first):
            of[mention] = _single(mention, full, last, first)
    return of


def _drop_epithets(long: Sequence[Mention]) -> None:
    """ "Honest Ana Ruiz", where the text has "Ana Ruiz" too: the first word is no part of the name."""
    known = {m.parts for m in long}
    for mention in long:
        rest = mention.parts[1:]
        verbal = mention.first and len(rest) == 1 and mention.parts[0].lower().endswith(_VERBAL)
        if (
            (verbal or (len(rest) > 1 and rest in known and rest[0].lower() in words().given))
            and mention.parts[0].lower() not in words().given
            and mention.sort != "body"
        ):
            assert mention.name is not None
            end = mention.name[1]
            mention.name, mention.parts = (end - sum(map(len, rest)) - len(rest) + 1, end), rest


def _plain(word: str) -> str:
    """A word of a name as names are compared: lower case, no full stop, one kind of apostrophe."""
    return word.lower().rstrip(".").replace("’", "'")


def _forename(parts: Sequence[str]) -> str:
    return parts[0] if len(parts[0]) > 1 or len(parts) < 3 else parts[0] + parts[1]


def _surname(parts: Sequence[str]) -> str:
    return parts[-2] if parts[-1] in ("jr", "sr", "ii", "iii", "iv") and len(parts) > 2 else parts[-1]


def _aliases(parts: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The short forms of a body's name: initials, and the name without its last words ("Tern Institute")."""
    big = [part for part in parts if part not in words().joints]
    if parts[-1] in words().press:
        yield (parts[-1],)
    if len(big) > 2 or (len(big) == 2 and len(parts) == 2):
        for skip in range(min(3, max(1, len(big) - 2))):  # "U.S. Department of ..." is mostly known by its last words
            yield ("".join(part[0] for part in big[skip:]),)
    for cut in range(len(parts) - 1, 0, -1):
        head = parts[:cut]
        if head[-1] in words().joints:
            continue
        if cut > 1 or (head[0] not in words().places and len(head[0]) > 3 and head[0] not in words().inside):
            yield head
            if cut == 1:
                return


def _single(
    mention: Mention, full: dict[tuple[str, ...], Entity], last: dict[str, list[Entity]], first: dict[str, list[Entity]]
) -> Entity:
    """The entity of a one-word name: the person with that surname, then forename, then the body, then a new one."""
    key = _plain(mention.parts[-1])
    exact = full.get((key,))
    shout = mention.parts[0].isupper() and key in last  # WALLACE
    human = mention.sort in ("person", None)
    choice: list[Entity] = []
    if human or exact is None or shout:
        choice = last.get(key) or ([] if mention.titles or mention.parts[0].isupper() else first.get(key, []))
    fits = [e for e in choice[:WINDOW] if not mention.gender or e.gender in ("", mention.gender)]
    entity = _meant(mention, fits) or exact
    if entity is None or (mention.sort == "person" and entity is exact and entity.sort != "person"):
        entity = full[(key,)] = Entity()
        if (mention.titles or mention.gender) and human:
            last[key].append(entity)
    elif entity is not exact and not human and mention.sort != "document":
        mention.sort, mention.sure = "person", False  # the names head was wrong: the text has somebody of that surname
    entity.take(mention)
    return entity


def _meant(mention: Mention, fits: Sequence[Entity]) -> Entity | None:
    """Of the people with one surname: who was named in full as a speaker right before, else who is named most."""
    if len(fits) < 2:
        return fits[0] if fits else None
    if mention.titles:
        titled = [e for e in fits if any(mention.titles & m.titles for m in e.mentions[:WINDOW])]
        fits = titled or fits
    near: list[tuple[int, int]] = []
    for k, entity in enumerate(fits):
        at = bisect_left(entity.spoke, (mention.start, 0)) - 1
        if at >= 0 and mention.sentence - entity.spoke[at][1] <= JUST_NAMED:
            near.append((entity.spoke[at][0], k))
    if near:
        return fits[max(near)[1]]
    return max(fits, key=lambda e: sum(len(m.parts) > 1 or bool(m.gender) for m in e.mentions[:WINDOW]))


# ------------------------------------------------------------------------------------------------------ descriptions


def _such(head: str, entity: Entity) -> bool:
    """Whether a named body can be called by a generic noun: no ministry is "the company", no bank "the newspaper"."""
    table = words()
    parts = {part.lower() for m in entity.mentions[:WINDOW] for part in m.parts}
    if head in ("network", "broadcaster"):
        return bool(parts & table.press_words)
    if head in table.press_nouns:
        return bool(parts & (table.press | table.press_words))
    return head not in table.trade or not parts & table.public


def _parties(titles: Iterable[str]) -> set[str]:
    table = words().parties
    return {table[word] for word in titles if word in table}


def _party_of(entity: Entity) -> set[str]:
    return {party for m in entity.mentions[:WINDOW] if m.name is not None for party in _parties(m.titles)}


def _agree(party: set[str], entity: Entity) -> bool:
    """Whether a description's party is not another one than the entity's."""
    known = _party_of(entity) if party else party
    return not (party and known) or bool(party & known)


class Chains:
    """The pass in reading order: gives each mention its entity."""

    def __init__(self, names: dict[Mention, Entity]) -> None:
        self.of: dict[Mention, Entity] = names
        self.recent: list[tuple[Mention, Entity]] = []
        self.by_text: dict[tuple[str, ...], Entity] = {}
        self.by_opening: dict[str, Entity] = {}
        self.by_head: dict[str, Entity] = {}
        self.by_title: dict[str, Entity] = {}
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
                lesser = bool(mention.titles & table.lesser)  # a vice president is not "the president" of a text
                for title in sorted(mention.titles):
                    for word in (title, *table.means.get(title, ())):
                        if lesser:
                            self.by_title.setdefault(word, entity)
                        else:
                            self.by_title[word] = entity
                        if word in table.person:
                            self.by_title.update((f"{more} {word}", entity) for more in mention.titles)
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
        head, sort = mention.head, mention.sort
        capitals = {w.lower() for w in text[mention.start : mention.end].split()[1:] if w[:1].isupper()} - {head}
        if sort == "person":
            pairs = (self.by_title.get(f"{word} {head}") for word in sorted(capitals))
            titled = next((entity for entity in pairs if entity is not None), None) or self.by_title.get(head)
            party = _parties(mention.titles | capitals)
            if titled is not None and self._gender_fits(titled, mention.gender) and _agree(party, titled):
                return titled
            if titled is not None and party:  # "the Democratic nominee", where the last nominee was a Republican
                return next((e for e in self.often if e.sort == "person" and party & _party_of(e)), None)
        before = self.by_head.get(head)
        if sort == "body" and head in words().generic and not capitals and len(mention.titles) < 3:
            named = self._salient(mention, ("body",), GENERIC_REACH, named=True)
            if named is not None and _such(head, named) and (before is None or self._nearer(named, before)):
                return named
        if (
            before is not None
            and not capitals
            and self._within(mention, before)
            and (before.sort == sort or before.named)
        ):
            return before
        table = words()
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
            found = self._salient(mention, ("person",), FAR)
            return found or next((e for e in self.often if e.sort == "person" and e.gender == mention.gender), None)
        if word == "they":
            return self._salient(mention, ("people", "body", "person"), FAR, many=True)
        if word == "it":
            return self._salient(mention, ("body", "document"), FAR)
        if word == "who":
            return self._relative(mention, text)
        return self.speaker[1] if word == "i" and mention.quoted and self.speaker else None

    def _relative(self, mention: Mention, text: str) -> Entity | None:
        """ "..., who said": the mention that ends right before, a person for "who"."""
        who = text[mention.start : mention.end].lower() in ("who", "whom")
        mention.which = not who
        for before, entity in reversed(self.recent[-WINDOW:]):
            if before.sentence != mention.sentence:
                break
            human = entity.sort in ("person", "people")
            if before.end <= mention.start and (human if who else entity.sort != "person"):
                return entity
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
        self, mention: Mention, sorts: tuple[Sort, ...], reach: int, *, named: bool = False, many: bool = False
    ) -> Entity | None:
        """The best candidate of the window by points; the later one where points are equal."""
        best: tuple[float, int] | None = None
        chosen: Entity | None = None
        for at, (before, entity) in enumerate(self.recent[-WINDOW:]):
            gap = mention.sentence - before.sentence
            if (
                gap > reach
                or before.end > mention.start
                or entity.sort not in sorts
                or (named and (not entity.named or entity.place))
            ):
                continue
            if not self._gender_fits(entity, mention.gender):
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
        points += KNOWN_GENDER if mention.gender and entity.gender == mention.gender else 0
        points += NAMED if entity.named else 0
        if gap == 0 and mention.behind and (aside or not before.drafts):
            points += SAME_SENTENCE_BEFORE
        elif gap == 0 and before.subject:
            points += SAME_SENTENCE_SUBJECT
        return points

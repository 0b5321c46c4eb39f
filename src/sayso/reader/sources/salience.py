"""Whom a text has in mind: its latest mentions and its speaker, and which of them is likeliest meant, by points."""

from __future__ import annotations

from sayso.reader.sources.entities import SURE_GENDER, SURE_SORT, WINDOW, Entity, agree, may_hold, parties
from sayso.reader.sources.kinds import Sort
from sayso.reader.sources.mentions import Mention

# Points of a candidate antecedent; set by hand on the pronouns of PolNeAR dev (judged by eye);
# NAMED later on labelled ones of PolNeAR train (training/LOG.md, "Resolution").
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


class Salience:
    """What went before, as far as a window of mentions; `left` tells that the report has turned from its speaker."""

    def __init__(self) -> None:
        self.recent: list[tuple[Mention, Entity]] = []
        self.speaker: tuple[Mention, Entity] | None = None
        self.left = False

    @property
    def speaking(self) -> Entity | None:
        """Who spoke last, unless the report has left them."""
        return self.speaker[1] if self.speaker is not None and not self.left else None

    def remember(self, mention: Mention, entity: Entity) -> None:
        """Takes the next mention of the reading order."""
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

    def best(
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
        points += LAST_SPEAKER if self.speaking is entity else 0
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

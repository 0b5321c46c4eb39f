"""Which mentions are one and the same: names as they were joined, descriptions by their nouns, pronouns by salience.

One pass in reading order; each step looks at a bounded window or at an index, so time is linear in the text.
"""

from __future__ import annotations

from sayso.reader.sources.descriptions import Descriptions
from sayso.reader.sources.entities import WINDOW, Entity
from sayso.reader.sources.mentions import Mention
from sayso.reader.sources.pronouns import antecedent, unexplained
from sayso.reader.sources.salience import Salience


class Chains:
    """The pass in reading order: gives each mention its entity."""

    def __init__(self, names: dict[Mention, Entity]) -> None:
        self.of: dict[Mention, Entity] = names
        self.often = sorted(set(names.values()), key=lambda e: (-len(e.mentions), e.mentions[0].start))[:WINDOW]
        self.salience = Salience()
        self.descriptions = Descriptions(self.salience, self.often)

    def add(self, mention: Mention, text: str) -> None:
        """Gives the mention its entity and remembers it for the ones that follow."""
        entity = self.of.get(mention)
        if entity is None and mention.drafts and self._again(mention):
            entity = self.of[mention] = self.salience.recent[-1][1]
            entity.take(mention)
        if entity is None:
            entity = self._meant(mention, text)
            if entity is None:
                return
            if mention.pronoun:
                entity.mentions.append(mention)
                if mention.gender and not entity.genders:
                    entity.genders[mention.gender] += 1
            else:
                entity.take(mention)
            self.of[mention] = entity
        if mention.pronoun not in ("i", "you"):
            self.salience.remember(mention, entity)
            self.descriptions.add(mention, entity)

    def _meant(self, mention: Mention, text: str) -> Entity | None:
        """Whom a description or a pronoun means; None for a pronoun that nothing explains and that nobody speaks by."""
        if not mention.pronoun:
            return self.descriptions.find(mention, text)
        found = antecedent(mention, text, self.salience, self.of, self.often)
        return found or (unexplained(mention) if mention.drafts else None)

    def _again(self, mention: Mention) -> bool:
        """Whether the mention before is the same source with other edges."""
        before = self.salience.recent[-1][0] if self.salience.recent else None
        return before is not None and before.start == mention.start and before.pronoun == mention.pronoun

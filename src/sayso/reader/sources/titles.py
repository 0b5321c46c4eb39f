"""Who bears a title: whom "the senator" means when a text has named one, or several."""

from __future__ import annotations

from sayso.reader.sources.entities import WINDOW, Entity
from sayso.reader.sources.kinds import words
from sayso.reader.sources.mentions import Mention


class Titles:
    """Titles of a text and who was last named with each, in reading order."""

    def __init__(self) -> None:
        self.latest: dict[str, Entity] = {}
        self.bearers: dict[str, list[Entity]] = {}

    def add(self, mention: Mention, entity: Entity) -> None:
        """Remembers who has the titles of a name, up to a window of people for each."""
        table = words()
        lesser = bool(mention.titles & table.lesser)  # a vice president is not "the president" of a text
        for title in sorted(mention.titles):
            for word in (title, *table.means.get(title, ())):
                if lesser:
                    self.latest.setdefault(word, entity)
                else:
                    self.latest[word] = entity
                    found = self.bearers.setdefault(word, [])
                    if entity not in found and len(found) < WINDOW:
                        found.append(entity)
                if word in table.person:
                    self.latest.update((f"{more} {word}", entity) for more in mention.titles)

    def bearer(self, title: str, speaking: Entity | None) -> Entity | None:
        """Whom a title means, of several: who speaks (Salience.speaking); else the last one named with it."""
        if speaking is not None and speaking in self.bearers.get(title, ()):
            return speaking
        return self.latest.get(title)

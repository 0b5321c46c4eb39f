"""Whom a pronoun means: "he", "she", "they" and "it" by salience; "who" by what it stands behind; "I" is who speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.reader.sources.entities import WINDOW, Entity
from sayso.reader.sources.kinds import Sort, is_plural
from sayso.reader.sources.mentions import Mention
from sayso.reader.sources.salience import Salience

FAR = 12
"""Sentences behind which a pronoun's antecedent is not sought by salience."""
_WHO_OF = frozenset(
    ("percent", "%", "those", "some", "many", "most", "others", "few", "anyone", "everyone", "people", "one")
)
"""Words right before "who" that it belongs to, whoever was named before them."""


def antecedent(
    mention: Mention, text: str, salience: Salience, of: Mapping[Mention, Entity], often: Sequence[Entity]
) -> Entity | None:
    """The entity a pronoun means, or None. `of` has the entities so far, `often` those of the most mentions first."""
    word = mention.pronoun
    if word in ("he", "she"):
        ahead = of.get(mention.ahead) if mention.ahead is not None else None
        if ahead is not None and ahead.may_be(mention.gender):
            return ahead
        found = salience.best(mention, ("person",), FAR)
        return found or next((e for e in often if e.sort == "person" and _may_mean(mention, e)), None)
    if word == "they":
        return salience.best(mention, ("people", "body", "person"), FAR, many=True)
    if word == "it":
        return salience.best(mention, ("body", "document"), FAR)
    if word == "who":
        return _relative(mention, text, salience.recent)
    return salience.speaker[1] if word == "i" and mention.quoted and salience.speaker else None


def _may_mean(mention: Mention, entity: Entity) -> bool:
    """Whether "he" can be somebody named only later: not who is first named behind it in its own sentence ("he
    told his brother, Ivo")."""
    first = entity.mentions[0]
    return entity.gender == mention.gender and (first.sentence != mention.sentence or first.start < mention.start)


def _relative(mention: Mention, text: str, recent: Sequence[tuple[Mention, Entity]]) -> Entity | None:
    """ "..., who said": the mention that ends right before, a person for "who"."""
    who = text[mention.start : mention.end].lower() in ("who", "whom")
    mention.which = not who
    for before, entity in reversed(recent[-WINDOW:]):
        if before.sentence != mention.sentence:
            break
        human = entity.sort in ("person", "people")
        if before.end <= mention.start and (human if who else entity.sort != "person"):
            return entity if before.name is None or _leads(text, before, mention) else None
    return None


def unexplained(mention: Mention) -> Entity:
    """An entity for a pronoun that nothing before explains."""
    entity = Entity()
    sort: Sort = "person" if mention.pronoun in ("he", "she", "who", "i") else "people"
    if mention.pronoun == "who" and mention.which:
        sort = "document"
    entity.sorts[sort] += 1
    return entity


def _leads(text: str, before: Mention, mention: Mention) -> bool:
    """Whether "who" can belong to a name: right behind it, or behind an aside; not "Ruiz, against half who"."""
    between = text[before.end : mention.start].strip()
    last = between.rpartition(" ")[2].lower()
    return not between or (between[0] in ",(—–-" and last not in _WHO_OF and not is_plural(last))

"""What keeps two statements of much the same words from being one claim: a table of clashes, each with its reason.

A clash `forbids` the link, or leaves it only as a suggestion for a person's eyes.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.across import Said
from sayso.links.claims.voice import voice
from sayso.links.matter import Matter, Overlap
from sayso.links.matter.names import Name, same_name
from sayso.links.polarity import has_opposite, opposites, polarity
from sayso.links.words import stems


class Clash(NamedTuple):
    """`forbids`: no link at all; else none that is confirmed. `why` in plain English."""

    forbids: bool
    why: str


def early(a: Said, ma: Matter, b: Said, mb: Matter) -> Clash | None:
    """The clashes of manner: another voice, "did not say", and who "I" is. Cheap."""
    if a.negated != b.negated:
        return Clash(True, "one says that it was not said")
    if voice(a) != voice(b):
        return Clash(True, f"{voice(a)} against {voice(b)}")
    if ma.first and mb.first and a.entity and b.entity and a.entity != b.entity:
        return Clash(True, "each speaks of himself")
    return None


def denied(a: Said, b: Said, ma: Matter, mb: Matter) -> Clash | None:
    """Whether one says it is so and the other that it is not."""
    pa, pb = polarity(a.text), polarity(b.text)
    if pa.negated != pb.negated:
        return Clash(True, "one of them is negated")
    if pa.under != pb.under:
        left, right = set(ma.words), set(mb.words)
        turned = sorted(w for w in (pa.under ^ pb.under) if w in left and w in right and w in ma.order)
        if turned:
            return Clash(True, f"negated in one only: {', '.join(turned[:3])}")
    return None


def opposed(ma: Matter, mb: Matter) -> Clash | None:
    """Whether a word of one alone is the opposite of a word of the other alone: rose, fell."""
    left = [w for w in set(ma.words) - set(mb.words) if has_opposite(w)]
    right = [w for w in set(mb.words) - set(ma.words) if has_opposite(w)]
    found = sorted((x, y) for x in left for y in right if opposites(x, y))
    return Clash(True, f"opposites: {found[0][0]}, {found[0][1]}") if found else None


def of_things(o: Overlap) -> list[Clash]:
    """The clashes of what is told: other numbers, days, names, roles."""
    out = []
    if o.numbers_apart:
        x, y = o.numbers_apart[0]
        out.append(
            Clash(True, f"other numbers: {x.value:g}{x.unit and ' ' + x.unit}, {y.value:g}{y.unit and ' ' + y.unit}")
        )
    elif o.numbers_left and o.numbers_right:
        out.append(Clash(False, f"numbers: {o.numbers_left[0].value:g}, {o.numbers_right[0].value:g}"))
    if o.times == "apart":
        out.append(Clash(True, "other days"))
    if o.names_left and o.names_right:
        out.append(Clash(False, f"names: {' '.join(o.names_left[0])}, {' '.join(o.names_right[0])}"))
    if o.roles == "swapped":
        out.append(Clash(True, "who did it to whom is the other way round"))
    return out


def unknown(a: Said, ma: Matter, b: Said, mb: Matter) -> Clash | None:
    """Where the contents alone leave open of whom they speak: "I", "he", or no name and no number at all."""
    if ma.first != mb.first:
        mine, other = (a, mb) if ma.first else (b, ma)
        if not (mine.name and any(w in other.words for w in stems(mine.name))):
            return Clash(False, "who is meant by I or we")
        return None
    if ma.first:
        if a.entity and a.entity == b.entity:
            return None
        if a.name and b.name and _same(a.name, b.name):
            return None
        return Clash(False, "who is meant by I or we")
    vague = not (ma.names or ma.numbers) or not (mb.names or mb.numbers) or ma.pronoun or mb.pronoun
    if vague and not _context(a) & _context(b):
        return Clash(False, "nothing shows that both speak of the same event")
    return None


def _same(one: str, two: str) -> bool:
    left: Name = tuple(stems(one))
    right: Name = tuple(stems(two))
    return bool(left and right) and same_name(left, right)


def _context(said: Said) -> set[str]:
    """Capitalised words around a content: its sentence, its source's name, the report's title."""
    around = f"{said.sentence} {said.name or ''} {said.title or ''}"
    return {s for word in around.split() if word[:1].isupper() for s in stems(word)[:1] if len(s) > 2} - _COMMON


_COMMON = {"the", "and", "but", "this", "that", "for", "they", "she", "his", "her", "monday", "tuesday", "wednesday"}

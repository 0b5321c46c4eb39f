"""What keeps two statements of much the same words from being one claim: a table of clashes, each with its reason.

A clash `forbids` the link, or leaves it only as a suggestion for a person's eyes.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Final, NamedTuple

from sayso.across import Said
from sayso.links.claims.voice import by_act, voice
from sayso.links.matter import Matter, Overlap
from sayso.links.matter.frames import Run, name_words
from sayso.links.matter.names import Name, same_name
from sayso.links.matter.words import HEAVIEST, LACKS, has_kin, listed, spelled, weight
from sayso.links.polarity import has_opposite, opposites, polarity
from sayso.links.words import stems


class Clash(NamedTuple):
    """`forbids`: no link at all; else none that is confirmed. `why` in plain English. `light`: a doubt that evidence
    beside the words removes (one source, one relayed text, the same rare numbers). `word`: it is another word in the
    place of one."""

    forbids: bool
    why: str
    light: bool = False
    word: bool = False


_LIGHT: Final = listed(
    "the a an of in on at to for from by with that be been was were is are had has have any and or since"
)
"""Words under a negation that tell nothing: what counts is what is negated."""


def lacks(text: str) -> bool:
    """Whether a text tells of a lack without a negation."""
    return not LACKS.isdisjoint(text.lower().split())


def early(a: Said, ma: Matter, b: Said, mb: Matter) -> Clash | None:
    """The clashes of manner that hold in the same words too: "did not say", another act, and who "I" is. Cheap."""
    if a.negated != b.negated:
        return Clash(True, "one says that it was not said")
    if by_act(a) != by_act(b) and voice(a) != voice(b):
        return Clash(True, f"{voice(a)} against {voice(b)}")
    if ma.first and mb.first and a.entity and b.entity and a.entity != b.entity:
        return Clash(True, "each speaks of himself")
    return None


def denied(a: Said, ma: Matter, b: Said, mb: Matter) -> Clash | None:
    """Whether one says it is so and the other that it is not: a word of both that is negated in one only."""
    pa, pb = polarity(a.text), polarity(b.text)
    if not pa.under and not pb.under and pa.negated == pb.negated:
        return None
    both = (set(ma.words) & set(mb.words)) - _LIGHT
    left, right = pa.under & both, pb.under & both
    if left & right:
        return None
    if (left and lacks(b.text)) or (right and lacks(a.text)):
        return Clash(False, "one of them is negated, the other tells of a lack", True)
    if left or right:
        return Clash(True, f"negated in one only: {', '.join(sorted(left | right)[:3])}")
    # what is negated stands in one alone: a clause more ("through a door that had not been locked")
    return Clash(False, "one of them is negated", True) if pa.negated != pb.negated else None


def opposed(ma: Matter, mb: Matter) -> Clash | None:
    """Whether a word of one alone is the opposite of a word of the other alone: rose, fell."""
    left = [w for w in set(ma.words) - set(mb.words) if has_opposite(w)]
    right = [w for w in set(mb.words) - set(ma.words) if has_opposite(w)]
    found = sorted((x, y) for x in left for y in right if opposites(x, y))
    return Clash(True, f"opposites: {found[0][0]}, {found[0][1]}") if found else None


def of_things(a: Said, ma: Matter, b: Said, mb: Matter, o: Overlap) -> list[Clash]:
    """The clashes of what is told: other numbers, days, names, roles, another word in the place of one."""
    out = []
    if o.numbers_apart:
        x, y = o.numbers_apart[0]
        out.append(Clash(True, f"other numbers: {x.value:g} and {y.value:g} {' '.join(x.counts[:1])}".rstrip()))
    elif o.numbers_left and o.numbers_right:
        out.append(Clash(False, f"other numbers: {o.numbers_left[0].value:g} and {o.numbers_right[0].value:g}"))
    if o.times == "apart":
        out.append(Clash(True, "other days"))
    elif o.times == "unlike":
        out.append(Clash(False, "other times", True))
    if o.roles == "swapped":
        out.append(Clash(True, "who did it to whom is the other way round"))
    if o.names_left and o.names_right:
        one, two = o.names_left[0], o.names_right[0]
        beside = o.plain >= ALIKE  # all but the names is alike: one telling names the man, the other the place
        out.append(Clash(bool({*one} & {*two}), f"other names: {' '.join(one)} and {' '.join(two)}", beside))
    out += _replaced(a, name_words(ma), b, name_words(mb), o)
    return out


def _replaced(a: Said, left: Set[str], b: Said, right: Set[str], o: Overlap) -> list[Clash]:
    """A name in the place of another forbids; another word that weighs something leaves the link open. Two words whose
    kin are listed and differ ("killed", "injured") say other things; words that no table knows may be another way to
    say it ("divers", "engineers")."""
    out = []
    for one, two in o.replaced:
        if min(_weight(one), _weight(two)) >= REPLACED:
            names = set(one) <= left and set(two) <= right
            light = not names and not (any(map(has_kin, one)) and any(map(has_kin, two)))
            out.append(Clash(names, f"{_words(one, a)} in the one, {_words(two, b)} in the other", light, True))
    return out


def _words(run: Run, said: Said) -> str:
    plain = spelled(said.text)
    return " ".join(f"“{plain.get(word, word)}”" for word in run)


def _weight(run: Run) -> float:
    return min(sum(weight(word) for word in run), HEAVIEST)


ALIKE: Final = 0.75
"""Share of what is no name, from which other names are only a light doubt: they stand beside the matter."""
REPLACED: Final = 1.7
"""Weight (of the lighter run) from which another word in the same place is another matter: above "people"."""


def unknown(a: Said, ma: Matter, b: Said, mb: Matter) -> Clash | None:
    """Where the contents alone leave open of whom they speak: "I", "he", or no name and no number at all."""
    if ma.first != mb.first:
        if _one_source(a, b):
            return None  # "I never saw it"; she said that she never saw it
        mine, other = (a, mb) if ma.first else (b, ma)
        if not (mine.name and any(w in other.words for w in stems(mine.name))):
            return Clash(False, "who is meant by I or we")
        return None
    if ma.first:
        if _one_source(a, b):
            return None
        return Clash(False, "who is meant by I or we")
    vague = not (ma.names or ma.numbers) or not (mb.names or mb.numbers) or ma.pronoun or mb.pronoun
    if vague and not _context(a) & _context(b):
        return Clash(False, "nothing shows that both speak of the same event", True)
    return None


def _one_source(a: Said, b: Said) -> bool:
    if a.entity and b.entity:
        return a.entity == b.entity
    return bool(a.name and b.name and one_name(a.name, b.name))


def one_name(one: str, two: str) -> bool:
    """Whether two sources' names may be one."""
    left: Name = tuple(stems(one))
    right: Name = tuple(stems(two))
    return bool(left and right) and same_name(left, right)


def _context(said: Said) -> set[str]:
    """Capitalised words around a content: its sentence, its source's name, the report's title."""
    around = f"{said.sentence} {said.name or ''} {said.title or ''}"
    return {s for word in around.split() if word[:1].isupper() for s in stems(word)[:1] if len(s) > 2} - _COMMON


_COMMON = {"the", "and", "but", "this", "that", "for", "they", "she", "his", "her", "monday", "tuesday", "wednesday"}

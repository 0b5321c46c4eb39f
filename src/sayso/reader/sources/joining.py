"""Names that mean the same: "Ana Ruiz", "Ruiz" and "Mrs. Ruiz"; "Tern Port Authority", "TPA"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.reader.sources.entities import WINDOW, Entity
from sayso.reader.sources.kinds import Gender, words
from sayso.reader.sources.mentions import Mention

JUST_NAMED = 3
"""Sentences for which a surname stands for the speaker of that surname who was last named in full."""
LONG = 5
"""Letters of a surname from which one letter more, less or other is likelier a slip than somebody else."""
_VERBAL = ("ing", "ed", "ly")
"""Endings of a word that begins a sentence and only seems to belong to the name behind it ("Asked Ruiz")."""


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
    # "Mr. Ruiz" before "President Ruiz" before "Ruiz": what tells a gender or a title makes the better anchor
    singles = [m for m in named if m not in of and not m.weak]
    for mention in (m for m in named if m not in of):
        if mention.name is not None and mention.start == mention.name[0] and _plain(mention.parts[-1]) in last:
            mention.gender = ""  # "Warren", where the text has an Elizabeth Warren, is no man's forename
    for mention in bare:
        if mention.head in last:  # "King said", where the text has a Rosa King
            mention.parts, mention.sort = (mention.head,), "person"
            singles.append(mention)
    singles.sort(key=lambda m: (not (m.gender and m.sort == "person"), not m.titles, m.start))
    spelt = {form: name for name in last if len(name) >= LONG for form in _slips(name)}
    lean = _leanings(m for m in named if m not in of)
    for mention in singles:
        slip = _misspelt(mention, full, last, spelt)
        if slip is not None:
            full[(_plain(mention.parts[-1]),)] = slip
        of[mention] = _single(mention, full, last, first, lean)
    for mention in (m for m in named if m not in of):
        first_word = mention.parts[0].lower()
        if len(mention.parts) == 1 and (first_word in last or (first_word,) in full or first_word in first):
            of[mention] = _single(mention, full, last, first, lean)
    return of


def _slips(word: str) -> Iterable[str]:
    """A word, and it without one letter other than the first: words that are one letter apart share one of these."""
    yield word
    for i in range(1, len(word)):
        yield word[:i] + word[i + 1 :]


def _misspelt(
    mention: Mention, full: Mapping[tuple[str, ...], Entity], last: Mapping[str, list[Entity]], spelt: Mapping[str, str]
) -> Entity | None:
    """Whose surname a lone one is when a letter is put right: "Halvorsn said", where the text has an Ana Halvorsen and
    nobody of the other spelling."""
    word = _plain(mention.parts[-1])
    table = words()
    if mention.sort != "person" or len(word) < LONG or word in last or (word,) in full or word in table.given:
        return None
    for form in _slips(word):
        name = spelt.get(form, "")
        if name and name + "s" != word and word + "s" != name and len(last[name]) == 1:
            return last[name][0]
    return None


def _leanings(singles: Iterable[Mention]) -> dict[str, Gender]:
    """For each surname the gender of most pronouns that follow it, standing alone, in its sentence."""
    votes: dict[str, Counter[Gender]] = defaultdict(Counter)
    for mention in singles:
        if mention.hint and not mention.titles and not mention.gender:
            votes[_plain(mention.parts[-1])][mention.hint] += 1
    return {name: max(found, key=found.__getitem__) for name, found in votes.items()}


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
    mention: Mention,
    full: dict[tuple[str, ...], Entity],
    last: dict[str, list[Entity]],
    first: dict[str, list[Entity]],
    lean: Mapping[str, Gender],
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
    entity = _meant(mention, fits, lean.get(key, "")) or exact
    if entity is None or (mention.sort == "person" and entity is exact and entity.sort != "person"):
        entity = full[(key,)] = Entity()
        if (mention.titles or mention.gender) and human:
            last[key].append(entity)
    elif entity is not exact and not human and mention.sort != "document":
        mention.sort, mention.sure = "person", False  # the names head was wrong: the text has somebody of that surname
    entity.take(mention)
    return entity


def _meant(mention: Mention, fits: Sequence[Entity], lean: Gender) -> Entity | None:
    """Of the people with one surname: who was named in full as a speaker right before, else whose gender the pronouns
    behind the surname tell, else who was named first: the others are told from that one by their full names."""
    if len(fits) < 2:
        return fits[0] if fits else None
    if mention.titles:
        titled = [e for e in fits if any(mention.titles & m.titles for m in e.mentions[:WINDOW])]
        fits = titled or fits
    elif mention.hint:
        fits = [e for e in fits if e.gender == mention.hint] or fits
    near: list[tuple[int, int]] = []
    for k, entity in enumerate(fits):
        at = bisect_left(entity.spoke, (mention.start, 0)) - 1
        if at >= 0 and mention.sentence - entity.spoke[at][1] <= JUST_NAMED:
            near.append((entity.spoke[at][0], k))
    if near:
        return fits[max(near)[1]]
    if lean and not mention.titles and not mention.hint:
        fits = [e for e in fits if e.gender == lean] or fits
    return min(fits, key=lambda e: e.mentions[0].start)

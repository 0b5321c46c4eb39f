"""Relays: on whose report a statement rests ("the Daily reported", "X told Reuters"), followed to that outlet."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from functools import cache
from importlib.resources import files

from sayso.across import Link, Said
from sayso.instants import moment, until
from sayso.links.outlets.families import Families
from sayso.links.outlets.mastheads import bare, index

LATE = timedelta(days=1)
"""How much later than its relay a text may be dated: outlets redate their updates, and zones are missing (by hand)."""
_BESIDE = 24
"""Code points beside a name in which its verb is looked for."""


def relayed(said: Said, media: Collection[str] = (), families: Families | None = None) -> tuple[str, ...]:
    """Names of the media whose text a statement rests on, the utmost (nearest to the source) first.

    A source that is itself a medium comes first ("Reuters reported, the Daily wrote": Reuters, the Daily), then `via`.
    `media` are bare names that other statements showed to be media. The outlet's own name may be among them: whoever
    knows the hosts leaves it out.

    >>> relayed(Said(id="1", report="r", text="x", sentence="x", form="indirect", name="Iven Police",
    ...              kind="named organization", via=("Reuters", "the Daily")))
    ('Reuters', 'the Daily')
    """
    first = (said.name,) if said.name and (bare(said.name) in media or is_medium(said, families)) else ()
    seen: dict[str, str] = {}
    for name in (*first, *said.via):
        seen.setdefault(bare(name), name)
    return tuple(seen.values())


def is_medium(said: Said, families: Families | None = None) -> bool:
    """Whether a statement's source is itself another medium, by the table, by its name, or by what it does here."""
    name = said.name
    if not name or said.kind in ("outlet", "document") or said.form == "own":
        return False
    words = name.split()
    plain = bare(name)
    table = _table()
    person = said.kind == "named person"
    if plain in (families or Families.load()).names and not (person and plain in table["surnames"]):
        return True
    if name.endswith(tuple(table["ends"])) or (len(words) > 1 and words[0] in table["heads"] and not person):
        return True
    front, behind, inside = _beside(said.sentence, name)
    if len(words) > 1 and words[-1].rstrip(".,") in table["tails"]:
        return not person or front in ("the", "The") or words[0] in ("the", "The")
    return _publishes(front, behind, inside, person) and words[-1][:1].isupper()


def is_described(said: Said) -> bool:
    """Whether the source is a medium without a name ("The newspaper"): which one, only its report can tell."""
    words = (said.name or "").lower().split()
    return bool(words) and len(words) < 4 and words[-1] in _table()["described"] and said.form != "own"


def follow(said: Said, by_outlet: Mapping[str, Sequence[Said]], families: Families) -> Link | None:
    """The statement that this one relays, among statements of the same claim by outlet; None where it relays none.

    Taken is the first medium of `relayed` that has a statement there dated not later than LATE after this one: one with
    the same source before others, one that relays nobody before one that does, then the earliest.
    """
    names = relayed(said, families=families)
    if not names:
        return None
    known = index(frozenset(by_outlet))
    for name in names:
        host = families.meant(name, known)
        if host is None or host not in by_outlet or families.same_outlet(host, said.outlet):
            continue
        there = [s for s in by_outlet[host] if s.report != said.report and in_time(s, said)]
        if not there:
            continue
        best = min(there, key=lambda s: (not same_source(s, said), bool(relayed(s, families=families)), order(s)))
        reasons = (f"{said.outlet or 'the report'} gives it on the word of {name}, which is {host}", _when(best, said))
        return Link(left=said.id, right=best.id, kind="relays", score=1.0, reasons=reasons)
    return None


def in_time(original: Said, relay: Said) -> bool:
    """Whether a text is dated not later than LATE after what is said to relay it; True where a date is missing."""
    if original.published is None or relay.published is None:
        return True
    return moment(original.published) <= until(relay.published) + LATE


def same_source(left: Said, right: Said) -> bool:
    """Whether two statements have one source by entity, or by its name where no entity is known."""
    if left.entity and right.entity:
        return left.entity == right.entity
    return bool(left.name and right.name) and bare(left.name or "") == bare(right.name or "")


def order(said: Said) -> tuple[object, ...]:
    """The canonical order of statements: by moment of publication, then report, place and id."""
    return (moment(said.published), said.report, said.at, said.id)


def _when(original: Said, relay: Said) -> str:
    if original.published is None or relay.published is None:
        return "one of the two is not dated"
    return f"published {original.published}, relayed {relay.published}"


def _beside(sentence: str, name: str) -> tuple[str, str, bool]:
    """(the word in front of a name, the word behind it, whether the name stands inside the sentence)."""
    core = name.removeprefix("The ").removeprefix("the ")
    at = sentence.find(core)
    if at < 0:
        return "", "", False
    front = sentence[max(0, at - _BESIDE) : at].split()
    behind = sentence[at + len(core) : at + len(core) + _BESIDE].replace(",", " ").split()
    inside = len(front) > 1 and front[-2][-1:] not in ".!?"
    return (front[-1] if front else "", behind[0] if behind else "", inside)


def _publishes(front: str, behind: str, inside: bool, person: bool) -> bool:
    """Whether the words beside a name say that it is a masthead: "The" inside a sentence ("..., The Lantern reported"),
    or an article before what was read as a person. Ministries "report" too, but nobody writes "The" for them there."""
    table = _table()
    if front not in ("the", "The"):
        return False
    if behind in table["writes"]:
        return True
    return behind in table["reports"] and ((front == "The" and inside) or person)


@cache
def _table() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("sayso.links.independence").joinpath("media.toml").read_text(encoding="utf-8"))
    return {key: frozenset(value) for key, value in raw.items()}

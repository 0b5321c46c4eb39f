"""Whether two sources of different reports are one: confirmed, to be looked at, or not."""

from __future__ import annotations

from sayso.links.entities.alike import Grade, together
from sayso.links.entities.bodies import agree
from sayso.links.entities.prepared import Prepared, prepare
from sayso.links.entities.profile import Match, Profile
from sayso.links.entities.roles import Relation, relation
from sayso.links.words import rarity

CAREER = 3.0
"""Years after which somebody may have come to another walk of life; set by judgement, at most a term of office."""
TELLING = 5.0
"""rarity() above which a trade says who of that name it is: about one of 150 news passages has the word. Set by reading
the rarity of trades: "coach" (5.3) and "jockey" (6.3) tell, "professor", "mayor" (3.7, 4.1) do not."""
SHARED_CONTEXT = 2
"""Rare words two reports must share to count as one story, where stories are not known; one may be chance."""


def same(a: Profile, b: Profile) -> Match | None:
    """Whether two sources are one person or body: a Match, confirmed or only suggested, or None. Symmetric.

    >>> one = Profile(source="1", name="Ana Lund", kind="named person", role="foreign minister", published="2021")
    >>> two = Profile(source="2", name="Ana Lund", kind="named person", role="former minister", published="2023")
    >>> same(one, two).confirmed
    True
    """
    return decide(prepare(a), prepare(b))


def decide(a: Prepared, b: Prepared, *, story: bool | None = None) -> Match | None:
    """`same` for profiles taken apart before. `story` says whether they stand in one story, where that is known."""
    near = near_by(a, b) if story is None else story
    if a.person and b.person:
        found = together(a.person, b.person)
        return _people(a, b, *found, near) if found else None
    if a.body and b.body:
        agreed = agree(a.body, b.body)
        return _bodies(a, b, *agreed, near) if agreed else None
    one, other = (a, b) if a.body else (b, a)
    if one.body and other.rival:
        agreed = agree(one.body, other.rival)
        if agreed and agreed[0] in ("same", "spelling"):
            if near or (a.role.stems == b.role.stems and one.body.host == "" and len(one.body.joined) > 5):
                return Match(score=0.8, confirmed=True, reasons=(agreed[1], _support(a, b, None, near)))
            return Match(
                score=0.5, confirmed=False, reasons=(agreed[1], "read as a person in one and as a body in the other")
            )
    return None


def near_by(a: Prepared, b: Prepared) -> bool:
    """Whether both stand in one report or story, or their reports share rare words."""
    p, q = a.profile, b.profile
    if p.report and p.report == q.report:
        return True
    if p.story is not None and q.story is not None:
        return p.story == q.story or not {p.story, *p.stories}.isdisjoint((q.story, *q.stories))
    return bool(p.context) and len(set(p.context) & set(q.context)) >= SHARED_CONTEXT


def _people(a: Prepared, b: Prepared, grade: Grade, why: str, story: bool) -> Match | None:
    how = relation(a.role, b.role)
    reasons = (why, _support(a, b, how, story))
    if how in ("conflict", "elsewhere"):
        return _at_odds(a, b, grade, how, story, reasons)
    if grade == "bare":
        return _bare(a, b, how, story, reasons)
    if grade == "part":
        if story or (how == "same" and not (a.role.weak or b.role.weak)):
            return Match(score=0.8, confirmed=True, reasons=reasons)
        return Match(score=0.55 if how == "kin" else 0.45, confirmed=False, reasons=reasons)
    assert a.person and b.person
    lower = 0.0 if grade == "same" else 0.05
    if story or (how == "same" and not (a.role.weak or b.role.weak)):
        return Match(score=0.95 - lower, confirmed=True, reasons=reasons)
    if grade == "variant":
        if how == "unknown" and a.person.surname != b.person.surname:
            return None  # "Jang Wei", "Yang Wei": nothing but a likeness
        sure = how == "kin" and not (a.person.common and b.person.common)
        return Match(score=0.75 if sure else 0.5, confirmed=sure, reasons=reasons)
    if a.person.common and b.person.common:
        shared = how == "kin" and (bool(a.role.names & b.role.names) or _telling(a, b))
        return Match(
            score=(0.8 if shared else 0.5) - lower, confirmed=shared, reasons=(*reasons, "many people have this name")
        )
    score = {"same": 0.85, "kin": 0.9, "bridge": 0.8, "unknown": 0.8}[how]
    return Match(score=score - lower, confirmed=True, reasons=reasons)


def _telling(a: Prepared, b: Prepared) -> bool:
    """Whether the roles share a word that few have ("jockey", not "minister")."""
    return not (a.role.weak or b.role.weak) and any(rarity(s) > TELLING for s in a.role.heads & b.role.heads)


def _at_odds(
    a: Prepared, b: Prepared, grade: Grade, how: Relation, story: bool, reasons: tuple[str, str]
) -> Match | None:
    """Roles of two people, or of one with a second life: a suggestion, but for one office told in two ways."""
    if grade == "bare":
        return None
    assert a.person and b.person
    if how == "elsewhere" and story and grade == "same" and not (a.person.common and b.person.common):
        return Match(score=0.75, confirmed=True, reasons=reasons)  # one office told in two ways
    if how == "elsewhere":
        return Match(score=0.55 if story else 0.4, confirmed=False, reasons=reasons)
    later = a.year is not None and b.year is not None and abs(a.year - b.year) >= CAREER
    if story or later or a.role.former or b.role.former:
        return Match(score=0.5 if story else 0.35, confirmed=False, reasons=reasons)
    return None


def _bare(a: Prepared, b: Prepared, how: Relation, story: bool, reasons: tuple[str, str]) -> Match | None:
    """A surname alone needs a story or a role that says which; in other stories it is anybody's."""
    if story:
        return Match(score=0.75, confirmed=True, reasons=reasons)
    if how == "same" and not (a.role.weak or b.role.weak) and (len(a.role.stems & b.role.stems) > 1):
        return Match(score=0.7, confirmed=True, reasons=reasons)
    if how in ("same", "kin") and not (a.role.weak or b.role.weak):
        return Match(score=0.45, confirmed=False, reasons=reasons)
    return None


def _bodies(a: Prepared, b: Prepared, grade: Grade, why: str, story: bool) -> Match | None:
    assert a.body and b.body
    reasons = (why, _support(a, b, None, story))
    if grade == "same":
        return Match(score=0.95, confirmed=True, reasons=reasons)
    if grade == "spelling":
        return Match(score=0.88, confirmed=True, reasons=reasons)
    outlet = bool(a.profile.outlet) and a.profile.outlet == b.profile.outlet
    if grade == "part":
        if (a.body.generic or b.body.generic) and not story and not outlet:
            return None
        return Match(score=0.8 if story else 0.5, confirmed=story, reasons=reasons)
    alike = a.body.core == b.body.core
    if story and (alike or (a.body.generic or b.body.generic)):
        return Match(score=0.85 if alike else 0.75, confirmed=True, reasons=reasons)
    if alike:
        told = "told of by one outlet" if outlet else "a name that fits bodies of many places"
        return Match(score=0.7 if outlet else 0.45, confirmed=outlet, reasons=(why, told))
    if story or outlet:
        return Match(score=0.5, confirmed=False, reasons=reasons)
    return None


def _support(a: Prepared, b: Prepared, how: Relation | None, story: bool) -> str:
    """What speaks for or against it beside the name: roles (where they matter) and stories."""
    where = "same story" if story else "not known to be one story"
    if a.profile.report and a.profile.report == b.profile.report:
        where = "same report"
    elif not story and a.profile.story is not None and b.profile.story is not None:
        where = "different stories"
    if how is None:
        return where
    return f"{_RELATIONS[how]}: {a.role.text or 'none'} / {b.role.text or 'none'}; {where}"


_RELATIONS: dict[Relation, str] = {
    "same": "same role",
    "kin": "roles of one field",
    "bridge": "roles that go together",
    "unknown": "roles say nothing",
    "elsewhere": "the same role of another place or body",
    "conflict": "roles of different fields",
}

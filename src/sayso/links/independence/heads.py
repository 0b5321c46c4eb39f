"""Headlines and leads: own voice that says shortly what the same report attributes further on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sayso.links.independence.weighed import Member
from sayso.links.outlets.mastheads import index, spelled

LEAD = 250
"""Code points behind a title in which a lead begins. By hand: a line under the headline and one sentence more."""


def heads(members: Sequence[Member]) -> dict[str, str]:
    """Own-voice statements that a headline or lead makes, each with the attributed statement that it says shortly.

    What an attribution of the same report repeats is one, and so is what stands at the head in front of one. Own voice
    behind the attribution is the outlet's own.
    """
    attributed: dict[str, list[Member]] = {}
    for m in members:
        if not is_own(m):
            attributed.setdefault(m.said.report, []).append(m)
    found: dict[str, str] = {}
    for m in members:
        others = attributed.get(m.said.report, ()) if is_own(m) else ()
        again = [o for o in others if m.said.id == o.said.repeats or o.said.id == m.said.repeats]
        behind = [o for o in others if o.said.at > m.said.at] if m.said.at[0] < _end(m) else []
        if again or behind:
            found[m.said.id] = min(again or behind, key=lambda o: (o.said.at, o.said.id)).said.id
    return found


def is_own(m: Member) -> bool:
    """Whether the outlet itself says it: own voice, or cited as itself ("the Mirror had reported" in the Mirror).

    A body's own page with press releases is no medium: there the body is a source with a name.
    """
    said = m.said
    if said.form == "own" or said.kind == "outlet":
        return True
    return (
        bool(said.name and said.outlet)
        and said.genre != "press release"
        and _itself(said.name or "", said.outlet or "")
    )


@lru_cache(maxsize=1 << 12)
def _itself(name: str, outlet: str) -> bool:
    """Whether a name spells the outlet that uses it."""
    return spelled(name, index(frozenset((outlet,)))) is not None


def _end(m: Member) -> int:
    return len(m.said.title or "") + LEAD

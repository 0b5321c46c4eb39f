"""The stories of a set of reports: the pass in date order that live adding makes, over again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.links.stories.compare import keys, similarity
from sayso.links.stories.outline import Outline
from sayso.links.stories.placing import Placement, _order, place


def arrange(
    outlines: Sequence[Outline],
    similar: Mapping[tuple[str, str], float] | None = None,
    before: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The story of each report, by report id, whatever the order they are given in.

    `similar` may hold known similarities by (report id, report id), in either order; the others are computed. `before`
    holds the stories as they were when the first of the others came: those reports are not placed anew (a later one may
    still merge or move them), and the pass goes on from there as if it had never stopped.

    So a late arrival costs no more than what came after it: take the stories that share keys with it within LIFE, and
    those that share keys with theirs from its date on; pass their reports, with `before` for all that are older than
    the late one. Stories that merged or parted since are to be arranged whole, without `before`.
    """
    known = dict(similar or {})
    fixed = before or {}

    def likeness(a: Outline, b: Outline) -> float:
        pair = (a.report, b.report) if a.report < b.report else (b.report, a.report)
        if pair not in known:
            known[pair] = known[pair[::-1]] if pair[::-1] in known else similarity(a, b)
        return known[pair]

    holders: dict[int, list[str]] = {}
    story_of: dict[str, str] = {}
    members: dict[str, list[Outline]] = {}
    for outline in sorted({o.report: o for o in outlines}.values(), key=_order):
        own = keys(outline)
        if outline.report in fixed:
            story = fixed[outline.report]
        else:
            touched = {story_of[report] for key in own for report in holders.get(key, ())}
            near = [(m, s) for s in sorted(touched) for m in members[s]]
            placed = place(outline, near, likeness)
            story = placed.story
            _apply(placed, story_of, members)
        story_of[outline.report] = story
        members.setdefault(story, []).append(outline)
        for key in own:
            holders.setdefault(key, []).append(outline.report)
    return story_of


def _apply(placed: Placement, story_of: dict[str, str], members: dict[str, list[Outline]]) -> None:
    """Merge and move the reports that are there, as a placement says."""
    for merged, keeps in placed.merges.items():
        moved = members.pop(merged)
        story_of.update((m.report, keeps) for m in moved)
        members[keeps] = sorted([*members[keeps], *moved], key=_order)
    for report, story in placed.moves.items():
        left = members[story_of[report]]
        moving = next(m for m in left if m.report == report)
        left.remove(moving)
        members.setdefault(story, []).append(moving)
        if not left:
            del members[story_of[report]]
        story_of[report] = story

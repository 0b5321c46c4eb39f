"""What one arriving report does to the stories that are there: it joins one, ties two together, or begins its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.links.stories.compare import WINDOW, gap, shared, similarity
from sayso.links.stories.outline import Outline
from sayso.links.stories.parting import parts
from sayso.records import digest

THRESHOLD = 0.18
"""A report joins a story from this score on. BCubed F1 is flat around it (benchmarks/stories.py --curve): news in date
order, ECB+ without dates, and both as if all were of one day: within .02 from .14 to .24. What is tied wrongly is
parted again (parting.py), so that the threshold need not do that work."""
MERGE = 0.18
"""Two stories that one report joins become one if their reports are as alike as this on the mean.
Flat from .8 to 1.2 times as much."""
CLOSEST = 3
"""Reports of a story whose mean similarity counts as much as that of all its reports: a story has many sides, and a
report tells one of them; but it must not be alike to that side only, or stories would chain."""
WITNESS = 0.05
"""Of a story with several reports, a second one must be as alike as this: a round-up of the day that got into a story
would else draw in everything it tells. From .03 to .09 it changes F1 by .001."""
LIFE = 4 * WINDOW
"""Seconds: a story that began longer ago takes no more reports; the sequel is a story of its own."""
FIRST, LAST = 8, 16
"""Of a longer story, its first and its last reports are looked at: the last since it moves on, the first since it must
stay what it is about (or a running story would drift until it holds everything); and the work stays bounded."""

Similar = Callable[[Outline, Outline], float]


@dataclass(frozen=True, slots=True)
class Placement:
    """What becomes of an arriving report: `story` is the one it belongs to; `merges` says into which story another goes
    as a whole; `moves` (report to story) which reports leave theirs, where it turns out to be two. Merge, then move."""

    story: str
    merges: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)
    score: float = 0.0
    reasons: tuple[str, ...] = ()


def story_id(report: str) -> str:
    """The id of the story that a report begins."""
    return digest("story", report)


def place(outline: Outline, near: Sequence[tuple[Outline, str]], similar: Similar = similarity) -> Placement:
    """Where an arriving report belongs, given `near`: earlier reports with their stories.

    `near` must hold every story of which an earlier report within WINDOW shares a key with the arriving one: all its
    reports, or its FIRST and its LAST ones by (moment, id); more do no harm. `similar` may be a remembered
    `similarity`.
    """
    stories = _stories(outline, near)
    found = sorted(((_score(outline, members, similar), story) for story, members in stories.items()), key=_best)
    joined = [(score, story) for score, story in found if score >= THRESHOLD]
    if not joined:
        why = f"no story within {WINDOW / 86400:.0f} days scores {THRESHOLD}"
        return Placement(
            story_id(outline.report),
            reasons=(f"begins a story: {why}" + (f" (best {found[0][0]:.2f})" if found else ""),),
        )
    score, best = joined[0]
    one = [best]
    for _, other in joined[1:]:
        here = [m for s in one for m in stories[s]]
        both = _looked(sorted([*here, *stories[other]], key=_order))
        if _alike(_looked(here), stories[other], similar) >= MERGE and not parts(both):
            one.append(other)
    closest = max(stories[best], key=lambda m: (similar(outline, m), _order(m)))
    reasons = [
        f"joins: scores {score:.2f} (from {THRESHOLD})",
        f"like {closest.title!r}: {', '.join(shared(outline, closest))}",
    ]
    if len(one) > 1:
        reasons.append(f"ties {len(one)} stories together")
    keeps = min(one, key=lambda s: _order(stories[s][0]))
    members = sorted([m for s in one for m in stories[s]], key=_order)
    moves = _moves(outline, members, reasons)
    return Placement(
        moves.pop(outline.report, keeps), {s: keeps for s in one if s != keeps}, moves, score, tuple(reasons)
    )


def _moves(outline: Outline, members: Sequence[Outline], reasons: list[str]) -> dict[str, str]:
    """The reports that leave a story which a report has joined, with the id of their own, if it is two."""
    looked = _looked([*members, outline])
    found = parts(looked)
    if not found:
        return {}
    reasons.extend(found.reasons)
    new = story_id(looked[found.second[0]].report)
    return {looked[i].report: new for i in found.second}


def _order(outline: Outline) -> tuple[float, str]:
    """Canonical order: by date, then by id; what has no date comes last."""
    return (float("inf") if outline.at is None else outline.at, outline.report)


def _best(scored: tuple[float, str]) -> tuple[float, str]:
    return -scored[0], scored[1]


def _stories(outline: Outline, near: Sequence[tuple[Outline, str]]) -> dict[str, list[Outline]]:
    """The reports of each open story that are looked at, in canonical order."""
    stories: dict[str, list[Outline]] = {}
    for other, story in sorted(near, key=lambda n: _order(n[0])):
        if other.report != outline.report:
            stories.setdefault(story, []).append(other)
    return {story: _looked(members) for story, members in stories.items() if is_open(members[0], outline)}


def is_open(first: Outline, arriving: Outline) -> bool:
    """Whether a story whose first report is `first` may still take a report: it began no longer than LIFE ago.

    What has no date closes nothing, but no dated report is placed by it.
    """
    if first.at is None:
        return arriving.at is None
    apart = gap(first, arriving)
    return apart is None or apart <= LIFE


def _looked(members: Sequence[Outline]) -> list[Outline]:
    """The FIRST and the LAST of a story's reports."""
    return list(members) if len(members) <= FIRST + LAST else [*members[:FIRST], *members[-LAST:]]


def _score(outline: Outline, members: Sequence[Outline], similar: Similar) -> float:
    """How well a report fits a story: half the mean of the CLOSEST, half that of all; 0 where one alone is like it."""
    scores = sorted((similar(outline, m) for m in members), reverse=True)
    if len(scores) > 1 and scores[1] < WITNESS:
        return 0.0
    return (_mean(scores[:CLOSEST]) + _mean(scores)) / 2


def _alike(left: Sequence[Outline], right: Sequence[Outline], similar: Similar) -> float:
    """The mean similarity of the latest reports of two stories."""
    return _mean([similar(a, b) for a in left for b in right])


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / len(scores)

"""What one arriving report does to the stories that are there: it joins one, ties two together, or begins its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sayso.links.stories.compare import WINDOW, gap, shared, similarity
from sayso.links.stories.outline import Outline
from sayso.records import digest

THRESHOLD = 0.27
"""A report joins a story from this score on."""
MERGE = 0.27
"""Two stories that one report joins become one if their reports are as alike as this on the mean."""
CLOSEST = 3
"""Reports of a story whose mean similarity counts as much as that of all its reports: a story has many sides, and a
report tells one of them; but it must not be alike to that side only, or stories would chain."""
MEMBERS = 24
"""Of a story's reports within WINDOW, so many are looked at: the latest. What a running story was weeks ago says less
than what it is now, and the work stays bounded."""

Similar = Callable[[Outline, Outline], float]


@dataclass(frozen=True, slots=True)
class Placement:
    """What becomes of an arriving report: the story it belongs to, and the stories that are merged into that one."""

    story: str
    merges: tuple[str, ...] = ()
    score: float = 0.0
    reasons: tuple[str, ...] = ()


def story_id(report: str) -> str:
    """The id of the story that a report begins."""
    return digest("story", report)


def place(outline: Outline, near: Sequence[tuple[Outline, str]], similar: Similar = similarity) -> Placement:
    """Where an arriving report belongs, given `near`: earlier reports with their stories.

    `near` must hold all earlier reports within WINDOW of every story that has one report there which shares a key with
    the arriving one; more do no harm. `similar` may be a remembered `similarity`.
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
        if _alike([m for s in one for m in stories[s]], stories[other], similar) >= MERGE:
            one.append(other)
    keeps = min(one, key=lambda s: _order(stories[s][0]))
    closest = max(stories[best], key=lambda m: (similar(outline, m), _order(m)))
    reasons = [
        f"joins: scores {score:.2f} (from {THRESHOLD})",
        f"like {closest.title!r}: {', '.join(shared(outline, closest))}",
    ]
    if len(one) > 1:
        reasons.append(f"ties {len(one)} stories together")
    return Placement(keeps, tuple(sorted(s for s in one if s != keeps)), score, tuple(reasons))


def _order(outline: Outline) -> tuple[float, str]:
    """Canonical order: by date, then by id; what has no date comes last."""
    return (float("inf") if outline.at is None else outline.at, outline.report)


def _best(scored: tuple[float, str]) -> tuple[float, str]:
    return -scored[0], scored[1]


def _stories(outline: Outline, near: Sequence[tuple[Outline, str]]) -> dict[str, list[Outline]]:
    """The latest MEMBERS of each story within WINDOW of a report, in canonical order."""
    stories: dict[str, list[Outline]] = {}
    for other, story in sorted(near, key=lambda n: _order(n[0])):
        apart = gap(outline, other)
        if (apart is None or apart <= WINDOW) and other.report != outline.report:
            stories.setdefault(story, []).append(other)
    return {story: members[-MEMBERS:] for story, members in stories.items()}


def _score(outline: Outline, members: Sequence[Outline], similar: Similar) -> float:
    """How well a report fits a story: half the mean of the CLOSEST, half the mean of all."""
    scores = sorted((similar(outline, m) for m in members), reverse=True)
    return (_mean(scores[:CLOSEST]) + _mean(scores)) / 2


def _alike(left: Sequence[Outline], right: Sequence[Outline], similar: Similar) -> float:
    """The mean similarity of the latest reports of two stories."""
    return _mean([similar(a, b) for a in left[-MEMBERS:] for b in right])


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / len(scores)

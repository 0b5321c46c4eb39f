"""The story of one arriving report. What arrives in date order is placed once; what arrives late has what came after it
placed again, so that the outcome is that of one pass in date order."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from sayso.archive import beside, derived, sharing
from sayso.archive.derived import Story
from sayso.linking.desk import Desk
from sayso.links import stories
from sayso.links.stories.placing import FIRST, LAST
from sayso.records import Reading

MEMBERS = (FIRST, LAST)
"""Reports of one story that are fetched: its first and its last ones (what links.stories looks at)."""
FAR = 1e17
"""Seconds: no report is published that late."""
NEAREST = 12
"""Reports whose stories are looked at: those that share most keys with the arriving one. In a month of 3,000 reports a
single word of its keys is shared by hundreds, whose stories it cannot belong to."""
MOST_AGAIN = 400
"""Reports placed again for one late arrival, at most: a month of a big story."""


def place(conn: Connection, desk: Desk, report: int, reading: Reading) -> None:
    """Puts the report into a story, and ties or moves others where it shows that they belong together."""
    outline = stories.outline(reading.report, reading.furniture)
    own = stories.keys(outline)
    at = outline.moment
    first, last = (at - stories.WINDOW, at + stories.WINDOW) if at is not None else (-FAR, FAR)
    shared = sharing.sharing_within(conn, own, first, last)
    touched = sorted(shared, key=lambda seq: (-shared[seq], -seq))[:NEAREST]
    derived.insert_keys(conn, "report_keys", ((key, at, report) for key in own))
    desk.put_outline(conn, report, outline)
    members = beside.stories_around(conn, touched, (first, last), MEMBERS)
    before = {seq: story for seq, (story, moment) in members.items() if at is None or moment is None or moment <= at}
    if len(before) < len(members):
        _again(conn, desk, outline, report, members)
        return
    outlines = desk.outlines(conn, list(before))
    near = [(found, members[seq][0]) for seq, found in outlines.items()]
    placed = stories.place(outline, near)
    now: dict[str, list[int]] = {placed.story: []}
    for other, into in placed.merges.items():
        now.setdefault(into, []).extend(beside.in_stories(conn, [other]))
    numbers = {o.report: seq for seq, o in outlines.items()}
    for moved, story in placed.moves.items():
        now.setdefault(story, []).append(numbers[moved])
    now[placed.story].append(report)
    moving = {numbers[m] for m in placed.moves}
    titles = {story: next((o.title for o, s in near if s == story), outline.title) for story in now}
    found = []
    for story, reports in now.items():
        here = {numbers[m] for m, s in placed.moves.items() if s == story}
        stay = [r for r in reports if r not in moving or r in here]
        found.append(Story(story, titles[story], stay, placed.reasons))
    derived.set_stories(conn, found)


def _again(
    conn: Connection,
    desk: Desk,
    outline: stories.Outline,
    report: int,
    members: dict[int, tuple[str, float | None]],
) -> None:
    """A late arrival: it and the later reports of the stories it touches are placed anew, those before as they are."""
    whole = beside.in_stories(conn, sorted({story for story, _ in members.values()}))[-MOST_AGAIN:]
    bodies = desk.outlines(conn, [*whole, report])
    seqs = {o.report: seq for seq, o in bodies.items()}
    found = list(bodies.values())
    known = beside.story_of(conn, whole)
    at = float("inf") if outline.at is None else outline.at
    fixed = {
        o.report: known[seqs[o.report]]
        for o in found
        if seqs[o.report] in known and ((float("inf") if o.at is None else o.at), o.report) < (at, outline.report)
    }
    stories_now: dict[str, list[int]] = {}
    titles: dict[str, str] = {}
    arranged = stories.arrange(found, before=fixed)
    for o in sorted(found, key=lambda o: (float("inf") if o.at is None else o.at, o.report)):
        stories_now.setdefault(arranged[o.report], []).append(seqs[o.report])
        titles.setdefault(arranged[o.report], o.title)
    why = ("placed again, in date order, when an earlier report arrived",)
    derived.set_stories(conn, [Story(story, titles[story], rows, why) for story, rows in stories_now.items()])

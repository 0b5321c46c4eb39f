"""The chain of reasons of an independent text: every statement that was folded into it, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.links.independence.desk import Fold
from sayso.links.independence.relays import order
from sayso.links.independence.voices import Home
from sayso.links.independence.weighed import Folded, How, Member, Text
from sayso.records import digest


def stands_for(said: Sequence[Member], out: Fold) -> Member:
    """The statement that stands for a text: the earliest that is no relay, where there is one."""
    return min(
        said, key=lambda m: (m.said.id in out.relays or m.said.id in out.heads, m.said.id in out.round, order(m.said))
    )


def text_id(node: str) -> str:
    """The id of a text: a hash of what it is, so that it does not depend on the other texts."""
    return digest("text", node)


def told(
    node: str, said: Sequence[Member], out: Fold, home: Home, notes: Mapping[str, str]
) -> tuple[tuple[object, ...], Text]:
    """(sort key, the text with its chain)."""
    stands = stands_for(said, out)
    members = sorted(said, key=lambda m: (m is not stands, order(m.said)))
    absent = node in out.absent
    why = []
    if absent:
        why.append(f"the text of {home.outlet} is not in the archive: all relays of it on this claim are one text")
    if node.startswith("circle:"):
        why.append("a circle: these media only rest on each other, so they are one text and rest on nobody")
    folded = tuple(_folded(m, stands, absent, out, notes) for m in members)
    text = Text(id=text_id(node), outlet=home.outlet, absent=absent, members=folded, reasons=tuple(why))
    return (order(stands.said), node), text


def _folded(m: Member, stands: Member, absent: bool, out: Fold, notes: Mapping[str, str]) -> Folded:
    how, on, why = _how(m, stands, absent, out)
    extra = [notes[m.said.id]] if m.said.id in notes and how != "headline" else []
    if m.dropped:
        extra.append("dropped from a later version of the page; it still stands in the archive")
    return Folded(
        statement=m.said.id,
        report=m.said.report,
        outlet=m.said.outlet,
        published=m.said.published,
        spans=m.said.extents or (m.said.at,),
        how=how,
        on=on,
        reasons=(why, *extra),
    )


def _how(m: Member, stands: Member, absent: bool, out: Fold) -> tuple[How, str | None, str]:
    """How a statement belongs to its text, by way of which statement, and why."""
    me = m.said.id
    where = f"{stands.said.outlet or 'a report'}, {stands.said.published or 'undated'}"
    if me in out.heads:
        return "headline", out.heads[me], "headline or lead over an attributed statement of the same report"
    if me in out.round:
        names = " and ".join(out.relays.get(me, ())) or "another medium"
        return "circle", out.target.get(me), f"rests on {names}, which comes round to this outlet again"
    if me in out.relays:
        names = ", ".join(out.relays[me])
        target = out.target.get(me)
        tail = "whose text is not in the archive" if target is None else "whose text is in the archive"
        return "relay", target, f"given on the word of {names}, {tail}"
    if m is stands and not absent:
        return "the text itself", None, f"its text comes from no other report of this claim ({where})"
    if m.said.report == stands.said.report:
        return "same report", stands.said.id, "it stands in the same report"
    if m.page == stands.page:
        return "version", stands.said.id, f"another version of the page of {where}"
    return "copy", stands.said.id, f"its passage has the origin {m.passage}, as that of {where} has"

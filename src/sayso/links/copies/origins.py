"""How many texts a group of reports really is: those whose text comes from one place get one origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.across import Copy
from sayso.links.copies.agencies import UNNAMED, canonical, is_own
from sayso.links.copies.clock import order
from sayso.links.copies.sheet import Head, Sheet
from sayso.links.copies.shingles import merged
from sayso.records import Span, digest

FROM_THERE = 0.6
"""Share of a statement's span that must stand in a copied passage for the statement to come from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One independent place a text came from. `report` is the id of the report that stands for it, None where it is an
    agency's wire that nobody added; `agency` is its name where it is an agency's. `reasons` say how it was found."""

    id: str
    report: str | None
    agency: str | None = None
    reasons: tuple[str, ...] = ()


def origins(heads: Sequence[Head | Sheet], copies: Sequence[Copy]) -> dict[str, Origin]:
    """The origin of each report (by its id) of a connected group. The order of both arguments does not matter.

    Only whole copies join two reports. A group's origin is its agency's own report; without that the wire of the agency
    that its reports credit; without that the report that is nobody's copy.

    >>> wire, post = Head(report="1", outlet="mna.example"), Head(report="2", outlet="post.example", credit="MNA")
    >>> found = origins([wire, post], [Copy(copy="2", original="1", share=1.0, whole=True)])
    >>> found["1"] == found["2"], found["2"].report, found["2"].agency
    (True, '1', 'MNA')
    """
    known = {head.report: head for head in (h.head if isinstance(h, Sheet) else h for h in heads)}
    edges = sorted(
        (c for c in copies if c.whole and c.copy in known and c.original in known), key=lambda c: (c.copy, c.original)
    )
    out: dict[str, Origin] = {}
    for group in _groups(known, edges):
        members = sorted((known[report] for report in group), key=_place)
        held = set(group)
        origin = _origin(members, [edge for edge in edges if edge.copy in held])
        out |= dict.fromkeys(group, origin)
    return out


def source_of_span(copies_of_report: Sequence[Copy], span: Span) -> Copy | None:
    """The copy through which a statement at `span` (code points of the copying report's text) came, or None.

    `copies_of_report` are those whose `copy` is that report. The one that covers most of the span, at least FROM_THERE
    of it; of equals the one with the greater share, then the smaller id of the original.

    >>> source_of_span([Copy(copy="2", original="1", share=0.2, whole=False, passages=((10, 90),))], (20, 60)).original
    '1'
    """
    best: tuple[float, float, str] | None = None
    out = None
    length = max(1, span[1] - span[0])
    for copy in sorted(copies_of_report, key=lambda c: (-c.share, c.original)):
        passages = merged(copy.passages)
        covered = sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in passages) / length
        if covered >= FROM_THERE and (best is None or covered > best[0]):
            best, out = (covered, copy.share, copy.original), copy
    return out


def _place(head: Head) -> tuple[tuple[str, str], str]:
    return order(head.published), head.report


def _groups(known: dict[str, Head], edges: Sequence[Copy]) -> list[list[str]]:
    """Reports joined by whole copies, each group and all groups in canonical order."""
    parent = {report: report for report in known}

    def root(report: str) -> str:
        while parent[report] != report:
            parent[report] = parent[parent[report]]
            report = parent[report]
        return report

    for edge in edges:
        one, two = sorted((root(edge.copy), root(edge.original)))
        parent[two] = one
    out: dict[str, list[str]] = {}
    for report in sorted(known):
        out.setdefault(root(report), []).append(report)
    return list(out.values())


def _origin(members: Sequence[Head], edges: Sequence[Copy]) -> Origin:
    """The origin of one group; `members` in order of time."""
    if len(members) == 1:
        only = members[0]
        why = "no other report has this text" + (f", though it credits {only.credit}" if only.credit else "")
        return Origin(id=digest("origin", only.report), report=only.report, reasons=(why,))
    size = f"{len(members)} reports are one text"
    named = [h for h in members if h.credit and h.credit != UNNAMED and not is_own(h.credit, h.outlet)]
    credited = Counter(canonical(h.credit) for h in named if h.credit)
    wires = [head for head in members if any(is_own(agency, head.outlet) for agency in credited)]
    if wires:
        wire = wires[0]
        agency = next(name for name, _ in _ranked(credited) if is_own(name, wire.outlet))
        return Origin(id=digest("origin", wire.report), report=wire.report, agency=agency,
                      reasons=(size, f"{wire.outlet} is {agency}, which {_by(credited[agency])} credited"))  # fmt: skip
    whole = Counter(canonical(h.credit) for h in named if h.credit and not h.part)
    if whole:
        agency, count = _ranked(whole)[0]
        return Origin(id=digest("origin", agency, members[0].report), report=None, agency=agency,
                      reasons=(size, f"{count} of them credit {agency}, whose own report is not here"))  # fmt: skip
    copied = {edge.copy for edge in edges}
    first = min(members, key=lambda head: (head.report in copied, _place(head)))
    itself = first.credit if is_own(first.credit, first.outlet) else None
    return Origin(id=digest("origin", first.report), report=first.report, agency=itself,
                  reasons=(size, f"{first.outlet or first.report} has it from none of the others"))  # fmt: skip


def _ranked(credited: Counter[str]) -> list[tuple[str, int]]:
    return sorted(credited.items(), key=lambda item: (-item[1], item[0]))


def _by(count: int) -> str:
    return f"{count} of them" if count > 1 else "one of them"

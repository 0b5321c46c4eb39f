"""Which of two texts that share words is the original: evidence is weighed by a table, and every piece is a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sayso.links.copies.agencies import UNNAMED, is_agency, is_own
from sayso.links.copies.clock import minutes_apart, order
from sayso.links.copies.named import names_outlet
from sayso.links.copies.sheet import Sheet

CLOSE = 10.0
"""Minutes within which clocks say little: systems stamp when a page was made, sent or changed."""
LONGER = 1.15
"""A text this much longer than the other holds what the other left out."""
OUTWEIGHED = "outweighed: "
"""How a reason begins that speaks against what was found."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One kind of evidence. `speaks(a, b)` gives a reason why `a` is the original, or None."""

    weight: float
    speaks: Callable[[Sheet, Sheet], str | None]


def _own_wire(a: Sheet, b: Sheet) -> str | None:
    if is_own(b.head.credit, a.head.outlet) and not is_own(b.head.credit, b.head.outlet):
        return f"{_name(b)} credits {b.head.credit}, which is {_name(a)}"
    return None


def _agency_host(a: Sheet, b: Sheet) -> str | None:
    agency = _agency(a)
    return f"{_name(a)} is the news agency {agency}" if agency and not _agency(b) else None


def _agency(sheet: Sheet) -> str | None:
    """The agency that the report's outlet is: by the table, or since it credits itself."""
    known = is_agency(sheet.head.outlet)
    return known or (sheet.head.credit if is_own(sheet.head.credit, sheet.head.outlet) else None)


def _names(a: Sheet, b: Sheet) -> str | None:
    if a.head.outlet == b.head.outlet:
        return None
    name = _named(b, a)
    return f"{_name(b)} names {_name(a)} (“{name}”)" if name and not _named(a, a) else None


def _both_name(a: Sheet, b: Sheet) -> str | None:
    if a.head.outlet == b.head.outlet:
        return None
    name = _named(b, a)
    return f"both texts name {_name(a)} (“{name}”)" if name and _named(a, a) else None


def _named(text: Sheet, outlet: Sheet) -> str | None:
    return names_outlet(text.text, outlet.head.outlet)


def _credits_others(a: Sheet, b: Sheet) -> str | None:
    if b.head.credit and not a.head.credit and not {_agency(b), is_agency(a.head.outlet)} & {b.head.credit}:
        who = "agencies" if b.head.credit == UNNAMED else b.head.credit
        return f"{_name(b)} credits {who}, {_name(a)} nobody"
    return None


def _clearly_earlier(a: Sheet, b: Sheet) -> str | None:
    apart = minutes_apart(a.head.published, b.head.published)
    return f"{_name(a)} was first, {_long(apart)} earlier" if apart is not None and apart >= CLOSE else None


def _just_earlier(a: Sheet, b: Sheet) -> str | None:
    apart = minutes_apart(a.head.published, b.head.published)
    if apart is None or not 0 <= apart < CLOSE or a.head.published == b.head.published:
        return None
    return f"{_name(a)} was first, but by minutes only"


def _longer(a: Sheet, b: Sheet) -> str | None:
    if len(a.tokens) >= LONGER * len(b.tokens):
        return f"{_name(a)} is the longer ({len(a.tokens)} words to {len(b.tokens)})"
    return None


EVIDENCE: tuple[Evidence, ...] = (
    Evidence(16.0, _own_wire),  # who is credited by name wrote it, whatever the clocks say
    Evidence(8.0, _names),  # "first reported by the Ledger", "told the Ledger"
    Evidence(4.0, _clearly_earlier),  # the usual case: nothing else is said
    Evidence(3.0, _agency_host),  # agencies are printed, and seldom print; but they also pick up, so below the clock
    Evidence(2.0, _just_earlier),
    Evidence(1.8, _both_name),  # "told the Ledger" in both; or the Ledger printed an agency that named it
    Evidence(1.5, _credits_others),  # it says itself that it is not its own; the other may only have dropped the line
    Evidence(1.0, _longer),  # texts are cut more often than they grow; the weakest, since they grow too
)
"""Weights say which evidence wins over which: each is more than the weaker ones below it that can stand against it at
the same time, save that a clock without more is outweighed by a name or a credit. Set by these cases, not by data."""


def direction(a: Sheet, b: Sheet) -> tuple[Sheet, Sheet, tuple[str, ...]]:
    """(copy, original, reasons). The order of the arguments does not matter."""
    a, b = sorted((a, b), key=lambda s: (order(s.head.published), s.head.report))
    one = [(e.weight, reason) for e in EVIDENCE if (reason := e.speaks(a, b))]
    two = [(e.weight, reason) for e in EVIDENCE if (reason := e.speaks(b, a))]
    balance = sum(w for w, _ in one) - sum(w for w, _ in two)
    if balance == 0:
        why = "nothing tells which came first" if not one else "what tells which came first is even"
        return b, a, (f"{why}: {_name(a)} is taken for the original by its place in the archive's order",)
    copy, original = (b, a) if balance > 0 else (a, b)
    for_it, against = (one, two) if balance > 0 else (two, one)
    reasons = [reason for _, reason in sorted(for_it, reverse=True)]
    return copy, original, (*reasons, *(OUTWEIGHED + reason for _, reason in sorted(against, reverse=True)))


def _name(sheet: Sheet) -> str:
    return sheet.head.outlet or f"report {sheet.head.report}"


def _long(minutes: float) -> str:
    for size, unit in ((1440, "days"), (60, "hours")):
        if minutes >= 2 * size:
            return f"{minutes / size:.0f} {unit}"
    return f"{minutes:.0f} minutes"

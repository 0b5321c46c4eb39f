"""What stands beside a marked-up text: who says how much of it, and each source with what it said, linked to it."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.export.card import Names, facts, safe
from sayso.export.plain import named, said
from sayso.records import Reading, Span


def _letters(text: str, spans: set[Span]) -> int:
    """Code points other than white space that the spans cover, each counted once."""
    total, at = 0, 0
    for start, end in sorted(spans):
        total += sum(map(len, text[max(start, at) : max(end, at)].split()))
        at = max(at, end)
    return total


def shares(reading: Reading) -> tuple[int, int, int]:
    """Per cent of the text attributed, in the outlet's own voice, furniture: rounded; 0, 0, 0 for an empty text."""
    text = reading.report.text
    parts = (
        {x for s in reading.statements if s.form != "own" for x in (*s.extents, *s.content_spans)},
        {x for s in reading.statements if s.form == "own" for x in s.content_spans},
        set(reading.furniture),
    )
    counts = [_letters(text, p) for p in parts]
    whole = sum(counts)
    if not whole:
        return 0, 0, 0
    attributed = round(100 * counts[0] / whole)
    own = round(100 * sum(counts[:2]) / whole) - attributed  # rounded so that the three make 100
    return attributed, own, 100 - attributed - own


def _bar(reading: Reading) -> str:
    attributed, own, furniture = shares(reading)
    words = f"{attributed} % attributed, {own} % in its own voice" + (f", {furniture} % furniture" if furniture else "")
    bars, at = "", 0
    for name, share in (("attributed", attributed), ("ownbar", own), ("rest", furniture)):
        bars += f'<rect class="{name}" x="{at}" y="0" width="{share}" height="4"/>'
        at += share
    picture = f'<svg viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="{words}">{bars}</svg>'
    return f'<figure class="share">{picture}<figcaption>{words}</figcaption></figure>'


def aside(reading: Reading, anchors: Mapping[int, str]) -> str:
    """The list of sources. `anchors`: for each statement, by index, the id of its place in the text."""
    names = Names(reading)
    groups: dict[str | None, list[int]] = {}
    own: list[int] = []
    for index, statement in enumerate(reading.statements):
        known = statement.source_id if statement.source_id in names.sources else None
        (own if statement.form == "own" else groups.setdefault(known, [])).append(index)
    items: list[str] = []
    for source_id, members in sorted(groups.items(), key=lambda g: g[0] is None):
        source = names.sources.get(source_id)
        role = f'<span class="role">{safe(source.role)}</span>' if source and source.role else ""
        kind = f'<span class="kind">{source.kind if source else "hearsay"}</span>'
        who = safe(named(source)) if source else "Nobody is named"
        said_so = "".join(_entry(names, n, anchors) for n in members)
        items.append(
            f'<li class="{names.colour(members[0])}"><span class="n">{names.badge(members[0])}</span>'
            f'<span class="name">{who}</span>{role}{kind}<ul>{said_so}</ul></li>'
        )
    if own:
        said_so = "".join(_entry(names, n, anchors) for n in own)
        count = f"{len(own)} sentence{'s' * (len(own) != 1)}, nobody cited"
        items.append(f'<li class="self"><span class="name">Own voice</span><span class="kind">{count}</span>')
        items.append(f"<details><summary>Show them</summary><ul>{said_so}</ul></details></li>")
    return (
        f'<aside aria-label="Who says what"><h3>Who says what</h3>{_bar(reading)}'
        f'<ol class="sources">{"".join(items)}</ol></aside>'
    )


def _entry(names: Names, index: int, anchors: Mapping[int, str]) -> str:
    statement = names.reading.statements[index]
    what = safe(said(names.reading, statement.content_spans)) or "(no words)"
    words = what if index not in anchors else f'<a href="#{anchors[index]}">{what}</a>'
    if statement.form == "own":
        return f"<li>{words}</li>"
    return f'<li>{words}<span class="facts">{" · ".join(facts(names, statement))}</span></li>'

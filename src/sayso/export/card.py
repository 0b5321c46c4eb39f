"""What a page shows of a statement on hover or focus: who, on what cue, how sure, and why Sayso thinks so."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sayso.export.plain import named, one_line, said, visible
from sayso.records import Reading, Source, Statement

COLOURS = 8
"""Hues in page.css; a ninth source takes the first again, and its number still tells the two apart."""
_FEW = 12
"""Words of another statement that a card points at: enough to know it again."""


def safe(text: str) -> str:
    """Text of a report for a page: on one line, visible, escaped, and turning nothing around it."""
    return f"<bdi>{escape(visible(one_line(text)))}</bdi>"


class Names:
    """The sources of a reading numbered in the order in which they first say something."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.sources: dict[str | None, Source] = {s.id: s for s in reading.sources}
        self.statements = {s.id: s for s in reading.statements}
        order = [s.source_id for s in reading.statements if s.form != "own" and s.source_id in self.sources]
        self.number = {name: n for n, name in enumerate(dict.fromkeys(order), 1)}
        self.length = [sum(e - s for s, e in statement.content_spans) for statement in reading.statements]

    def innermost(self, indices: Sequence[int]) -> int:
        """Of statements that lie over one piece, the one with the shortest content."""
        return min(indices, key=lambda n: (self.length[n], n))

    def badge(self, index: int) -> str:
        """The number of a statement's source; "?" for hearsay."""
        return str(self.number.get(self.reading.statements[index].source_id, "?"))

    def colour(self, index: int) -> str:
        """The class that gives a statement its source's hue; "kx", grey, for hearsay."""
        number = self.number.get(self.reading.statements[index].source_id)
        return f"k{(number - 1) % COLOURS}" if number else "kx"

    def few(self, statement_id: str | None) -> str:
        """The first words of another statement."""
        other = self.statements.get(statement_id or "")
        words = said(self.reading, other.content_spans).split()[: _FEW + 1] if other else []
        return safe(" ".join(words[:_FEW])) + ("…" if len(words) > _FEW else "")


def facts(names: Names, statement: Statement) -> list[str]:
    """What is known of a statement, each fact as HTML."""
    cue = said(names.reading, statement.cue_spans)
    found = [
        f"cue <em>{safe(cue)}</em>" if cue else "",
        statement.act or "",
        "negated" if statement.negated else "",
        statement.form,
        f"on {safe(statement.said_on)}" if statement.said_on else "",
        f"to {safe(said(names.reading, statement.addressee_spans))}" if statement.addressee_spans else "",
        f"via {', '.join(safe(named(names.sources.get(v)) or v) for v in statement.via)}" if statement.via else "",
    ]
    return [f for f in found if f]


def _card(names: Names, index: int) -> str:
    statement = names.reading.statements[index]
    source = names.sources.get(statement.source_id)
    lines: list[str] = []
    if statement.form == "own":
        outlet = names.reading.report.outlet
        lines.append('<span class="who">Own voice</span>')
        lines.append(f"Nobody is cited: {safe(outlet) if outlet else 'the outlet'} says this itself.")
    else:
        who = safe(named(source)) if source else "Nobody is named"
        role = f' <span class="role">{safe(source.role)}</span>' if source and source.role else ""
        kind = f' <span class="kind">{source.kind}</span>' if source else ""
        badge = f'<span class="n">{names.badge(index)}</span>'
        lines.append(f'<span class="who {names.colour(index)}">{badge} {who}</span>{role}{kind}')
        lines.append(" · ".join(facts(names, statement)))
    for key, words in (("within", "Within"), ("continues", "Goes on from"), ("repeats", "Repeats")):
        if getattr(statement, key):
            lines.append(f"{words}: {names.few(getattr(statement, key))}")
    sure = [f"confidence {statement.confidence:.2f}"] if statement.form != "own" else []
    why = "; ".join([*(safe(r) for r in statement.reasons), *sure])
    lines.append(f'<span class="why">{why}</span>' if why else "")
    return "".join(f'<span class="line">{line}</span>' for line in lines if line)


def cards(names: Names, indices: Sequence[int]) -> str:
    """The cards of the statements of one unit, one under the other."""
    return "".join(f'<span class="one">{_card(names, n)}</span>' for n in indices)

"""Why a claim's counts are what they are: for each count what it counted, down to the report's address and offsets; and
the near misses, which were not counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sayso.export.archive.claims import MARGIN, Claim, Row, who
from sayso.export.archive.sheet import Sheet
from sayso.export.archive.words import few, many, when

_IN, _DEEP = MARGIN + 2, MARGIN + 6
_MOST = 12
"""Near misses shown of each sort: the surest; --json has all."""


def show(claim: Claim, sheet: Sheet) -> None:
    """Writes what each count of a claim rests on; `claim` has its "why"."""
    why, said = claim["why"], {s["id"]: s for s in claim["statements"]}
    sheet.part(f"Why ({claim['id']})", MARGIN)
    _texts(why["texts"], said, sheet)
    _voices(why["sources"], said, sheet)
    _kept("report", why["reports"], said, sheet)
    _kept("outlet", why["outlets"], said, sheet)
    if [k["key"] for k in why["families"]] == [k["key"] for k in why["outlets"]]:
        sheet.line((f"{many(len(why['families']), 'owner')}:", "cue"), ("each outlet is its own", ""), indent=_IN)
    else:
        _kept("owner", why["families"], said, sheet)
    if why["first"]:
        sheet.line(("first:", "cue"), (_reasons(why["first"]), ""), indent=_IN, hang=_DEEP)
    for ring in why["circles"]:
        sheet.line(("circle:", "cue"), (_reasons(ring), ""), indent=_IN, hang=_DEEP)
    _near("Disputes", why["disputes"], sheet)
    _near("Taken back", why["retracts"], sheet)
    _near("Of this claim, but does not carry it", why["apart"], sheet)
    _near("Of the same matter, but no contradiction", why["differs"], sheet)
    _near("Perhaps linked, not counted (see sayso judge)", why["suggested"], sheet, doubt=True)


def _reasons(row: Row) -> str:
    reasons = row.get("reasons") or ([row["why"]] if row.get("why") else [])
    return "; ".join(reasons)


def _spans(spans: Iterable[Sequence[int]]) -> str:
    """Offsets as they are used: [157:327], in code points of the report's text."""
    return " ".join(f"[{start}:{end}]" for start, end in spans)


def _place(row: Row) -> str:
    """Where it stands: the address, else the report's id."""
    return row.get("url") or f"report {row['report']}"


def _texts(texts: Sequence[Row], said: Mapping[str, Row], sheet: Sheet) -> None:
    sheet.line((f"{many(len(texts), 'independent text')}:", "cue"), indent=_IN)
    for number, text in enumerate(texts, 1):
        for at, member in enumerate(text["members"]):
            row = said.get(member["statement"], member)
            label = f"{number:>2}. " if at == 0 else "    "
            name = f"{who(row)}, " if "form" in row else ""
            head = f"{label}{member['how']}: {name}{when(member['published'])}"
            sheet.line((head, ""), indent=_IN, hang=_DEEP)
            sheet.line((_place(row), "dim"), (_spans(member["spans"]), "dim"), indent=_DEEP, hang=_DEEP)
            for reason in member["reasons"]:
                sheet.line(("-", "dim"), (reason, ""), indent=_DEEP, hang=_DEEP + 2)
        for reason in text["reasons"]:
            sheet.line(("-", "dim"), (reason, ""), indent=_DEEP, hang=_DEEP + 2)


def _voices(voices: Sequence[Row], said: Mapping[str, Row], sheet: Sheet) -> None:
    sheet.line((f"{many(len(voices), 'source')}:", "cue"), indent=_IN)
    for voice in voices:
        entity = f" (id {voice['entity']})" if voice["entity"] else ""
        outlets = dict.fromkeys(said[s]["outlet"] or "-" for s in voice["statements"] if s in said)
        sheet.line((f"{voice['name']}{entity}: in {', '.join(outlets)}", ""), indent=_IN + 2, hang=_DEEP)
        for reason in voice["reasons"]:
            sheet.line(("-", "dim"), (reason, ""), indent=_DEEP, hang=_DEEP + 2)


def _kept(what: str, rows: Sequence[Row], said: Mapping[str, Row], sheet: Sheet) -> None:
    sheet.line((f"{many(len(rows), what)}:", "cue"), indent=_IN)
    for row in rows:
        name = row["key"]
        if what == "report":
            name = " ".join(dict.fromkeys(_place(said[s]) for s in row["statements"] if s in said)) or name
        reasons = f"({_reasons(row)})" if row["reasons"] else ""
        sheet.line((name, ""), (reasons, "dim"), indent=_IN + 2, hang=_DEEP)


def _near(title: str, rows: Sequence[Row], sheet: Sheet, *, doubt: bool = False) -> None:
    """Statements beside the claim, the surest first, each once; of doubtful links what they would be."""
    if not rows:
        return
    best: dict[Any, Row] = {}
    for row in sorted(rows, key=lambda r: -r.get("score", 1.0)):
        best.setdefault((row["source"], row["text"]), row)
    sheet.line((f"{title}:", "cue"), indent=_IN)
    for row in list(best.values())[:_MOST]:
        name = "own voice" if row["source"] == row["outlet"] else row["source"] or "nobody named"
        sheet.line((f"{name}, {row['outlet'] or '-'}, {when(row['published'])}:", ""), (few(row["text"]), ""),
                   indent=_IN + 2, hang=_DEEP)  # fmt: skip
        sheet.line((_place(row), "dim"), (_spans(row["spans"]), "dim"), indent=_DEEP)
        if _reasons(row):
            kind = f"{row['kind']}?" if doubt else ""
            sheet.line(("-", "dim"), (kind, "cue"), (_reasons(row), ""), indent=_DEEP, hang=_DEEP + 2)
    if len(best) > _MOST:
        sheet.line((f"and {len(best) - _MOST} more (--json has them all)", "dim"), indent=_IN + 2)

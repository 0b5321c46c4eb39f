"""The seed, field by field: python training/check_seed.py SEED_FOLDER

Reads report.txt in the folder and compares the Reading with expected.json (judged by hand), which gives spans by their
text and groups the mentions of one source under `same`. Prints what differs; the exit code is 1 where anything does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sayso import read
from sayso.records import Reading, Span, Statement

BLANK = " \t\r\n\u00a0"


def where_of(reading: Reading, statement: Statement) -> str:
    """Where it stands: "headline" (the title), "lead" (the first paragraph of the body) or "body"."""
    text, body = reading.report.text, reading.report.body_start
    start = min(s for s, _ in statement.extents)
    if start < body:
        return "headline"
    lead_end = text.find("\n\n", body)
    return "lead" if start < lead_end else "body"


def _words(reading: Reading, spans: Sequence[Span]) -> str:
    return " … ".join(reading.report.text[s:e].strip(BLANK) for s, e in spans)


def _fields(reading: Reading, got: Statement, wanted: Mapping[str, Any]) -> list[str]:
    """The mismatches of one statement, but for `same` and `repeats`."""
    source = reading.source_of(got)
    given = {
        "where": where_of(reading, got),
        "kind": source.kind if source else None,
        "name": source.name if source else None,
        "role": source.role if source else None,
        "cue": _words(reading, got.cue_spans),
        "content": _words(reading, got.content_spans),
        "form": got.form,
        "act": got.act,
        "said_on": got.said_on,
    }
    return [f"{k} is {v!r}, not {wanted[k]!r}" for k, v in given.items() if k in wanted and v != wanted[k]]


def _pairs(reading: Reading, wanted: Sequence[Mapping[str, Any]]) -> list[Statement | None]:
    """The statement each expected one is compared with: in order, where and cue as wanted; None where there is none."""
    said = [s for s in reading.statements if s.form != "own"]
    out: list[Statement | None] = []
    at = 0
    for w in wanted:
        hit = next(
            (
                i
                for i in range(at, len(said))
                if where_of(reading, said[i]) == w["where"] and _words(reading, said[i].cue_spans) == w["cue"]
            ),
            None,
        )
        out.append(None if hit is None else said[hit])
        at = at if hit is None else hit + 1
    return out


def _groups(wanted: Sequence[Mapping[str, Any]], found: Sequence[Statement | None]) -> list[str]:
    """Whether two statements have one source exactly where `same` says so."""
    out = []
    both = [(i, w["same"], s.source_id) for i, (w, s) in enumerate(zip(wanted, found, strict=True)) if s]
    for n, (i, same, source) in enumerate(both):
        for j, other, of in both[:n]:
            if (same == other) != (source == of):
                out.append(f"statements {j} and {i}: one source is {source == of}, not {same == other}")
    return out


def _repeats(reading: Reading, number: int, wanted: Mapping[str, Any], found: Sequence[Statement | None]) -> list[str]:
    """`repeats` names the place of the earlier statement; absent, the statement repeats none."""
    got = found[number]
    target = next((s for s in reading.statements if got and s.id == got.repeats), None)
    place = where_of(reading, target) if target else None
    return [] if place == wanted.get("repeats") else [f"repeats is {place!r}, not {wanted.get('repeats')!r}"]


def _others(reading: Reading, expected: Mapping[str, Any], found: Sequence[Statement | None]) -> list[str]:
    """Statements beyond those expected and those that may be, own voice that is missing, and the repairs: `repaired`
    shows how the text must read at its joints (some stand so already), and nowhere else may anything be mended."""
    text, out = reading.report.text, []
    may = {m["cue"] for m in expected.get("may", ()) if "cue" in m}
    used = {s.id for s in found if s}
    for s in reading.statements:
        if s.form != "own" and s.id not in used and _words(reading, s.cue_spans) not in may:
            out.append(f"one too many: {_words(reading, s.cue_spans)!r} {_words(reading, s.content_spans)!r}")
    own = {_words(reading, s.content_spans) for s in reading.statements if s.form == "own"}
    out += [f"not own voice: {sentence!r}" for sentence in expected.get("own", ()) if sentence not in own]
    joints = expected.get("repaired", ())
    out += [f"not as repaired: {joint!r}" for joint in joints if joint not in text]
    spots = [(at, at + len(joint)) for joint in joints if (at := text.find(joint)) >= 0]
    out += [
        f"repaired where nothing is broken: {text[max(0, s - 20) : e + 20]!r}"
        for s, e, _ in reading.report.repairs
        if not any(first < s and e <= last for first, last in spots)
    ]
    return out


def compare(reading: Reading, expected: Mapping[str, Any]) -> list[str]:
    """What differs between a reading and what is expected, in plain words; empty where nothing does."""
    out = [
        f"report: {k} is {getattr(reading.report, k)!r}, not {v!r}"
        for k, v in expected["report"].items()
        if getattr(reading.report, k) != v
    ]
    wanted = expected["statements"]
    found = _pairs(reading, wanted)
    for i, (w, got) in enumerate(zip(wanted, found, strict=True)):
        label = f"statement {i} ({w['where']}, {w['cue']!r})"
        if got is None:
            out.append(f"{label}: not found")
            continue
        out += [f"{label}: {m}" for m in [*_fields(reading, got, w), *_repeats(reading, i, w, found)]]
    return [*out, *_groups(wanted, found), *_others(reading, expected, found)]


def main(arguments: Sequence[str]) -> int:
    """The command line; see the module's docstring."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    (reading,) = read(folder / "report.txt")
    wrong = compare(reading, expected)
    for line in wrong:
        print(line)
    print(f"{len(expected['statements'])} statements expected, {len(wrong)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

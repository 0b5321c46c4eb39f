"""Golden cases: what a Reading of an invented report must hold, written by hand before the rules that give it.

A file is a JSON list of cases; where it lies says of which kind they are (`wild`, `negative`, `synthetic`) and its
name says why they exist. Spans are given by their text and located here (see `place`); only keys that are present are
checked.

    python tests/casefile.py [FOLDER]            the share of right statements and cases, reason by reason
    python tests/casefile.py --failing [FOLDER]  the keys and mismatches of the cases that fail (not for held-out ones)
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.records import Reading, Report, Source, Span, Statement

HERE = Path(__file__).parent / "cases"
STATEMENTS, HELD_OUT = HERE / "statements", HERE / "held-out"

CLOSE_ENOUGH = 0.3
"""Overlap (shared characters / all characters) from which a statement is compared with an expected one at all. It only
decides which mismatch is reported: a match still needs every span exact. Set by hand."""

_TRIM = " \t\n\r\u00a0"
_TRIM_CONTINUATION = _TRIM + "."  # a sentence that goes on: whether its full stop belongs to the content is left open
_TRIM_SOURCE = _TRIM + ","  # whether the comma that closes an apposition belongs to the source is left open
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Case:
    """One report and what its reading must hold. `key` is "kind/reason/name", the name in known-failures.json."""

    file: str
    name: str
    why: str
    report: Mapping[str, Any]
    expect: Mapping[str, Any]

    @property
    def key(self) -> str:
        return f"{self.file}/{self.name}"

    @property
    def text(self) -> str:
        """The text as it is stored, before any repair: title, blank line, body."""
        title = self.report.get("title")
        return f"{title}\n\n{self.report['text']}" if title else str(self.report["text"])

    @property
    def statements(self) -> Sequence[Mapping[str, Any]]:
        return tuple(self.expect.get("statements", ()))


@dataclass(frozen=True, slots=True)
class Placed:
    """An expected statement with its texts located. `cue` and `source` list every spelling that is accepted."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    addressee: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The mismatches of one case: a list for each expected statement (empty where it is fully right), and the rest."""

    statements: tuple[tuple[str, ...], ...]
    rest: tuple[str, ...]

    @property
    def right(self) -> bool:
        return not self.rest and not any(self.statements)


def load(folder: Path) -> list[Case]:
    """All cases under a folder, in the order of file names. Raises ValueError where a file is not a list of cases."""
    cases = []
    for path in sorted(folder.rglob("*.json")):
        if path.name == "floor.json":
            continue
        data = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(data, list):
            raise ValueError(f"{path}: expected a list of cases")
        name = path.relative_to(folder).with_suffix("").as_posix()
        cases += [Case(file=name, **entry) for entry in data]  # an unknown key raises TypeError
    return cases


def report_for(case: Case) -> Report:
    """The Report of a case, made the way the program makes it."""
    from sayso.pipeline import report_of

    given = case.report
    report: Report = report_of(
        given["text"], title=given.get("title"), url=given.get("url"), published=given.get("published")
    )
    return report


def occurrences(text: str, words: str) -> list[Span]:
    """Where the words stand in the text, not as a part of longer words."""
    if not words.strip() or words != words.strip():
        raise ValueError(f"{words!r}: empty, or white space at an end")
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w$", words) else ""
    return [m.span() for m in re.finditer(before + re.escape(words) + after, text)]


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _gap(a: Span, b: Span) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _nearest(text: str, words: str, anchors: Sequence[Span], nth: int | None, avoid: Sequence[Span]) -> Span:
    """The occurrence that `nth` (from 1) names, or the nearest to the anchors that overlaps nothing in `avoid`."""
    found = occurrences(text, words)
    if nth is not None:
        if not 0 < nth <= len(found):
            raise ValueError(f"{words!r}: there are {len(found)} of it, nth is {nth}")
        return found[nth - 1]
    free = [f for f in found if not any(_overlap(f, a) for a in avoid)]
    if not free:
        raise ValueError(f"{words!r} is not in the text")
    return min(free, key=lambda f: min((_gap(f, a) for a in anchors), default=0))


def _place_content(text: str, wanted: Mapping[str, Any], floor: int, taken: set[tuple[Span, ...]]) -> tuple[Span, ...]:
    pieces = _listed(wanted.get("content"))
    if not pieces:
        return ()
    nth = wanted.get("nth", {}).get("content")
    found = occurrences(text, pieces[0])
    starts = [found[nth - 1]] if nth else [f for f in found if f[0] >= floor] + [f for f in found if f[0] < floor]
    for first in starts:
        spans = [first]
        for piece in pieces[1:]:
            later = [f for f in occurrences(text, piece) if f[0] >= spans[-1][1]]
            if not later:
                break
            spans.append(later[0])
        if len(spans) == len(pieces) and tuple(spans) not in taken:
            return tuple(spans)
    raise ValueError(f"content {pieces!r} is not in the text, or not in this order")


def place(text: str, statements: Iterable[Mapping[str, Any]]) -> list[Placed]:
    """Locate the texts of expected statements. Raises ValueError where one is not there.

    A content is the first occurrence, not taken by a statement before it, from the previous statement's content on
    (else from the start of the text), its further pieces each behind the one before. A cue is the occurrence nearest to
    the content; source and addressee the ones nearest to the cue. `nth` ({"cue": 2}, counted from 1 over the text)
    overrules this.
    """
    placed: list[Placed] = []
    taken: set[tuple[Span, ...]] = set()
    floor = 0
    for wanted in statements:
        nth = wanted.get("nth", {})
        content = _place_content(text, wanted, floor, taken)
        taken.add(content)
        floor = content[0][0] if content else floor
        cues = tuple(_nearest(text, c, content, nth.get("cue"), content) for c in _listed(wanted.get("cue")))
        near, avoid = cues[:1] or content, [*content, *cues[:1]]
        source, addressee = (
            tuple(_nearest(text, words, near, nth.get(key), avoid) for words in _listed(wanted.get(key)))
            for key in ("source", "addressee")
        )
        placed.append(Placed(content, cues, source, addressee))
    return placed


def tidy(text: str, spans: Iterable[Span], strip: str = _TRIM) -> tuple[Span, ...]:
    """Spans trimmed and sorted; those with nothing but white space between them are one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        while start < end and text[start] in strip:
            start += 1
        while end > start and text[end - 1] in strip:
            end -= 1
        if start == end:
            continue
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def plain_name(name: str | None) -> str | None:
    """A name or role as it is compared: one-spaced, without a leading article, no matter the case."""
    return None if name is None else _ARTICLE.sub("", " ".join(name.split())).strip(" ,.").casefold()


def _texts(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(repr(text[s:e]) for s, e in spans) or "nothing"


def _characters(spans: Iterable[Span]) -> set[int]:
    return {i for s, e in spans for i in range(s, e)}


def _pair(text: str, placed: Sequence[Placed], found: Sequence[Statement]) -> dict[int, Statement]:
    """Which statement of the reading each expected one is compared with: best matches first, each used once."""
    scores = []
    for i, want in enumerate(placed):
        wanted = _characters(want.content)
        for j, got in enumerate(found):
            given = _characters(got.content_spans)
            share = len(wanted & given) / max(1, len(wanted | given))
            cue = any((c,) == tidy(text, got.cue_spans) for c in want.cue)
            if share >= CLOSE_ENOUGH or (cue and not want.content):
                exact = want.content == tidy(text, got.content_spans)
                scores.append((share + 0.5 * cue + 0.5 * exact - 0.5 * (not want.cue and bool(got.cue_spans)), i, j))
    pairs: dict[int, Statement] = {}
    used: set[int] = set()
    for _, i, j in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if i not in pairs and j not in used:
            pairs[i] = found[j]
            used.add(j)
    return pairs


def _check_spans(text: str, wanted: Mapping[str, Any], place_: Placed, got: Statement) -> list[str]:
    out = []
    strip = _TRIM_CONTINUATION if wanted.get("continues") is not None else _TRIM
    content = tidy(text, got.content_spans, strip)
    if place_.content and not wanted.get("loose") and content != tidy(text, place_.content, strip):
        out.append(f"content is {_texts(text, content)}")
    for key, options, spans, strip in (
        ("cue", place_.cue, got.cue_spans, _TRIM),
        ("source", place_.source, got.source_spans, _TRIM_SOURCE),
        ("addressee", place_.addressee, got.addressee_spans, _TRIM_SOURCE),
    ):
        if key not in wanted:
            continue
        given = tidy(text, spans, strip)
        accepted = [tidy(text, [o], strip) for o in options] or [()]
        if given not in accepted:
            out.append(f"{key} is {_texts(text, given)}, not {' or '.join(_texts(text, a) for a in accepted)}")
    return out


def _check_source(wanted: Mapping[str, Any], source: Source | None) -> list[str]:
    out = []
    if "name" in wanted and wanted["name"] is None:
        return [f"source is {source.name!r}, not nobody"] if source is not None else []
    for key in ("name", "role", "kind"):
        given = getattr(source, key, None)
        if key in wanted and plain_name(given) != plain_name(wanted[key]):
            out.append(f"{key} is {given!r}, not {wanted[key]!r}")
    return out


def _check_fields(
    wanted: Mapping[str, Any], got: Statement, pairs: Mapping[int, Statement], names: Callable[[str], str | None]
) -> list[str]:
    out = [
        f"{key} is {getattr(got, key)!r}, not {wanted[key]!r}"
        for key in ("form", "act", "negated", "said_on")
        if key in wanted and getattr(got, key) != wanted[key]
    ]
    if "via" in wanted and [plain_name(names(v)) for v in got.via] != [plain_name(v) for v in wanted["via"]]:
        out.append(f"via is {[names(v) for v in got.via]}, not {wanted['via']}")
    for key in ("within", "continues", "repeats"):
        if key not in wanted:
            continue
        index, given = wanted[key], getattr(got, key)
        target = None if index is None else pairs.get(index)
        if (index is None and given is not None) or (index is not None and (target is None or given != target.id)):
            out.append(f"{key} is {given!r}, not statement {index}")
    return out


def _check_rest(case: Case, reading: Reading, used: set[str]) -> list[str]:
    text, out = reading.report.text, []
    said = [s for s in reading.statements if s.form != "own"]
    own = {tidy(text, s.content_spans) for s in reading.statements if s.form == "own"}
    for sentence in case.expect.get("own", ()):
        if not any(((o,) in own) for o in occurrences(text, sentence)):
            out.append(f"not own voice: {sentence!r}")
    loose = _characters(reading.furniture)
    for piece in case.expect.get("furniture", ()):
        spots = [{i for i in range(*o) if text[i].isalnum()} for o in occurrences(text, piece)]
        if not any(spot <= loose for spot in spots):
            out.append(f"not furniture: {piece!r}")
    for ban in case.expect.get("not", ()):
        out += _check_ban(text, ban, reading, said)
    if case.expect.get("complete"):
        out += [f"one too many: {_show(text, s)}" for s in said if s.id not in used]
    return out


def _check_ban(text: str, ban: Mapping[str, str], reading: Reading, said: Sequence[Statement]) -> list[str]:
    out = []
    for key, words in ban.items():
        spots = occurrences(text, words)
        for s in said:
            spans = tidy(text, getattr(s, f"{key}_spans"), _TRIM_SOURCE)
            hit = any(_overlap(a, b) for a in spans for b in spots) if key == "cue" else any(a in spots for a in spans)
            if hit:
                out.append(f"{words!r} must not be a {key}: {_show(text, s)}")
        if key == "source":
            out += [
                f"{words!r} must not be a source" for s in reading.sources if plain_name(s.name) == plain_name(words)
            ]
    return out


def _show(text: str, s: Statement) -> str:
    return f"{_texts(text, s.source_spans)} | {_texts(text, s.cue_spans)} | {_texts(text, s.content_spans)}"


def outcome(case: Case, reading: Reading) -> Outcome:
    """What is wrong with a reading of a case, statement by statement."""
    text = reading.report.text
    placed = place(text, case.statements)
    found = [s for s in reading.statements if s.form != "own"]
    pairs = _pair(text, placed, found)
    sources = {s.id: s.name for s in reading.sources}
    wrong: list[tuple[str, ...]] = []
    for i, wanted in enumerate(case.statements):
        label = f"statement {i} ({_texts(text, placed[i].content)})"
        got = pairs.get(i)
        if got is None:
            wrong.append((f"{label}: not found",))
            continue
        messages = [
            *_check_spans(text, wanted, placed[i], got),
            *_check_source(wanted, reading.source_of(got)),
            *_check_fields(wanted, got, pairs, sources.get),
        ]
        wrong.append(tuple(f"{label}: {m}" for m in messages))
    return Outcome(tuple(wrong), tuple(_check_rest(case, reading, {s.id for s in pairs.values()})))


def check(case: Case, reading: Reading) -> list[str]:
    """The mismatches of a case in plain words; empty where the reading is right."""
    result = outcome(case, reading)
    return [*(m for messages in result.statements for m in messages), *result.rest]


@dataclass(frozen=True, slots=True)
class Share:
    """Counts over some cases: statements fully right of those expected, cases fully right of all."""

    statements_right: int
    statements: int
    cases_right: int
    cases: int

    def __str__(self) -> str:
        s, c = self.statements_right / max(1, self.statements), self.cases_right / max(1, self.cases)
        return f"statements {self.statements_right:4d} of {self.statements:4d} ({s:4.0%})   cases {self.cases_right:3d} of {self.cases:3d} ({c:4.0%})"  # noqa: E501


def share(outcomes: Iterable[Outcome]) -> Share:
    """The counts over outcomes."""
    all_ = list(outcomes)
    statements = [not wrong for o in all_ for wrong in o.statements]
    return Share(sum(statements), len(statements), sum(o.right for o in all_), len(all_))


def main(arguments: Sequence[str]) -> int:
    """The command line; see the module's docstring."""
    from sayso import Reader

    failing = "--failing" in arguments
    folders = [Path(a) for a in arguments if not a.startswith("--")] or [STATEMENTS]
    cases = [c for f in folders for c in load(f)]
    if failing and any(HELD_OUT.resolve() in [f.resolve(), *f.resolve().parents] for f in folders):
        print("the held-out cases are scored as a whole and never shown one by one", file=sys.stderr)
        return 2
    reader = Reader()
    outcomes = {c.key: outcome(c, reader.read(report_for(c))) for c in cases}
    if failing:
        for key, result in outcomes.items():
            for message in (*(m for ms in result.statements for m in ms), *result.rest):
                print(f"{key}\n    {message}")
    for file in Counter(c.file for c in cases):
        print(f"{file:40s} {share(outcomes[c.key] for c in cases if c.file == file)}")
    print(f"{'all':40s} {share(outcomes.values())}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

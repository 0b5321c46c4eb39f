"""What is wrong with a reading of a golden case, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caseplace import TRIM, TRIM_CONTINUATION, TRIM_SOURCE, Case, Placed, occurrences, overlap, place, tidy
from sayso.records import Reading, Source, Span, Statement

CLOSE_ENOUGH = 0.3
"""Overlap (shared characters / all characters) from which a statement is compared with an expected one at all. It only
decides which mismatch is reported: a match still needs every span exact. Set by hand."""

_ARTICLE = re.compile(r"^(?:the|a|an|mr|mrs|ms|dr|prof)\b\.?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The mismatches of one case: a list for each expected statement (empty where it is fully right), and the rest."""

    statements: tuple[tuple[str, ...], ...]
    rest: tuple[str, ...]

    @property
    def right(self) -> bool:
        return not self.rest and not any(self.statements)


def plain_name(name: str | None) -> str | None:
    """A name or role as it is compared: one-spaced, no leading article or title, no matter the case."""
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
    strip = TRIM_CONTINUATION if wanted.get("continues") is not None else TRIM
    content = tidy(text, got.content_spans, strip)
    if place_.content and not wanted.get("loose") and content != tidy(text, place_.content, strip):
        out.append(f"content is {_texts(text, content)}")
    for key, options, spans, strip in (
        ("cue", place_.cue, got.cue_spans, TRIM),
        ("source", place_.source, got.source_spans, TRIM_SOURCE),
        ("addressee", place_.addressee, got.addressee_spans, TRIM_SOURCE),
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
            spans = tidy(text, getattr(s, f"{key}_spans"), TRIM_SOURCE)
            hit = any(overlap(a, b) for a in spans for b in spots) if key == "cue" else any(a in spots for a in spans)
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

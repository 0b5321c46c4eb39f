"""Which stretches stand between quotation marks: pairs found paragraph by paragraph, then joined over paragraphs.

1. Each mark is read by what stands on its sides: it can open, close, or either.
2. A stack pairs double marks. Single marks are paired within the innermost double marks, where a mark that could be
   an apostrophe ("the workers’ vote") closes only if nothing better comes.
3. A quotation left open at a paragraph's end goes on where the next paragraph opens with the same mark again, or
   where a lone closing mark follows within a few paragraphs. Where the same mark opens again behind a full stop
   within the paragraph, it ends there.

Each mark is pushed and popped once: time grows linearly with the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.reader.layout.sentence_words import SAID
from sayso.reader.page import Quote
from sayso.records import Span

REACH = 5
"""A lone closing mark may close what was opened up to so many paragraphs before (by eye: long block quotations of
news sites have two to four)."""

SPEAKER = 120
"""Characters before a lost closing mark in which a verb of speech shows that the quotation had ended."""

_MARK = re.compile(r"``|'''|''|’’|‘‘|[\"“”„‟«»‹›＂]|‘|(?<!\w)['’‚‛]|['’‛](?!\w)")
_LEADING = re.compile(r"(?:``|''|‘‘|[\"“„«‹‘'])*")
_ELISION = re.compile(r"\d0s?\b|\d\ds\b|(?:em|til|cause|n|tis|twas|bout|round|neath|cuz|nuff|nother)\b", re.I)
_INCHES = re.compile(r"\d['’]\s?\d{1,2}$")
_OPENS_BEHIND = frozenset("([{<“„«‹‘\"'`—–-/|:")
_CLOSES_BEFORE = frozenset(".,;:!?)]}>”’»›\"'—–-/|…")
_OPEN_ONLY = {"“": "curly", "„": "low", "‟": "curly", "«": "guillemet", "‹": "guillemet", "``": "ticks", "‘‘": "ticks"}
_CLOSE_ONLY = {"”": "curly", "»": "guillemet", "›": "guillemet"}
_EITHER = {'"': "straight", "＂": "straight", "''": "ticks", "’’": "ticks"}
_STANDS_IN = {
    "curly": ("low", "straight"),
    "straight": ("curly", "low"),
    "ticks": ("straight", "curly"),
    "guillemet": (),
    "inward": (),
    "low": (),
}
"""Where no quotation of its own kind is open, a mark closes one of these: writers and crawlers mix them."""
_DOUBLED = ("``", "''", "‘‘")
_STOP_BEHIND = re.compile(r"[.!?…][\"'”’»)]?\s+\Z")
_SAID = re.compile(rf"\b(?:{'|'.join(SAID)})\b")
_SURE_END = frozenset(".,!?…;:")


@dataclass(slots=True)
class _Open:
    """A mark that waits for its partner; for single marks within it, the one that is open and its last weak end."""

    family: str
    start: int
    single: int = -1
    single_mark: str = ""
    weak: int = -1


@dataclass(slots=True)
class _Walk:
    """The state of one paragraph: the stack (its floor is the paragraph itself), and what was found."""

    text: str
    end: int
    stack: list[_Open] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    found: list[Quote] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)


def quotes(text: str, paragraphs: Sequence[Span]) -> tuple[Quote, ...]:
    """All quotations in the paragraphs, sorted by start, the outer before the inner; `level` counts nesting from 0.

    >>> [(q.start, q.end, q.level, q.closed) for q in quotes('“He said ‘no’ to me,” she said. It’s so.', [(0, 40)])]
    [(0, 21, 0, True), (9, 13, 1, True)]
    """
    per: list[list[Quote]] = []
    strays: list[int] = []
    for start, end in paragraphs:
        walk = _walk(text, start, end)
        per.append(_levelled(walk.found))
        strays.append(walk.strays[0] if walk.strays else -1)
    _go_on(text, paragraphs, per, strays)
    return tuple(quote for group in per for quote in group)


def _walk(text: str, start: int, end: int) -> _Walk:
    """Pairs the marks of one paragraph."""
    walk = _Walk(text, end, [_Open("", start)])
    for match in _MARK.finditer(text, start, end):
        mark, at = match[0], match.start()
        if mark == "'''":  # a single and a double mark side by side; the outer one is the double one
            closes = at > start and not text[at - 1].isspace()
            for piece, place in (("'", at), ("''", at + 1)) if closes else (("''", at), ("'", at + 2)):
                _take(walk, piece, place, start)
        else:
            _take(walk, mark, at, start)
    left = [mark.start for mark in walk.stack[1:]]
    while len(walk.stack) > 1:
        _pop(walk, end, closed=False)
    _settle_single(walk, walk.stack[0], end)
    if left:
        walk.found = _cut_short(text, walk.found, set(left))
    return walk


def _cut_short(text: str, found: list[Quote], left: set[int]) -> list[Quote]:
    """Ends what was left open before the next mark of its kind that opens behind a full stop.

    The closing mark is missing there, or paragraphs of one speech were run together: it goes on, unless a verb of
    speech in the stretch shows that the quotation was over.
    """
    out: list[Quote] = []
    following: dict[str, int] = {}
    for quote in sorted(found, key=lambda q: -q.start):
        mark = text[quote.start]
        cut = following.get(mark)
        if quote.start in left and not quote.closed and cut is not None and cut < quote.end:
            end = _trimmed(text, quote.start, cut)
            goes_on = _SAID.search(text, max(quote.start, end - SPEAKER), end) is None
            out.append(replace(quote, end=end, goes_on=goes_on))
        else:
            out.append(quote)
        if _STOP_BEHIND.search(text, max(0, quote.start - 4), quote.start):
            following[mark] = quote.start
    return out


def _take(walk: _Walk, mark: str, at: int, start: int) -> None:
    """One mark: opens, closes, or is none (inches, apostrophes)."""
    text, behind = walk.text, at + len(mark)
    before = text[at - 1] if at > start else " "
    after = text[behind] if behind < walk.end else " "
    if mark == "“" and not before.isspace() and walk.counts.get("low"):
        _close(walk, "low", at, behind)  # „so“: the mark that opens in English closes here
    elif mark in "«‹" and _is_open(walk, "inward") and not before.isspace():
        _close(walk, "inward", at, behind)
    elif mark in "»›" and not _is_open(walk, "guillemet") and before.isspace() and not after.isspace():
        _open(walk, "inward", at)  # »so«: German and Danish books point them inward
    elif mark in _OPEN_ONLY:
        if mark == "“" and after.isspace() and not before.isspace() and _is_open(walk, "curly"):
            _close(walk, "curly", at, behind)  # the wrong way round, at the end of a word
        else:
            _open(walk, _OPEN_ONLY[mark], at)
    elif mark in _CLOSE_ONLY:
        family = _CLOSE_ONLY[mark]
        if family == "curly" and before.isspace() and not after.isspace() and not walk.counts.get("curly"):
            _open(walk, family, at)  # „so” and ”so”: some print the same mark on both sides
        else:
            _close(walk, family, at, behind)
    elif mark in _EITHER:
        family = _EITHER[mark]
        if before.isdigit() and (_INCHES.search(text, max(start, at - 6), at) or not _is_open(walk, family)):
            return
        opens = before.isspace() or before in _OPENS_BEHIND
        closes = after.isspace() or after in _CLOSES_BEFORE
        if opens == closes:
            opens = not _is_open(walk, family)
        if opens:
            _open(walk, family, at)
        else:
            _close(walk, family, at, behind)
    else:
        _take_single(walk, mark, at, before, after)


def _is_open(walk: _Walk, family: str) -> bool:
    return any(walk.counts.get(f) for f in (family, *_STANDS_IN[family]))


def _open(walk: _Walk, family: str, at: int) -> None:
    walk.stack.append(_Open(family, at))
    walk.counts[family] = walk.counts.get(family, 0) + 1


def _close(walk: _Walk, family: str, at: int, behind: int) -> None:
    """Closes the innermost open quotation of the family; what is open within it ends before the mark."""
    family = next((f for f in (family, *_STANDS_IN[family]) if walk.counts.get(f)), "")
    if not family:
        if len(walk.stack) == 1:
            walk.strays.append(behind)
        return
    while walk.stack[-1].family != family:
        _pop(walk, at, closed=False)
    _settle_single(walk, walk.stack[-1], at)
    _pop(walk, behind, closed=True)


def _pop(walk: _Walk, end: int, *, closed: bool) -> None:
    top = walk.stack.pop()
    _settle_single(walk, top, end)
    walk.counts[top.family] -= 1
    walk.found.append(Quote(top.start, _trimmed(walk.text, top.start, end), 0, closed))


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _take_single(walk: _Walk, mark: str, at: int, before: str, after: str) -> None:
    """A single mark at the edge of a word: opens, closes surely, or closes weakly (it may be an apostrophe)."""
    text, top = walk.text, walk.stack[-1]
    if before.isspace() or before in _OPENS_BEHIND:
        starts = not after.isspace() and not (mark == "’" and top.single >= 0)
        if starts and not _ELISION.match(text, at + 1, walk.end):
            _settle_single(walk, top, at, dropped=True)
            top.single, top.single_mark = at, mark
            return
    if top.single < 0 or mark == "‘" or before.isspace() or (before.isdigit() and after.isspace() and mark == "'"):
        return
    if before in "sSzZ" and not (after in _SURE_END or not (after.isspace() or after.isalnum())):
        top.weak = at + 1
        return
    walk.found.append(Quote(top.single, at + 1, 0))
    top.single = top.weak = -1


def _settle_single(walk: _Walk, top: _Open, end: int, *, dropped: bool = False) -> None:
    """Ends the single mark that is still open: at its weak end; or it was an apostrophe. Only one that opens the
    paragraph is kept open to its end (British style over several paragraphs)."""
    if top.single >= 0:
        if top.weak > 0:
            walk.found.append(Quote(top.single, top.weak, 0))
        elif not dropped and not top.family and top.single == top.start and end == walk.end:
            walk.found.append(Quote(top.single, _trimmed(walk.text, top.single, end), 0, closed=False))
    top.single = top.weak = -1


def _levelled(found: list[Quote]) -> list[Quote]:
    """The quotations of one paragraph in reading order, their levels counted."""
    out: list[Quote] = []
    ends: list[int] = []
    for quote in sorted(found, key=lambda q: (q.start, -q.end)):
        while ends and ends[-1] <= quote.start:
            ends.pop()
        if ends and quote.end > ends[-1]:  # what encloses it was cut short
            quote = replace(quote, end=ends[-1], closed=False, goes_on=False)
        out.append(replace(quote, level=len(ends)) if ends else quote)
        ends.append(quote.end)
    return out


def _go_on(text: str, paragraphs: Sequence[Span], per: list[list[Quote]], strays: list[int]) -> None:
    """Marks what goes on in the next paragraph, in place."""
    for i, group in enumerate(per[:-1]):
        left_open = next((k for k, q in enumerate(group) if not q.closed and q.level == 0), -1)
        if left_open < 0:
            continue
        quote = group[left_open]
        start, end = paragraphs[i + 1]
        leading = _LEADING.match(text, start, min(end, start + 4))
        mark = text[quote.start : quote.start + (2 if text[quote.start : quote.start + 2] in _DOUBLED else 1)]
        if leading and leading[0].startswith(mark):
            inner = len(leading[0]) > len(mark)
            per[i] = [replace(q, goes_on=True) if not q.closed and (q is quote or inner) else q for q in group]
        elif (last := _lone_close(per, strays, i)) > i:
            group[left_open] = replace(quote, goes_on=True)
            for k in range(i + 1, last):
                per[k] = [Quote(*paragraphs[k], 0, closed=False, goes_on=True)]
            first = Quote(paragraphs[last][0], strays[last], 0)
            per[last] = _levelled([first, *per[last]])


def _lone_close(per: list[list[Quote]], strays: list[int], i: int) -> int:
    """The paragraph with the lone closing mark that ends what paragraph i left open, or i."""
    for k in range(i + 1, min(len(per), i + 1 + REACH)):
        if strays[k] >= 0:
            before = next((q for q in per[k] if q.level == 0), None)
            return k if before is None or before.start >= strays[k] else i
        if any(q.level == 0 for q in per[k]):
            return i
    return i

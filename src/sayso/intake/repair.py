"""Repair what crawlers break, and only that; every repair can be undone exactly.

Three passes over the received text, each a list of edits: (1) mojibake, (2) characters that no reader sees and line
ends, (3) sentences run together, and the title standing again as first line of the body. `compose` folds them into one
list of repairs against the received text. No pass changes, drops or adds a word (the repeated title apart).
"""

from __future__ import annotations

import re

from sayso.intake.joins import joins
from sayso.records import Repair

Edit = tuple[int, int, str]
"""(start, end, new): base[start:end] gives way to the new string. Lists are sorted and do not overlap."""

# What a reader never sees and a crawler should not have kept: soft hyphens, byte order marks inside the text, C0
# control characters other than tab, line feed and the separators that `str.isspace` knows. Line ends become "\n".
_UNSEEN = re.compile("[\u00ad\ufeff\x00-\x08\x0e-\x1b\x7f]+|\r\n?|[\ud800-\udfff]+")

# Text made of these alone holds no mojibake: ASCII, and the marks that well-encoded news is full of. All else is looked
# at closely, and only then is ftfy imported (it costs 0.1 s).
_ODD = re.compile("[^\x00-\x7f\u00a0£€§©®™·–—‘’“”…•]")
# How far a piece may stretch to either side of a bad spot, in code points: a bound on the work; real words are shorter.
_REACH = 100
# Signs that hardly stand in news but come out of bytes that were broken twice.
_STILL = re.compile("[ƒˆ˜†‡‰]")
_WORD_END = re.compile(r"[ \t\r\n]")


def repair(title: str | None, body: str) -> tuple[str, tuple[Repair, ...]]:
    """The stored text of a report, and the repairs that lead back to what was received.

    The received text is `title + "\\n\\n" + body`, or the body where there is no title. Repairs are in code points of
    the stored text, sorted, not overlapping; `Report.received()` replays them.

    >>> repair(None, "It rained.He left.")
    ('It rained. He left.', ((10, 11, ''),))
    """
    _, text, repairs = repair_parts(title, body)
    return text, repairs


def repair_parts(title: str | None, body: str) -> tuple[str | None, str, tuple[Repair, ...]]:
    """`repair`, with the title as it stands in the stored text in front (None where none was given)."""
    head, head_repairs = _mend(title) if title is not None else ("", ())
    main, main_repairs = _mend(body)
    if title is None:
        return None, main, main_repairs
    if again := _title_again(head, main):
        main, main_repairs = compose(main, main_repairs, [(0, again, "")])
    shift = len(head) + 2
    moved = tuple((s + shift, e + shift, was) for s, e, was in main_repairs)
    return head, f"{head}\n\n{main}", head_repairs + moved


def _mend(text: str) -> tuple[str, tuple[Repair, ...]]:
    """One part (title or body) through all passes."""
    repairs: tuple[Repair, ...] = ()
    for find in (_mojibake, _unseen, joins):
        if edits := find(text):
            text, repairs = compose(text, repairs, edits)
    return text, repairs


def compose(text: str, repairs: tuple[Repair, ...], edits: list[Edit]) -> tuple[str, tuple[Repair, ...]]:
    """Apply the edits to a text that has been repaired before: the new text, and all repairs in its offsets.

    Where an edit touches an earlier repair the two become one. Linear in the text.

    >>> compose("ab", ((1, 1, "-"),), [(2, 2, "!")])
    ('ab!', ((1, 1, '-'), (2, 3, '')))
    """
    out: list[str] = []
    done: list[Repair] = []
    at = size = 0  # how much of the old text is copied; how long the new text is by now
    old, new = list(repairs), list(edits)
    i = j = 0
    while i < len(old) or j < len(new):
        # a group: old repairs and new edits that touch each other, between `low` and `high` of the old text
        low = high = min(old[i][0] if i < len(old) else len(text), new[j][0] if j < len(new) else len(text))
        first_old, first_new = i, j
        while True:
            if i < len(old) and old[i][0] <= high:
                high = max(high, old[i][1])
                i += 1
            elif j < len(new) and new[j][0] <= high:
                high = max(high, new[j][1])
                j += 1
            else:
                break
        received = _splice(text, low, high, old[first_old:i])
        now = _splice(text, low, high, new[first_new:j])
        out += [text[at:low], now]
        size += low - at
        done.append((size, size + len(now), received))
        size += len(now)
        at = high
    out.append(text[at:])
    return "".join(out), tuple(done)


def _splice(text: str, low: int, high: int, edits: list[Edit]) -> str:
    """text[low:high] with the edits applied."""
    out: list[str] = []
    for start, end, new in edits:
        out += [text[low:start], new]
        low = end
    return "".join([*out, text[low:high]])


def _unseen(text: str) -> list[Edit]:
    """Drop what no reader sees; make every line end "\\n", and every half of a surrogate pair (no character) U+FFFD."""
    return [(m.start(), m.end(), _seen(m[0])) for m in _UNSEEN.finditer(text)]


def _seen(run: str) -> str:
    """What stands for a run that `_UNSEEN` finds."""
    if run[0] == "\r":
        return "\n"
    return "\ufffd" * len(run) if "\ud800" <= run[0] <= "\udfff" else ""


def _mojibake(text: str) -> list[Edit]:
    """Bytes read in the wrong encoding, put right word by word with ftfy's `fix_encoding`.

    Word by word, since a page mixes broken and sound passages, the repairs stay small and the time linear.
    """
    if not _ODD.search(text):
        return []
    from ftfy import TextFixerConfig, fix_encoding
    from ftfy.badness import BADNESS_RE, is_bad

    config = TextFixerConfig(explain=False)
    edits: list[Edit] = []
    at = 0
    for bad in BADNESS_RE.finditer(text):
        if bad.start() < at:
            continue
        low = max((m.end() for m in _WORD_END.finditer(text, max(at, bad.start() - _REACH), bad.start())), default=-1)
        low = max(at, bad.start() - _REACH) if low < 0 else low
        stop = _WORD_END.search(text, bad.start() + 1, bad.start() + _REACH)
        high = stop.start() if stop else min(len(text), bad.start() + _REACH)
        # "Ã " before a word or a space stands for "à": a crawler took the no-break space for a space, which goes along
        follows = text[high + 1 : high + 2]
        high += text[high - 1 : high + 1] == "Ã " and (follows == " " or follows.isalpha())
        was = text[low:high]
        fixed = fix_encoding(was, config)
        if fixed != was and not is_bad(fixed) and not _STILL.search(fixed):  # a half-mended word stays as received
            edits.append(_trim(low, was, fixed))
        at = high
    return edits


def _trim(start: int, was: str, fixed: str) -> Edit:
    """The edit without what both strings begin and end with."""
    head = 0
    while head < min(len(was), len(fixed)) and was[head] == fixed[head]:
        head += 1
    tail = 0
    while tail < min(len(was), len(fixed)) - head and was[-1 - tail] == fixed[-1 - tail]:
        tail += 1
    return start + head, start + len(was) - tail, fixed[head : len(fixed) - tail]


def _plain(line: str) -> str:
    """A line for comparison: case, white space, kind of quotation marks and a final stop do not count."""
    line = re.sub("[‘’‚`´]", "'", re.sub("[“”„«»]", '"', line))
    return " ".join(line.casefold().split()).rstrip(". ")


def _title_again(title: str, body: str) -> int:
    """How many characters at the start of the body only say the title again (0: none, or nothing would be left)."""
    lead = len(body) - len(body.lstrip())
    end = body.find("\n", lead, lead + 2 * len(title) + 100)
    if end < 0 or not title.strip() or _plain(body[lead:end]) != _plain(title):
        return 0
    rest = len(body) - len(body[end:].lstrip())
    return rest if rest < len(body) else 0

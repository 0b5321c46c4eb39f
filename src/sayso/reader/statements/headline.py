"""Headlines speak a grammar of their own: who says it stands before a colon, behind a dash, or beside a bare verb.

    "Minister: no talks before the vote"     "Talks are over - minister"      "‘No talks’: minister"
    "Minister denies taking money"           "Bridge to close in May, says mayor"
Only where no statement of the model stands in the headline; the same in sub-headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.page import Draft, Name, Page
from sayso.reader.spans import clean, trimmed
from sayso.reader.statements.media import is_medium
from sayso.reader.statements.quotations import words_in
from sayso.reader.statements.taken import spans_of, taken_by
from sayso.reader.statements.who import Known, label_end, like_name, speaks
from sayso.records import Span

LEAST = 2
"""Words of a headline's content at least ("No talks")."""
LEAST_REPORT = 4
"""... of what a document says: behind "Report:" fewer are mostly the title of the document."""
BEHIND = 4
"""Words of a speaker at the end of a headline; what is longer goes on with the story."""

_BEFORE = re.compile(r"(?P<who>[^:\n“\"‘]{2,60})(?P<mark>:)\s+(?=\S)")
_BEHIND = re.compile(r"(?:\s+(?P<dash>[–—-])|(?P<colon>:))\s+(?P<who>[^–—:\n]{2,60}?)[.!]?$")
_ARTICLE = re.compile(r"(?:the|a|an|how|what|why)\b", re.IGNORECASE)
_VERBS = (
    "says|say|admits|admit|denies|deny|claims|claim|warns|warn|vows|vow|insists|insist|confirms|confirm|reveals|reveal|"
    "pledges|pledge|promises|promise|confesses to|confess to|pleads not guilty to|pleads guilty to|rejects|reject|"
    "rules out|calls for|call for|urges|urge|demands|demand|accuses|accuse|hints at|predicts|predict|announces|"
    "announce|alleges|allege|fears|fear"
)
_VERB = re.compile(rf"(?P<who>[^,:;“”\"‘’\n]{{2,60}}?)\s+(?P<verb>{_VERBS})\s+(?=\S)", re.IGNORECASE)
_FINDS = re.compile(
    r"(?P<who>(?:[\w’'-]+\s+){0,4}(?:study|studies|report|poll|survey|research|audit|inquiry|census))\s+"
    r"(?P<verb>finds?|suggests?|shows?|reveals?|says?|warns?)\s+(?=\S)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:,|[”’\"'])\s+(?:(?P<first>says?|claims?|warns?|insists?|finds?|admits?)\s+(?P<who>[^,:;“”\"\n]{2,50})|"
    r"(?P<before>[^,:;“”\"\n]{2,50}?)\s+(?P<last>says?|claims?|warns?|insists?|finds?|admits?|told))[.!]?$",
    re.IGNORECASE,
)


def headlines(page: Page, drafts: list[Draft], names: Sequence[Name]) -> None:
    """Adds a draft for each heading that tells in a headline's grammar who says what."""
    if not page.headings:
        return
    taken, known = taken_by(drafts), Known(page.text, names)
    for heading in page.headings:
        if taken.touches(heading):
            continue
        start, end = _without_kicker(page, heading)
        made = (
            _labelled(page.text, start, end, known)
            or _signed(page.text, start, end, known)
            or _tail(page.text, start, end, known)
            or _told(page.text, start, end, known)
        )
        if made:
            made.source, made.content = clean(page, made.source), clean(page, made.content)
            if made.source and made.content:
                drafts.append(made)
                for span in spans_of(made):
                    taken.add(span)
    drafts.sort(key=lambda d: d.start)


def _without_kicker(page: Page, heading: Span) -> Span:
    """The heading without the furniture at its end ("- Video")."""
    pieces = clean(page, [heading])
    end = pieces[0][1] if pieces else heading[1]
    while end > heading[0] and page.text[end - 1] in " -–—|":
        end -= 1
    return (pieces[0][0], end) if pieces and end > pieces[0][0] else heading


def _draft(text: str, source: Span, cue: Span, content: Span, reason: str) -> Draft | None:
    source, content = trimmed(text, source), trimmed(text, content)
    if words_in(text, content) < LEAST or source[0] >= source[1]:
        return None
    return Draft(source=[source], cue=[cue], content=[content], score=0.7, reasons=[f"headline: {reason}"])


def _labelled(text: str, start: int, end: int, known: Known) -> Draft | None:
    """ "Minister: no talks", "Krog on tariffs: ‘we will pay’"."""
    found = _BEFORE.match(text, start, end)
    if found is None:
        return None
    label = trimmed(text, found.span("who"))
    who = (label[0], label_end(text, label))
    long = words_in(text, (found.end(), end)) >= LEAST_REPORT
    quoted = text[found.end()] in "“\"‘'«" and text[end - 1] in "”\"’'»" and like_name(text, who, known)
    document = long and not _ARTICLE.match(text, found.end())
    if not quoted and not speaks(text, who, known, documents=document):
        return None
    return _draft(text, who, found.span("mark"), (found.end(), end), "a speaker before a colon")


def _signed(text: str, start: int, end: int, known: Known) -> Draft | None:
    """ "Talks are over - minister", "‘No talks’: minister"."""
    found = _BEHIND.search(text, start, end)
    if found is None:
        return None
    mark = "dash" if found["dash"] else "colon"
    who, content = trimmed(text, found.span("who")), (start, found.start(mark))
    if not speaks(text, who, known, documents=mark == "dash", most=BEHIND) or is_medium(text[slice(*who)]):
        return None
    least = LEAST_REPORT - 1 if text[who[0]].islower() else LEAST_REPORT
    if mark == "colon" and words_in(text, content) < least and text[content[1] - 1] not in "”’\"'":
        return None
    return _draft(text, who, found.span(mark), content, "a speaker behind a dash or a colon")


def _tail(text: str, start: int, end: int, known: Known) -> Draft | None:
    """ "Bridge to close in May, says mayor", "Bridge ‘to close in May’, mayor says"."""
    found = _TAIL.search(text, start, end)
    if found is None:
        return None
    who, verb = ("who", "first") if found["first"] else ("before", "last")
    source = trimmed(text, found.span(who))
    if not speaks(text, source, known, documents=True):
        return None
    stop = found.start() + (0 if text[found.start()] == "," else 1)
    return _draft(text, source, found.span(verb), (start, stop), "a speaker and a verb at its end")


def _told(text: str, start: int, end: int, known: Known) -> Draft | None:
    """ "Minister denies taking money", "Arrested Pilot Admits He Flew Alone"."""
    found = _FINDS.match(text, start, end)
    if found is None:
        found = _VERB.match(text, start, end)
        if found is None or not speaks(text, found.span("who"), known):
            return None
    return _draft(text, found.span("who"), found.span("verb"), (found.end(), end), "a speaker and a bare verb")

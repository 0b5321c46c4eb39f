"""Where the model saw a cue and its content but not who it is, grammar often tells: the source stands beside the cue.

    [Two officials who asked not to be named] said the list was false     the subject of the cue
    "Enough," finally said [the referee]                                  an inverted one, taken for more content
    The foreman is accused by [two workers] of selling shoes              the agent of a passive
    ..., according to [an email]                                          taken into the cue
    A woman who was arrested in [Perrin] has claimed                      the end of a subject: the whole of it is meant
What stands further off is found in far_subjects.py, whom "according to" cites in cited.py.
Two more things that the model leaves undone with its source known:
    Rents, according to the league, [have doubled]                        the clause goes on behind the source
    The clerk [pleaded not guilty to] fraud                               a plea is one cue
"""

from __future__ import annotations

import re
from bisect import bisect_left

from sayso.reader.cues.acts import is_reporting
from sayso.reader.page import Draft, Page
from sayso.reader.sources.kinds import noun_sort
from sayso.reader.spans import at_or_before, trimmed
from sayso.reader.statements.cited import cited
from sayso.reader.statements.far_subjects import far_subject
from sayso.reader.statements.quotations import bare_stop
from sayso.reader.statements.taken import Taken, spans_of, taken_by
from sayso.reader.statements.who import Known, is_somebody
from sayso.records import Span

SUBJECT = 160
"""Code points a subject may have; longer ones are clauses."""
FINDING = frozenset({"found", "finds", "shows", "showed", "says", "said", "suggests", "suggested", "concluded"})
"""Cues that go with documents, too."""

_LEAD = re.compile(
    r"(?:(?:But|And|Yet|So|Still|However|Meanwhile|Later|Earlier|Separately|Also|Instead),?\s+)?"
    r"(?:(?:On|In|At|Last|This|Late|Early)\s[^,.;:“”\"\n]{1,40},\s+)?"
)
_HEAD_END = re.compile(r",|\s(?:who|whom|that|which|of|for|at|in|from|with|near|by|on)\b|[(–—]")
_CLAUSE = re.compile(r"\b(?:was|were|is|are|has|had|have|will|would|did|does|could)\b|[“”\"«»:;\n]", re.IGNORECASE)
_RELATIVE = re.compile(r"\s(?:who|that|which|whose)\s")
_JOINS = re.compile(r"\b(?:and|but|or|then|also|who|that|which|as|when|while|if)$", re.IGNORECASE)
_STARTS = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal|[Mm]any|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir)\s"
)
_TORN = re.compile(r"(?:who|which|that|he|she|they)\s\w")
_PREPOSITION = re.compile(r"\s(?:in|of|from|at|near|with|for|by|on|to)\s+$")
_PRONOUN = re.compile(r"(?:he|she|they)", re.IGNORECASE)
_PASSIVE = re.compile(r"(?:^|\s)(?:is|are|was|were|be|been|being)\s+\w+(?:\s+(?:of|to|with|for|as))?$", re.IGNORECASE)
_AGENT = re.compile(r"\s+by\s+([^,.;:()“”\"\n]{2,80}?)\s*")
_ACCORDING = re.compile(r"according to\s+(?=\S)", re.IGNORECASE)
_GOES_ON = re.compile(
    r",\s+(?=(?:have|has|had|is|are|was|were|will|would|could|should|did|does|do|may|might|can|must|cannot)(?:n['’]t)?\s)"
)
_PLEA = re.compile(r"(?:not\s+)?guilty(?:\s+to(?=\s+\w))?", re.IGNORECASE)
_PART = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|some|several|many|most|few|all|half|both|none|\d{1,4})\s+of\s+"
    r"(?=(?:the|his|her|its|their|these|those)\s)",
    re.IGNORECASE,
)
"""Of a part of many the many say who they are: "two of the welders"."""
_WORD = re.compile(r"\w[\w’'-]*")


def subjects(page: Page, drafts: list[Draft], known: Known) -> None:
    """Puts right the drafts whose source, or the rest of whose content, stands beside the cue by grammar."""
    taken = taken_by(drafts)
    found: list[Span] = []
    for draft in drafts:
        if len(draft.cue) != 1 or not draft.content:
            continue
        _plea(page.text, draft)
        if not draft.source and not draft.speaker and not any("hearsay" in r for r in draft.reasons):
            source = (
                _in_cue(page.text, draft)
                or cited(page, draft, known)
                or _agent(page.text, draft)
                or _inverted(page.text, draft, known)
                or _before(page, draft, known)
                or far_subject(page, draft, known, _begin(page, draft.cue[0]))
            )
            if source:
                draft.source = [source]
                draft.reasons.append("source: by grammar it stands beside the cue")
                found.append(source)
        elif len(draft.source) == 1 and (whole := _whole(page, draft, known)):
            draft.source = [whole]
            draft.reasons.append("source: the whole of the noun phrase before the cue")
        if draft.source:
            _rest(page, draft, taken)
    if found:
        drafts[:] = [d for d in drafts if not (d.cue and any(s <= d.start and _end(d) <= e for s, e in found))]


def _end(draft: Draft) -> int:
    return max(e for _, e in spans_of(draft))


def _plea(text: str, draft: Draft) -> None:
    start, end = draft.cue[0]
    first = draft.content[0]
    plea = _PLEA.match(text, *first)
    if not plea or first[0] != end + 1 or not text[start:end].lower().endswith(("plead", "pleads", "pleaded", "pled")):
        return
    rest = trimmed(text, (plea.end(), first[1]))
    if rest[0] < rest[1]:
        draft.cue, draft.content = [(start, plea.end())], [rest, *draft.content[1:]]
        draft.reasons.append("cue: a plea is one cue")


def _in_cue(text: str, draft: Draft) -> Span | None:
    """ "[according to an email]": the source taken into the cue."""
    start, end = draft.cue[0]
    found = _ACCORDING.match(text, start, end)
    if not found:
        return None
    draft.cue = [trimmed(text, (start, found.end()))]
    return found.end(), end


def _agent(text: str, draft: Draft) -> Span | None:
    start, end = draft.cue[0]
    if not _PASSIVE.search(text[start:end]):
        return None
    behind = [c for c in draft.content if c[0] >= end]
    found = _AGENT.fullmatch(text, end, behind[0][0]) if behind and behind[0][0] - end < SUBJECT else None
    return found.span(1) if found else None


def _inverted(text: str, draft: Draft, known: Known) -> Span | None:
    """A piece right behind the cue, without marks, that is somebody."""
    end, last = draft.cue[0][1], draft.content[-1]
    told = text[slice(*draft.cue[0])]
    if len(draft.content) < 2 or last[0] != end + 1 or _PASSIVE.search(told) or not _tells(told):
        return None
    if draft.content[-2][1] > draft.cue[0][0] or not _somebody(text, last, known):
        return None
    draft.content = draft.content[:-1]
    return last


def _begin(page: Page, cue: Span) -> int:
    """Where the subject of a cue's sentence can begin: behind an adverb or a date at its front."""
    i = at_or_before(page.sentences, cue[0])
    first = page.sentences[i][0] if i >= 0 else cue[0]
    lead = _LEAD.match(page.text, first, cue[0])
    return lead.end() if lead else first


def _before(page: Page, draft: Draft, known: Known) -> Span | None:
    """The words from the start of the sentence to the cue, where they are a noun phrase of somebody who can speak."""
    text, cue = page.text, draft.cue[0]
    told = text[slice(*cue)]
    i = at_or_before(page.sentences, cue[0])
    if i < 0 or not 0 < draft.content[0][0] - cue[1] <= 2 or _PASSIVE.search(told) or not _tells(told):
        return None
    span = trimmed(text, (_begin(page, cue), cue[0]))
    if not 0 < span[1] - span[0] <= SUBJECT or _JOINS.search(text, *span):
        return None
    relative = _RELATIVE.search(text, *span)
    if _CLAUSE.search(text, span[0], relative.start() if relative else span[1]):
        return None
    documents = not FINDING.isdisjoint(_WORD.findall(told.lower()))
    return span if _somebody(text, span, known, documents) else None


def _whole(page: Page, draft: Draft, known: Known) -> Span | None:
    """ "[A woman who was arrested in [Perrin]] has claimed": of a subject the model saw the end alone."""
    text, (start, end) = page.text, draft.source[0]
    cut = _TORN.match(text, start, end) and end - start > len("which")
    if not 0 < draft.cue[0][0] - end <= 2 or not (cut or _PREPOSITION.search(text, max(0, start - 6), start)):
        return None
    whole = _before(page, draft, known)
    return whole if whole and whole[0] < start and whole[1] >= end and _STARTS.match(text, *whole) else None


def _tells(cue: str) -> bool:
    words = _WORD.findall(cue.lower())
    return any(map(is_reporting, words)) or not FINDING.isdisjoint(words)


def _somebody(text: str, span: Span, known: Known, documents: bool = False) -> bool:
    """Whether the noun phrase at the start of a span, up to what qualifies it, is somebody (or a document)."""
    part = _PART.match(text, *span)
    first = part.end() if part else span[0]
    cut = _HEAD_END.search(text, first, span[1])
    end = cut.start() if cut else span[1]
    words = _WORD.findall(text, first, end)
    if not words or len(words) > 8:
        return False
    if _PRONOUN.fullmatch(text, *span):
        return True
    i = bisect_left(known.ends, end)
    if i < len(known.ends) and known.ends[i] == end and known.starts[i] >= first:
        return True
    low = words[-1].lower()
    return words[-1].islower() and (is_somebody(low) or (documents and noun_sort(low) == "document"))


def _rest(page: Page, draft: Draft, taken: Taken) -> None:
    """ "Rents, according to the league, [have doubled since]": the content goes on behind cue and source."""
    text, cue, source = page.text, draft.cue[0], draft.source[0]
    first, last = min(cue, source), max(cue, source)
    before = draft.content[-1]
    if before[1] > first[0] or text[before[1] : first[0]].strip(" \u00a0") != "," or len(draft.source) > 1:
        return
    i = at_or_before(page.sentences, cue[0])
    found = _GOES_ON.match(text, last[1], page.sentences[i][1]) or _GOES_ON.match(
        text, last[1] - 1, page.sentences[i][1]
    )
    if not found:
        return
    rest = bare_stop(text, (found.end(), page.sentences[i][1]))
    if rest[0] < rest[1] and not taken.touches(rest) and not re.search('[“”"]', text[slice(*rest)]):
        draft.content = [*draft.content, rest]
        draft.reasons.append("content: the clause goes on behind the source")

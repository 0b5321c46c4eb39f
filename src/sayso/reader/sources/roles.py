"""A source span taken apart: the bare name, the role from titles and apposition, the noun a description turns on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.sources.apposition import EDGE, named_behind, with_apposition
from sayso.reader.sources.cores import core_end, described
from sayso.reader.sources.kinds import noun_gender, noun_sort, words
from sayso.reader.sources.labels import Labels
from sayso.reader.sources.mentions import PRONOUNS, Mention
from sayso.reader.sources.name_phrases import is_office, name_mention
from sayso.reader.sources.noun_phrases import common
from sayso.reader.sources.pairs import joined, listed
from sayso.reader.sources.phrases import OWN, STOPS, Word, chunks, lower, runs
from sayso.reader.sources.whose import named_at_end, worked_out
from sayso.records import Span

MAX_SOURCE = 400
"""Characters of a source span that are looked at; the longest hand-marked source of the development set has 330."""
_MARKS = (' "', '" ', " “", "” ", " ‘", "’ ", '," ', "” (")
"""Gaps between the words of one source in which a quotation mark stands."""
_WITH_PRONOUN = frozenset(("himself", "herself", "themselves", "itself", "also", "both", "all"))
_VAGUE = re.compile(r"(?:nearly|almost|roughly|about|(?:more|fewer|less) than|at least|up to) ", re.I)
_LEAD = re.compile(r"(?:according to|as per|in the words of|for|by|to|from|and|but|says|said|as|per)\s+", re.I)


def trim(text: str, span: Span) -> Span:
    """The span without blanks, commas, dashes and quotation marks at its edges, and without a leading preposition."""
    start, end = span
    while end > start and text[end - 1] in EDGE:
        end -= 1
    while start < end and text[start] in EDGE:
        start += 1
    lead = _LEAD.match(text, start, end)
    return (lead.end() if lead and lead.end() < end else start), end


def parse(text: str, span: Span, labels: Labels) -> Mention | None:
    """A source span as a Mention: name, role, head, sort; None where no word is in it."""
    start, end = trim(text, span)
    if end <= start:
        return None
    stretches = list(runs(text, start, min(end, start + MAX_SOURCE)))
    if not stretches:
        return None
    run = _across_marks(text, stretches)
    pronoun = PRONOUNS.get(lower(run[0].text), "")
    alone = len(run) == 1 or run[1].text.lower() in _WITH_PRONOUN
    if pronoun and alone:
        return Mention(start=start, end=end, sort=None, pronoun=pronoun)
    run = _counted(run)
    mention = listed(text, stretches, labels) or joined(text, run, labels) or _parsed(text, run, end, labels)
    mention.start, mention.end = start, end
    return mention


def _counted(run: list[Word]) -> list[Word]:
    """The words behind what makes an amount vague: "nearly all of the crew" is who "all of the crew" is."""
    skip = len((_VAGUE.match(" ".join(word.text for word in run[:3]) + " ") or [""])[0].split())
    return run[skip:] if skip < len(run) else run


def _across_marks(text: str, stretches: list[list[Word]]) -> list[Word]:
    """The first stretch, with those behind it that only quotation marks or a party in brackets set apart."""
    run, skip = stretches[0], 0
    for k, more in enumerate(stretches[1:], 1):
        if k <= skip:
            continue
        gap = text[run[-1].end : more[0].start]
        if gap in _MARKS and not more[0].text[0].isupper():
            run = run + more
        elif gap in _MARKS and run[0].text.lower() in OWN and not any(w.text[0].isupper() for w in run[1:]):
            run = run + more  # its "chief sceptic" Ana Ruiz
        elif (
            gap == " ("
            and k + 1 < len(stretches)
            and text[more[-1].end : stretches[k + 1][0].start] in (") ", ".) ")
            and (stretches[k + 1][0].text in ("and", "&", "who") or (_short(more) and _of_somebody(stretches[k + 1])))
        ):
            run, skip = run + stretches[k + 1], k + 1  # Ana Ruiz (Ostby) and Ivo Lang
        else:
            break
    return run


def _short(run: Sequence[Word]) -> bool:
    """Whether a bracket holds a body's short form ("(PU)")."""
    return len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1


def _of_somebody(run: Sequence[Word]) -> bool:
    """Whether the words behind a short form say who of the body is meant ("(PU) chairman Ivo Lang", "(PU) clerks")."""
    sorts = [noun_sort(word.text.lower()) for word in run[:3]]
    return run[0].text not in STOPS and any(sort in ("person", "people") for sort in sorts)


def _parsed(text: str, run: Sequence[Word], end: int, labels: Labels) -> Mention:
    """A name with its titles and apposition, or a description with the name in apposition."""
    first = run[0].text.lower()
    single = len(run) == 1 or (not run[1].text[0].isupper() and first not in words().given)
    lone = single and noun_sort(first) == "document" and first not in words().press  # "Data from the port"
    led = next(chunks(run, labels.ends), (0, 0))  # "Citizens for Clean Rivers"
    if run[0].text[0].isupper() and (lone or (common(run[0]) and not (led[0] == 0 and led[1] > 2))):
        run = [run[0]._replace(text=run[0].text.lower()), *run[1:]]
    found = [(i, j) for i, j in chunks(run, labels.ends) if not is_office(run, i, j) and not _heads(run, i, j)]
    stop = core_end(run, found)
    for i, j in reversed(found):
        if j == stop and not (run[j - 1].apart and j < len(run)):
            mention = name_mention(text, run, i, j, labels(run[i].start, run[j - 1].end))
            if mention is not None:
                return with_apposition(text, _with_prefix(text, run, i, mention), end)
            break
    mention = described(run, stop)
    if (worker := worked_out(text, run, stop, found, labels)) is not None:
        return worker
    if mention.sort == "person" or run[0].apart:
        named_behind(text, run, mention, end, labels)
    if mention.sort == "person" and mention.name is None:
        named_at_end(text, run, mention, found, labels)
    return mention


def _heads(run: Sequence[Word], i: int, j: int) -> bool:
    """Whether run[i:j] is an office and the owner of what it heads ("[Head of Kolb]'s bakery")."""
    held = noun_sort(run[i].text.lower()) == "person"
    return held and j < len(run) and run[j - 1].apart and j - i > 2 and run[i + 1].text == "of"


def _with_prefix(text: str, run: Sequence[Word], i: int, mention: Mention) -> Mention:
    """Lower-case words in front of the name that no table knows: all are role where a person noun is."""
    if mention.name is None or (any(w.text == "and" for w in run[:i]) and any(w.text == "Mr" for w in run[:i])):
        return mention
    front = [w for w in run if w.end <= mention.name[0]]
    lows = [w.text.lower().rstrip(".") for w in front]
    nouns = [k for k, low in enumerate(lows) if noun_sort(low) is not None or low in words().titles]
    if not nouns or (mention.sure and mention.sort != "person"):
        return mention
    last = noun_sort(lows[nouns[-1]]) or "person"
    if last != "person":
        if not mention.sure:
            mention.sort, mention.sure = ("body" if last == "people" else last), True
        return mention
    lead = 0
    while lead < len(front) and lows[lead] in ("the", "a", "an", "mr", "mrs", "ms", "dr", "his", "her", "their", "its"):
        lead += 1
    if lead < len(front):
        stop = front[-1].end
        stop += text[stop : stop + 1] == "."
        mention.role = (front[lead].start, stop)
        mention.titles = mention.titles | frozenset(lows[lead:])
    mention.sort, mention.sure = "person", True
    for low in lows:
        mention.gender = noun_gender(low) or mention.gender
    return mention


def lower_heading(text: str, span: Span, labels: Labels, known: frozenset[str]) -> Mention | None:
    """A source of a title-case heading: only names of the body, and labelled ones, keep their capitals."""
    start, end = trim(text, span)
    run = next(runs(text, start, min(end, start + MAX_SOURCE)), None)
    if run is None:
        return parse(text, span, labels)
    lowered = [w if w.text.lower() in known or labels(w.start, w.end) else w._replace(text=w.text.lower()) for w in run]
    if any(noun_sort(w.text) for w in lowered) or (
        all(w.text.islower() for w in lowered) and lowered[0].text in PRONOUNS
    ):
        mention = _parsed(text, lowered, end, labels)
        mention.start, mention.end = start, end
        return mention
    return parse(text, span, labels)

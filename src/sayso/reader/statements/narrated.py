"""Whom a quotation without a cue belongs to where the sentence beside it tells of one person.

    The last tenant, Ana Riva, left on Sunday. “I was never late with the rent.”        the sentence before
    “They took even the lamps.” Ana Riva points at the wall.                            the sentence behind
    Ana Riva will not row again. She said so to her team. ¶ “My knee has decided.”      the paragraph before

Reporters write so when they tell a story: the eye goes from the person to the words. Nobody is guessed among several.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before
from sayso.reader.statements.who import Known
from sayso.records import Span

SUBJECT = 40
"""Code points before a name in which the rest of a subject can stand ("The last tenant, Ana Riva")."""

_I = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|[Mm]ine|ours)\b")
_PRONOUN = re.compile(r"(?:He|She)\b")
_QUESTION = re.compile(r"(?:Asked|Pressed|Questioned|Challenged|Confronted)\b[^,.!?]{2,80},\s")
_CLAUSE = re.compile(r"\b(?:was|were|is|are|has|had|have|will|would|did|does|could|that|who)\b|[.;:!?“”\"]")


def narrated(page: Page, sentences: tuple[int, int], known: Known, drafts: Mapping[int, Draft]) -> Span | None:
    """Where the speaker is named of a quotation that fills `sentences` (first and last); None where that is open.

    `drafts` has the last draft of each sentence that has one.
    """
    text, (first, last) = page.text, sentences
    start = page.sentences[first][0]
    home = at_or_before(page.paragraphs, start)
    if home < 0:
        return None
    before, behind = first - 1, last + 1
    if before >= 0 and page.sentences[before][0] >= page.paragraphs[home][0]:
        return _subject(text, page.sentences[before], known) if before not in drafts else None
    if behind < len(page.sentences) and page.sentences[behind][1] <= page.paragraphs[home][1]:
        return _subject(text, page.sentences[behind], known) if behind not in drafts else None
    if before < 0 or home == 0:
        return None
    if before in drafts:
        return _asked(text, page.sentences[before], known) if not drafts[before].source else None
    above = page.paragraphs[home - 1]
    if above[0] < page.title_end or text[above[1] - 1] not in ".:":
        return None
    subject = _subject(text, page.sentences[before], known)
    if _I.search(text, start, page.sentences[last][1]):
        return _only_one(text, above, known) or subject
    return subject if len(_people(text, above, known)) <= 1 else None


def _people(text: str, span: Span, known: Known) -> list[Span]:
    """The persons named in a span, each where it stands first."""
    i = bisect_left(known.people, span[0], key=lambda n: n.start)
    found: dict[str, Span] = {}
    while i < len(known.people) and known.people[i].end <= span[1]:
        name = known.people[i]
        found.setdefault(text[name.start : name.end].split()[-1].lower(), (name.start, name.end))
        i += 1
    return list(found.values())


def _only_one(text: str, paragraph: Span, known: Known) -> Span | None:
    people = _people(text, paragraph, known)
    return people[0] if len(people) == 1 else None


def _asked(text: str, sentence: Span, known: Known) -> Span | None:
    """ "Asked about the rent, Ana Riva shrugged." - the one person named behind the clause."""
    found = _QUESTION.match(text, *sentence)
    people = _people(text, (found.end(), sentence[1]), known) if found else []
    return people[0] if len(people) == 1 else None


def _subject(text: str, sentence: Span, known: Known) -> Span | None:
    """The person whom a sentence begins with, or its pronoun, if it names nobody else."""
    pronoun, people = _PRONOUN.match(text, *sentence), _people(text, sentence, known)
    if pronoun:
        return None if people else pronoun.span()
    if (
        len(people) == 1
        and people[0][0] - sentence[0] <= SUBJECT
        and not _CLAUSE.search(text, sentence[0], people[0][0])
    ):
        return people[0]
    return None

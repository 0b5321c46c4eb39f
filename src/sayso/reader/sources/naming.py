"""The names of a text, one with another: what the names head saw in one place holds for the same spelling elsewhere.

The head sees a window, and errs most where capitals tell least: in the first word of a sentence or headline. A report
that calls a company by its name ten times shows what the name is. `names_of` goes over its names in five steps:

1. borders    no article or title in front, no comma or possessive ending behind; a spaced dash parts two names
2. no names   pronouns; currencies ("US$2bn", "US dollars"), stock indices and exchanges' figures ("the FTSE 100")
3. a verdict  for each spelling: the label with most of the scores; a short form votes with its long one
4. corrected  where the head gave a spelling another label than the verdict, which is sure
5. added      where a spelling with a sure verdict stands unlabelled and by itself
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from sayso.reader.page import Name
from sayso.reader.sources.kinds import words
from sayso.reader.sources.mentions import PRONOUNS
from sayso.reader.sources.survey import title_case

Label = Literal["person", "organization", "place"]

SURE: Final = 2 / 3
"""Share of the scores that a verdict needs to overrule a single label."""
SEEN: Final = 0.6
"""Sum of scores that a spelling needs before it is looked for elsewhere: one fair sighting."""
LONGEST: Final = 60
"""Code points of a spelling that is looked for: longer ones stand once."""

ALIKE: Final = 20
"""Spellings with one first word that are looked for: more would cost time on texts made of them."""
SHOUTED: Final = 4
"""Letters from which a name is looked for in capitals too: shorter ones are words and abbreviations."""
AROUND: Final = 80
"""Code points on each side that tell whether a line is written in capitals: about a headline."""
ADDED: Final = 0.5
"""Score of a name that the head itself did not see."""

_ARTICLE: Final = re.compile(r"(?:the|an?)\s+", re.I)
_TITLE: Final = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt)\b\.?|President|Minister|Chancellor|Premier|Senator|"
    r"Representative|Congressman|Congresswoman|Governor|Mayor|Secretary|Ambassador|Chief|Justice|Judge|General|Colonel|"
    r"Captain|Lieutenant|Sergeant|Admiral|Professor|Doctor|Sir|Lord|Lady|Dame)\s+(?=\S)"
)
"""Titles that are no part of a name; those of monarchs and popes are."""
_BEHIND: Final = re.compile(r"(?:\s?['’]s|(?<![\s,;:])[\s,;:]+)$")
"""A possessive ending, or stops: a run of them is tried from its first alone, else a long one costs its square."""
_SMALL: Final = re.compile(r"(?<=\w)\s[a-z]+$")
"""A common noun behind a name ("Ostel engines")."""
_DASH: Final = re.compile(r"(?<!\s)\s+(?:-|–|—|--)\s+")
_CURRENCY: Final = re.compile(r"\s?(?:[$£€¥]|(?:dollar|euro|pound|peso|franc|yen|yuan|rupee|krona|krone)s?\b)")
_MEASURE: Final = re.compile(r"(?:^|\s)(?:index|indices|average|composite|\d{2,4})$", re.I)
_NUMBERED: Final = re.compile(
    r"(?:Local|Channel|Studio|Forum|Radio|Route|Area|Unit|Force|Squadron|Brigade|Battalion|Precinct|District|Pier|Group)\s\d+$"
)
"""Bodies and places that are told apart by a number, as models and figures are."""
_BEFORE_MEASURE: Final = re.compile(
    r"\s(?:(?:stock|share|industrial)\s(?:market\s)?)?(?:index|indices|average|composite|futures)\b", re.I
)
_TRADE: Final = re.compile(r"\s([a-z-]+)\s[^\W\d_a-z]")
_OF_A_PEOPLE: Final = re.compile(r"(?:[a-z](?:ian|ese|ish|ican|ean)|French|Dutch|German|Greek|Iraqi|Israeli)s?$")
"""Adjectives of peoples, which are no names, though one may have been seen as a place."""
_FORM: Final = re.compile(
    r",?\s(Inc|Corp|Ltd|Co|LLC|plc|PLC|AG|SA|NV|GmbH|Corporation|Company|Companies|Limited|Group|Holdings|Computer)\b\.?,?$"
)
"""What a company's full name ends in and its short form has not."""
_LEGAL: Final = frozenset(
    ("Inc", "Corp", "Ltd", "LLC", "plc", "PLC", "AG", "SA", "NV", "GmbH", "Corporation", "Limited")
)
_CAPITAL_BEFORE: Final = re.compile(r"[^\W\d_a-z][\w.&’'-]*\s$")
_CAPITAL_BEHIND: Final = re.compile(r"\s[^\W\d_a-z]")
_FIRST_WORD: Final = re.compile(r"(?<![\w.’'-])[^\W\d_a-z]\w*")
_SPELLED: Final = re.compile(r"[^\W\d_a-z][\w&.’'-]*(?:\s[\w&.’'-]+)*")


def names_of(text: str, names: Sequence[Name]) -> tuple[Name, ...]:
    """The names of a text, sorted, not overlapping; `names` are the names head's, with offsets into `text`."""
    # 1. borders   2. no names
    own = [_employer(text, n) for n in _trimmed(text, names) if not _is_pronoun(text, n) and not _is_measure(text, n)]
    # 3. a verdict for each spelling
    verdicts = _verdicts(text, own)
    # 4. corrected
    found = [replace(n, label=verdicts.get(_spelling(text, n), n.label)) for n in own]
    # 5. added
    found += _added(text, found, verdicts)
    return tuple(sorted(found, key=lambda n: n.start))


def _is_pronoun(text: str, name: Name) -> bool:
    """Whether it is "she", not a name: an unsure head takes one that says something for a person. "WHO" is a body."""
    spelled = text[name.start : name.end]
    return spelled.lower() in PRONOUNS and (spelled == "I" or not spelled.isupper())


def _spelling(text: str, name: Name) -> str:
    return " ".join(text[name.start : name.end].split())


def _trimmed(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """The names with their own borders. What a spaced dash joins is two names, and the label of neither is sure."""
    for name in names:
        start = name.start
        cuts = [*_DASH.finditer(text, name.start, name.end)]
        for end, after in [*((c.start(), c.end()) for c in cuts), (name.end, name.end)]:
            article = _ARTICLE.match(text, start, end)
            first = article.end() if article else start
            while name.label == "person" and (title := _TITLE.match(text, first, end)):
                first = title.end()
            last = end
            while behind := _BEHIND.search(text[first:last]) or _SMALL.search(text[first:last]):
                last = first + behind.start()
            if first < last:
                yield replace(name, start=first, end=last, score=name.score / (2 if cuts else 1))
            start = after


def _is_measure(text: str, name: Name) -> bool:
    """Whether it is money ("US" of "US$5") or a figure of the markets."""
    if name.label == "place":
        return bool(_CURRENCY.match(text, name.end))
    form = text[name.start : name.end]
    return name.label == "organization" and bool(
        (_MEASURE.search(form) and not _NUMBERED.search(form)) or _BEFORE_MEASURE.match(text, name.end)
    )


def _employer(text: str, name: Name) -> Name:
    """A person of one word in front of somebody's trade and name is a body: "said Ostel analyst Pia Lund"."""
    if name.label == "person" and " " not in text[name.start : name.end]:
        trade = _TRADE.match(text, name.end)
        if trade and trade[1] in words().person:
            return replace(name, label="organization")
    return name


def _verdicts(text: str, names: Sequence[Name]) -> dict[str, Label]:
    """The label of each spelling that has enough of the scores. A short form has its company's vote, twice where that
    is written with its legal form; a surname seen alone has that of its full name."""
    votes: defaultdict[str, defaultdict[Label, float]] = defaultdict(lambda: defaultdict(float))
    spellings = [_spelling(text, n) for n in names]
    twins = {s.upper(): s for s in sorted(spellings) if len(s) >= SHOUTED and not s.isupper()}
    seen = set(spellings)
    for name, own in zip(names, spellings, strict=True):
        spelling = twins.get(own, own)
        votes[spelling][name.label] += name.score
        form = _FORM.search(spelling)
        if name.label == "organization" and form:
            votes[spelling[: form.start()]]["organization"] += name.score * (1 + (form[1] in _LEGAL))
        surname = spelling.rpartition(" ")[2]
        if name.label == "person" and surname != spelling and surname in seen:
            votes[surname]["person"] += name.score
    out: dict[str, Label] = {}
    for spelling, of in votes.items():
        label = max(of, key=lambda k: (of[k], k))
        if of[label] >= SEEN and of[label] >= SURE * sum(of.values()):
            out[spelling] = label
    return out | {upper: out[s] for upper, s in twins.items() if s in out and upper in seen}


def _added(text: str, names: Sequence[Name], verdicts: Mapping[str, Label]) -> Iterator[Name]:
    """Spellings with a verdict where nobody labelled them, longest first; in lines of capitals also in capitals."""
    known = {s: s for s in verdicts if len(s) <= LONGEST and _SPELLED.fullmatch(s) and not _OF_A_PEOPLE.search(s)}
    known = {s.upper(): s for s in known if len(s) >= SHOUTED} | known
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for spelling in sorted(known, key=lambda s: (-len(s), s)):
        if (first := _FIRST_WORD.match(spelling)) and len(by_word[first[0]]) < ALIKE:
            by_word[first[0]].append(spelling)
    taken = sorted((n.start, n.end) for n in names)
    at = last = 0
    for word in _FIRST_WORD.finditer(text) if by_word else ():
        start = word.start()
        found = next((s for s in by_word.get(word[0], ()) if start >= last and _stands(text, start, s)), None)
        if found is None:
            continue
        end = start + len(found)
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if (at < len(taken) and taken[at][0] < end) or not _alone(text, start, end, found not in verdicts):
            continue
        name = Name(verdicts[known[found]], start, end, ADDED)
        if not _is_measure(text, name):
            last = end
            yield name


def _stands(text: str, start: int, spelling: str) -> bool:
    """Whether a spelling stands at an offset, and no longer word."""
    end = start + len(spelling)
    same = text.startswith(spelling, start) or " ".join(text[start:end].split()) == spelling
    return same and not (text[end : end + 1].isalnum() or text[end : end + 1] in ("_", "-"))


def _alone(text: str, start: int, end: int, shouted: bool) -> bool:
    """Whether no word with a capital stands right beside it, which might make it part of another name; where all words
    have capitals that tells nothing. `shouted`: it is written in capitals, and right only among words that are too."""
    line = text[max(0, start - AROUND) : start].rpartition("\n")[2] + text[start : end + AROUND].partition("\n")[0]
    if shouted:
        return line.isupper()
    if title_case(line, (0, len(line))):
        return True
    before, after = text[max(0, start - 30) : start], text[end : end + 2]
    return not (_CAPITAL_BEFORE.search(before) or _CAPITAL_BEHIND.match(after))

"""A small reading of clauses: subject, verb of telling, hearer, what is told. For contents, which the model reads badly
since it was trained on outermost statements; strict, so that what is found is right.

    that [his lawyer] [had told] (him) [to stay silent]
    [Dr. Amon] [wrote] to the board: [‘The ward is not fit for children,’]
    [He] looked at me and [said], [‘You should not be here,’]
    [the union] had lost a third of its members, [according to] its own figures
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.reader.cues.lemmas import forms
from sayso.records import Span


def _set(line: str) -> frozenset[str]:
    return frozenset(line.split())


SAY = _set("say write argue claim insist explain admit confess concede acknowledge deny warn announce declare "
           "report state "
           "confirm promise vow pledge complain testify suggest predict conclude predict maintain allege swear "
           "recall reply "
           "reveal disclose assert contend tweet boast caution")  # fmt: skip
"""Verbs with a clause behind them ("said that", "said they had")."""
TELL = _set("tell inform assure notify warn remind promise ask advise")
"""Verbs with a hearer, then a clause, a question or an infinitive."""
TO = _set("threaten promise vow pledge swear offer refuse agree ask demand")
"""Verbs with an infinitive of what is promised or wanted."""
OBJECT = _set("deny admit confirm reject promise announce")
"""Verbs with a noun phrase behind them that stands for what was said ("denied everything", "promised a refund")."""
HOLD = _set("expect believe think fear hope doubt")
"""Verbs of holding and expecting; inside another's words only with somebody else as the subject."""
FIND = _set("find discover conclude determine establish rule decide identify detect")
"""What those do whom a medium relays without a verb of saying: "police found three rifles"."""
_CLAUSE_VERBS = SAY | TELL | HOLD | _set("find discover conclude determine establish learn rule decide")

_TOKEN = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|St|Gen|Sen|Rep|Gov|Lt|Col|Prof|Sgt|Capt|Rev|[A-Z])\.(?=\s[A-Z])|\w+(?:[’'.&-]\w+)*|[^\w\s]"
)
_OPEN, _CLOSE = frozenset('“"«„‘'), {"“": "”", '"': '"', "«": "»", "„": "“”", "‘": "’"}
_AUX = _set("has have had having did does do 's 've 'd")
_BE = _set("is are was were be been being am get got gets")
_MODAL = _set("will would shall should can could may might must to cannot 'll ’ll wo ca let not-to")
_NOT_MODAL = _set("can't won't wouldn't couldn't shouldn't mustn't can’t won’t wouldn’t couldn’t shouldn’t mustn’t")
_NOT = _set("not never n't")
_ADVERBS = _set("also later then now once always again already still even just often never not recently first "
                "since only ever "
                "twice both all themselves himself herself long")  # fmt: skip
_BREAKS = _set("that and but or because when while as since after before although though which who whom whose "
               "what how why "
               "where if whether unless until than so yet for with of in on at by from about into over under "
               "through then "
               "said says told")  # fmt: skip
_UNREAL = _set("if whether unless until lest should had nobody")
_FIRST = _set("i we you me us who which that this it's there let's what")
_NOBODY = _set("no nobody none neither nothing not never few any anyone anybody nor")
_PRONOUN = _set("he she they it someone somebody everyone everybody one many others both some several")
_DETERMINER = _set("the a an his her their its my our your this these those another some several many two three "
                   "four five six "
                   "seven eight nine ten both all most every each one former local senior top other")  # fmt: skip
_BARE = _set("police officials investigators prosecutors doctors lawyers witnesses experts scientists "
             "researchers authorities "
             "detectives officers inspectors auditors lawmakers critics residents neighbours neighbors parents "
             "teachers "
             "workers troops soldiers rebels rescuers firefighters people engineers economists analysts opponents "
             "customs state court courts prosecutors diplomats aides managers doctors nurses staff "
             "management")  # fmt: skip
_SUBJECTS = _set(
    "he she they it i we you there no nobody the a an his her their its my our your this these those someone "
    "nothing everyone"
)
_NOUNS_TOO = _set("report reports claim claims promise promises offer offers demand demands tweet tweets state "
                  "states boast boasts reply "
                  "vow vows pledge pledges hope hopes fear fears doubt doubts complaint caution find finds rule "
                  "rules recall recalls "
                  "request requests predict")  # fmt: skip
"""Forms that are nouns as well: verbs only behind a plain subject."""
_OBJECTS = _set("him her them me us you everyone everybody himself herself")
_TIME = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|(?:last|this|earlier|on) \w+|in \w+)$",
    re.IGNORECASE,
)
_PREPOSITIONS = _set("in on at by from about for with of during after before as into over under through until "
                     "since against "
                     "between among and but or to")  # fmt: skip
_CUT = re.compile(
    r"(?:,|;|—|–)\s*(?:but|and|who|which|while|though|although|so|yet|adding|because|whereas)\b|\band (?:that|"
    r"had|has|have|was|is|were|are|will|would)\b|[;—]|\.(?=\s)",
    re.IGNORECASE,
)
_RAGGED = " \t\n\r.,;:!?\"“”«»„‘’'—–-"

_ARTICLES = _set("the a an his her their my our its")
_LATER = _set("again today yesterday also later")
_THAT = _set("that whether why how")
_NOMINATIVE = _set("he she they it there i we you")
_OPENS_CLAUSE = _set("that to not whether how why what if where when")
_HELD_SUBJECTS = _set("he she they it the there")
_OBJECT_STARTS = _set("everything any involvement it wrongdoing him her them no being having taking")
_MODAL_VERBS = _MODAL - {"to"}
_PLAIN_VERBS = _set(
    "knew went came left saw made took got gave thought wanted needs want wants lost felt works stood ran sat"
)
"""Verbs whose form does not show that they are one, of those that are frequent."""
_PAST = _PLAIN_VERBS | _set("was had")
_HEARERS = _set("reporters journalists students voters staff customers")
HEARER = 8
"""Words a hearer may have inside another's content."""
SUBJECT_WORDS = 9
"""Words a subject may have; longer ones are mostly clauses misread."""
TO_QUOTE = 8
"""Words between a verb of saying and a colon or comma with a quotation behind it ("wrote to the ward’s board:")."""
LONGEST = 1_500
"""Code points of one sentence that are read."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One telling inside a stretch; spans are offsets into the text. `lemma` is the verb's."""

    source: Span
    cue: Span
    content: tuple[Span, ...]
    hearer: Span | None
    lemma: str


@cache
def _verbs() -> dict[str, str]:
    return {form: verb for verb in sorted(SAY | TELL | TO | OBJECT | HOLD | FIND) for form in forms(verb)}


@cache
def signal() -> re.Pattern[str]:
    """Whether a stretch holds any verb of the tables, or "according to"."""
    words = sorted(_verbs(), key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r"|according to)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Stretch:
    """The tokens of one sentence of a content."""

    text: str
    end: int
    spans: list[Span]
    words: list[str]
    low: list[str]

    def slice(self, first: int, last: int) -> Span:
        return self.spans[first][0], self.spans[last - 1][1]


def clauses(text: str, start: int, end: int, relayed: bool = False) -> Iterator[Clause]:
    """The tellings in text[start:end], one sentence, in reading order. `relayed`: findings count too."""
    end = min(end, start + LONGEST)
    found = [m.span() for m in _TOKEN.finditer(text, start, end)]
    words = [text[s:e] for s, e in found]
    stretch = _Stretch(text, end, found, words, [w.lower() for w in words])
    verbs = _verbs()
    for at, low in enumerate(stretch.low):
        lemma = verbs.get(words[at])  # as it stands: "States" is a name
        if low == "according" and stretch.low[at + 1 : at + 2] == ["to"]:
            clause = _according(stretch, at)
            if clause:
                yield clause
            continue
        if lemma is not None and (lemma not in FIND or lemma in SAY or relayed):
            clause = _clause(stretch, at, lemma, relayed)
            if clause:
                yield clause


def _according(st: _Stretch, at: int) -> Clause | None:
    """ "according to its own figures": what stands before it, and what its clause goes on with."""
    first = last = at + 2
    while (
        last < len(st.low)
        and last - first < SUBJECT_WORDS + 3
        and st.low[last] not in _BREAKS - _PREPOSITIONS
        and (st.low[last][0].isalnum() or st.low[last] in "’'")
    ):
        last += 1
    begin = 1 if st.low[0] in _OPEN else 0
    stop = at - 1 if at and st.low[at - 1] == "," else at
    if (
        last == first
        or stop - begin < 2
        or any(w in _AUX | _BE | _MODAL for w in st.low[first:last])
        or st.low[first] in _FIRST
    ):
        return None
    cut = max((i + 1 for i in range(begin, stop) if st.low[i] in (";", ".", "?", "!")), default=begin)
    pieces = [_trim(st.text, *st.slice(cut, stop))] if stop > cut else []
    if last < len(st.low) - 1 and st.low[last] == "," and not _has_verb(st.low[cut:stop]):
        pieces.append(_from(st, last + 1))
    if not pieces or any(s >= e for s, e in pieces):
        return None
    return Clause(st.slice(first, last), st.slice(at, at + 2), tuple(pieces), None, "according to")


def _clause(st: _Stretch, at: int, lemma: str, relayed: bool) -> Clause | None:
    first = _cue_start(st, at, lemma)
    if first is None:
        return None
    source = _subject(st, first, lemma)
    if source is None or (relayed and lemma in FIND and st.text[slice(*source)].lower() in _PRONOUN):
        return None
    told = _told(st, at, lemma)
    if told is None:
        return None
    content, hearer = told
    if content[0] >= content[1] or (
        lemma in SAY - OBJECT and st.text[content[0]] not in _OPEN and st.text.find(" ", *content) < 0
    ):
        return None
    return Clause(source, st.slice(first, at + 1), (content,), hearer, lemma)


def _cue_start(st: _Stretch, at: int, lemma: str) -> int | None:
    """The first token of the verb group that ends at `at`; None where nobody told it (passive, modal, infinitive)."""
    low, word = st.low, st.low[at]
    first = at
    while first > 0 and (low[first - 1] in _ADVERBS or low[first - 1].endswith("ly") or low[first - 1] in _AUX
                         or low[first - 1] in _BE or _short_have(low[first - 1])):  # fmt: skip
        first -= 1
    group = low[first:at]
    while (
        group
        and group[0] not in _AUX | _BE | _NOT
        and not _short_have(group[0])
        and group[0] in ("both", "all", "then", "since", "even", "first")
    ):
        group, first = group[1:], first + 1
    if (first > 0 and (low[first - 1] in _MODAL or low[first - 1] in _BE)) or any(w in _NOT_MODAL for w in group):
        return None
    if any(w in _BE for w in group):
        return first if word.endswith("ing") and "being" not in group else None
    if word.endswith("ing"):
        return None
    helped = any(w in _AUX or _short_have(w) for w in group)
    if word in _NOUNS_TOO and not helped and not _plain_subject(st, first):
        return None
    if word == lemma and not helped and lemma not in ("read",):
        before = low[first - 1] if first else ""
        plural = (
            before in ("they", "people", "police", "many", "others", "some", "both", "several")
            or before in _BARE
            or (before.endswith("s") and not before.endswith(("ss", "us", "’s", "'s")))
        )
        return first if plural else None
    return first


def _plain_subject(st: _Stretch, first: int) -> bool:
    """Whether a pronoun or a bare name precedes the verb: "he claims", "Tarn reports"; not "Tarn’s late reports"."""
    begin = _begin(st, first)
    if begin is None:
        return False
    return st.low[begin] in ("he", "she", "they", "it") or (
        first - begin <= 3 and all(w[0].isupper() and not w.endswith(("’s", "'s")) for w in st.words[begin:first])
    )


def _short_have(word: str) -> bool:
    return word.endswith(("n't", "n’t"))


def _subject(st: _Stretch, first: int, lemma: str) -> Span | None:
    """The noun phrase before the verb group, with its apposition; None where it is not one that tells."""
    if not first:
        return None
    low = st.low
    last = first
    if low[first - 1] == ",":
        opening = _rfind(low, ",", first - 1)
        if (
            opening is None
            or first - 1 - opening > SUBJECT_WORDS
            or not _phrase_like(st, opening + 1, first - 1, apposition=True)
        ):
            return None
        begin = _begin(st, opening)
        if begin is None or not _phrase_like(st, begin, opening):
            return None
        return st.slice(begin, first - 1)
    if low[first - 1] == "and":
        return _shared_subject(st, first - 1)
    begin = _begin(st, last)
    if begin is None or last - begin > SUBJECT_WORDS or not _phrase_like(st, begin, last):
        return None
    if begin and (low[begin - 1] in _UNREAL or (low[begin - 1] in ("as", "than") and low[begin] in _PRONOUN)):
        return None
    if (
        begin
        and low[begin - 1] in ("and", "or")
        and begin > 1
        and st.words[begin - 2][0].isupper()
        and st.words[begin][0].isupper()
    ):
        return None  # two names, of which this is the second
    return st.slice(begin, last)


def _rfind(low: list[str], mark: str, before: int) -> int | None:
    for i in range(before - 1, max(-1, before - 14), -1):
        if low[i] == mark:
            return i
    return None


def _begin(st: _Stretch, last: int) -> int | None:
    """Where the noun phrase that ends before token `last` begins: behind a mark or a conjunction; "of" and "for" may
    stand in it behind a noun ("the head of the board", "a spokesman for the port")."""
    i = last
    while i > 0 and last - i <= SUBJECT_WORDS + 3:
        low = st.low[i - 1]
        inside = low in ("of", "for", "in", "at", "from") and i - 1 > 0 and _may_end(st.low[i - 2]) and i < last
        if (low in _BREAKS and not inside) or not (low[0].isalnum()):
            break
        i -= 1
    return i if i < last else None


def _may_end(low: str) -> bool:
    return low[0].isalpha() and low not in _BREAKS and low not in _SUBJECTS and low not in _AUX | _BE | _MODAL


def _phrase_like(st: _Stretch, first: int, last: int, apposition: bool = False) -> bool:
    if first >= last:
        return False
    low, word = st.low[first], st.words[first]
    inner = st.low[first:last]
    if any(w in _AUX | _BE | _MODAL or _short_have(w) for w in inner):
        return False
    if low in _NOBODY or (not apposition and any(w in _FIRST for w in inner)):
        return False
    if last - first == 1:
        return (
            low in _PRONOUN
            or low in _BARE
            or word[0].isupper()
            or (apposition and low.isdigit())
            or (low.endswith("s") and low.isalpha())
        )
    if low in _PRONOUN and low not in _DETERMINER:
        return False
    return (
        low in _DETERMINER
        or word[0].isupper()
        or st.low[last - 1] in _BARE
        or (
            low.isalpha()
            and not low.endswith(("ly", "ed", "ing"))
            and st.low[last - 1].endswith("s")
            and last - first <= 3
        )
    )


def _shared_subject(st: _Stretch, conjunction: int) -> Span | None:
    """ "He looked at me and said": the pronoun or name that the clause before begins with."""
    for i in range(conjunction - 1, max(-1, conjunction - 16), -1):
        before = st.low[i - 1] if i else ""
        if i and before not in _BREAKS - _PREPOSITIONS and before[0].isalnum():
            continue
        if st.low[i] in ("he", "she", "they"):
            return st.spans[i]
        if st.words[i][0].isupper() and st.low[i] not in _SUBJECTS and st.low[i] not in _FIRST:
            last = i + 1
            while last < conjunction and st.words[last][0].isupper():
                last += 1
            return st.slice(i, last)
        verb = st.low[i + 2] if i + 2 < conjunction else ""
        if st.low[i] in _ARTICLES and (verb.endswith("ed") or verb in _PAST):
            return st.slice(i, i + 2)
        return None
    return None


def _told(st: _Stretch, at: int, lemma: str) -> tuple[Span, Span | None] | None:
    """(what was told, to whom) behind the verb; None where nothing that can be told follows."""
    low, n, i = st.low, len(st.low), at + 1
    if lemma in SAY | TELL and (quote := _quote_behind(st, i)) is not None:
        return quote
    if lemma in TELL and (heard := _heard(st, i, lemma)) is not None:
        return heard
    while i < n - 1 and (low[i] in _LATER or _TIME.match(low[i])):
        i += 1
    if i >= n - 1 and not (lemma in OBJECT and i < n):
        return None
    follows = i + 1 < n and low[i + 1][0].isalnum()
    if (low[i] in _THAT and lemma in _CLAUSE_VERBS and follows) or (
        low[i] in ("to", "not") and lemma in TO and follows
    ):
        return _from(st, i), None
    if low[i] in _PREPOSITIONS or not low[i][0].isalnum():
        return None
    return (_from(st, i), None) if _can_be_told(st, i, lemma) else None


def _can_be_told(st: _Stretch, i: int, lemma: str) -> bool:
    """Whether a clause or a noun phrase that starts at token `i` can be what a form of `lemma` tells."""
    low, capital = st.low[i], st.words[i][0].isupper()
    if lemma in HOLD:
        if lemma == "expect" and "to" in st.low[i + 1 : i + 7]:
            return low in _DETERMINER or capital
        return low in _HELD_SUBJECTS and _has_verb(st.low[i + 1 :])
    if lemma in OBJECT or lemma in FIND:
        return low in _DETERMINER or low in _OBJECT_STARTS or low in _SUBJECTS or capital or low.isdigit()
    if lemma not in SAY or not _has_verb(st.low[i:]):
        return False
    return low in _SUBJECTS or low in _BARE or capital or _has_verb(st.low[i + 1 :])


def _heard(st: _Stretch, i: int, lemma: str) -> tuple[Span, Span | None] | None:
    """A hearer and then a clause, a question or an infinitive: "[him] [that the road was safe]"."""
    low, n, stop = st.low, len(st.low), i
    pronoun = i < n and low[i] in _OBJECTS
    while stop < n and stop - i < HEARER and low[stop] not in _OPENS_CLAUSE and low[stop][0].isalnum():
        if stop > i and (low[stop] in _NOMINATIVE or pronoun):
            break
        stop += 1
    if stop >= n or low[stop] == "," or (stop == i and lemma == "tell"):
        return None
    clause = low[stop] in (_OPENS_CLAUSE | _NOMINATIVE) - {"to", "not"}
    clause = clause or (pronoun and stop == i + 1 and _has_verb(low[stop:]))
    infinitive = low[stop] in ("to", "not") and lemma in ("tell", "ask", "warn", "advise") and stop > i
    if not (clause or infinitive) or not _hearer_like(st, i, stop):
        return None
    return _from(st, stop), st.slice(i, stop) if stop > i else None


def _has_verb(low: list[str]) -> bool:
    """Whether one of the next words is a verb, as far as its form tells."""
    for word in low[:14]:
        if word in _AUX or word in _BE or word in _MODAL_VERBS or word in _PLAIN_VERBS or _short_have(word):
            return True
        if (word.endswith("ed") and len(word) > 4) or word.endswith(("’s", "'s")):
            return True
    return False


def _hearer_like(st: _Stretch, first: int, last: int) -> bool:
    if first == last:
        return True
    low, capital = st.low[first], st.words[first][0].isupper()
    if last - first == 1:
        return low in _OBJECTS or low in _BARE or low in _HEARERS or capital
    return low in _DETERMINER or capital or st.low[last - 1] in _BARE


def _from(st: _Stretch, first: int) -> Span:
    """From a token to the end of what is told: the clause's end, or the quotation's where it begins with one."""
    start = st.spans[first][0]
    cut = _CUT.search(st.text, min(start + 1, st.end), st.end)
    end = cut.start() if cut else st.end
    return _trim(st.text, start, end)


def _trim(text: str, start: int, end: int) -> Span:
    """The final marks off; a closing quotation mark whose opening one lies inside stays, with the mark before it."""
    while end > start and text[end - 1] in _RAGGED:
        if (
            text[end - 1] in "”\"»’'"
            and any(o in text[start : end - 1] for o, c in _CLOSE.items() if text[end - 1] in c)
            and (text[end - 1] not in "’'" or "‘" in text[start:end])
        ):
            break
        end -= 1
    return start, end


def _quote_behind(st: _Stretch, i: int) -> tuple[Span, Span | None] | None:
    """A quotation behind the verb, over a comma, a colon and up to TO_QUOTE words ("wrote to the board: ‘...’")."""
    for k in range(i, min(len(st.low), i + TO_QUOTE)):
        word = st.words[k]
        if word in _OPEN:
            if k > i and st.words[k - 1] not in (",", ":") and k - i > 1:
                return None
            start = st.spans[k][0]
            closes = [p for c in _CLOSE[word] if (p := _closing(st.text, c, start + 1, st.end)) >= 0]
            end = min(closes) + 1 if closes else st.end
            if end - start < 4:
                return None
            hearer = (
                st.slice(i, k - 1) if 0 < k - 1 - i <= 6 and _hearer_like(st, i, k - 1) and st.low[i] != "to" else None
            )
            return (start, end), hearer
        if word in (",", ":"):
            if k + 1 < len(st.words) and st.words[k + 1] not in _OPEN:
                return None
        elif not word[0].isalnum() or st.low[k] in ("that", "and", "but"):
            return None
    return None


def _closing(text: str, mark: str, start: int, end: int) -> int:
    """The closing mark; an apostrophe inside a word closes nothing."""
    at = text.find(mark, start, end)
    while at >= 0 and mark == "’" and at + 1 < end and text[at + 1].isalnum():
        at = text.find(mark, at + 1, end)
    return at

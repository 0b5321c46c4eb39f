"""A source span taken apart: the bare name, the role from titles and apposition, the noun a description turns on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.sources.kinds import Gender, is_plural, noun_gender, noun_sort, words
from sayso.reader.sources.labels import Labels
from sayso.reader.sources.mentions import PRONOUNS, Mention, common, name_mention
from sayso.reader.sources.pairs import joined, listed
from sayso.reader.sources.phrases import (
    ARTICLES,
    DEFINITE,
    INDEFINITE,
    OWN,
    STOPS,
    Word,
    chunks,
    initial,
    runs,
    short_form,
)
from sayso.reader.sources.whose import named_at_end, worked_out
from sayso.records import Span

MAX_SOURCE = 400
"""Characters of a source span that are looked at; the longest hand-marked source of the development set has 330."""
_MARKS = (' "', '" ', " “", "” ", " ‘", "’ ", '," ', "” (")
"""Gaps between the words of one source in which a quotation mark stands."""
_WITH_PRONOUN = frozenset(("himself", "herself", "themselves", "itself", "also", "both", "all"))
MAX_ROLE = 160
"""Characters of an apposition; a longer one is a clause that was misread."""

_EDGE = " \t\r\n\xa0,;:—–-\"“”'‘’…"
_LEAD = re.compile(r"(?:according to|as per|in the words of|for|by|to|from|and|but|says|said|as|per)\s+", re.I)
_AGE = re.compile(r",? ?(?:aged? )?\d{1,3}(?: years old)?,? ")
_APPOSITION = re.compile(r" ?(?:,|—|–|--|-) ?")
_COPULA = re.compile(r" (?:is|was|became|remains) (?=(?:the|a|an) )")
_ROLE_END = re.compile(
    r",(?= )| [—–] | -- |;|:|\.(?= [A-Z]|$)| who | whom | which | whose | that | and (?:has|is|was|had|will) |\n|[\"“”]"
)
_NOT_ROLE = re.compile(
    r"(?:who|which|whose|where|when|as|and|but|speaking|citing|in|on|at|after|while|with|from|for|also|said|told|to|like|including"
    r"|\w+ing|\d+|not|he|she|it|they|according|if|because|one of whom)\b", re.I
)  # fmt: skip
_VERBS = words().auxiliary | frozenset(
    ("said", "says", "told", "is", "was", "are", "were", "has", "have", "had", "will", "would")
)
_BEHIND_NOUN = frozenset((
    "i", "he", "she", "we", "they", "you", "there", "here", "alike", "too", "also", "themselves", "himself", "herself",
    "itself", "alone", "elsewhere", "today", "yesterday", "nationwide", "worldwide", "everywhere", "abroad", "again",
    "ago", "now", "then", "either", "all", "both", "each",
))  # fmt: skip
"""Words behind the noun a phrase turns on ("doctors there", "the people I met")."""
_AGENT = ("er", "or", "ist", "ian", "eer", "ant")
"""Endings of unknown nouns that mostly mean a person; those that do not are in the table of documents."""
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.I)


def trim(text: str, span: Span) -> Span:
    """The span without blanks, commas, dashes and quotation marks at its edges, and without a leading preposition."""
    start, end = span
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    while start < end and text[start] in _EDGE:
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
    pronoun = PRONOUNS.get(run[0].text.lower(), "")
    alone = len(run) == 1 or run[1].text.lower() in _WITH_PRONOUN
    if pronoun and alone:
        return Mention(start=start, end=end, sort=None, pronoun=pronoun)
    mention = listed(text, stretches, labels) or joined(text, run, labels) or _parsed(text, run, end, labels)
    mention.start, mention.end = start, end
    return mention


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
            and stretches[k + 1][0].text in ("and", "&", "who")
        ):
            run, skip = run + stretches[k + 1], k + 1  # Ana Ruiz (Ostby) and Ivo Lang
        else:
            break
    return run


def _parsed(text: str, run: Sequence[Word], end: int, labels: Labels) -> Mention:
    """A name with its titles and apposition, or a description with the name in apposition."""
    first = run[0].text.lower()
    single = len(run) == 1 or (not run[1].text[0].isupper() and first not in words().given)
    lone = single and noun_sort(first) == "document" and first not in words().press  # "Data from the port"
    led = next(chunks(run, labels.ends), (0, 0))  # "Citizens for Clean Rivers"
    if run[0].text[0].isupper() and (lone or (common(run[0]) and not (led[0] == 0 and led[1] > 2))):
        run = [run[0]._replace(text=run[0].text.lower()), *run[1:]]
    found = list(chunks(run, labels.ends))
    stop = _core_end(run, found)
    for i, j in reversed(found):
        if j == stop and not (run[j - 1].apart and j < len(run)):
            mention = name_mention(text, run, i, j, labels(run[i].start, run[j - 1].end))
            if mention is not None:
                return _with_apposition(text, _with_prefix(text, run, i, mention), end)
            break
    mention = _described(run, stop)
    if (worker := worked_out(text, run, stop, found, labels)) is not None:
        return worker
    if mention.sort == "person" or run[0].apart:
        _named_behind(text, run, mention, end, labels)
    if mention.sort == "person" and mention.name is None:
        named_at_end(text, run, mention, found, labels)
    return mention


def _core_end(run: Sequence[Word], found: Sequence[tuple[int, int]]) -> int:
    """The index behind the noun the phrase turns on: before "of", "who", a participle, a verb."""
    inside = {k for i, j in found for k in range(i + 1, j)}
    for k in range(1, len(run)):
        low = run[k].text.lower()
        if k in inside or run[k - 1].apart:
            continue
        behind = low in _BEHIND_NOUN and (
            low == run[k].text or (low == "i" and run[k - 1].text != "and" and not initial(run, k))
        )
        if (low in STOPS and low not in ("and", "or")) or behind:
            return k
        before = run[k - 1].text.lower()
        after_noun = before not in INDEFINITE and (noun_sort(before) is not None or is_plural(before))
        participle = low.endswith(("ed", "ing")) or low in words().auxiliary
        if low == run[k].text and participle and after_noun and noun_sort(low) is None and not _attributive(run, k):
            return k
    return len(run)


def _attributive(run: Sequence[Word], k: int) -> bool:
    """Whether the participle at k belongs to the noun behind it ("the Senate banking committee")."""
    before, after = run[k - 1].text.lower(), run[k + 1].text.lower() if k + 1 < len(run) else ""
    return noun_sort(before) not in ("person", "people") and noun_sort(after) is not None and not is_plural(before)


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


def _with_apposition(text: str, mention: Mention, end: int) -> Mention:
    """The role behind the name, where there is none in front or only a bare relation ("friend Ivo Lang, a baker")."""
    if mention.name is None or mention.sort not in ("person", None):
        return mention
    role = apposition(text, mention.name[1], end)
    if role is None:
        return mention
    if mention.role is None or (text[mention.role[0]].islower() and " " not in text[mention.role[0] : mention.role[1]]):
        mention.role = role
    mention.titles = mention.titles | head_words(text, role)
    mention.gender = mention.gender or next((g for w in mention.titles if (g := noun_gender(w))), "")
    mention.sort, mention.sure = "person", True
    return mention


def head_words(text: str, role: Span) -> frozenset[str]:
    """The lower-cased words of a role up to its noun ("executive secretary" of "Executive Secretary of the Tern")."""
    run = next(runs(text, *role), [])
    return frozenset(word.text.lower() for word in run[: _core_end(run, list(chunks(run)))]) if run else frozenset()


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


def apposition(text: str, at: int, end: int) -> Span | None:
    """The role behind a name that ends at `at`, without its article: in apposition ("..., the mayor of Ostby, said") or
    as what the sentence says of it ("... is the mayor of Ostby.")."""
    age = _AGE.match(text, at, end)
    if age:
        at = age.end()
    else:
        comma = _APPOSITION.match(text, at, end) or _COPULA.match(text, at, end)
        if comma is None:
            return None
        at = comma.end()
    if _NOT_ROLE.match(text, at, end):
        return None
    stop = _ROLE_END.search(text, at, min(end, at + MAX_ROLE))
    while (
        stop
        and stop.group()[0] == "."
        and short_form(text[max(at, stop.start() - 6) : stop.start()].rpartition(" ")[2])
    ):
        stop = _ROLE_END.search(text, stop.end(), min(end, at + MAX_ROLE))
    last = stop.start() if stop else min(end, at + MAX_ROLE)
    last = at + len(text[at:last].rstrip(_EDGE))
    article = _ARTICLE.match(text, at, last)
    role = (article.end() if article else at, last)
    run = next(runs(text, *role), None)
    if run is None:
        return None
    titles = words().titles
    found = list(chunks(run))
    core = run[: _core_end(run, found)]
    if any(w.text in _VERBS for w in run[: len(core) + 1]):
        return None  # "In Ostby, the mayor said": the next clause
    for i, j in found:
        if j == len(core) and not article and name_mention(text, run, i, j, None) is not None and not core[-1].apart:
            return None  # "in Ostby, Mayor Ana Ruiz said": no role, but the next name
    person = any(noun_sort(w.text.lower()) == "person" or w.text.lower() in titles for w in core)
    trade = article and core and core[-1].text.endswith(_AGENT) and noun_sort(core[-1].text) is None  # ", a welder,"
    return role if person or trade else None


def _named_behind(text: str, run: Sequence[Word], mention: Mention, end: int, labels: Labels) -> None:
    """ "a spokesman for the port, Ivo Lang": the description becomes the role of the name behind the comma."""
    comma = _APPOSITION.match(text, run[-1].end, end)
    behind = next(runs(text, comma.end(), end), None) if comma else None
    if behind is None:
        return
    found = next(((i, j) for i, j in chunks(behind) if j == len(behind)), None)
    if found is None:
        return
    table = words()  # ", Democratic state Sen. Ada Corwin"
    if any(
        w.text not in table.modifier and not w.text[0].isupper() and w.text not in table.person
        for w in behind[: found[0]]
    ):
        return
    label = labels(behind[found[0]].start, behind[-1].end)
    named = name_mention(text, behind, *found, label)
    if (
        named is None
        or named.name is None
        or not (named.sort in ("person", None) or (run[0].text.lower() in ARTICLES | OWN and 1 < len(named.parts) < 4))
        or (len(named.parts) < 2 and not label)
    ):
        return
    lead = 1 if run[0].text.lower() in ARTICLES and len(run) > 1 else 0
    mention.sort = "person"
    mention.name, mention.parts, mention.role = named.name, named.parts, (run[lead].start, run[-1].end)
    mention.gender, mention.sure, mention.plural, mention.head = named.gender or mention.gender, True, False, ""


def _described(run: Sequence[Word], stop: int) -> Mention:
    """A description without a name at its head: the sort is the noun's, also behind amounts ("most of the voters")."""
    low = [w.text.lower() for w in run]
    head = low[stop - 1]
    sort, many = noun_sort(head), is_plural(head)
    of = stop < len(run) and low[stop] == "of"
    if head in words().pages and (run[0].text.lower() in OWN or any(w.apart for w in run[: stop - 1])):
        sort = "document"  # "the program's website"
    if head in words().amounts and of and stop + 1 < len(run):
        inner = _described(run[stop + 1 :], _core_end(run[stop + 1 :], list(chunks(run[stop + 1 :]))))
        one = low[0] in ("one", "another", "each") and head == low[0]
        sort = "person" if one and inner.sort in ("person", "people", None) else inner.sort
        if sort == "person" and not one:
            sort = "people"
        head, many = inner.head, not one
    if (head in words().amounts and sort is None) or head in ("them", "us", "whom", "these", "those"):
        one = of and low[0] in ("one", "another", "each")  # "one of them"
        sort, many = ("person", False) if one else ("people", True)
    if low[-2:] == ["and", "i"] or low[1:3] == ["out", "of"]:
        sort, many = "people", True  # "my brother and I", "eight out of ten"
    if sort is None:
        # an unknown plural is mostly people ("Hawks"), an unknown single thing something that is read ("the debate")
        sort = "people" if many else "document"
        if not many and (head.endswith(_AGENT) or any(noun_sort(word) == "person" for word in low[:stop])):
            sort = "person"
    lead = low[0]
    definite = True if lead in DEFINITE and lead not in OWN else False if lead in INDEFINITE else None
    if sort == "people" or (sort == "person" and many):
        sort, many = "people", True
    gender: Gender = next((g for w in reversed(low[:stop]) if (g := noun_gender(w))), "")
    titles = frozenset(low[:stop]) - DEFINITE - INDEFINITE
    apart = run[stop - 1].apart
    return Mention(
        start=run[0].start, end=run[-1].end, sort=sort, head=head, definite=definite, plural=many, gender=gender,
        apart=apart, titles=titles,
    )  # fmt: skip

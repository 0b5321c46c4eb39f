"""What stands behind a comma or a dash: the role of the name before it, or the name of the description before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.sources.cores import PERSON_ENDINGS, core_end, head_words
from sayso.reader.sources.kinds import noun_gender, noun_sort, words
from sayso.reader.sources.labels import Labels
from sayso.reader.sources.mentions import Mention
from sayso.reader.sources.name_phrases import name_mention
from sayso.reader.sources.phrases import ARTICLES, OWN, Word, chunks, runs, short_form
from sayso.reader.sources.whose import named_by
from sayso.records import Span

MAX_ROLE = 160
"""Characters of an apposition; a longer one is a clause that was misread."""
EDGE = " \t\r\n\xa0,;:—–-\"“”'‘’…"
"""What stands at the edges of a role or a source, and is none of it."""

_AGE = re.compile(r",? ?(?:aged? )?\d{1,3}(?: years old)?,? ")
_SHORT = re.compile(r"(?P<ending>['’]s)?(?: ?\([A-Z][^()\n\"“”]{1,60}\))?")
"""Between a role and the comma: the ending of a firm's name, its short or long form ("of the Port Union (PU), ...")."""
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
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.I)


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
    last = at + len(text[at:last].rstrip(EDGE))
    article = _ARTICLE.match(text, at, last)
    role = (article.end() if article else at, last)
    run = next(runs(text, *role), None)
    if run is None:
        return None
    titles = words().titles
    found = list(chunks(run))
    core = run[: core_end(run, found)]
    if any(w.text in _VERBS for w in run[: len(core) + 1]):
        return None  # "In Ostby, the mayor said": the next clause
    for i, j in found:
        if j == len(core) and not article and name_mention(text, run, i, j, None) is not None and not core[-1].apart:
            return None  # "in Ostby, Mayor Ana Ruiz said": no role, but the next name
    person = any(noun_sort(w.text.lower()) == "person" or w.text.lower() in titles for w in core)
    if not person and article and core:  # ", a welder,"
        person = core[-1].text.endswith(PERSON_ENDINGS) and noun_sort(core[-1].text) is None
    return role if person else None


def with_apposition(text: str, mention: Mention, end: int) -> Mention:
    """The role behind the name, where there is none in front or only a bare relation ("friend Ivo Lang, a baker")."""
    if mention.name is None or mention.sort not in ("person", None):
        return mention
    role = apposition(text, mention.name[1], end)
    if role is None:
        return mention
    if mention.role is None or (text[mention.role[0]].islower() and " " not in text[mention.role[0] : mention.role[1]]):
        mention.role = role
    mention.titles = mention.titles | head_words(text, role)
    mention.gender = mention.gender or next((g for w in sorted(mention.titles) if (g := noun_gender(w))), "")
    mention.sort, mention.sure = "person", True
    return mention


def named_behind(text: str, run: Sequence[Word], mention: Mention, end: int, labels: Labels) -> None:
    """ "a spokesman for the port, Ivo Lang": the description becomes the role of the name behind the comma."""
    short = _SHORT.match(text, run[-1].end, end)
    comma = _APPOSITION.match(text, short.end() if short else run[-1].end, end)
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
    named_by(run, len(run), mention, named)
    if short and short["ending"] and mention.role:
        mention.role = (mention.role[0], short.end("ending"))

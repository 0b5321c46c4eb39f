"""On whose word the outlet has it (`media`, later `via`), and to whom the words were said (`addressee`).

"police told Reuters, the Daily wrote": source police, media Reuters, the Daily. "told the court" is an addressee.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, overlap, total, trimmed
from sayso.records import Span

_WORD = re.compile(r"[\w&.’'-]+")
_NAME_BREAK = re.compile(r",|\(|\bin a\b|\bin an\b|\bin the\b|\bon\b|\bat\b|\bthat\b|\bwhich\b")

# What somebody is told: forms whose object is a hearer ("told", "assured"), and forms that need "to" or "with".
_TOLD = re.compile(
    r"\b(?:told|tells?|telling|informed|informs?|informing|assured|assures?|assuring|warned|warns?|warning|reminded|reminds?|"
    r"reminding|notified|notifies|advised|advises|advising|asked|asks|asking|urged|urges|urging|begged|promised|promises|"
    r"ordered|orders|instructed|instructs|convinced|persuaded|briefed)\s*$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:said|says?|saying|spoke|speaking|wrote|writes|writing|explained|explains|complained|confessed|admitted|"
    r"testified|confirmed|announced|declared|boasted|suggested|mentioned|revealed|insisted|replied)"
    r"\s+(?:to|before|in front of)\s*$",
    re.IGNORECASE,
)
_TO_FOLLOWS = re.compile(r"\s*(?:to|before|in an interview (?:with|to)|in remarks to|in comments to|in an email to|"
                         r"in a statement to|on)\s+", re.IGNORECASE)  # fmt: skip

# Where the hearer's noun phrase ends: the content, a date or place phrase, a clause.
_HEARER_END = re.compile(
    r"\s*(?:[,.:;—–(“\"«]|\bthat\b|\bto\b|\bin\b|\bon\b|\bat\b|\bduring\b|\bafter\b|\bbefore\b|\bwhile\b|\bwhen\b|\bby\b|\bas\b|\bwhether\b|\bhow\b|"
    r"\bwhat\b|\bwhy\b|\babout\b|\bfrom\b|\bvia\b|\bover\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yester|to)day\b|\blast\b|\bthis\b|\bearlier\b|"
    r"\bearly\b|\blate\b|\brecently\b|\bhe\b|\bshe\b|\bthey\b|\bthere\b|\bit\b|$)"
)
HEARER_WORDS = 9
"""Words a hearer's noun phrase may have ("the parliament's committee on foreign affairs" has seven)."""
_NOT_HEARER = frozenset(
    [
        "that",
        "to",
        "of",
        "the",
        "a",
        "an",
        "and",
        "or",
        "not",
        "there",
        "it",
        "this",
        "what",
        "how",
        "why",
        "whether",
        "again",
        "also",
        "later",
    ]
)

_CITING = re.compile(r",?\s*\b(citing|quoting|which cited|who cited|with reference to)\s+", re.IGNORECASE)
_CITED_END = re.compile(r"[,.;:\n“\"]|\bas saying\b|\bfor\b|\bsaid\b|\bthat\b|\bwho\b|\bwhich\b")


@dataclass(frozen=True, slots=True)
class Media:
    """The table of media (media.toml)."""

    names: frozenset[str]
    tails: frozenset[str]
    heads: frozenset[str]
    nouns: frozenset[str]
    needs_news: frozenset[str]
    news_words: frozenset[str]


@cache
def table() -> Media:
    """The table, read once."""
    raw = tomllib.loads(files("sayso.reader.statements").joinpath("media.toml").read_text(encoding="utf-8"))
    return Media(
        names=frozenset(n.removeprefix("The ") for n in raw["agencies"] + raw["outlets"]),
        **{k: frozenset(raw[k]) for k in ("tails", "heads", "nouns", "needs_news", "news_words")},
    )


def is_medium(phrase: str) -> bool:
    """Whether a noun phrase names or describes a news medium.

    >>> is_medium("the Westhaven Gazette"), is_medium("a local newspaper"), is_medium("the Post Office")
    (True, True, False)
    """
    m = table()
    cut = _NAME_BREAK.search(phrase, 1)
    words = [
        w.removesuffix("'s").removesuffix("’s").rstrip(".")
        for w in _WORD.findall(phrase[: cut.start()] if cut else phrase)
    ]
    while words and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    if not words:
        return False
    if " ".join(words) in m.names or (words[0] in m.names and len(words) <= 2):
        return True
    if words[-1][0].isupper():
        if len(words) == 1:
            return words[0] in m.tails and phrase.lower().startswith("the ")
        return words[-1] in m.tails or words[0] in m.heads or any(w in m.names for w in words)
    last = words[-1].lower()
    if last not in {n.lower() for n in m.nouns}:
        return False
    return last not in m.needs_news or any(w in m.news_words or w.lower() in m.news_words for w in words[:-1])


def media(page: Page, drafts: list[Draft]) -> None:
    """Fills in hearers and media; adds the source that a medium cites, as a draft of its own."""
    for draft in drafts:
        _hearer(page, draft)
    more: list[Draft] = []
    for draft in drafts:
        draft.relays = bool(draft.source) and is_medium(page.text[slice(*draft.source[0])])
        more += _cited(page, draft)
    drafts += more
    for draft in drafts:
        _carried(draft, drafts)
    drafts.sort(key=lambda d: d.start)


def _hearer(page: Page, draft: Draft) -> None:
    """Whoever stands right behind "told", or behind "said to"."""
    if not draft.cue:
        return
    text, (start, end) = page.text, draft.cue[-1]
    stop = page.sentences[i][1] if (i := at_or_before(page.sentences, start)) >= 0 else len(text)
    stop = min([stop, *(s for s, _ in [*draft.content, *draft.source] if s >= end)])
    if not _TOLD.search(text, start, end) and not _TO.search(text, start, end):
        leads = _TO_FOLLOWS.match(text, end, stop)
        if not leads or leads.group().strip() == "on":
            return
        end = leads.end()
    found = _HEARER_END.search(text, end, stop)
    span = trimmed(text, (end, found.start() if found else stop))
    words = _WORD.findall(text[slice(*span)])
    if not words or len(words) > HEARER_WORDS or words[0].lower() in _NOT_HEARER - {"the", "a", "an"}:
        return
    if words[-1].lower() in _NOT_HEARER:
        return
    if is_medium(text[slice(*span)]):
        draft.media.append(span)
        draft.reasons.append("via: the words were said to a medium")
    else:
        draft.addressee.append(span)
        draft.reasons.append("addressee: the words were said to somebody")


def _cited(page: Page, draft: Draft) -> list[Draft]:
    """ "Reuters reported, citing police": the police said it, on Reuters' word."""
    if not draft.relays:
        return []
    text, end = page.text, max(e for _, e in [*draft.cue, *draft.source])
    i = at_or_before(page.sentences, end - 1)
    stop = page.sentences[i][1] if i >= 0 else len(text)
    found = _CITING.search(text, end, stop)
    if not found:
        return []
    last = _CITED_END.search(text, found.end(), stop)
    source = trimmed(text, (found.end(), last.start() if last else stop))
    if source[0] >= source[1]:
        return []
    content = [(s, min(e, found.start())) if s < found.start() < e else (s, e) for s, e in draft.content]
    draft.content = [trimmed(text, c) for c in content]
    cue = found.span(1)
    reason = "relay: a medium cites somebody"
    return [
        Draft(
            source=[source],
            cue=[cue],
            content=list(draft.content),
            media=[draft.source[0]],
            score=draft.score,
            reasons=[reason],
        )
    ]


def _carried(draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "police told Reuters, the Daily wrote": the Daily carries what lies inside its content."""
    if not draft.relays:
        return
    for inner in drafts:
        if inner is draft or inner.relays or not inner.source or draft.source[0] in inner.media:
            continue
        shared = overlap(inner.content, draft.content)
        if shared >= 0.8 * total(inner.content) and _same_sentence_start(inner, draft):
            inner.media.append(draft.source[0])
            inner.reasons.append("relay: a medium reports that somebody said it")


def _same_sentence_start(inner: Draft, outer: Draft) -> bool:
    return overlap([*inner.cue, *inner.source], outer.content) > 0 or inner.content == outer.content


def spans_of_media(drafts: Sequence[Draft]) -> list[Span]:
    """All mentions of media that carry something."""
    return sorted({span for d in drafts for span in d.media})

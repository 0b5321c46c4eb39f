"""Hearsay without a source: an attribution that names nobody, never own voice. And the passives near it.

    The guard [allegedly] left the gate open              an adverb: the clause around it
    [It is believed] that the painting left by boat        an empty "it": what follows from "that" on
    [There are fears] that the dam will not hold           a noun of saying or holding and its clause
    The mayor [is said] to have left                       a passive: the subject is content, not source
    The tunnel [was described] by engineers as ...         a passive with its agent, who is the source
    The clerk [is accused of] selling permits              a charge

Where the model took the subject of such a passive for its source, it is put right.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, overlap, trimmed
from sayso.records import Span

_BE = r"(?:is|are|was|were|has\s+been|have\s+been|had\s+been|[’']s|being)"
_OFTEN = (
    r"(?:(?:not|now|still|also|widely|generally|long|commonly|often|reliably|variously|previously|later|"
    r"then|already|currently|only|so\s+far|largely|even|once)\s+)*"
)
_HELD = (
    "believed|thought|said|understood|reported|alleged|claimed|rumou?red|feared|suspected|presumed|assumed|"
    "estimated|expected|hoped|predicted|whispered"
)
_TOLD = "announced|revealed|disclosed|suggested|argued|hinted|stated|leaked|speculated"
_ABOUT = (
    "fears?|concerns?|worry|worries|speculation|rumou?rs?|reports?|claims?|allegations?|accusations?|"
    "suggestions?|talk|whispers|hopes?|"
    "suspicions?|doubts?|calls|complaints?|expectations?|warnings?|predictions?|gossip|murmurs|hints"
)
_MANY = (
    r"(?:(?:now|also|still|a|an|some|many|several|growing|mounting|widespread|persistent|new|increasing|no|"
    r"few|unconfirmed|conflicting|repeated|serious|real|fresh|even|great|deep|continued|lingering)\s+)*"
)

_ADVERB = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|rumou?redly|so\s+they\s+say|so\s+it\s+is\s+said|word\s+is|"
    r"it\s+is\s+said)\b(?!\s+that)",
    re.IGNORECASE,
)
_IT = re.compile(rf"\bit(?:\s+{_BE}|[’']s)\s+{_OFTEN}(?:{_HELD}|{_TOLD})(?=,?\s+that\b)", re.IGNORECASE)
_THERE = re.compile(
    rf"\bthere\s+(?:{_BE}|were|remain(?:s|ed)?)\s+{_MANY}(?:{_ABOUT})(?=\s+(?:\w+\s+){{0,3}}?(?:that|of|about)\b)",
    re.IGNORECASE,
)
_HAS_IT = re.compile(
    r"\b(?:rumou?rs?|word|legend|gossip|tradition|the\s+story|one\s+version|local\s+lore|the\s+talk)\s+(?:(?:has|"
    r"had|have)\s+it|is|was|goes)(?=,?\s+that\b)"
    r"|\b(?:rumou?rs|whispers|speculation|fears|allegations|claims|suggestions|suspicions)\s+(?:(?:have|had|"
    r"has)\s+)?(?:spread|spreads|grown|grew|circulated|"
    r"circulate|swirled|swirl|persist|persisted|persists|emerged|mounted|surfaced|arisen|arose|abound|abounded|"
    r"remain|remained)(?=\s+that\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"\b(?P<be>{_BE})\s+{_OFTEN}(?P<held>{_HELD})(?P<by>\s+by\s+[^,.;:()]{{2,60}}?)?(?=\s+(?:to\s+\w|dead\b|"
    rf"missing\b|lost\b|drowned\b|killed\b))",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    rf"\b(?P<be>{_BE})\s+{_OFTEN}(?:(?P<of>accused|suspected)(?P<by>\s+by\s+[^,.;:()]{{2,60}}?)?\s+of|"
    rf"(?P<with>charged)\s+with|(?P<for>blamed)"
    r"(?P<by2>\s+by\s+[^,.;:()]{2,60}?)?\s+for)\b(?=\s+\w)",
    re.IGNORECASE,
)
_AGENT = re.compile(
    rf"\b(?P<be>{_BE})\s+{_OFTEN}(?P<held>described|seen|regarded|viewed|hailed|praised|denounced|dismissed|"
    rf"characteri[sz]ed|portrayed|condemned|"
    r"called|dubbed|labell?ed|considered|criticized|criticised)\s+by\s+(?P<who>[^,.;:()]{2,60}?)\s+(?=(?:as|for|"
    r"over)\s|(?:an?|the)\s)",
    re.IGNORECASE,
)

_GROUP = re.compile(rf"\b{_BE}\s+{_OFTEN}(?:{_HELD})(?:\s+to)?$", re.IGNORECASE)
"""A cue of the model's that ends with such a passive."""
_HELPED = re.compile(
    r"(?P<helps>has|have|had|is|are|was|were)\s+(?P<adverb>reportedly|allegedly|purportedly)", re.IGNORECASE
)
"""A cue of the model's that took in the auxiliary before the adverb."""
_START = re.compile(
    r"[;:—–(]|--|,\s+(?:but|and|or|who|which|while|where|when|as|because|although|though|whose|after|since|with)\b|"
    r"\b(?:but|and|because|although|though|while|who|which|that|when|where|if|since|after|before|as|with|"
    r"whose)\b|[“\"«]|,",
    re.IGNORECASE,
)
_SUBJECT_START = re.compile(r"(?:but|and|or|because|although|though|while|when|where|if|since|after|before|as|"
                            r"yet|so|with|however|meanwhile|still|also|instead|"
                            r"then|now|later|today|yesterday)\b,?\s*", re.IGNORECASE)  # fmt: skip
_END = re.compile(r"[;:—–)\n]|--|,\s+(?:but|and|although|while|which|who|though|whose|where|as|after|according|"
                  r"saying|adding|leaving|he|she|they|it|the|a|was|were|is|are|has|have|had|will|would)\b"
                  r"|\s(?:but|although|though|while|whereas)\s", re.IGNORECASE)  # fmt: skip
_FINAL = re.compile(r"(?<![\s.,;:!?…—–”\"»])[\s.,;:!?…—–”\"»]+$")
_CLAUSE_END = re.compile(
    r"[;\n]|[—–]\s|,\s+(?:but|and|although|while|which|who|though|whose|whereas)\b|\s(?:but|although|though|"
    r"while|whereas)\s",
    re.IGNORECASE,
)

REACH = 400
"""Code points that are looked at on each side of a cue; longer clauses are cut there, so that time stays linear."""
SUBJECT = 160
"""Code points a subject may have."""
SCORES = {"adverb": 0.8, "it": 0.8, "noun": 0.75, "passive": 0.75, "charge": 0.7, "agent": 0.7}
"""How sure each rule is; by eye on the openly licensed news texts (of some 30 of each, right in about this share)."""


@dataclass(slots=True)
class _Found:
    """One form in the text: which rule, its cue, pieces of content, and the agent of a passive."""

    rule: str
    cue: Span
    content: list[Span]
    source: list[Span] = field(default_factory=list)


def hearsay(page: Page, drafts: list[Draft]) -> None:
    """Puts passives of the model right; adds a draft for each form that no draft has as (part of) its own."""
    for draft in drafts:
        _put_right(page, draft)
    taken = _Taken(drafts)
    for found in sorted(_forms(page), key=lambda f: f.cue):
        if taken.touches([found.cue]) or taken.touches(found.content) or taken.touches(found.source):
            continue
        who = "somebody who is named behind it" if found.source else "nobody"
        draft = Draft(source=found.source, cue=[found.cue], content=found.content, score=SCORES[found.rule],
                      reasons=[f"hearsay: {_NAMES[found.rule]}, on the word of {who}"])  # fmt: skip
        drafts.append(draft)
        taken.add(draft)


_NAMES = {"adverb": "an adverb", "it": "an empty “it” and a passive", "noun": "a noun of saying",
          "passive": "a passive",
          "charge": "a charge in the passive", "agent": "a passive"}  # fmt: skip


class _Taken:
    """What drafts cover, as disjoint, sorted stretches: looked up and added to by place."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.stretches: list[Span] = []
        for span in sorted(s for d in drafts for s in [*d.cue, *d.content, *d.source]):
            self._cover(span)

    def add(self, draft: Draft) -> None:
        for span in [*draft.cue, *draft.content, *draft.source]:
            self._cover(span)

    def touches(self, spans: Sequence[Span]) -> bool:
        return any(high > low for low, high in map(self._met, spans))

    def _met(self, span: Span) -> tuple[int, int]:
        """First and last (half-open) of the stretches that the span overlaps."""
        return (bisect_right(self.stretches, span[0], key=lambda s: s[1]),
                bisect_left(self.stretches, span[1], key=lambda s: s[0]))  # fmt: skip

    def _cover(self, span: Span) -> None:
        low, high = self._met(span)
        met = self.stretches[low:high]
        start, end = min([span[0], *(s for s, _ in met)]), max([span[1], *(e for _, e in met)])
        self.stretches[low : max(low, high)] = [(start, end)]


def _forms(page: Page) -> Iterator[_Found]:
    text = page.text
    for rule, pattern in (("adverb", _ADVERB), ("it", _IT), ("noun", _THERE), ("noun", _HAS_IT), ("passive", _PASSIVE),
                          ("charge", _CHARGED),
                          ("agent", _AGENT)):  # fmt: skip
        for match in pattern.finditer(text):
            i = at_or_before(page.sentences, match.start())
            if i < 0 or page.sentences[i][1] < match.end() or "\n" in match.group():
                continue
            first, last = page.sentences[i]
            found = _of(rule, text, (max(first, match.start() - REACH), min(last, match.end() + REACH)), match)
            if found and found.content and all(s < e for s, e in found.content):
                yield found


def _of(rule: str, text: str, room: Span, match: re.Match[str]) -> _Found | None:
    cue = match.span()
    if rule == "adverb":
        subject, rest = _subject(text, room[0], cue[0]), _rest(text, cue[1], room[1], _END)
        return _Found(rule, cue, [s for s in (subject, rest) if s]) if rest or subject else None
    if rule in ("it", "noun"):
        rest = _rest(text, cue[1], room[1], _CLAUSE_END)
        return _Found(rule, cue, [rest]) if rest else None
    subject = _subject(text, room[0], cue[0])
    if subject is None:
        return None
    source: list[Span] = []
    groups = match.groupdict()
    by = "by" if groups.get("by") else "by2" if groups.get("by2") else "who" if groups.get("who") else ""
    after = cue[1]
    if by:
        who = trimmed(
            text,
            (match.start(by) + (0 if by == "who" else len(match[by]) - len(match[by].lstrip()[2:])), match.end(by)),
        )
        source, cue = [who], (match.start("be"), _cue_end(match, by))
        if rule == "charge":
            after = match.end(by)
    rest = _rest(text, after, room[1], _END)
    return _Found(rule, cue, [subject, rest], source) if rest else None


def _cue_end(match: re.Match[str], by: str) -> int:
    """A passive with an agent: the cue is the verb group alone."""
    verb = next(g for g in ("held", "of", "for") if match.groupdict().get(g))
    return match.end(verb)


def _subject(text: str, first: int, cue: int) -> Span | None:
    """What stands before the cue in its clause."""
    start = first
    for found in _START.finditer(text, first, cue):
        word = found.group().lstrip(", ").lower()
        if text[found.end() : cue].strip(" ,") == "":  # "who allegedly": the relative pronoun is the subject
            if word in ("and", "or", "but"):
                return None  # "was held and allegedly beaten": the subject stands further off
            if word in ("who", "which", "that"):
                start = found.end() - len(word)
            continue
        start = found.end() if word not in ("who", "which", "that") else found.end() - len(word)
    while lead := _SUBJECT_START.match(text, start, cue):
        start = lead.end()
    while start < cue and not text[start].isalnum():
        start += 1
    start, end = trimmed(text, (start, cue))
    if start >= end or end - start > SUBJECT or not any(c.isalnum() for c in text[start:end]):
        return None
    while text[end - 1] in ",:":
        end -= 1
    return trimmed(text, (start, end))


def _rest(text: str, start: int, last: int, ends: re.Pattern[str]) -> Span | None:
    """What follows the cue, up to the end of its clause."""
    while start < last and (text[start].isspace() or text[start] == ","):
        start += 1
    found = ends.search(text, start, last)
    end = found.start() if found else last
    end = start + len(_FINAL.sub("", text[start:end]))
    return (start, end) if end > start and any(c.isalnum() for c in text[start:end]) else None


def _put_right(page: Page, draft: Draft) -> None:
    """ "[The mayor] is said [to have left]": the model's source is the grammatical subject, so it is content."""
    if not (draft.cue and draft.content):
        return
    if draft.source:
        _has_it(page.text, draft)
    if not draft.source:
        _to_their_places(page.text, draft)
        _subject_out_of_cue(page.text, draft)
        _subject_to_content(page, draft)
        return
    text, cue = page.text, draft.cue[-1]
    if not _GROUP.search(text, *cue) or "quoted" in text[slice(*cue)].lower():
        return
    source = draft.source[-1]
    follows = [c for c in draft.content if c[0] >= cue[1] and not text[cue[1] : c[0]].strip()]
    to = text[slice(*cue)].lower().endswith(" to") or any(text[c[0] : c[0] + 3].lower() == "to " for c in follows)
    if not to or source[1] > draft.cue[0][0] or text[source[1] : draft.cue[0][0]].strip(" \t\n,"):
        return
    draft.source = draft.source[:-1]
    if not overlap([source], draft.content):
        draft.content = sorted([*draft.content, source])
    draft.reasons.append("hearsay: the subject of a passive is what is told of, not who tells it")


def _has_it(text: str, draft: Draft) -> None:
    """ "[Rumour has it] that the coach will leave": a rumour is no source, and all of it the cue."""
    start = min(draft.source[0][0], draft.cue[0][0])
    found = _HAS_IT.match(text, start)
    first = draft.content[0]
    if found and draft.source[0][1] <= found.end() and draft.cue[-1][1] <= found.end() and first[0] < found.end() + 2:
        draft.source, draft.cue = [], [found.span()]
        draft.content = [trimmed(text, (max(first[0], found.end()), first[1])), *draft.content[1:]]
        draft.reasons.append("hearsay: a rumour is nobody")


def _to_their_places(text: str, draft: Draft) -> None:
    """ "[has reportedly] lost": the auxiliary is content, as the verb is; "rumour has [it that ...]": "it" is cue."""
    start, end = draft.cue[0]
    content = draft.content
    found = _HELPED.fullmatch(text, start, end)
    before = [c for c in content if c[1] <= start and not text[c[1] : start].strip()]
    if found and before:
        draft.content = sorted([*(c for c in content if c != before[-1]), (before[-1][0], found.end("helps"))])
        draft.cue[0] = found.span("adverb")
        draft.reasons.append("hearsay: the auxiliary belongs to the content")
    first = content[0]
    if (
        text[start:end].lower().endswith(("has", "had"))
        and text.startswith("it that ", first[0])
        and first[0] == end + 1
    ):
        draft.cue[0] = (start, first[0] + 2)
        draft.content = [(first[0] + 3, first[1]), *content[1:]]
        draft.reasons.append("hearsay: “it” belongs to the cue")


def _subject_to_content(page: Page, draft: Draft) -> None:
    """ "Prices [are expected] [to fall]": the model left the subject to nobody; it is content."""
    text, cue = page.text, draft.cue[0]
    found = _GROUP.match(text, *cue)
    if not found or draft.content[0][0] < cue[1] or not text.startswith("to ", draft.content[0][0]):
        return
    i = at_or_before(page.sentences, cue[0])
    subject = _subject(text, max(page.sentences[i][0], cue[0] - REACH), cue[0]) if i >= 0 else None
    if subject and text[slice(*subject)].lower() not in ("it", "there"):
        draft.content = [subject, *draft.content]
        draft.reasons.append("hearsay: the subject of a passive is content")


def _subject_out_of_cue(text: str, draft: Draft) -> None:
    """ "[Prices are expected] to fall": the subject is content, and the verb group the cue."""
    start, end = draft.cue[0]
    found = _GROUP.search(text, start, end)
    if not found or found.start() == start or found.end() < end:
        return
    subject = trimmed(text, (start, found.start()))
    if text[slice(*subject)].lower() in ("it", "there", "") or overlap([subject], draft.content):
        return
    draft.cue[0] = found.span()
    draft.content = sorted([*draft.content, subject])
    draft.reasons.append("hearsay: the subject of a passive taken out of its cue")

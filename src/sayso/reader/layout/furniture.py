"""Tells what on a page is nobody's claim: lines and sentences by the tables, datelines, bylines, credits.

All functions look at one line or sentence and at no more than LONGEST characters of it.
"""

from __future__ import annotations

import re

from sayso.reader.layout.furniture_desk import DESK
from sayso.reader.layout.furniture_page import PAGE
from sayso.reader.layout.furniture_rules import AGENCY, LONGEST, PARTICLES, VERB, WIRE
from sayso.reader.layout.furniture_visitor import VISITOR
from sayso.reader.layout.sentence_words import SAID

RULES = (*DESK, *VISITOR, *PAGE)
"""Tried in this order; the first that fits names the reason."""
_LINE_RULES = [(rule, rule.compiled()) for rule in RULES]
_TEXT_RULES = [(rule, pattern) for rule, pattern in _LINE_RULES if rule.in_text]

_CREDIT_TAIL = re.compile(
    rf"(?:\((?:[^()]{{0,60}}[\s/])?{AGENCY}(?:\s?/[^()]{{1,60}}| (?:[Pp]hoto|[Ff]ile|via|by)\b[^()]{{0,60}})?\)"
    r"|\((?:Photos?|Images?|Pictures?|Video|Courtesy)\b\s?(?::|by\b|/|of\b|courtesy\b|credit\b|via\b)[^()]{0,80}\)"
    rf"|[A-Z][\w.'’-]{{1,24}}(?: [A-Z][\w.'’-]{{1,24}}){{0,3}}\s?/\s?{AGENCY}(?:/[\w ]{{2,20}})?"
    rf"|\b(?:Photograph|Photographer|Photo|Image|Picture): [\w.' /-]{{2,60}})[.\s]*\Z"
)
_SIGNED = re.compile(rf"[.!?][\"'”’]?\s\({WIRE}\)[.\s]*\Z")
CAPTION = 420
"""A paragraph up to this length that ends with a picture's credit is a caption (by eye: captions run to 350)."""
CREDIT = 160
"""Characters at a caption's end in which its credit stands."""
_ROLES = re.compile(
    r"(?:staff|writers?|reporters?|correspondents?|editors?|columnists?|special to|for|contributors?|bureau|chief|news|"
    r"associated press|photographs? by|in [A-Z]\w+)", re.IGNORECASE,
)  # fmt: skip
BYLINE_WORDS = 16
"""A byline has no more words than this: two names, two posts, a desk."""
DATELINE = 90
"""The dash of a dateline stands within so many characters ("SAN ORLAM DE LA SIERRA, Costa Vela, Jan. 5 (AP) -")."""
PLACE_WORDS = 5
"""Words in a place's name, at most; REGION_WORDS behind its comma where neither date nor agency follows."""
REGION_WORDS = 3

_DASH = re.compile(r"\s[-–—―]{1,3}\s|\s--|[—―]\s?|/\s[-–—]\s")
_SLASHED = re.compile(r"[^\n/]{2,60}[./]\s?/[A-Z][A-Z \w-]{1,24}/\.?(?:\s?[-–—])?\s")
_PLACE = re.compile(r"([^,(:.\d]{2,40}?)(?:\s*[,(.:\d]|\s*\Z)")
_DATE_OR_AGENCY = re.compile(
    rf"\((?:{AGENCY}|[A-Z][\w.&/ -]{{1,30}}|\d{{1,2}} [A-Z][a-z]+(?: \d{{4}})?)\)\s*\Z"
    r"|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s?\d{1,2}|\b\d{1,2}(?:st|nd|rd|th)? "
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
)
_AGENCY_OR_DAY = re.compile(rf"\((?:{AGENCY}|\d{{1,2}} [A-Z][a-z]+(?: \d{{4}})?)\)\Z")
_BARE_AGENCY = re.compile(r"\([A-Z][\w.&/ -]{1,30}\)\s+[-–—]{1,2}\s")
_NO_PLACE = frozenset({"NOT", "BUT", "AND", "VIA", "FOR", "WITH", "FROM", "ON", "IN", "TO", "IS", "ARE", "A", "NEW:"})
"""Words in capitals that show a run-in heading ("POLLS NOT WRONG -"), not a place."""
_NEXT_SENTENCE = re.compile(r"[.!?][\"'”’)]?\s+[\"“‘(]?[^\W\d_a-z]")
_SAID = re.compile(rf"\b(?:{'|'.join(SAID)}|argued|claimed|denied|warned|announced|confirmed)\b")


def line_rule(line: str) -> str | None:
    """The name of the rule that makes a whole line furniture, or None."""
    if len(line) > LONGEST:
        return None
    for rule, pattern in _LINE_RULES:
        if len(line) <= rule.longest and pattern.match(line) and (rule.speech or not _SAID.search(line)):
            if rule.alone and _NEXT_SENTENCE.search(line):
                return None
            return rule.name
    if _is_byline(line):
        return "byline"
    tail = max(0, len(line) - CREDIT)
    if len(line) <= CAPTION and _CREDIT_TAIL.search(line, tail) and not _SIGNED.search(line, tail):
        return "caption"
    return None


def sentence_rule(sentence: str) -> str | None:
    """The name of the rule that makes a sentence within a paragraph furniture, or None."""
    if len(sentence) > LONGEST or sentence[-1] in '"”»':
        return None  # what stands in quotation marks is somebody's words
    for rule, pattern in _TEXT_RULES:
        if len(sentence) <= rule.longest and pattern.match(sentence) and (rule.speech or not _SAID.search(sentence)):
            return rule.name
    return None


def signature_start(text: str, start: int, end: int) -> int:
    """Where an agency's signature at a paragraph's end begins ("... he said. (AP)"), or `end`."""
    found = _SIGNED.search(text, max(start, end - 40), end)
    return text.index("(", found.start(), end) if found else end


def _is_byline(line: str) -> bool:
    """ "By Jane Roe and John Doe, Staff Writer": names and posts behind "By", and nothing else."""
    head = line.lstrip("-–—| ")
    if head[:3].lower() != "by " or len(line) > 160 or line[-1] in "?!:;":
        return False
    words = head[3:].replace(",", " , ").replace("|", " | ").split()
    if not 1 < len([w for w in words if w[0].isalnum()]) <= BYLINE_WORDS or not words[0][0].isupper():
        return False
    if words[0].isupper() and len(words[0]) > 3:  # BY-lines in capitals: the name, then anything short
        return all(w[0].isupper() or w in PARTICLES or w == "," for w in words)
    rest = head[3:]
    if not all(w[0].isupper() or w.lower() in PARTICLES or w in ",|" or _ROLES.match(w) for w in words):
        return False
    return not any(ch.isdigit() for ch in rest) and not VERB.search(rest)


def dateline_end(text: str, start: int, end: int, *, early: bool) -> int:
    """Where the dateline at the start of a paragraph ends (white space behind it included), or `start`.

    `early` says that the paragraph is among the first of the body: only there a place alone ("BERLIN — ") is enough;
    further down a date or an agency must stand with it.
    """
    window = text[start : min(end, start + DATELINE + 3)]
    for pattern in (_SLASHED, _BARE_AGENCY):
        found = pattern.match(window)
        if found and (pattern is _BARE_AGENCY or window[:4].isupper() or _DATE_OR_AGENCY.search(found[0])):
            return start + found.end()
    for dash in _DASH.finditer(window):
        if dash.start() > DATELINE or start + dash.end() >= end:
            return start
        head = window[: dash.start() + (1 if dash[0][0] == "/" else 0)]
        if not _is_place(head, early=early):
            if len(head) > 3 and not head[:2].isupper():
                return start
            continue
        behind = text[start + dash.end() : start + dash.end() + 24].lstrip()
        if not behind or behind[0].islower() or behind[0] in ",.;:)":
            return start
        return start + dash.end()
    return start


def _is_place(head: str, *, early: bool) -> bool:
    """Whether the words before a dash are a place, perhaps with region, date and agency."""
    head = head.strip()
    dated = _DATE_OR_AGENCY.search(head) is not None
    place = _PLACE.match(head)
    if place is None or VERB.search(head) or any(mark in head for mark in '"“”!?:;'):
        return False
    words = place[1].replace("/", " ").split()
    rest = head[place.end(1) :].split()
    if not words or len(words) > PLACE_WORDS or _NO_PLACE.intersection(words):
        return False
    if not all(w.strip("(),./")[:1].isupper() or not w.strip("(),./")[:1].isalpha() or w in PARTICLES for w in rest):
        return False
    if words[0].isupper() and all(w.isupper() or w.lower() in PARTICLES for w in words):
        return dated or (early and len(place[1]) > 3 and len(rest) <= REGION_WORDS and not re.search("['’]S", head))
    titled = all(w[0].isupper() or w.lower() in PARTICLES for w in words)
    return titled and head.endswith(")") and _AGENCY_OR_DAY.search(head) is not None

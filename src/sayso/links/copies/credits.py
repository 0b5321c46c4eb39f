"""Which agency a text credits, for all of it or a part: looked for where credits stand, by the table CREDITS.

Agencies that agencies.toml does not name are found too where the form says that it is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sayso.links.copies.agencies import UNNAMED, canonical, spellings

HEAD_LINES, TAIL_LINES = 10, 5
"""Lines in which credits stand: title, lead, byline, dateline and what pages set between them; the last ones."""
DATELINE_LINES = 40
"""Lines in which a dateline is looked for: its form says enough, and pages set galleries in front of it."""
LONGEST = 300
"""Characters of a line that are looked at."""


@dataclass(frozen=True, slots=True)
class Credit:
    """The agency a text credits, and whether for a part of it only."""

    agency: str
    part: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of credit: group 1 of `shape` is the agency.

    Tried on lines of at most `longest` characters that hold one of `needs` (a cheap look first). `where` is `top`
    (DATELINE_LINES), `head`, `tail` or `ends` (both). `known`: only an agency of the table counts, since the form says
    too little, or one whose name says so (_SAY_SO).
    """

    reason: str
    shape: str
    where: str
    needs: tuple[str, ...] = ("",)
    longest: int = LONGEST
    part: bool = False
    known: bool = False


_SAY_SO = (
    " Wire",
    " Newswire",
    " News Agency",
    " Press Agency",
    " Press Association",
    " News Service",
    " Wire Service",
)
"""How names end that say themselves that they are an agency's."""
_WORD = r"[^\W\d_a-z][\w.&'’-]{0,30}"
_NAME = rf"({_WORD}(?: (?:of )?{_WORD}){{0,3}})"
_STAFF = r"(?:our |own |the )?(?:staff|newsroom|correspondents?|reporters?|web desk|editors)(?: writers?| reporters?)?"
_ENDS = rf"[(/]{_NAME}[)/] ?\.? ?[-–—:]"
_BRACKET, _BY, _LINE = ("(", "/"), ("By ",), 80

CREDITS: tuple[Rule, ...] = (
    Rule("a dateline in capitals", rf"^[ \t]*[^\W\d_a-z]{{3,}}[^\n()/]{{0,60}}{_ENDS}", "top", _BRACKET),
    Rule("a dateline with place and country", rf"^[ \t]*{_WORD}(?: {_WORD})?, {_WORD}[^\n()/]{{0,40}}{_ENDS}", "top",
         _BRACKET),
    Rule("a dateline", rf"^[ \t]*[^\W\d_a-z][^\n()/]{{1,60}}{_ENDS}", "top", _BRACKET, known=True),
    Rule("a dateline that ends with a stop", rf"^[ \t]*[^\W\d_a-z][^\n()/]{{1,60}}/{_NAME}/\.", "top", ("/.",)),
    Rule("a dateline without a place", rf"^[ \t]*[(/]{_NAME}[)/] ?[-–—]", "top", _BRACKET),
    Rule("named as news agency", rf"^[ \t]*(?:By |Source: ?|From )?(?:the )?[Nn]ews agency {_NAME}\.?[ \t]*$", "ends",
         ("ews agency",), _LINE),
    Rule("named as news agency", rf"^[ \t]*(?:By |Source: ?|From )?(?:[Tt]he )?({_WORD}(?: {_WORD}){{0,2}} "
         r"[Nn]ews [Aa]gency)\.?[ \t]*$", "ends", ("ews ",), _LINE),
    Rule("initials in brackets on a line", r"^[ \t]*[(\[]([^\W\d_a-z]{3,8})[)\]]\.?[ \t]*$", "ends", ("(", "["), _LINE),
    Rule("a line of its own", rf"^[ \t/—–(\[-]{{0,4}}(?:By |Source: ?|Credit: ?|© ?(?:\d{{4}} )?)?(?:[Tt]he )?{_NAME}"
         r"(?: \d{4})?[)\].]?[ \t]*$", "ends", longest=_LINE, known=True),
    Rule("a byline", rf"^[ \t]*(?:By )?[^\n,|/]{{3,50}}(?:,| \||/) ?(?:[Tt]he )?{_NAME}(?: [Ww]riter)?[ \t]*$", "head",
         (",", "|", "/"), _LINE, known=True),
    Rule("a line with its date", rf"^[ \t]*{_NAME} [A-Z][a-z]+\.? \d{{1,2}}, \d{{4}}", "head", longest=_LINE,
         known=True),
    Rule("the end of the text", rf"[.”\"!?] ?[(\[—–-] ?{_NAME}[)\]]?[ \t]*$", "tail", ("(", "[", "—", "–", "-"),
         known=True),
    Rule("copyright", rf"(?:[Cc]opyright|©) ?(?:\d{{4}} )?(?:by )?(?:[Tt]he )?{_NAME}", "tail", ("opyright", "©"),
         known=True),
    Rule("staff and agency", rf"^[ \t]*By {_STAFF},? (?:and|with|&) (?:the )?(?:news )?(?:agency )?{_NAME}[ \t]*$",
         "ends", _BY, _LINE, part=True),
    Rule("agency and staff", rf"^[ \t]*By (?:the )?{_NAME},? (?:and|with|&) {_STAFF}[ \t]*$", "ends", _BY, _LINE,
         part=True),
    Rule("material from it", r"[Ww]ith (?:additional )?(?:agency )?"
         r"(?:material|reporting|files|input|information|report)s? "
         rf"(?:by|from|of) (?:the )?(?:news agency )?{_NAME}", "ends", ("ith ",), part=True),
    Rule("it contributed", rf"{_NAME} contributed to this ", "ends", ("contributed to this ",), part=True, known=True),
    Rule("it reports", rf"(?:, |^[ \t]*)(?:the )?(?:news agency )?{_NAME}(?: news agency)? report(?:s|ed)\b", "head",
         (" report",), part=True, known=True),
    Rule("as the news agency reports", rf"\b(?:the )?news agency {_NAME} report(?:s|ed)\b", "head", (" report",),
         part=True),
    Rule(UNNAMED, r"([Ww]ith (?:news )?agenc(?:y|ies)(?: material| inputs?| reports?|$))", "ends", ("agenc",),
         part=True),
    Rule(UNNAMED, rf"^[ \t]*By {_STAFF} and (agencies)[ \t]*$", "ends", ("agencies",), part=True),
)  # fmt: skip
"""Forms of credit, the surest first. Bounded repetitions only, on lines cut at LONGEST."""


def credit_of(text: str, known: str | None = None) -> Credit | None:
    """The agency that a text credits; `known` is what the intake found (Report.credit), which wins over the lines here.

    >>> credit_of("Silo burns\\n\\nTOLSK, Marovia (MNA) — A silo burns.")
    Credit(agency='MNA', part=False)
    >>> credit_of("Silo burns\\n\\nBy our staff and MNA\\n\\nA silo burns.")
    Credit(agency='MNA', part=True)
    """
    found = _found(text)
    named = [credit for credit in found if credit.agency != UNNAMED]
    if known and known != UNNAMED:
        agency = canonical(known)
        same = [credit for credit in named if credit.agency == agency]
        return Credit(agency, bool(same) and all(credit.part for credit in same))
    whole = [credit for credit in named if not credit.part]
    for row in (whole, named, found):
        if row:
            return row[0]
    return Credit(UNNAMED, part=True) if known else None


def _found(text: str) -> list[Credit]:
    """What each rule finds first, the surest rule first."""
    top, tail = _ends(text)
    head = top[:HEAD_LINES]
    places = {"top": top, "head": head, "tail": tail, "ends": [*head, *tail]}
    out: list[Credit] = []
    for rule, pattern in _compiled():
        for line in places[rule.where]:
            if len(line) > rule.longest or not any(need in line for need in rule.needs):
                continue
            hit = pattern.search(line)
            if hit and (agency := _agency(rule, hit[1])):
                out.append(Credit(agency, rule.part))
                break
    return out


def _agency(rule: Rule, name: str) -> str | None:
    """The name as an agency's, or None where the rule asks for one of the table and it is not."""
    if rule.reason == UNNAMED:
        return UNNAMED
    name = name.removeprefix("The ").rstrip(".")
    if name in spellings():
        return spellings()[name]
    return canonical(name) if not rule.known or name.endswith(_SAY_SO) else None


def _ends(text: str) -> tuple[list[str], list[str]]:
    """The first and the last lines that are not blank, cut."""
    head = [line[:LONGEST] for line in text[: DATELINE_LINES * LONGEST].split("\n") if line.strip()]
    tail = [line[-LONGEST:] for line in text[-TAIL_LINES * 4 * LONGEST :].split("\n") if line.strip()]
    return head[:DATELINE_LINES], tail[-TAIL_LINES:]


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rule.shape)) for rule in CREDITS)

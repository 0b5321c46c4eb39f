"""Agencies: which one a text credits, for all of it or a part, and whether an outlet is that agency.

A credit is looked for only where credits stand, in the first and last lines, by the table CREDITS. Agencies that
agencies.toml does not name are found too where the form says that it is one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from sayso.links.words import fold

HEAD_LINES, TAIL_LINES = 10, 5
"""Lines in which credits stand: title, lead, byline, dateline and what pages set between them; the last ones."""
DATELINE_LINES = 40
"""Lines in which a dateline is looked for: its form says enough, and pages set galleries in front of it."""
LONGEST = 300
"""Characters of a line that are looked at."""
UNNAMED = "agencies"
"""What Report.credit says where a text credits agencies and names none."""


@dataclass(frozen=True, slots=True)
class Credit:
    """The agency a text credits, and whether for a part of it only."""

    agency: str
    part: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of credit: group 1 is the agency. `known`: only one of the table counts: the form says too little."""

    reason: str
    shape: str
    where: str
    part: bool = False
    known: bool = False


_WORD = r"[^\W\d_a-z][\w.&'’-]{0,30}"
_NAME = rf"({_WORD}(?: (?:of )?{_WORD}){{0,3}})"
_STAFF = r"(?:our |own |the )?(?:staff|newsroom|correspondents?|reporters?|web desk|editors)(?: writers?| reporters?)?"

CREDITS: tuple[Rule, ...] = (
    Rule("a dateline", rf"^[ \t]*[^\W\d_a-z][^\n()/]{{1,60}}[(/]{_NAME}[)/] ?\.? ?[-–—:]", "dateline"),
    Rule("a dateline that ends with a stop", rf"^[ \t]*[^\W\d_a-z][^\n()/]{{1,60}}/{_NAME}/\.", "dateline"),
    Rule("a dateline without a place", rf"^[ \t]*[(/]{_NAME}[)/] ?[-–—]", "dateline"),
    Rule("named as news agency", rf"^[ \t]*(?:By |Source: ?|From )?(?:the )?[Nn]ews agency {_NAME}\.?[ \t]*$", "both"),
    Rule("named as news agency", rf"^[ \t]*(?:By |Source: ?|From )?(?:the )?{_NAME} (?:[Nn]ews )?[Aa]gency\.?[ \t]*$",
         "both"),
    Rule("a line of its own", rf"^[ \t/—–(\[-]{{0,4}}(?:By |Source: ?|Credit: ?|© ?(?:\d{{4}} )?)?(?:[Tt]he )?{_NAME}"
         r"(?: \d{4})?[)\].]?[ \t]*$", "both", known=True),
    Rule("a byline", rf"^[ \t]*(?:By )?[^\n,|/]{{3,50}}(?:,| \||/) ?(?:[Tt]he )?{_NAME}(?: [Ww]riter)?[ \t]*$", "head",
         known=True),
    Rule("a line with its date", rf"^[ \t]*{_NAME} [A-Z][a-z]+\.? \d{{1,2}}, \d{{4}}", "head", known=True),
    Rule("the end of the text", rf"[.”\"!?] ?[(\[—–-] ?{_NAME}[)\]]?[ \t]*$", "tail", known=True),
    Rule("copyright", rf"(?:[Cc]opyright|©) ?(?:\d{{4}} )?(?:by )?(?:[Tt]he )?{_NAME}", "tail", known=True),
    Rule("staff and agency", rf"^[ \t]*By {_STAFF},? (?:and|with|&) (?:the )?(?:news )?(?:agency )?{_NAME}[ \t]*$",
         "both", part=True),
    Rule("agency and staff", rf"^[ \t]*By (?:the )?{_NAME},? (?:and|with|&) {_STAFF}[ \t]*$", "both", part=True),
    Rule("material from it", r"[Ww]ith (?:additional )?(?:agency )?"
         r"(?:material|reporting|files|input|information|report)s? "
         rf"(?:by|from|of) (?:the )?(?:news agency )?{_NAME}", "both", part=True),
    Rule("it contributed", rf"{_NAME} contributed to this ", "both", part=True, known=True),
    Rule("it reports", rf"(?:, |^[ \t]*)(?:the )?(?:news agency )?{_NAME}(?: news agency)? report(?:s|ed)\b", "head",
         part=True, known=True),
    Rule("as the news agency reports", rf"\b(?:the )?news agency {_NAME} report(?:s|ed)\b", "head", part=True),
    Rule("agencies, unnamed", r"([Ww]ith (?:news )?agenc(?:y|ies)(?: material| inputs?| reports?|$))", "both",
         part=True),
    Rule("agencies, unnamed", rf"^[ \t]*By {_STAFF} and (agencies)[ \t]*$", "both", part=True),
)  # fmt: skip
"""Forms of credit, the surest first. Bounded repetitions only, on lines cut at LONGEST."""


def credit_of(text: str, known: str | None = None) -> Credit | None:
    """The agency that a text credits; `known` is what the intake found (Report.credit), which wins over the lines here.

    >>> credit_of("Silo burns\\n\\nTOLSK, Marovia (MNA) — A silo burns.")
    Credit(agency='MNA', part=False)
    >>> credit_of("Silo burns\\n\\nBy our staff and MNA\\n\\nA silo burns.")
    Credit(agency='MNA', part=True)
    """
    top, tail = _ends(text)
    head = top[:HEAD_LINES]
    found: list[Credit] = []
    for rule, pattern in _compiled():
        lines = {"dateline": top, "head": head, "tail": tail, "both": [*head, *tail]}[rule.where]
        for line in lines:
            hit = pattern.search(line)
            if hit and (agency := _agency(rule, hit[1])):
                found.append(Credit(agency, rule.part))
                break
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


def _agency(rule: Rule, name: str) -> str | None:
    """The name as an agency's, or None where the rule asks for one of the table and it is not."""
    if rule.reason == "agencies, unnamed":
        return UNNAMED
    name = name.removeprefix("The ").rstrip(".")
    if name in _spellings():
        return _spellings()[name]
    return None if rule.known else name


def _ends(text: str) -> tuple[list[str], list[str]]:
    """The first and the last lines that are not blank, cut."""
    head = [line[:LONGEST] for line in text[: DATELINE_LINES * LONGEST].split("\n") if line.strip()]
    tail = [line[-LONGEST:] for line in text[-TAIL_LINES * 4 * LONGEST :].split("\n") if line.strip()]
    return head[:DATELINE_LINES], tail[-TAIL_LINES:]


@lru_cache(maxsize=4096)
def canonical(agency: str) -> str:
    """The agency's name as the table has it; as it is where the table does not know it.

    >>> canonical("Associated Press"), canonical("MNA")
    ('AP', 'MNA')
    """
    return _spellings().get(agency, agency)


@lru_cache(maxsize=4096)
def is_agency(outlet: str | None) -> str | None:
    """The name of the agency of the table whose host the outlet is, or None.

    >>> is_agency("apnews.com"), is_agency("post.example")
    ('AP', None)
    """
    host = _host(outlet)
    return next((name for known, name in _hosts() if host == known or host.endswith("." + known)), None)


@lru_cache(maxsize=4096)
def is_own(agency: str | None, outlet: str | None) -> bool:
    """Whether the outlet (a host name) is that agency: by the table, or as the host is spelled.

    >>> is_own("MNA", "mna.example"), is_own("Marovian News Agency", "mna.example"), is_own("MNA", "post.example")
    (True, True, False)
    """
    if not agency or not outlet:
        return False
    if is_agency(outlet) == canonical(agency):
        return True
    spelled = {squeezed(agency), squeezed(agency.removeprefix("The "))}
    initials = "".join(word[0] for word in agency.split() if word[0].isupper())
    if len(initials) > 2:
        spelled.add(fold(initials))
    return any(label in spelled for label in labels(outlet))


_NO_NAMES = frozenset(
    {"www", "news", "m", "en", "english", "edition", "amp", "web", "co", "com", "org", "net", "ac", "gov", "blog"}
)


@lru_cache(maxsize=4096)
def labels(outlet: str | None) -> tuple[str, ...]:
    """The parts of a host that may be the outlet's name, without hyphens; also without "the" in front.

    >>> labels("www.the-lantern.co.example")
    ('thelantern', 'lantern')
    """
    parts = _host(outlet).split(".")
    names = [squeezed(part) for part in (parts[:-1] if len(parts) > 1 else parts) if part not in _NO_NAMES]
    return tuple(dict.fromkeys(n for name in names for n in (name, name.removeprefix("the")) if len(n) > 1))


def squeezed(name: str) -> str:
    """Letters and digits alone, folded: how a name looks in a host."""
    return "".join(c for c in fold(name) if c.isalnum())


def _host(outlet: str | None) -> str:
    return (outlet or "").lower().split("/")[0].removeprefix("www.")


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rule.shape)) for rule in CREDITS)


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("sayso.links.copies").joinpath("agencies.toml").read_text(encoding="utf-8"))


@cache
def _spellings() -> dict[str, str]:
    return {s: name for name, row in _table().items() for s in row["spelled"]} | {name: name for name in _table()}


@cache
def _hosts() -> tuple[tuple[str, str], ...]:
    return tuple((host, name) for name, row in _table().items() for host in row["hosts"])

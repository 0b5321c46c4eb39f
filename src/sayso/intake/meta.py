"""What a text says of itself: its author, the agency it credits, its genre. Looked for only where such lines stand (the
first and last lines), never guessed."""

from __future__ import annotations

import re

from sayso.records import Genre

_HEAD = 1500
_TAIL = 800
"""How much of the beginning and of the end is looked at, in characters."""

_LABELS = 400
"""How much of the beginning may hold a label ("Opinion:"); further down it stands in menus."""

_PART = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_PART}(?: (?:de|da|del|della|di|du|van|von|der|den|la|le|al|el|bin|ibn|{_PART})){{1,4}}"
_BYLINE = re.compile(
    rf"^[ \t]*(?:By|BY|Written by|Story by|Words by|Author:)[ \t]+"
    rf"({_NAME}(?:(?:, {_NAME}){{0,4}},? (?:and|&) {_NAME})?)"
    r"(?=[ \t]*(?:$|[,|/(•·–—-]| (?:for|in|at|of) |\| ))",
    re.MULTILINE,
)

_AGENCIES = {
    "AP": "AP|The Associated Press|Associated Press",
    "Reuters": "REUTERS|Reuters|Thomson Reuters",
    "AFP": "AFP|Agence France-Presse",
    "TASS": "TASS|ITAR-TASS|Tass",
    "RIA Novosti": "RIA Novosti|RIA",
    "Interfax": "Interfax|Interfax-Ukraine|INTERFAX",
    "Sputnik": "Sputnik|SPUTNIK",
    "Xinhua": "Xinhua|XINHUA",
    "UPI": "UPI|United Press International",
    "PA Media": "PA Media|Press Association|PA",
    "dpa": "dpa|DPA|Deutsche Presse-Agentur",
    "EFE": "EFE",
    "ANSA": "ANSA",
    "APA": "APA",
    "Anadolu": "Anadolu Agency|Anadolu|AA",
    "IANS": "IANS",
    "PTI": "PTI|Press Trust of India",
    "ANI": "ANI",
    "Kyodo": "Kyodo News|Kyodo|KYODO",
    "Jiji": "Jiji Press|JIJI",
    "Yonhap": "Yonhap News Agency|Yonhap",
    "KCNA": "KCNA",
    "IRNA": "IRNA",
    "SANA": "SANA",
    "WAFA": "WAFA",
    "BNO": "BNO News",
    "Bloomberg": "Bloomberg|Bloomberg News",
    "Ukrinform": "Ukrinform",
    "BelTA": "BelTA|BELTA",
    "Kazinform": "Kazinform",
    "AAP": "AAP|Australian Associated Press",
    "The Canadian Press": "The Canadian Press|Canadian Press",
    "CNA": "CNA|Central News Agency",
    "PR Newswire": "PRNewswire|PR Newswire|PRNewswire-USNewswire",
    "Business Wire": "BUSINESS WIRE|Business Wire",
    "GlobeNewswire": "GLOBE NEWSWIRE|GlobeNewswire",
}
"""Agencies by the name Sayso gives them, and how texts spell them. Spellings shared with ordinary words (PA, ANI, AA,
CNA) count only in brackets or behind a dateline, as all do."""

_OF = {spelling: name for name, spellings in _AGENCIES.items() for spelling in spellings.split("|")}
_ANY = "(" + "|".join(sorted(map(re.escape, _OF), key=len, reverse=True)) + ")"
_DATELINE = r"^[ \t]*(?:[^\W\d_a-z][\w.,'’ -]{1,60}?[ ,]*)"

# Where an agency is credited, the surest first. Each pattern has the agency as group 1.
_CREDITS = tuple(
    (re.compile(pattern, re.MULTILINE), where)
    for pattern, where in (
        # LINCOLN, Neb. (AP) -    KIEV, January 9 /TASS/.   /PRNewswire/ --
        (rf"{_DATELINE}[(/\[]{_ANY}[)/\]] ?[-–—.:]", "head"),
        (rf"^[ \t]*[(/\[]{_ANY}[)/\]] ?[-–—]", "head"),
        (rf"[(/\[]{_ANY}[)/\]][ \t]*--? ", "head"),
        # a line that is only the agency, or "Source: X", "X - ", "© X 2022"
        (rf"^[ \t]*(?:[—–-] ?|Source: ?|Credit: ?|By )?{_ANY}[ \t]*$", "head"),
        (rf"^[ \t]*[(\[]?(?:[—–-] ?|Source: ?|Credit: ?|©(?: \d{{4}})? ?)?{_ANY}(?: \d{{4}})?[)\].]*[ \t]*$",
         "tail"),
        (rf"[.”\"!?] ?(?:[(\[]|[—–-] ){_ANY}[)\]]?[ \t]*$", "tail"),
        (rf"(?:[Ww]ith (?:additional )?(?:material|reporting|files|input|inputs|information)s? (?:by|from)"
         rf"|[Rr]eporting by"
         rf"|[Cc]opyright(?: \d{{4}})?(?: by)?|©(?: \d{{4}})?) (?:the )?{_ANY}\b", "tail"),
        (rf"\b{_ANY} contributed to this (?:report|story|article)", "tail"),
    )
)  # fmt: skip
_UNNAMED_AGENCY = re.compile(
    r"[Ww]ith (?:news )?agenc(?:y|ies) (?:material|input|inputs|reports?)|^[(]?Agencies[)]?$", re.M
)

_PRESS_RELEASE = re.compile(
    r"FOR IMMEDIATE RELEASE|For Immediate Release|/PRNewswire|BUSINESS WIRE|GLOBE NEWSWIRE"
    r"|^[ \t]*(?:PRESS|NEWS|MEDIA) RELEASE\b|^[ \t]*(?:Press|Media) [Rr]elease[: ]*$"
    r"|^[ \t]*(?:Media|Press) [Cc]ontacts?\b",
    re.MULTILINE,
)
_PRESS_URL = re.compile(r"/(?:press-?releases?|news-?releases?|media-?releases?)(?:/|$)", re.IGNORECASE)
_OPINION = re.compile(
    r"^[ \t]*(?:OPINION|Opinion|EDITORIAL|Editorial|OP-ED|Op-[Ee]d|COMMENTARY|Commentary|COLUMN|GUEST ESSAY)"
    r"[ \t]*(?:[:|•–—]|$)"
    r"|^[ \t]*[Ll]etters? to the [Ee]ditor\b",
    re.MULTILINE,
)
_VIEWS = re.compile(
    r"(?:views|opinions) (?:and opinions )?expressed (?:here|herein|in th[ie]s? \w+|by the authors?)[^.\n]{0,60}"
    r" (?:are|do not|those of)"
)
_OPINION_URL = re.compile(
    r"/(?:opinions?|op-?eds?|editorials?|commentary|commentisfree|columnists?)(?:/|$)", re.IGNORECASE
)
_TRANSCRIPT = re.compile(r"^[ \t]*(?:RUSH |Full |FULL )?(?:TRANSCRIPT|Transcript)\b", re.MULTILINE)
_TURN = re.compile(r"^[ \t]*((?:[^\W\d_a-z][\w.'’-]*(?: \(?[\w.,'’-]+\)?){0,4}|Q|A)): (?=\S)", re.MULTILINE)
_DATELINE_NEWS = re.compile(r"^[ \t]*[^\W\d_a-z]{3,}[^\n]{0,50}? ?[-–—] ", re.MULTILINE)

TURNS = 4
"""Lines with a speaker's label that make a transcript, if they are also TURN_SHARE of all lines and have two
speakers."""
TURN_SHARE = 0.4


def author(text: str) -> str | None:
    """The author's name(s) from a byline in the first lines ("By Jane Roe"), as written; None where there is none.

    >>> author("Bridge closed\\n\\nBy Mara Quill, Velmora Post\\n\\nThe bridge is closed.")
    'Mara Quill'
    """
    found = _BYLINE.search(text[:_HEAD])
    return _cased(found[1]) if found else None


def _cased(name: str) -> str:
    """The name in usual case, without the place in capitals that agencies set behind it ("Mara Quill VELMORA")."""
    if name.isupper():
        return name.title()
    return re.sub(r"(?: [^\W\d_a-z]{4,})+\Z", "", name)


def credit(text: str) -> str | None:
    """The agency that a dateline or a credit line names, by the name in the table; None where none is named.

    "agencies" where the text credits agencies and names none.

    >>> credit("VELMORA (AP) - The bridge is closed.")
    'AP'
    """
    head, tail = text[:_HEAD], text[-_TAIL:]
    for pattern, where in _CREDITS:
        if found := pattern.search(head if where == "head" else tail):
            return _OF[found[1]]
    return "agencies" if _UNNAMED_AGENCY.search(tail) or _UNNAMED_AGENCY.search(head) else None


def genre(text: str, title: str | None = None, url: str | None = None) -> Genre:
    """The genre, where title, first and last lines or the URL's path show it; else "unknown".

    >>> genre("FOR IMMEDIATE RELEASE\\n\\nThe company is pleased.")
    'press release'
    """
    head, ends = text[:_HEAD], f"{text[:_HEAD]}\n{text[-_TAIL:]}"
    path = (url or "").split("?")[0]
    if _PRESS_RELEASE.search(ends) or _PRESS_URL.search(path):
        return "press release"
    if _TRANSCRIPT.search(f"{title or ''}\n{text[:300]}") or _turns(text[:20_000]):
        return "transcript"
    if _OPINION.search(text[:_LABELS]) or _VIEWS.search(ends) or _OPINION_URL.search(path):
        return "opinion"
    if credit(text) or author(text) or _DATELINE_NEWS.match(head[len(title or "") :].lstrip()):
        return "news"
    return "unknown"


def _turns(text: str) -> bool:
    """Whether most of it is turns of labelled speakers."""
    speakers = [m[1] for m in _TURN.finditer(text)]
    lines = sum(1 for line in text.split("\n") if line.strip())
    return len(speakers) >= max(TURNS, TURN_SHARE * lines) and 2 <= len(set(speakers)) <= len(speakers) / 1.5

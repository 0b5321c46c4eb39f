"""Where a headline begins and ends within its line: what stands before and behind it belongs to the page.

WATCH: [Mayor of Orlam Opens Bridge] - Video | The Orlam Post
"""

from __future__ import annotations

import re

from sayso.reader.layout.furniture_rules import LONGEST, PARTICLES, VERB

OUTLET_NAME = 6
"""Words in an outlet's name at a headline's end, at most."""
_HEAD = re.compile(
    r"\s*(?:(?:UPDATE|WRAPUP|RPT|REFILE|FACTBOX|TIMELINE|INSIGHT|EXCLUSIVE|CORRECTED|ANALYSIS|FOCUS|SNAPSHOT|BRIEF|"
    r"SPECIAL REPORT)(?: \d{1,2})?-\s?|"
    r"(?:WATCH|UPDATED?|BREAKING(?: NEWS)?|VIDEO|PHOTOS?|PICS|LISTEN|LOOK|LIVE(?: UPDATES)?|EXCLUSIVE|OPINION|ANALYSIS|"
    r"REPORT|CORRECTED|CORRECTION|DEVELOPING|JUST IN|FACT CHECK|EXPLAINER|EDITORIAL|COLUMN|IN PICTURES|AUDIO|PODCAST)"
    r"(?: \d{1,2})?\s?(?::|\||—|–| -)\s|"
    r"(?:Watch|Updated?|Breaking(?: News)?|Video|Photos?|Listen|Look|Live(?: Updates)?|Exclusive|Opinion|Analysis|"
    r"Correction|Fact [Cc]heck|Explainer|Editorial|Column|In [Pp]ictures|Podcast)\s?(?::|\|)\s|"
    r"[\[(](?:VIDEO|WATCH|PHOTOS?|UPDATED?|EXCLUSIVE|LIVE|Video|Photos?|Updated?)[\])]\s?:?\s?)"
)
"""What stands before a headline and belongs to the page, not to the news ("WATCH: ", "UPDATE 1-")."""

_TAIL = re.compile(
    r"\s*(?:[-–—|:]\s*(?:with )?(?:live |full |exclusive )?(?:videos?|photos?|pictures?|images?|pics|gallery|audio|live"
    r"|updated?|live updates|opinion|analysis|infographic|podcast|as it happened)|"
    r"[\[(](?:(?:\+|with )?(?:live |full |exclusive )?(?:videos?|photos?|pictures?|images?|pics|gallery|audio|updated?"
    r"|infographic)(?:[ ,/&+]+(?:and )?(?:videos?|photos?|pictures?))?)[\])])\s*\Z",
    re.IGNORECASE,
)
"""What stands behind a headline and tells what else the page shows (" - Video", "[PHOTOS]")."""

_OUTLET_WORDS = re.compile(
    r"\b(?:News(?:paper|week|room|wire|day)?|Times|Post|Daily|Herald|Tribune|Observer|Journal|Gazett\w*|Chronicle|"
    r"Guardian|Telegraph|Independent|Mirror|Mail|Express|Standard|Examiner|Inquirer|Enquirer|Courier|Dispatch|Sentinel|"
    r"Star|Sun|Globe|Record|Register|Review|Bulletin|Beacon|Ledger|Monitor|Argus|Echo|Press|Weekly|Magazine|Broadcasting|"
    r"Radio|TV|Online|Digest|Wire|Today|Gazeta|Zeitung)\b|\w+\.(?:com|org|net|info|co\.uk|news|tv)\b"
)
"""Words of which outlets' names are made; in a headline's tail behind a dash they show the outlet's signature."""


def kickers(text: str, start: int, end: int, outlet: str | None = None) -> tuple[int, int]:
    """Where the headline itself starts and ends within its line: the rest on either side is kicker or signature.

    `outlet` is the publisher's name where the page gives it.

    >>> line = "WATCH: Mayor of Orlam Opens Bridge - Video | The Orlam Post"
    >>> line[slice(*kickers(line, 0, len(line)))]
    'Mayor of Orlam Opens Bridge'
    """
    if end - start > LONGEST:
        return start, end
    line = text[start:end]
    while head := _HEAD.match(line):
        if not any(ch.isalnum() for ch in line[head.end() :]):
            break
        start += head.end()
        line = line[head.end() :]
    while cut := _tail(line, outlet):
        line = line[:cut]
    return start, start + len(line)


def _tail(line: str, outlet: str | None) -> int:
    """Where the last kicker or signature of a headline begins, or 0."""
    if (found := _TAIL.search(line, max(0, len(line) - 60))) and found.start() > 8:
        return found.start()
    bar = line.rfind("|")
    if bar > 8 and len(line[bar + 1 :].split()) <= OUTLET_NAME:
        return len(line[:bar].rstrip())
    cut = max(line.rfind(f" {dash} ") for dash in ("-", "–", "—"))
    if cut <= 8:
        return 0
    name = line[cut + 3 :].strip().rstrip(".")
    if outlet and name.casefold() == outlet.casefold():
        return cut
    words = name.split()
    if 1 < len(words) + ("." in name) <= OUTLET_NAME and _OUTLET_WORDS.search(name) and not VERB.search(name):
        return cut if all(w[0].isupper() or w in PARTICLES or "." in w for w in words) else 0
    return 0

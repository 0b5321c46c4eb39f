"""What a rule is that tells what on a news page is nobody's claim, and what the tables of rules share.

A rule is matched at the start of a line, or of a sentence within a paragraph where `in_text` is true; `whole` asks
that nothing follows. `longest` bounds the length of what may be taken away, so that a claim that happens to begin
like furniture stays. Patterns are written without nested repetition; lines are cut at LONGEST before they are tried.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 600
"""No rule looks at a line longer than this: longer ones are prose."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of furniture: `shapes` are patterns, each tried at the start of a line, case ignored unless `cased`.

    `longest` is in characters; `whole`: nothing may follow the shape; `in_text`: also a sentence within a paragraph can
    be this; `speech`: may be taken away even with a verb of speech in it (all others are claims then);
    `alone`: of several sentences in a line each is looked at for itself.
    """

    name: str
    reason: str
    shapes: tuple[str, ...]
    longest: int = 200
    whole: bool = False
    in_text: bool = False
    cased: bool = False
    speech: bool = False
    alone: bool = False

    def compiled(self) -> re.Pattern[str]:
        """One pattern for all shapes."""
        tail = r"[\s.:!]*\Z" if self.whole else ""
        return re.compile(f"(?:{'|'.join(self.shapes)}){tail}", 0 if self.cased else re.IGNORECASE)


WIRE = (
    r"(?:AP|AFP|UPI|PTI|ANI|IANS|DPA|EFE|ANSA|TASS|RIA|RFE/RL|VOA|BBC|CNN|Xinhua|Reuters|Bloomberg|Interfax[\w-]*"
    r"|Sputnik|Anadolu|Kyodo|Yonhap|The Associated Press|Associated Press|Agence France-Presse|Tribune News Service)"
)
"""Those who write news for others, as they sign."""
AGENCY = (
    rf"(?:{WIRE}|Getty(?: Images)?|Shutterstock|iStock|Alamy|EPA|Handout|Pool|NASA|Wikimedia Commons|Flickr"
    r"|Zuma(?: Press)?)"
)
"""These, and the picture desks."""
PARTICLES = frozenset((
    "and", "&", "de", "van", "von", "der", "den", "del", "della", "di", "da", "bin", "al", "el", "la", "le", "ibn",
    "of", "for", "the", "with", "/", "|",
))  # fmt: skip
"""What stands in lower case within a name or between names."""
VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|said|says|will|would|who|which|that|it|he|she|they)\b")
"""Shows that words are a clause, no name and no place."""

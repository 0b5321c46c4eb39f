"""The forms that hearsay takes, as one table: adverbs, empty subjects, nouns of saying, passives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

# Parts of the patterns below.
BE = r"(?:is|are|was|were|has\s+been|have\s+been|had\s+been|being|’s|'s)"
OFTEN = (
    r"(?:(?:not|now|still|also|widely|generally|long|commonly|often|reliably|variously|previously|later|"
    r"then|already|currently|only|so\s+far|largely|even|once)\s+)*"
)
HELD = (
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

_ADVERB = (
    r"(?:reportedly|allegedly|purportedly|rumou?redly|so\s+they\s+say|so\s+it\s+is\s+said|word\s+is|"
    r"it\s+is\s+said)\b(?!\s+that)"
)
_IT = rf"it(?:\s+{BE}|[’']s)\s+{OFTEN}(?:{HELD}|{_TOLD})(?=,?\s+that\b)"
_THERE = rf"there\s+(?:{BE}|were|remain(?:s|ed)?)\s+{_MANY}(?:{_ABOUT})(?=\s+(?:\w+\s+){{0,3}}?(?:that|of|about)\b)"
_RUMOUR = (
    r"(?:rumou?rs?|word|legend|gossip|tradition|the\s+story|one\s+version|local\s+lore|the\s+talk)\s+(?:(?:has|"
    r"had|have)\s+it|is|was|goes)(?=,?\s+that\b)"
    r"|(?:rumou?rs|whispers|speculation|fears|allegations|claims|suggestions|suspicions)\s+(?:(?:have|had|"
    r"has)\s+)?(?:spread|spreads|grown|grew|circulated|"
    r"circulate|swirled|swirl|persist|persisted|persists|emerged|mounted|surfaced|arisen|arose|abound|abounded|"
    r"remain|remained)(?=\s+that\b)"
)
_PASSIVE = (
    rf"(?P<be>{BE})\s+{OFTEN}(?P<held>{HELD})(?P<by>\s+by\s+[^,.;:()]{{2,60}}?)?(?=\s+(?:to\s+\w|dead\b|"
    rf"missing\b|lost\b|drowned\b|killed\b))"
)
_CHARGED = (
    rf"(?P<be>{BE})\s+{OFTEN}(?:(?P<of>accused|suspected)(?P<by>\s+by\s+[^,.;:()]{{2,60}}?)?\s+of|"
    rf"(?P<with>charged)\s+with|(?P<for>blamed)"
    r"(?P<by2>\s+by\s+[^,.;:()]{2,60}?)?\s+for)\b(?=\s+\w)"
)
_AGENT = (
    rf"(?P<be>{BE})\s+{OFTEN}(?P<held>described|seen|regarded|viewed|hailed|praised|denounced|dismissed|"
    rf"characteri[sz]ed|portrayed|condemned|"
    r"called|dubbed|labell?ed|considered|criticized|criticised)\s+by\s+(?P<who>[^,.;:()]{2,60}?)\s+(?=(?:as|for|"
    r"over)\s|(?:an?|the)\s)"
)


class Cue(NamedTuple):
    """A pattern of cues, and the same for text in lower case, which may begin within a word: whatever has the first has
    the second too, which takes a third of the time to look for, since it begins with a letter."""

    pattern: re.Pattern[str]
    look: re.Pattern[str]

    @classmethod
    def of(cls, written: str) -> Cue:
        return cls(re.compile(rf"\b(?:{written})", re.IGNORECASE), re.compile(written))


RUMOUR = Cue.of(_RUMOUR)
"""What goes round: it is the whole cue, and nobody."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of hearsay: its name; what a statement's reasons call it; how sure it is, 0 to 1; its cues. Groups of
    their patterns: `be` begins a passive, `held`, `of`, `with`, `for` hold its verb, `by`, `by2`, `who` its agent."""

    name: str
    told: str
    score: float
    cues: tuple[Cue, ...]


FORMS = (
    Form("adverb", "an adverb", 0.8, (Cue.of(_ADVERB),)),
    Form("it", "an empty “it” and a passive", 0.8, (Cue.of(_IT),)),
    Form("noun", "a noun of saying", 0.75, (Cue.of(_THERE), RUMOUR)),
    Form("passive", "a passive", 0.75, (Cue.of(_PASSIVE),)),
    Form("charge", "a charge in the passive", 0.7, (Cue.of(_CHARGED),)),
    Form("agent", "a passive", 0.7, (Cue.of(_AGENT),)),
)
"""Scores by eye on the openly licensed news texts: of some 30 of each form, right in about this share."""

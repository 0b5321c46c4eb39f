"""One sentence of a content as tokens; whether there is a verb among them, and where what is told ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reader.statements.clause_words import SHOW_A_VERB
from sayso.records import Span

LONGEST = 1_500
"""Code points of one sentence that are read."""
NEAR_WORDS = 14
"""Words among which a clause shows its verb."""
OPEN = frozenset('“"«„‘')
"""Opening quotation marks."""
CLOSE = {"“": "”", '"': '"', "«": "»", "„": "“”", "‘": "’"}
"""What closes each of them; any one of the marks does."""

_TOKEN = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|St|Gen|Sen|Rep|Gov|Lt|Col|Prof|Sgt|Capt|Rev|[A-Z])\.(?=\s[A-Z])|\w+(?:[’'.&-]\w+)*|[^\w\s]"
)
_CUT = re.compile(
    r"(?:,|;|—|–)\s*(?:but|and|who|which|while|though|although|so|yet|adding|because|whereas)\b|\band (?:that|"
    r"had|has|have|was|is|were|are|will|would)\b|[;—]|\.(?=\s)",
    re.IGNORECASE,
)
"""What ends a clause that is told."""
_RAGGED = " \t\n\r.,;:!?\"“”«»„‘’'—–-"


@dataclass(slots=True)
class Stretch:
    """The tokens of text[:end] from where the sentence begins: their spans, as they stand, and in lower case."""

    text: str
    end: int
    spans: list[Span]
    words: list[str]
    low: list[str]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Stretch:
        """text[start:end], of which LONGEST code points are read."""
        end = min(end, start + LONGEST)
        spans = [m.span() for m in _TOKEN.finditer(text, start, end)]
        words = [text[s:e] for s, e in spans]
        return cls(text, end, spans, words, [w.lower() for w in words])

    def slice(self, first: int, last: int) -> Span:
        """The span of the tokens first to last (half-open, not empty)."""
        return self.spans[first][0], self.spans[last - 1][1]

    def clause_from(self, first: int) -> Span:
        """From a token to the end of what is told: the clause's end, or the quotation's where it begins with one."""
        start = self.spans[first][0]
        cut = _CUT.search(self.text, min(start + 1, self.end), self.end)
        return without_final_marks(self.text, start, cut.start() if cut else self.end)


def contracted_not(word: str) -> bool:
    """Whether a lower-cased word is a verb with its negation ("hasn't")."""
    return word.endswith(("n't", "n’t"))


def has_verb(low: Sequence[str]) -> bool:
    """Whether one of the first NEAR_WORDS lower-cased words is a verb, as far as its form tells."""
    for word in low[:NEAR_WORDS]:
        if word in SHOW_A_VERB or contracted_not(word):
            return True
        if (word.endswith("ed") and len(word) > 4) or word.endswith(("’s", "'s")):
            return True
    return False


def without_final_marks(text: str, start: int, end: int) -> Span:
    """The final marks off; a closing quotation mark whose opening one lies inside stays, with the mark before it."""
    while end > start and text[end - 1] in _RAGGED:
        if (
            text[end - 1] in "”\"»’'"
            and any(o in text[start : end - 1] for o, c in CLOSE.items() if text[end - 1] in c)
            and (text[end - 1] not in "’'" or "‘" in text[start:end])
        ):
            break
        end -= 1
    return start, end

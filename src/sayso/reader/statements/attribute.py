"""From what the model sees to statements: the rules of attribution, one room each.

`attribute` is the main path:
    1. the model's cues with their sources and contents                 here
    2. dialogue: "Q: / A:" and "NAME:" lines                            dialogue.py
    3. quotations that nobody has yet                                   speech.py
    4. headlines                                                        headline.py
    5. hearsay: adverbs and phrases without a source                    hearsay.py
    6. media that relay, and whom the words were said to                media.py
    7. statements within statements: the content is read again          nested.py
    8. sentences that go on with the last source                        going_on.py
    9. what says again what was said before                             repeats.py
Every rule leaves a reason on the draft it makes or mends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sayso.reader.cues.acts import is_reporting
from sayso.reader.model.unit import Part, Tagged
from sayso.reader.page import Draft, Page
from sayso.reader.spans import Taken, clean, touched
from sayso.reader.statements.dialogue import dialogue
from sayso.reader.statements.going_on import going_on
from sayso.reader.statements.headline import headlines
from sayso.reader.statements.hearsay import hearsay
from sayso.reader.statements.media import media
from sayso.reader.statements.nested import nested
from sayso.reader.statements.repeats import repeats
from sayso.reader.statements.speech import speech
from sayso.reader.statements.subjects import FINDING
from sayso.records import Span

SURE_ENOUGH = 0.1
"""Parts below this score are no statements: linked F1 on PolNeAR dev is flat from 0 to .2, and falls from there."""
UNTOLD = 0.4
"""The same for a cue without a verb of saying ("focus on", "would mandate") whose content nobody quotes. Set on the dev
parts: linked F1 on PolNeAR 77.9 -> 77.5, whole 58.9 -> 59.8; precision on SCU 72.0 -> 76.5, found 88.5 as before."""
NAMELESS = 0.6
"""The same where no source is named either ("the documents requested"): SCU precision 76.0 -> 76.4, PolNeAR level."""
SAME = 0.7
"""Two cues whose contents share this much of the smaller are one statement: the surer stays."""

_WORD = re.compile(r"\w+")

Again = Callable[[str], Tagged]


def attribute(page: Page, tagged: Tagged, again: Again) -> list[Draft]:
    """The statements of a page as drafts in reading order. `again` tags a text that stands alone (for contents)."""
    # 1. the model
    drafts = from_parts(page, tagged.parts)
    # 2. to 5. what the model cannot know
    drafts += dialogue(page, drafts, tagged.names)
    speech(page, drafts, tagged)
    headlines(page, drafts, tagged.names)
    hearsay(page, drafts)
    # 6. on whose word, to whom
    media(page, drafts)
    # 7. within
    drafts += nested(page, drafts, again)
    drafts.sort(key=lambda d: (d.start, d.within is not None))
    # 8. and 9.
    drafts += going_on(page, drafts)
    drafts.sort(key=lambda d: (d.start, d.within is not None))
    repeats(page, drafts)
    return drafts


def from_parts(page: Page, parts: Sequence[Part]) -> list[Draft]:
    """Drafts of the model's parts, cleaned; of two with the same content the surer."""
    kept: list[Draft] = []
    taken = Taken()
    marks = sorted((q.start, q.end) for q in page.quotes if not q.level)

    def quoted(draft: Draft) -> bool:
        return bool(touched(draft.content, marks))

    for part in sorted(parts, key=lambda p: (-p.score, p.cue)):
        if part.score < SURE_ENOUGH:
            continue
        draft = Draft(
            source=clean(page, _nearest(part)),
            cue=clean(page, [part.cue]),
            content=clean(page, part.content),
            score=part.score,
            reasons=[f"model: the cue and what belongs to it ({part.score:.2f})"],
        )
        if not (draft.content and draft.cue):
            continue
        least = UNTOLD if draft.source else NAMELESS
        if part.score < least and not (_told(page, draft) or quoted(draft)):
            continue
        if not taken.shares(draft.content, SAME):
            taken.add(draft.content)
            kept.append(draft)
    kept.sort(key=lambda d: d.start)
    return kept


def _nearest(part: Part) -> list[Span]:
    """A source is one piece (none in PolNeAR dev has two): the one nearest to the cue."""
    return sorted(part.source, key=lambda s: (max(part.cue[0] - s[1], s[0] - part.cue[1]), s))[:1]


def _told(page: Page, draft: Draft) -> bool:
    words = _WORD.findall(" ".join(page.text[s:e] for s, e in draft.cue).lower())
    found = page.text.startswith("that ", draft.content[0][0]) and not FINDING.isdisjoint(words)
    return found or "according" in words or any(is_reporting(w) for w in words)

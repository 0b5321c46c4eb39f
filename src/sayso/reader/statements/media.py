"""On whose word the outlet has it (`media`, later `via`), and to whom the words were said (`addressee`).

"police told Reuters, the Daily wrote": source police, media Reuters, the Daily (nearest to the source first). "told the
court" is an addressee. `media` is the way through the room:
    1. hearers: the medium or person the words were said to        hearers.py
    2. which sources are media that relay                          relays.py, medium.py
    3. whom they cite, and who carried a statement                 relays.py
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reader.page import Draft, Page
from sayso.reader.statements.hearers import hearer
from sayso.reader.statements.medium import is_medium, medium_in_front
from sayso.reader.statements.relays import carried, carried_by, carrier, cited, quoted_as_saying, without_citing
from sayso.records import Span

__all__ = ["is_medium", "media", "medium_in_front", "spans_of_media"]


def media(page: Page, drafts: list[Draft]) -> None:
    """Fills in hearers and media; adds the source that a medium cites, as a draft of its own."""
    hear(page, drafts)
    found = [d for draft in drafts for d in cited(page, draft)]
    drafts += found
    without_citing(drafts, found)
    carried(page, drafts)
    drafts.sort(key=lambda d: d.start)


def hear(page: Page, drafts: Sequence[Draft]) -> None:
    """Steps 1 and 2 for some drafts, and who carried them by the words of their own sentence."""
    for draft in drafts:
        hearer(page, draft)
        draft.relays = carrier(page, draft) is not None
        carried_by(page, draft)
        quoted_as_saying(page, draft)


def spans_of_media(drafts: Sequence[Draft]) -> list[Span]:
    """All mentions of media that carry something."""
    return sorted({span for d in drafts for span in d.media})

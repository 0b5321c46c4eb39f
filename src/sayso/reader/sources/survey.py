"""All that a page speaks of, in reading order: the antecedents among which resolve.py looks for a source's name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sayso.reader.page import Page
from sayso.reader.sources.apposition import apposition
from sayso.reader.sources.cores import head_words
from sayso.reader.sources.kinds import noun_sort, words
from sayso.reader.sources.labels import Labels
from sayso.reader.sources.mentions import PRONOUNS, Mention, is_subject
from sayso.reader.sources.name_phrases import name_mention
from sayso.reader.sources.noun_phrases import common, description
from sayso.reader.sources.phrases import FUNCTION, Word, chunks, runs
from sayso.records import Span

_PREPOSITIONS = frozenset(
    ("by", "with", "of", "for", "to", "from", "under", "against", "about", "on", "as", "in", "at", "than", "between")
)
TITLE_CASE = 0.6
"""Share of capitalised words from which a heading's capitals tell nothing (plain headings have under 0.4)."""


class Places:
    """Where an offset lies: its sentence, inside a quotation, in a heading."""

    def __init__(self, page: Page) -> None:
        self.sentences = page.sentences or ((0, len(page.text)),)
        self._starts = [start for start, _ in self.sentences]
        self._paragraphs = [start for start, _ in page.paragraphs]
        outer = [quote for quote in page.quotes if quote.level == 0]
        self._quotes = [quote.start for quote in outer]
        self._ends = [quote.end for quote in outer]
        self._headings = set(page.headings)
        self.title_end = page.title_end

    def sentence(self, at: int) -> int:
        """The number of the sentence in or behind which an offset lies."""
        return max(0, bisect_right(self._starts, at) - 1)

    def quoted(self, at: int) -> bool:
        """Whether an offset lies inside a quotation."""
        i = bisect_right(self._quotes, at) - 1
        return i >= 0 and at < self._ends[i]

    def heading(self, at: int) -> bool:
        """Whether an offset lies in the title or another heading."""
        return at < self.title_end or self.sentences[self.sentence(at)] in self._headings

    def place(self, mention: Mention) -> Mention:
        """The mention with its sentence, its paragraph and its flags."""
        mention.sentence = self.sentence(mention.start)
        mention.paragraph = bisect_right(self._paragraphs, mention.start)
        mention.quoted = self.quoted(mention.start)
        mention.heading = self.heading(mention.start)
        mention.first = mention.start == self.sentences[mention.sentence][0]
        return mention


def title_case(text: str, span: Span) -> bool:
    """Whether most words of a heading are capitalised."""
    long = [w for w in text[span[0] : span[1]].split() if len(w) > 3 and w[0].isalpha()]
    return sum(not w[0].islower() for w in long) > TITLE_CASE * len(long)


def survey(page: Page, places: Places, labels: Labels) -> Iterator[Mention]:
    """The names, descriptions and pronouns of the sentences; of title-case headings none (their capitals mislead)."""
    text = page.text
    for start, end in places.sentences:
        if places.heading(start) and title_case(text, (start, end)):
            continue
        skip = start
        alone: Mention | None = None  # the only person of the sentence so far
        for run in runs(text, start, end):
            for mention, reach in _of_run(text, run, end, labels):
                if mention.name is not None and mention.sort in ("person", None):
                    alone = mention if alone is None else Mention(0, 0, None)
                elif (
                    alone is not None
                    and mention.pronoun
                    and places.quoted(alone.start) == places.quoted(mention.start)  # not in: Ana Ruiz: "He is ill."
                ):
                    alone.hint = alone.hint or mention.gender
                if mention.pronoun and not mention.subject:
                    continue
                if (mention.name or (mention.start, 0))[0] >= skip:
                    skip = max(skip, reach)
                    placed = places.place(mention)
                    if (
                        placed.first
                        and placed.name is not None
                        and not placed.apart
                        and placed.sort in ("person", None)
                    ):
                        placed.subject = True  # whom a sentence begins with it is mostly about
                    yield placed


def _led(run: Sequence[Word], k: int) -> bool:
    """Whether "who" follows ("some who were there")."""
    return k + 1 < len(run) and run[k + 1].text == "who"


def _of_run(text: str, run: Sequence[Word], end: int, labels: Labels) -> Iterator[tuple[Mention, int]]:
    """The mentions of one run, each with the offset up to which its apposition reaches."""
    found = list(chunks(run, labels.ends))
    inside = {k for i, j in found for k in range(i, j)}
    named: dict[int, Mention] = {}
    for i, j in found:
        mention = name_mention(text, run, i, j, labels(run[i].start, run[j - 1].end))
        if mention is None:
            inside.difference_update(range(i, j))
            continue
        low = run[i].text.lower()
        if j - i == 1 and ((i == 0 and common(run[0])) or (low in words().modifier and not run[i].apart)):
            inside.discard(i)
            continue  # "Protesters", "Democratic", "House"
        mention.weak = i == 0 and j == 1 and not mention.apart and labels(run[0].start, run[0].end) is None
        named[j - 1] = mention
        mention.oblique = any(word.text in _PREPOSITIONS for word in run[max(0, i - 2) : i] if word.end < mention.start)
    for k, word in enumerate(run):
        low = word.text.lower()
        if k in named:
            mention = named[k]
            reach = mention.end
            if mention.sort in ("person", None) and not mention.apart and (role := apposition(text, mention.end, end)):
                mention.titles |= head_words(text, role)
                mention.role = mention.role or role
                mention.sort, mention.sure, reach = "person", True, role[1]
            mention.subject = is_subject(text, mention, reach)
            yield mention, reach
        elif k in inside:
            continue
        elif low in ("he", "she"):
            yield (
                Mention(
                    word.start, word.end, None, pronoun=PRONOUNS[low], gender="m" if low == "he" else "f", subject=True
                ),
                0,
            )
        elif low in ("his", "her", "him"):
            yield Mention(word.start, word.end, None, pronoun=PRONOUNS[low], gender="f" if low == "her" else "m"), 0
        elif (
            noun_sort(low) is not None
            and (low not in FUNCTION or _led(run, k))
            and (described := description(run, k)) is not None
        ):
            described.subject = is_subject(text, described, described.end)
            yield described, 0

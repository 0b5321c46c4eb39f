"""An invented world of news for the scale benchmark: ready Readings, many a day, with known copies among them.

Each day has events; each event has facts, speakers and reports. Four of ten reports of an event are copies: whole
reprints, abridged ones, spliced paragraphs. Sentences are made from templates over the words of openly licensed news
(its nouns, verbs and names' shapes), so that rare and common words fall as in news; names are made of syllables. All
from one seed.
"""

from __future__ import annotations

import calendar
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sayso.links.words import rarity, stem
from sayso.records import Reading, Report, Source, Statement

OUTLETS = 300
PER_DAY, PER_EVENT = 100, 4
"""Reports of a day, and of an event (in the mean)."""
_START = datetime(2022, 1, 3, 6)
_SYLLABLES = (
    *("ba", "be", "bo", "dar", "del", "dun", "el", "far", "gar", "hal", "in", "jor", "kal", "ka", "len", "lo", "mar"),
    *("mi", "nor", "o", "pel", "ra", "ren", "sa", "sol", "ta", "ter", "u", "val", "ven", "wi", "yar", "zel"),
)
_ROLES = (
    *("mayor", "minister", "police chief", "spokeswoman", "union leader"),
    *("director", "professor", "lawyer", "witness", "fire chief"),
)
_FACTS = (
    ("the {n1} of {place} {v1} {number} {n2} in {month}", "{number} {n2} were {v1} by the {n1} of {place} in {month}"),
    ("{person} had {v1} the {n1} before the {n2} was {v2}", "before the {n2} was {v2}, {person} {v1} the {n1}"),
    (
        "a {n1} near {place} {v1} and {number} people were {v2}",
        "{number} people were {v2} when a {n1} {v1} near {place}",
    ),
    ("the {a1} {n1} will be {v1} after the {n2}", "after the {n2} the {a1} {n1} will be {v1}"),
    ("nobody in {place} {v1} the {n1} {number} days ago", "the {n1} was not {v1} in {place} {number} days ago"),
    (
        "{person} {v1} {number} {n1} to the {a1} {n2} of {place}",
        "the {a1} {n2} of {place} got {number} {n1}, {v1} by {person}",
    ),
)
_MONTHS = tuple(calendar.month_name)[1:]


@dataclass(frozen=True)
class _Event:
    place: str
    people: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, ...], ...]


class World:
    """The news of an invented world, the same for the same seed; `texts` is a folder of news, a document a file."""

    def __init__(self, texts: Path, seed: int = 1) -> None:
        self._random = random.Random(seed)
        counts = Counter(
            word
            for path in sorted(texts.rglob("*"))
            if path.is_file()
            for word in re.findall(r"\b[a-z]{4,12}\b", path.read_text(encoding="utf-8", errors="replace"))
        )
        usual = [w for w, n in sorted(counts.items()) if n > 1 and rarity(stem(w)) > 2.5]
        self._verbs = [w for w in usual if w.endswith("ed")]
        self._adjectives = [w for w in usual if w.endswith(("al", "ic", "ive", "ous", "ful", "able"))]
        self._nouns = [w for w in usual if not w.endswith(("ed", "ing", "ly", "al", "ic", "ive", "ous", "ful", "able"))]
        kinds = [kind for kind in ("news", "post", "daily") for _ in range(OUTLETS // 3)]
        self._outlets = [f"{self._word(3)}{kind}.example" for kind in kinds]
        self._famous = [self._name() for _ in range(200)]

    def readings(self, reports: int) -> Iterator[Reading]:
        """So many readings, in date order."""
        made = 0
        day = 0
        while made < reports:
            day_of = [r for _ in range(PER_DAY // PER_EVENT) for r in self._of_event(self._event(), day)]
            for reading in sorted(day_of, key=lambda r: (r.report.published, r.report.id)):
                if made < reports:
                    made += 1
                    yield reading
            day += 1

    def _word(self, syllables: int) -> str:
        return "".join(self._random.choice(_SYLLABLES) for _ in range(syllables))

    def _name(self) -> str:
        return f"{self._word(2).title()} {self._word(self._random.choice((2, 3))).title()}"

    def _event(self) -> _Event:
        r = self._random
        place = self._word(3).title()
        people = tuple(
            (r.choice(self._famous) if r.random() < 0.3 else self._name(), r.choice(_ROLES)) for _ in range(4)
        )
        return _Event(place, people, tuple(self._fact(place, people) for _ in range(14)))

    def _fact(self, place: str, people: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
        r = self._random
        slots = {
            "place": place, "person": r.choice(people)[0], "number": str(r.choice((3, 7, 12, 40, 58, 120, 300, 4500))),
            "month": r.choice(_MONTHS), "n1": r.choice(self._nouns), "n2": r.choice(self._nouns),
            "v1": r.choice(self._verbs), "v2": r.choice(self._verbs), "a1": r.choice(self._adjectives),
        }  # fmt: skip
        return tuple(form.format(**slots) for form in r.choice(_FACTS))

    def _of_event(self, event: _Event, day: int) -> list[Reading]:
        r = self._random
        out: list[Reading] = []
        texts: list[list[tuple[str, int | None]]] = []
        for n in range(max(1, round(r.gauss(PER_EVENT, 1.5)))):
            lines = self._lines(event)
            if texts and r.random() < 0.4:
                lines = list(r.choice(texts))
                if r.random() < 0.4:
                    lines = lines[: len(lines) // 2 + 1]  # abridged
                elif r.random() < 0.3:
                    lines = lines[:3] + self._lines(event)[3:]  # spliced
            texts.append(lines)
            at = _START + timedelta(days=day, minutes=r.randrange(900) + n)
            out.append(self._reading(event, lines, r.choice(self._outlets), at))
        return out

    def _lines(self, event: _Event) -> list[tuple[str, int | None]]:
        """Ten lines, each a fact and the number of who says it, None for the outlet."""
        r = self._random
        chosen = r.sample(range(len(event.facts)), 10)
        people = len(event.people)
        return [(r.choice(event.facts[i]), r.randrange(people) if r.random() < 0.6 else None) for i in chosen]

    def _reading(self, event: _Event, lines: list[tuple[str, int | None]], outlet: str, at: datetime) -> Reading:
        title = f"{lines[0][0][:1].upper()}{lines[0][0][1:]}"
        text = f"{title}\n\n"
        spans = []
        for fact, who in lines:
            start = len(text)
            if who is None:
                text += f"{fact[:1].upper()}{fact[1:]}."
                spans.append((who, (), (), (start, len(text)), (start, len(text))))
            else:
                name, role = event.people[who]
                phrase = f"{name}, the {role} of {event.place},"
                text += f"{phrase} said that {fact}."
                said = start + len(phrase) + 1
                spans.append((who, (start, said - 1), (said, said + 4), (said + 5, len(text) - 1), (start, len(text))))
            text += "\n\n"
        url = f"https://{outlet}/{at:%Y/%m/%d}/{self._random.getrandbits(40):x}"
        report = Report(text=text.strip(), url=url, outlet=outlet, published=f"{at:%Y-%m-%dT%H:%M}+00:00", title=title,
                        language="en", genre="news")  # fmt: skip
        first: dict[int | None, Source] = {None: Source(report=report.id, kind="outlet", name=outlet)}
        for who, source, *_ in spans:
            if who is not None and who not in first:
                first[who] = Source(report=report.id, kind="named person", name=event.people[who][0],
                                    role=event.people[who][1], mentions=(source,))  # fmt: skip
        statements = tuple(
            Statement(
                report=report.id, content_spans=(content,), extents=(extent,), form="indirect" if cue else "own",
                source_id=first[who].id, source_spans=(source,) if source else (), cue_spans=(cue,) if cue else (),
                act="assert" if cue else None, confidence=0.9,
            )
            for who, source, cue, content, extent in spans
        )  # fmt: skip
        return Reading(report=report, sources=tuple(first.values()), statements=statements, model="world",
                       furniture=((0, len(title)),))  # fmt: skip

"""Which language a text is in: made to tell English from everything else, dependably and cheaply.

Function words make up a good third of running English, a twentieth of it in a text full of names and figures, and
hardly any of a text in another language; scripts and the function words of other languages (language.toml) tell the
rest.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

SAMPLE = 6_000
"""Code points looked at: three slices (start, middle, end) of a third each. Enough for a verdict, the same for any
size."""

FEW_WORDS = 6
"""Below this many words of Latin script only the script can decide: the answer is "und"."""

NEAR_SHARE = 0.08
"""Share of words only a close relative of English has, from which it is that language."""

OTHER_MARGIN = 1.3
"""How much more of the words another language must explain than English does. Set on the English sets of the project's
data (no false alarm) and on tests/cases/intake/languages.json (no miss)."""

ENGLISH_SHARE = 0.08
"""Share of English function words from which a text is English (running text has 0.35 and more)."""

FOREIGN_SHARE = 0.02
"""Share of them below which a long text is not English even if no other language explains it (a menu has more)."""

LONG = 60
"""Words that make a text long enough for that."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʻ][^\W\d_]+)*")


class _Tables(NamedTuple):
    words: dict[str, frozenset[str]]
    near: dict[str, frozenset[str]]
    scripts: dict[str, re.Pattern[str]]
    letters: dict[str, dict[str, re.Pattern[str]]]


@cache
def _tables() -> _Tables:
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("language.toml").read_text(encoding="utf-8"))
    return _Tables(
        {c: frozenset(w for w in ws.split() if len(w) > 1 or c == "en") for c, ws in data["words"].items()},
        {code: frozenset(words.split()) for code, words in data["near"].items()},
        {code: re.compile(f"[{letters}]") for code, letters in data["scripts"].items()},
        {code: {c: re.compile(f"[{ls}]") for c, ls in table.items()} for code, table in data["letters"].items()},
    )


def language(text: str) -> str:
    """The ISO 639-1 code of the text's language (639-3 where there is none: "sco", "pcm"), "und" if that cannot be told
    (too short, no words), or "mis" for a long text that is surely not English and in no table.

    >>> language("The mayor said on Monday that the bridge would be closed for a week.")
    'en'
    >>> language("Der Bürgermeister sagte am Montag, dass die Brücke eine Woche lang gesperrt wird.")
    'de'
    >>> language("Yes.")
    'und'
    """
    sample = _sample(text)
    letters = sum(map(len, _WORD.findall(sample)))
    tables = _tables()
    latin = letters
    best, most = "und", 0
    for code, script in tables.scripts.items():
        count = len(script.findall(sample))
        latin -= count
        if count > most or (code == "zh" and best == "ja" and count > 20 * most):
            best, most = code, count
    if most > latin and most > 1:
        return _by_letters(best, sample, tables)
    return _by_words([w.lower().replace("’", "'") for w in _WORD.findall(sample)], tables)


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    third = SAMPLE // 3
    middle = (len(text) - third) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _by_letters(code: str, sample: str, tables: _Tables) -> str:
    """The language of a script: its usual one, unless letters of another stand there more than by chance."""
    for other, letters in tables.letters.get(code, {}).items():
        if len(letters.findall(sample.lower())) * 200 > len(sample):
            return other
    return code


def _by_words(words: list[str], tables: _Tables) -> str:
    """The language of Latin script whose function words explain the most words."""
    if len(words) < FEW_WORDS:
        return "und"
    total = len(words)
    counts = {code: sum(w in known for w in words) for code, known in tables.words.items()}
    english = counts.pop("en")
    for code, known in tables.near.items():
        different = {w for w in words if w in known}
        if len(different) > 2 and sum(w in different for w in words) / total >= NEAR_SHARE:
            return code
    for code in tables.near:
        counts.pop(code)
    other = max(counts, key=lambda code: counts[code])
    telling = (tables.words[other] - tables.words["en"]).intersection(words)
    if counts[other] > OTHER_MARGIN * english and len(telling) >= (3 if total >= 2 * FEW_WORDS else 2):
        return other
    if english / total >= ENGLISH_SHARE:
        return "en"
    return "mis" if total >= LONG and english / total < FOREIGN_SHARE else "und"

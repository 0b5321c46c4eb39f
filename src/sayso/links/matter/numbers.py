"""Numbers in a content as quantities: what value, in which unit, of what, and how firmly.

"four workers", "40,000 crowns", "$1.2bn", "58 per cent", "more than a dozen". Years and hours are no quantities but
times, and the number in "Silo 4" is a name's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.links.matter.words import concept, listed, weight
from sayso.links.words import Word

_SMALL: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES: Final[dict[str, float]] = {
    "hundred": 100.0, "hundreds": 100.0, "thousand": 1e3, "thousands": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6,
    "m": 1e6, "mn": 1e6, "billion": 1e9, "billions": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12,
    "dozen": 12.0, "dozens": 12.0,
}  # fmt: skip
_UNITS: Final[dict[str, float]] = {**_SMALL, **_TENS}
_TENS_STEMS: Final = frozenset(w[:-1] + "i" for w in _TENS)
_PARTS: Final = {"half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0}
"""Parts of a whole, in per cent: "half of the voters", "two thirds"."""
_PERCENT: Final = frozenset(("percent", "percentag", "pct"))
_MONEY: Final = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₽": "rouble"}
_CURRENCIES: Final = listed("""dollar pound euro yen yuan roubl rubl crown franc peso rupe florin lira krona krone dinar
rand real shekel dirham guilder thaler""")
"""Stems of money: "2.5 million dollars" is $2,500,000."""
_LOOSE: Final = listed("about around some near almost rough approxim estim circa")
"""These and the next two are stems."""
_OVER: Final = listed("over least exceed abov")
_UNDER: Final = listed("under most below")
_MANY: Final = frozenset(("people", "men", "women", "children", "police", "families"))
COUNTED: Final = 3
"""Informative words behind a number that may be what it counts: "four [harbour workers]"."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number. `unit` is "%", a currency's word, or ""; `counts` holds the concepts behind it, nearest first;
    `firm` is "=" (said plainly), "~" (about), ">" (more than, at least) or "<" (fewer than, at most).
    """

    value: float
    unit: str
    counts: tuple[str, ...]
    firm: str
    start: int
    """Which word of the content it begins with; `stop` is the first word behind it."""
    stop: int = 0

    def token(self) -> str:
        """The number as a word among words: "#40000", "#58%"."""
        return f"#{self.value:g}{'%' if self.unit == '%' else ''}"

    def same_thing(self, other: Quantity) -> bool:
        """Whether both count the same: one unit, and a counted word in common (money and shares: or none named)."""
        if self.unit != other.unit:
            return False
        if not self.counts or not other.counts:
            return bool(self.unit) or self.counts == other.counts
        return any(c in other.counts for c in self.counts)

    def same_value(self, other: Quantity) -> bool:
        """Whether the values may be one value: equal, or one rounded ("11 million" of 11.2 million, "about")."""
        a, b = self.value, other.value
        if a == b:
            return True
        if "~" in (self.firm, other.firm):
            return abs(a - b) <= 0.1 * max(a, b)
        return _rounds(a, b) or _rounds(b, a)

    def bounded(self, other: Quantity) -> bool:
        """Whether one is a bound that the other keeps: "more than 40" and 43."""
        return _keeps(self, other) or _keeps(other, self)


def _keeps(bound: Quantity, other: Quantity) -> bool:
    if bound.firm == ">":
        return other.value >= bound.value or other.firm == ">"
    return bound.firm == "<" and (other.value <= bound.value or other.firm == "<")


def _rounds(coarse: float, fine: float) -> bool:
    """Whether `coarse` is `fine` rounded at its own last digit, in numbers of at least three digits or with a point."""
    if max(abs(coarse), abs(fine)) < 100:
        return round(fine) == coarse and fine != round(fine)
    digits = f"{coarse:.15g}".rstrip("0")
    step = (
        10.0 ** (len(str(int(abs(coarse)))) - len(digits)) if "." not in digits else 10.0 ** -len(digits.split(".")[1])
    )
    return step <= 0.1 * abs(coarse) and abs(coarse - fine) <= step / 2


def quantities(text: str, found: Sequence[Word], skip: frozenset[int]) -> tuple[Quantity, ...]:
    """All quantities of a text. `found` are its words, `skip` the indexes of those that name a time. Linear."""
    out: list[Quantity] = []
    index = 0
    while index < len(found):
        read = None if index in skip or _labels(text, found, index) else _read(text, found, index)
        if read is None:
            index += 1
            continue
        value, after, unit = read
        first = index
        before = text[max(0, found[first].start - 1) : found[first].start]
        unit = unit or _MONEY.get(before, "")
        unit, counts = _counted(text, found, after, unit)
        out.append(Quantity(value, unit, counts, _firmness(found, first), first, after))
        index = after
    return tuple(out)


def _labels(text: str, found: Sequence[Word], index: int) -> bool:
    """Whether digits belong to a name in front of them: "Silo 4", "Boeing 737", "Article 12"."""
    if not index or not text[found[index].start].isdigit() or amount(text, found, index):
        return False
    before = found[index - 1]
    return text[before.end : found[index].start] == " " and text[before.start].isupper() and weight(before.stem) > 0


def amount(text: str, found: Sequence[Word], index: int) -> bool:
    """Whether digits show by themselves that they count something and number no thing: "2.5", "40,000", "11 million",
    "4%", "120 teachers". A name may stand right in front of them: "in Karesh 120 teachers lost their jobs"."""
    word, behind = found[index], _follow(text, found, index + 1)
    if not text[word.start : word.end].isdigit() or text[word.end : word.end + 2].lstrip(" ").startswith("%"):
        return True
    if text[word.end : word.end + 1] != " " or len(behind) < 3:
        return False
    if behind in _SCALES or found[index + 1].stem in _PERCENT or behind in _MANY:
        return True
    return (
        word.end - word.start > 1
        and behind[-1] == "s"
        and behind[-2] not in "sui"
        and weight(found[index + 1].stem) > 0
    )


def _read(text: str, found: Sequence[Word], index: int) -> tuple[float, int, str] | None:
    """(value, index behind it, unit) of the number that begins here."""
    raw = text[found[index].start : found[index].end].lower()
    after = index + 1
    value: float
    if raw[0].isdigit():
        head = found[index].stem
        number = head.rstrip("kmbntr")
        try:
            value = float(number)
        except ValueError:
            return None
        value *= _SCALES.get(head[len(number) :], 1.0)
    elif raw in _TENS:
        value = float(_TENS[raw])
        if after < len(found) and _SMALL.get(_word(text, found, after), 99) < 10:
            value += _SMALL[_word(text, found, after)]
            after += 1
    elif raw in _SMALL:
        if raw in ("one", "zero") and not _scaled(text, found, after):
            return None  # "one of them", "one thing": mostly no number
        value = float(_SMALL[raw])
    elif raw == "half":
        if _follow(text, found, after) in _SCALES or text[found[index].end : found[index].end + 3] == " a ":
            return None if after >= len(found) else _half(text, found, after)
        return 50.0, after, "%"
    elif raw in _SCALES and len(raw) > 2:
        read = _scale(text, found, 1.0, index)
        return read if read and read[1] > index else None  # a comma stands in front: no number begins here
    else:
        return None
    return _scale(text, found, value, after)


def _scale(text: str, found: Sequence[Word], value: float, after: int) -> tuple[float, int, str] | None:
    """Multipliers behind a number: "11 million", "two hundred thousand", "two thirds"."""
    while after < len(found):
        word = _word(text, found, after)
        gap = text[found[after - 1].end : found[after].start] if after else " "
        if word in _SCALES and (len(word) > 2 or gap == "") and gap.strip() in ("", "-"):
            value *= _SCALES[word]
            after += 1
        elif word in _PARTS and value < 10 and gap in (" ", "-"):
            return round(value * _PARTS[word], 1), after + 1, "%"
        elif word == "and" and value < 100 and _halves(text, found, after):
            value += 0.5
            after += 3
        elif word == "and" and value >= 100 and value % 100 == 0 and _follow(text, found, after + 1) in _UNITS:
            value += _UNITS[_follow(text, found, after + 1)]
            after += 2
        else:
            break
    return value, after, ""


def _halves(text: str, found: Sequence[Word], after: int) -> bool:
    """Whether "and a half" stands there: "two and a half million", "two and a half years"."""
    return [_follow(text, found, after + 1), _follow(text, found, after + 2)] == ["a", "half"]


def _half(text: str, found: Sequence[Word], after: int) -> tuple[float, int, str] | None:
    """ "half a million", "half million": half of the scale behind it; "half a day" is no quantity."""
    if _word(text, found, after) == "a":
        after += 1
    scale = _SCALES.get(_follow(text, found, after))
    return (scale / 2, after + 1, "") if scale else None


def _follow(text: str, found: Sequence[Word], index: int) -> str:
    """The word at an index, or "" behind the last one."""
    return _word(text, found, index) if index < len(found) else ""


def _scaled(text: str, found: Sequence[Word], index: int) -> bool:
    return index < len(found) and (_word(text, found, index) in _SCALES or _word(text, found, index) in _PARTS)


def _word(text: str, found: Sequence[Word], index: int) -> str:
    return text[found[index].start : found[index].end].lower()


def _counted(text: str, found: Sequence[Word], after: int, unit: str) -> tuple[str, tuple[str, ...]]:
    """The unit and the words that are counted: the next informative words before the clause ends."""
    counts: list[str] = []
    if after and text[found[after - 1].end : found[after - 1].end + 2].lstrip(" ").startswith("%"):
        unit = "%"
    for index in range(after, min(after + COUNTED + 3, len(found))):
        gap = text[found[index - 1].end : found[index].start] if index else ""
        if any(mark in gap for mark in ",.;:!?…—"):
            break
        stem = found[index].stem
        if stem in _PERCENT or (stem == "cent" and found[index - 1].stem == "per"):
            unit = "%"
        elif stem[0].isdigit() or stem in _SMALL or stem in _TENS_STEMS:
            break
        elif stem in _CURRENCIES and not counts and not unit:
            unit = stem
        elif weight(stem) > 0:
            counts.append(concept(stem))
            if len(counts) == COUNTED:
                break
    return unit, tuple(counts)


def _firmness(found: Sequence[Word], index: int) -> str:
    before = [found[i].stem for i in range(max(0, index - 2), index)]
    last = before[-1] if before else ""
    if last in _OVER or (last == "than" and before[0] in ("more", "greater", "higher")):
        return ">"
    if last in _UNDER or (last == "than" and before[0] in ("less", "fewer", "lower")) or before == ["up", "to"]:
        return "<"
    return "~" if last in _LOOSE else "="

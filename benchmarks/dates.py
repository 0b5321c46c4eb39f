"""How well dates are read: MEANTIME's TIMEX3 dates (news) and Recognizers-Text's cases (short made-up sentences).

    python benchmarks/dates.py DATA [--half looked|held] [--errors]

DATA holds `news_gold/meantime` and `dates/recognizers`. Articles and cases are split by turns: the rules were mended
on the `looked` half only; `held` is what counts.

What is counted, MEANTIME: TIMEX3 of type DATE with an anchor in the text and a calendar value (a year, month, day or
week; references such as PAST_REF, quarters, decades and undetermined values are left out on both sides), the date of
the article itself excluded. A gold week counts as the finest prefix that holds it, a part of a day as its day. Found =
spans that overlap; right = and the value is the same. F1 is over span and value.

Recognizers: cases of DateTimeModel, DateParser and DatePeriodParser whose results are all a date or a range of days,
with a reference date, written as edited text is (no lower-case "monday", no orders to an assistant); a case is right if
an expression overlaps each result and has the value of one of its resolutions (this reader looks back, theirs both
ways). Many cases are forms that reports hardly use ("2 weeks after Easter", "from May to Oct" as one range).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from sayso.reader.dates.calendar import Period
from sayso.reader.dates.expressions import Date, expressions

_VALUE = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*|-XX)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNEDITED = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)(?:\w*day|\w*ary|\w*ber|ch|il|ust)?\b|"
    r"\bcortana\b|schedule|\bset\b|\booo\b",
)
"""Lower-case names of days and months, and orders to an assistant: not how reports are written."""
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
LAST_SENTENCE = 5
"""MEANTIME's annotators marked the first sentences only, the title (0) and the date line (1) included."""


def calendar_value(value: str) -> str | None:
    """The ISO prefix a TIMEX3 value stands for; None for what is no period of days."""
    week = _WEEK.fullmatch(value)
    if week:
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return Period(monday, monday + timedelta(days=6)).prefix()
    plain = _VALUE.fullmatch(value)
    return plain[1] if plain else None


def meantime(folder: Path) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """(text, published, [(start, end, value)]) of each article, its own date line left out of the gold."""
    for path in sorted((folder / "intra-doc_annotation").rglob("*.xml")):
        root = ElementTree.parse(path).getroot()
        text, spans, line = "", {}, "0"
        for token in root.iter("token"):
            word, here = token.text or "", token.get("sentence") or "0"
            if int(here) > LAST_SENTENCE:
                break
            glue = "" if not text or (word in ".,;:!?)'s" and word != "s") else "\n" if here != line else " "
            spans[token.get("t_id")] = (len(text) + len(glue), len(text) + len(glue) + len(word))
            text, line = text + glue + word, here
        published, gold = "", []
        for timex in root.iter("TIMEX3"):
            anchors = [spans[i] for a in timex.iter("token_anchor") if (i := a.get("t_id")) in spans]
            value = timex.get("value") or ""
            if timex.get("functionInDocument") == "CREATION_TIME":
                published = published or value
            if timex.get("type") == "DATE" and anchors and timex.get("functionInDocument") != "CREATION_TIME":
                gold.append((anchors[0][0], anchors[-1][1], value))
        yield text, published, gold


def score_meantime(folder: Path, turn: int | None, errors: bool) -> Counter[str]:
    """Counts: gold, found (spans overlap), right (and the value), guessed."""
    count: Counter[str] = Counter()
    for number, (text, published, gold) in enumerate(meantime(folder)):
        if turn is not None and number % 2 != turn:
            continue
        own = text.find("\n")
        dates = [d for d in expressions(text, published) if not _is_own_line(text, d, own)]
        left_out = [(s, e) for s, e, v in gold if calendar_value(v) is None]
        dates = [d for d in dates if not any(d.start < e and s < d.end for s, e in left_out)]
        wanted = [(s, e, v) for s, e, raw in gold if (v := calendar_value(raw))]
        count.update(gold=len(wanted), guessed=len(dates))
        for start, end, value in wanted:
            hit = next((d for d in dates if d.start < end and start < d.end), None)
            count["found"] += hit is not None
            count["right"] += hit is not None and hit.value == value
            if errors and (hit is None or hit.value != value):
                around = " ".join(text[max(0, start - 40) : end + 30].split())
                print("MISS" if hit is None else f"SAID {hit.value}", value, published, "|", around)
        for d in dates:
            if errors and not any(d.start < e and s < d.end for s, e, _ in wanted):
                print("EXTRA", d.value, published, "|", " ".join(text[max(0, d.start - 40) : d.end + 30].split()))
    return count


def _is_own_line(text: str, d: Date, title_end: int) -> bool:
    """Whether a date is the article's date line, the second line of each text."""
    return title_end < d.start and d.end <= text.find("\n", title_end + 1)


def recognizers(folder: Path) -> Iterator[tuple[str, str, list[tuple[int, int, set[str]]]]]:
    """(sentence, reference date, [(start, end, prefixes that are right)]) of the cases that are about days."""
    for name in ("DateTimeModel", "DateParser", "DatePeriodParser"):
        for case in json.loads((folder / f"Specs/DateTime/English/{name}.json").read_text("utf-8-sig")):
            results, reference = case["Results"], case.get("Context", {}).get("ReferenceDateTime", "")
            kinds = {r.get("TypeName", r.get("Type", "")).removeprefix("datetimeV2.") for r in results}
            if not reference or not results or not kinds <= {"date", "daterange"} or _UNEDITED.search(case["Input"]):
                continue
            gold = [(r["Start"], _end(r), set(_prefixes(r))) for r in results]
            if all(values for _, _, values in gold):
                yield case["Input"], reference[:10], gold


def _end(result: dict[str, Any]) -> int:
    """Some files give the last character, some the length."""
    return int(result["End"]) + 1 if "End" in result else int(result["Start"]) + int(result["Length"])


def _prefixes(result: dict[str, Any]) -> Iterator[str]:
    value = result.get("Value") or {}
    resolutions = [value.get("PastResolution") or {}, value.get("FutureResolution") or {}]
    resolutions += (result.get("Resolution") or {}).get("values", [])
    for found in resolutions:
        day = found.get("date") or found.get("value") or ""
        start, end = found.get("startDate") or found.get("start") or "", found.get("endDate") or found.get("end") or ""
        if _DAY.fullmatch(day):
            yield day
        elif _DAY.fullmatch(start) and _DAY.fullmatch(end):
            first = date.fromisoformat(start)
            last = date.fromisoformat(end) - timedelta(days=1)  # theirs is the day after
            prefix = Period(first, max(first, last)).prefix()
            if prefix:
                yield prefix


def score_recognizers(folder: Path, turn: int | None, errors: bool) -> Counter[str]:
    """Counts: cases, read (an expression overlaps each result), right."""
    count: Counter[str] = Counter()
    for number, (sentence, reference, gold) in enumerate(recognizers(folder)):
        if turn is not None and number % 2 != turn:
            continue
        dates = expressions(sentence, reference)
        hits = [next((d for d in dates if d.start < e and s < d.end), None) for s, e, _ in gold]
        right = all(hit and hit.value in values for hit, (_, _, values) in zip(hits, gold, strict=True))
        count.update(cases=1, read=all(hits), right=right)
        if errors and not right:
            print([h and h.value for h in hits], [sorted(v) for _, _, v in gold], reference, "|", sentence)
    return count


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("looked", "held"))
    parser.add_argument("--errors", action="store_true", help="print every miss (only ever with --half looked)")
    options = parser.parse_args()
    turn = {"looked": 0, "held": 1, None: None}[options.half]
    m = score_meantime(options.data / "news_gold/meantime", turn, options.errors)
    precision, recall = m["right"] / max(m["guessed"], 1), m["right"] / max(m["gold"], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"MEANTIME dates: gold {m['gold']}, found {m['found']}, right {m['right']}, guessed {m['guessed']}: "
          f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")  # fmt: skip
    r = score_recognizers(options.data / "dates/recognizers", turn, options.errors)
    share, of_read = r["right"] / max(r["cases"], 1), r["right"] / max(r["read"], 1)
    print(f"Recognizers: cases {r['cases']}, read {r['read']}, right {r['right']} ({share:.3f}; of read {of_read:.3f})")


if __name__ == "__main__":
    main()

"""What all windows share: the text of spans, what a source is called, and text made safe for where it goes.

Text of a report is hostile until shown otherwise: it may hold control characters, terminal escape sequences, half of a
surrogate pair. Whatever is replaced is replaced one code point for one, so that offsets stay true.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from sayso.records import Reading, Source, Span

GAP = " … "
"""Stands between the pieces of a discontinuous span where they are shown on one line."""

_LONE = re.compile("[\ud800-\udfff]")
# Line breaks other than \n, which line-based readers of JSON would split at, C1 controls, and halves of pairs.
_JSON_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# C0 and C1 controls but tab and newline, halves of pairs, noncharacters, and what turns the direction of the text
# around without being seen: a browser isolates the weaker ones by paragraph, a terminal does not.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202d\u202e]")
_TURNING = re.compile("[\u202a-\u202c\u2066-\u2069]")


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def encodable(text: str) -> str:
    """The text without halves of surrogate pairs, which no UTF-8 can hold: U+FFFD stands for each.

    >>> encodable("a\\ud800b") == "a\\ufffdb"
    True
    """
    return _LONE.sub("\ufffd", text)


def visible(text: str) -> str:
    """The text with its control characters made visible (U+001B as ␛) or replaced by U+FFFD, one for one.

    >>> visible("\\x1b[31mred")
    '␛[31mred'
    """
    return _CONTROL.sub(_stand_in, text)


def for_terminal(text: str) -> str:
    """`visible`, and without the marks that would turn the direction of what follows on the line."""
    return _TURNING.sub("\ufffd", visible(text))


def one_line(text: str) -> str:
    """The text with every run of white space as one space.

    >>> one_line(" a\\n  b ")
    'a b'
    """
    return " ".join(text.split())


def said(reading: Reading, spans: Sequence[Span]) -> str:
    """The text of the spans, their pieces joined by GAP."""
    return GAP.join(reading.report.text[s:e] for s, e in spans)


def named(source: Source | None) -> str:
    """What a source is called: its name or description; its kind where it has none; '' for nobody."""
    return "" if source is None else source.name or f"({source.kind})"


def dumps(value: Any) -> str:
    """JSON on one line that any UTF-8 stream can hold and any reader of lines reads as one.

    >>> dumps({"a": "é\\u2028"})
    '{"a": "é\\\\u2028"}'
    """
    text = json.dumps(value, ensure_ascii=False)
    return _JSON_UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)

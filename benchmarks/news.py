"""The texts that speed is measured on: a folder of openly licensed news, one document a file, the URL on line 1."""

from __future__ import annotations

from pathlib import Path

from sayso.errors import IntakeError
from sayso.pipeline import report_of
from sayso.records import Report


def reports(data: Path, limit: int | None = None) -> list[Report]:
    """The reports of DATA/news_open, or its first `limit`, without those that are not English.

    Raises SystemExit where they are not there: a benchmark without texts must not look like one.
    """
    files = sorted(p for p in (data / "news_open").rglob("*.txt") if p.name != "README.txt")
    if not files:
        raise SystemExit(f"nothing was measured: {data / 'news_open'} is not there (give DATA)")
    found = []
    for path in files[:limit]:
        first, _, rest = path.read_text(encoding="utf-8").partition("\n")
        url, body = (first.strip(), rest) if first.startswith("http") else (None, f"{first}\n{rest}")
        try:
            report = report_of(body, url=url)
        except IntakeError:  # a file with nothing but its URL
            continue
        if report.language in (None, "en", "und"):
            found.append(report)
    return found


def words_of(reports: list[Report]) -> int:
    """White-space separated words."""
    return sum(len(r.text.split()) for r in reports)

"""What became of a page from one version to the next, in words: statements and own-voice sentences, not characters."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.links.versions.compare import Line, compare_versions
from sayso.records import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Two versions of one page, by report id, and what was dropped, added and changed (old, new) between them."""

    url: str | None
    old: str
    new: str
    published: tuple[str | None, str | None]
    dropped: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[tuple[str, str], ...]
    same: int


def told(old: Reading, new: Reading) -> Version:
    """The difference between two readings of one page."""
    found = compare_versions(old, new)
    return Version(
        url=new.report.url,
        old=old.report.id,
        new=new.report.id,
        published=(old.report.published, new.report.published),
        dropped=tuple(_text(old, line) for line in found.dropped),
        added=tuple(_text(new, line) for line in found.added),
        changed=tuple((_text(old, c.old), _text(new, c.new)) for c in found.changed),
        same=len(found.same),
    )


def _text(reading: Reading, line: Line) -> str:
    """What was said, and by whom with which cue: "Ivengrain (rejects): the accusation"."""
    text = reading.report.text
    content = " … ".join(text[start:end] for start, end in line.spans)
    said = next((s for s in reading.statements if s.id == line.statement), None)
    if said is None or said.form == "own":
        return content
    source = reading.source_of(said)
    cue = " … ".join(text[start:end] for start, end in said.cue_spans)
    who = " ".join(part for part in (source.name if source else None, f"({cue})" if cue else "") if part)
    return f"{who}: {content}" if who else content

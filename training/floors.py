"""The floors of the quality gate (floors.json): what holds, what does not, how a floor may move. No measuring here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

Figures = dict[str, float]
"""Name of a figure -> per cent."""
ROOM = 0.3
"""Points that --raise leaves below a figure: 8-bit arithmetic rounds differently from one kind of processor to
the next, and a floor that holds on one machine alone would refuse honest work on the other; as in export.py."""


@dataclass(slots=True)
class Floors:
    """floors.json: digests of the gold files, a floor for each figure, and every change that was not a rise."""

    data: dict[str, str] = field(default_factory=dict)
    floors: Figures = field(default_factory=dict)
    record: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Floors:
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def write(self, path: Path) -> None:
        text = json.dumps({"data": self.data, "floors": self.floors, "record": self.record}, indent=1)
        path.write_text(text + "\n", encoding="utf-8")


def changed(found: Mapping[str, str], floors: Floors) -> list[str]:
    """One line for each gold file that is not the pinned one."""
    return [
        f"{name}: not the file its floors were set on (pinned {floors.data.get(name, 'none')[:12]}, found {d[:12]}); "
        "take it as it is with --pin --why"
        for name, d in found.items()
        if d != floors.data.get(name)
    ]


def below(now: Mapping[str, float], floors: Floors) -> list[str]:
    """One line for each figure that does not hold: below its floor, without one, or no longer measured."""
    lines = [f"{n}: {v:.2f} is below its floor {floors.floors[n]:.2f}" for n, v in now.items()
             if n in floors.floors and not v >= floors.floors[n]]  # fmt: skip
    lines += [f"{n}: has no floor yet; set one with --raise" for n in now if n not in floors.floors]
    return lines + [f"{n}: has a floor but was not measured" for n in floors.floors if n not in now]


def table(now: Mapping[str, float], floors: Floors) -> str:
    """Figure, now, floor, how far above."""
    rows = [f"{'figure':28s} {'now':>7s} {'floor':>7s}"]
    for name, value in now.items():
        floor = floors.floors.get(name)
        mark = "" if floor is not None and value >= floor else "  <- refused"
        rows.append(f"{name:28s} {value:7.2f} {'-' if floor is None else f'{floor:.2f}':>7s}{mark}")
    return "\n".join(rows)


def raised(now: Mapping[str, float], floors: Floors) -> Floors:
    """The floors, each at least ROOM below its figure of now; none goes down."""
    new = {n: max(floors.floors.get(n, 0.0), round(v - ROOM, 2)) for n, v in now.items()}
    return Floors(floors.data, {**floors.floors, **new}, floors.record)


def lowered(floors: Floors, name: str, value: float, why: str) -> Floors:
    """The floors with one of them lower, on record. Raises ValueError where that is no lowering or has no reason."""
    if name not in floors.floors:
        raise ValueError(f"{name!r} is no figure with a floor: {', '.join(floors.floors)}")
    if not value < floors.floors[name]:
        raise ValueError(f"{name}: {value} is not below {floors.floors[name]}; floors go up with --raise")
    note = {"on": _today(), "name": name, "from": floors.floors[name], "to": value, "why": _reason(why)}
    return Floors(floors.data, {**floors.floors, name: value}, [*floors.record, note])


def pinned(floors: Floors, found: Mapping[str, str], why: str) -> Floors:
    """The floors with the digests of the gold files as they are now, on record. Raises ValueError without a reason."""
    notes = [
        {"on": _today(), "name": name, "from": floors.data.get(name), "to": d, "why": _reason(why)}
        for name, d in found.items()
        if d != floors.data.get(name)
    ]
    return Floors(dict(found), floors.floors, [*floors.record, *notes])


def _today() -> str:
    return date.today().isoformat()


def _reason(why: str) -> str:
    if not why.strip():
        raise ValueError('say why: --why "..."')
    return why.strip()

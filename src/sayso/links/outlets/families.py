"""Outlets under one owner, and which outlet a medium's name means.

The table that ships is outlets.toml; a user's file of the same kind extends and overrides it. What is in no table
counts only for itself: ownership is looked up, never guessed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from sayso.errors import SaysoError
from sayso.links.outlets.hosts import clean, label, registrable
from sayso.links.outlets.mastheads import Index, bare, index, spelled

_ADVICE = 'write lines of "host.example" = "Family name"'


@dataclass(frozen=True)
class Families:
    """Which family a host belongs to, and which hosts a name means. `owners` maps clean hosts to families, `names`
    bare names (see mastheads.bare) to hosts, the main one first."""

    owners: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, extra: Path | None = None) -> Families:
        """The table that ships, with the user's file over it.

        Raises SaysoError, with file and line, where that file cannot be read or is not such a table.
        """
        shipped = _shipped()
        if extra is None:
            return shipped
        own = _parse(_read(extra), str(extra))
        return cls(owners={**shipped.owners, **own.owners}, names={**shipped.names, **own.names})

    def family(self, host: str | None) -> str | None:
        """The family of an outlet; its own registrable host where the table has none, None for None.

        >>> Families.load().family("news.bbc.co.uk"), Families.load().family("www.coast.example")
        ('BBC', 'coast.example')
        """
        name = clean(host)
        if name is None:
            return None
        folded = registrable(name)
        rest = name
        while True:
            if rest in self.owners:
                return self.owners[rest]
            if rest == folded or "." not in rest:
                return folded
            rest = rest.split(".", 1)[1]

    def host_of(self, name: str, known_hosts: Iterable[str]) -> str | None:
        """The outlet that a medium's name means: the table's, else the one known host that the name spells.

        Among the known hosts one of the table's is taken before the main one, and a host is given as it is known there.
        None where the name spells no known host, or several of different outlets: this is no place for weak guesses.

        >>> Families.load().host_of("the Coast Mirror", ["coastmirror.example", "coast.example"])
        'coastmirror.example'
        >>> Families.load().host_of("Marovian News Agency", ["mna.example"]), Families.load().host_of("Reuters", [])
        ('mna.example', 'reuters.com')
        """
        return self.meant(name, index(known_hosts if isinstance(known_hosts, frozenset) else frozenset(known_hosts)))

    def meant(self, name: str, known: Index) -> str | None:
        """`host_of` for known hosts that were prepared once (mastheads.index): what many names are looked up in."""
        plain = bare(name)
        meant = self.names.get(plain) or self.names.get(plain.removesuffix(" news agency"), ())
        for host in meant:
            if (there := known.folded.get(registrable(host))) is not None:
                return there
        return meant[0] if meant else spelled(name, known)

    def same_outlet(self, left: str | None, right: str | None) -> bool:
        """Whether two hosts are one outlet: the same when subdomains are folded, or two hosts of one name ("BBC")."""
        one, other = clean(left), clean(right)
        if one is None or other is None:
            return False
        one, other = registrable(one), registrable(other)
        return one == other or (label(one) == label(other) and self.family(one) == self.family(other))


@cache
def _shipped() -> Families:
    text = files("sayso.links.outlets").joinpath("outlets.toml").read_text(encoding="utf-8")
    return _parse(text, "outlets.toml")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SaysoError(f"{path}: not UTF-8 at byte {error.start} (save the table of outlets as UTF-8)") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SaysoError(f"{path}: cannot be read: {reason} (SAYSO_OUTLETS names a TOML file of families)") from error


def _parse(text: str, file: str) -> Families:
    """The table of one file; SaysoError with file and line for what is no such table."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SaysoError(f"{file}, {_place(str(error), text)}: no TOML: {_reason(str(error))} ({_ADVICE})") from error
    listed = raw.pop("names", {})
    if not isinstance(listed, dict):
        raise SaysoError(f"{file}, line {_line(text, 'names')}: [names] is no table of names ({_ADVICE})")
    owners: dict[str, str] = {}
    for key, value in raw.items():
        host = clean(key)
        if host is None or "." not in host or not isinstance(value, str) or not value.strip():
            raise SaysoError(f"{file}, line {_line(text, key)}: {key!r} is no host with a family ({_ADVICE})")
        owners[host.removeprefix("www.")] = value.strip()
    names: dict[str, tuple[str, ...]] = {}
    for name, value in listed.items():
        hosts = [value] if isinstance(value, str) else value
        if (
            not bare(name)
            or not isinstance(hosts, list)
            or not hosts
            or not all(isinstance(h, str) and "." in h for h in hosts)
        ):
            raise SaysoError(
                f'{file}, line {_line(text, name)}: {name!r} names no host (write "Name" = ["host.example"])'
            )
        names[bare(name)] = tuple(h for h in (clean(h) for h in hosts) if h)
    return Families(owners=owners, names=names)


def _place(message: str, text: str) -> str:
    """The line that tomllib complains about: "(at line 3, column 9)", or the last one."""
    _, found, rest = message.rpartition("(at line ")
    number = rest.split(",", 1)[0]
    return f"line {number}" if found and number.isdigit() else f"line {text.count(chr(10)) + 1}"


def _reason(message: str) -> str:
    return message.split(" (at ", 1)[0]


def _line(text: str, key: str) -> int:
    """The line on which a key stands."""
    for number, line in enumerate(text.splitlines(), 1):
        if key in line:
            return number
    return 1

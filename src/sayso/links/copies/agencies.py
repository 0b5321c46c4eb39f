"""Agencies: what they are called, by the table agencies.toml, and whether an outlet is that agency."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from sayso.links.words import fold

UNNAMED = "agencies"
"""What Report.credit says where a text credits agencies and names none."""


@lru_cache(maxsize=4096)
def canonical(agency: str) -> str:
    """The agency's name as the table has it; where it does not, a long one by its initials, so that both forms meet.

    >>> canonical("Associated Press"), canonical("Marovian News Agency"), canonical("MNA")
    ('AP', 'MNA', 'MNA')
    """
    if agency in spellings():
        return spellings()[agency]
    parts = agency.split()
    return "".join(part[0] for part in parts).upper() if len(parts) > 2 and parts[-1].lower() == "agency" else agency


@lru_cache(maxsize=4096)
def is_agency(outlet: str | None) -> str | None:
    """The name of the agency of the table whose host the outlet is, or None.

    >>> is_agency("apnews.com"), is_agency("post.example")
    ('AP', None)
    """
    host = _host(outlet)
    return next((name for known, name in _hosts() if host == known or host.endswith("." + known)), None)


@lru_cache(maxsize=4096)
def is_own(agency: str | None, outlet: str | None) -> bool:
    """Whether the outlet (a host name) is that agency: by the table, or as the host is spelled.

    >>> is_own("MNA", "mna.example"), is_own("Marovian News Agency", "mna.example"), is_own("MNA", "post.example")
    (True, True, False)
    """
    if not agency or not outlet:
        return False
    if is_agency(outlet) == canonical(agency):
        return True
    spelled = {squeezed(agency), squeezed(agency.removeprefix("The "))}
    initials = "".join(word[0] for word in agency.split() if word[0].isupper())
    if len(initials) > 2:
        spelled.add(fold(initials))
    return any(label in spelled for label in labels(outlet))


_NO_NAMES = frozenset(
    {"www", "news", "m", "en", "english", "edition", "amp", "web", "co", "com", "org", "net", "ac", "gov", "blog"}
)


@lru_cache(maxsize=4096)
def labels(outlet: str | None) -> tuple[str, ...]:
    """The parts of a host that may be the outlet's name, without hyphens; also without "the" in front.

    >>> labels("www.the-lantern.co.example")
    ('thelantern', 'lantern')
    """
    parts = _host(outlet).split(".")
    names = [squeezed(part) for part in (parts[:-1] if len(parts) > 1 else parts) if part not in _NO_NAMES]
    return tuple(dict.fromkeys(n for name in names for n in (name, name.removeprefix("the")) if len(n) > 1))


def squeezed(name: str) -> str:
    """Letters and digits alone, folded: how a name looks in a host."""
    return "".join(c for c in fold(name) if c.isalnum())


def _host(outlet: str | None) -> str:
    return (outlet or "").lower().split("/")[0].removeprefix("www.")


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("sayso.links.copies").joinpath("agencies.toml").read_text(encoding="utf-8"))


@cache
def spellings() -> dict[str, str]:
    """The agency's name by each of its spellings."""
    return {s: name for name, row in _table().items() for s in row["spelled"]} | {name: name for name in _table()}


@cache
def _hosts() -> tuple[tuple[str, str], ...]:
    return tuple((host, name) for name, row in _table().items() for host in row["hosts"])

"""Addresses: when two of them are one page."""

from __future__ import annotations

from functools import lru_cache

from sayso.links.copies.sheet import Sheet


def same_page(a: Sheet, b: Sheet) -> bool:
    """Whether both are versions of one page: the same address, whatever stands around it."""
    return bool(a.head.url) and (a.head.url == b.head.url or page(a.head.url) == page(b.head.url))


@lru_cache(maxsize=4096)
def page(url: str | None) -> str:
    """An address without what does not change the page: scheme, "www.", fragment, last slash, marks of campaigns.

    >>> page("https://www.post.example/a/?utm_source=x#top") == page("http://post.example/a")
    True
    """
    bare = (url or "").split("#", 1)[0].removeprefix("http://").removeprefix("https://").removeprefix("www.")
    path, _, query = bare.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not part.startswith(("utm_", "fbclid=", "gclid=")))
    return path.rstrip("/") + ("?" + kept if kept else "")

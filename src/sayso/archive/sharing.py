"""Candidates: what shares keys with something new, and what matches words. Rare keys only, so the cost stays flat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from sqlalchemy import Connection

from sayso.archive.rows import as_keys, driver
from sayso.archive.schema import KEY_TABLES, metadata

COMMON = 200
"""Postings above which a key is passed over: who shares no rarer key is no candidate. At 200, a statement's keys cost
at most some thousand rows (about a millisecond), however large the archive."""

COMMON_WORD = 3_000
"""Statements with a word from which it is searched by no other way than together with another one: ranking a hundred
thousand statements takes a second, and says no more of them."""
_PAIRED = 4
"""Common words of a search that are looked for in pairs."""
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 64
"""Words of a search that are used: SQLite's expressions have a greatest depth, and nobody asks in longer sentences."""


def sharing(
    conn: Connection,
    table_name: str,
    keys: Iterable[int | str],
    *,
    at_most_per_key: int = COMMON,
    existing: bool = True,
) -> dict[int, int]:
    """{number: how many of the keys it shares} for all that shares any, in a table of KEY_TABLES.

    A key with more than `at_most_per_key` postings is passed over. The rarest keys come first, and so do, in the dict,
    the things found by them. `existing` leaves out what an older reading had; without it, the caller must.
    """
    if table_name not in KEY_TABLES:
        raise ValueError(f"{table_name!r} is no table of keys: {', '.join(KEY_TABLES)}")
    columns = metadata.tables[table_name].columns.keys()
    sql = f'SELECT "{columns[-1]}" FROM {table_name} WHERE "{columns[0]}" = ? LIMIT {at_most_per_key + 1:d}'
    found = _counted(conn, sql, [(k,) for k in set(as_keys(keys))], at_most_per_key)
    return _existing(conn, table_name, found) if existing else found


def sharing_within(
    conn: Connection,
    keys: Iterable[int | str],
    moment_from: float,
    moment_to: float,
    *,
    at_most_per_key: int = COMMON,
) -> dict[int, int]:
    """`sharing` for `report_keys`: only reports with moment_from <= moment <= moment_to (seconds since 1970, UTC), and
    only their postings count towards `at_most_per_key`."""
    sql = f"SELECT report FROM report_keys WHERE key = ? AND moment BETWEEN ? AND ? LIMIT {at_most_per_key + 1:d}"
    return _counted(conn, sql, [(k, moment_from, moment_to) for k in set(as_keys(keys))], at_most_per_key)


def _counted(conn: Connection, sql: str, asked: list[tuple[int | str | float, ...]], most: int) -> dict[int, int]:
    execute = driver(conn).execute
    postings = [rows for parameters in asked if 0 < len(rows := execute(sql, parameters).fetchall()) <= most]
    postings.sort(key=len)
    shared: Counter[int] = Counter()
    for rows in postings:
        shared.update([row[0] for row in rows])
    return dict(shared)


def _existing(conn: Connection, table: str, shared: dict[int, int]) -> dict[int, int]:
    """Without what an older reading had: its keys may still stand there, its number is nobody's."""
    if KEY_TABLES[table] == "reports" or not shared:
        return shared
    exists = driver(conn).execute
    sql = f"SELECT 1 FROM {KEY_TABLES[table]} WHERE seq = ?"
    return {seq: n for seq, n in shared.items() if exists(sql, (seq,)).fetchone()}


def search_words(conn: Connection, fts_query: str, limit: int, *, every: bool = False) -> list[tuple[int, float]]:
    """[(number of the statement, BM25)] for statements with the words of a text, best first (a higher BM25 is better).

    Only words and numbers of `fts_query` are used, the first 64 different ones, and only as words: nothing in it acts
    as the full-text index's own language. `every` asks for all words in one statement, else for any. A word that stands
    in more than COMMON_WORD statements finds only those that have another such word of the search, the newest of them,
    behind all others (BM25 of 0).
    """
    found = [f'"{w}"' for w in dict.fromkeys(w.casefold() for w in _WORD.findall(fts_query))][:_MOST_WORDS]
    if not found or limit < 1:
        return []
    if every:
        match = " AND ".join(found)
        return _ranked(conn, match, limit) if _few(conn, match) else [(n, 0.0) for n in _newest(conn, match, limit)]
    rare = [word for word in found if _few(conn, word)]
    common = [word for word in found if word not in rare]
    best = _ranked(conn, " OR ".join(rare), limit - limit // 3 if common else limit) if rare else []
    if not common:
        return best
    pairs = [" AND ".join(pair) for pair in combinations(common[:_PAIRED], 2)] or common
    out = dict(best)
    for match in sorted({" AND ".join(common), *pairs}, key=lambda match: (-match.count(" AND "), match)):
        for seq in _newest(conn, match, limit):
            out.setdefault(seq, 0.0)
    return list(out.items())[:limit]


def _few(conn: Connection, match: str) -> bool:
    sql = "SELECT count(*) FROM (SELECT 1 FROM statements_text WHERE statements_text MATCH ? LIMIT ?)"
    return bool(driver(conn).execute(sql, (match, COMMON_WORD + 1)).fetchone()[0] <= COMMON_WORD)


def _ranked(conn: Connection, match: str, limit: int) -> list[tuple[int, float]]:
    sql = "SELECT rowid, -rank FROM statements_text WHERE statements_text MATCH ? ORDER BY rank, rowid LIMIT ?"
    return driver(conn).execute(sql, (match, limit)).fetchall()


def _newest(conn: Connection, match: str, limit: int) -> list[int]:
    sql = "SELECT rowid FROM statements_text WHERE statements_text MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [row[0] for row in driver(conn).execute(sql, (match, limit))]

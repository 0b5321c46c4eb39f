"""The tables of an archive, each spelled out once. `seq` is a row's number in this file, `id` its name everywhere.

Evidence (only ever added to; triggers refuse anything else): reports, readings, judgements. All else is derived from it
and can be built anew. Offsets are code points of `reports.text`, half-open; lists stand as JSON; flags are 0 or 1.
A number once given to a statement or source is never given again (AUTOINCREMENT), so that a key row left behind by an
older reading can point to nothing, but never to the wrong thing.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import REAL, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.types import UserDefinedType

APPLICATION_ID = 0x53617973
"""What marks an SQLite file as an archive of Sayso (`PRAGMA application_id`): "Says" in ASCII."""

REVISION = "0001"
"""The newest migration: what this program writes. Revisions are numbers of four digits, so that newer is greater."""

NO_MOMENT = 1e18
"""The moment of what is not dated, where a column cannot be null: after everything, and within no period."""


class Any_(UserDefinedType[Any]):  # noqa: N801 - `Any` is typing's
    """SQLite's ANY: a STRICT table keeps a value as it came, whole number or string."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The name of the type in SQL."""
        return "ANY"


metadata = MetaData()


def _table(name: str, *parts: Any, rowid: bool = True) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def _text(name: str, *, null: bool = False, **more: Any) -> Column[Any]:
    return Column(name, Text, nullable=null, **more)


def _number(name: str, *parts: Any, null: bool = False, **more: Any) -> Column[Any]:
    return Column(name, Integer, *parts, nullable=null, **more)


def _real(name: str, *, null: bool = False, **more: Any) -> Column[Any]:
    return Column(name, REAL, nullable=null, **more)


def _of(name: str, table: str, *, null: bool = False, forget: str | None = None, **more: Any) -> Column[Any]:
    """A column that points to a row of another table; `forget` says what happens when that row goes."""
    return _number(name, ForeignKey(f"{table}.seq", ondelete=forget), null=null, **more)


def _seq() -> Column[Any]:
    return _number("seq", primary_key=True)


# Evidence ----------------------------------------------------------------------------------------------------------

reports = _table(
    "reports",
    _seq(),
    _text("id", unique=True),
    _text("url", null=True),
    _text("published", null=True),
    _real("moment", null=True),  # seconds since 1970 (UTC) of the first moment that `published` may mean
    _text("fetched", null=True),
    _text("text"),
    _text("repairs"),  # [[start, end, as received], ...]
    # What a reading says of the report: these follow the newest reading, and every reading keeps its own in its body.
    _text("outlet", null=True),
    _text("title", null=True),
    _text("language", null=True),
    _text("author", null=True),
    _text("credit", null=True),
    _text("genre"),
)
Index("reports_url", reports.c.url)
Index("reports_outlet", reports.c.outlet)
Index("reports_moment", reports.c.moment, reports.c.id)

readings = _table(
    "readings",
    _seq(),
    _of("report", "reports"),
    _text("model"),
    _number("supported"),
    Column("body", LargeBinary, nullable=False),  # zlib of JSON: report (what the id leaves out), sources, ...
    _text("digest"),
    UniqueConstraint("report", "digest"),
)

judgements = _table(
    "judgements",
    _seq(),
    _text("subject"),
    _text("kind"),
    _text("anchors"),  # [anchor, ...]
    _text("verdict"),
    _text("why"),
    _text("by"),
    _text("at"),
)

# Derived: what stands in the newest readings -----------------------------------------------------------------------

entities = _table(
    "entities",
    _seq(),
    _text("id", unique=True),
    _text("name"),
    _text("kind"),
    _text("roles"),
    _text("aliases"),
    _text("reasons"),
)

sources = Table(
    "sources",
    metadata,
    _seq(),
    _text("id"),
    _of("report", "reports"),
    _text("name", null=True),
    _text("kind"),
    _text("role", null=True),
    _of("entity", "entities", null=True, forget="SET NULL"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
Index("sources_id", sources.c.id)
Index("sources_report", sources.c.report)
Index("sources_entity", sources.c.entity, sqlite_where=sources.c.entity.is_not(None))

statements = Table(
    "statements",
    metadata,
    _seq(),
    _text("id", unique=True),
    _of("report", "reports"),
    _number("place"),  # 0, 1, 2 ... in the reading
    _of("source", "sources", null=True),
    _text("form"),
    _text("act", null=True),
    _number("negated"),
    _text("said_on", null=True),
    _text("via"),  # [source id, ...]
    _text("within", null=True),  # these three: statement ids of the same report
    _text("repeats", null=True),
    _text("continues", null=True),
    _real("confidence"),
    _number("start"),  # the first content span
    _number("end"),
    _text("extents"),  # [[start, end], ...]
    _number("claim", null=True),  # the number that all statements of one claim share
    _number("dropped"),  # 1: a later version of the page no longer has it
    _text("text"),
    Column("vector", LargeBinary),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
Index("statements_report", statements.c.report, statements.c.place)
Index("statements_source", statements.c.source, sqlite_where=statements.c.source.is_not(None))
Index("statements_claim", statements.c.claim, sqlite_where=statements.c.claim.is_not(None))

# Derived: where things can meet. No foreign keys: these are by far the longest tables -------------------------------

fingerprints = _table(
    "fingerprints", Column("hash", Any_, primary_key=True), _number("report", primary_key=True), rowid=False
)
statement_keys = _table(
    "statement_keys", Column("key", Any_, primary_key=True), _number("statement", primary_key=True), rowid=False
)
report_keys = _table(
    "report_keys",
    Column("key", Any_, primary_key=True),
    _real("moment", primary_key=True),
    _number("report", primary_key=True),
    rowid=False,
)
source_keys = _table(
    "source_keys", Column("key", Any_, primary_key=True), _number("source", primary_key=True), rowid=False
)
KEY_TABLES = {
    "fingerprints": "reports",
    "statement_keys": "statements",
    "report_keys": "reports",
    "source_keys": "sources",
}
"""The tables of keys, and the table whose rows each one finds."""

# Derived: what was found -------------------------------------------------------------------------------------------

stories = _table("stories", _seq(), _text("id", unique=True), _text("title"), _text("reasons"))

placed = _table(
    "placed",
    _of("report", "reports", primary_key=True),
    _of("version_of", "reports", null=True),  # the first version of the same page
    _text("origin"),
    _text("origin_reasons"),
    _of("story", "stories", null=True, forget="SET NULL"),
)
Index("placed_origin", placed.c.origin)
Index("placed_story", placed.c.story, sqlite_where=placed.c.story.is_not(None))
Index("placed_version_of", placed.c.version_of, sqlite_where=placed.c.version_of.is_not(None))

copies = _table(
    "copies",
    _of("copy", "reports", primary_key=True),
    _of("original", "reports", primary_key=True),
    _real("share"),
    _number("whole"),
    _text("passages"),  # [[start, end], ...] in the copy
    _text("taken"),  # the same in the original
    _text("reasons"),
)
Index("copies_original", copies.c.original)

links = _table(
    "links",
    _of("left", "statements", primary_key=True, forget="CASCADE"),
    _of("right", "statements", primary_key=True, forget="CASCADE"),
    _text("kind", primary_key=True),
    _real("score"),
    _number("confirmed"),
    _text("judged", null=True),  # a person's verdict
    _text("reasons"),
    rowid=False,
)
Index("links_right", links.c.right)

meta = _table("meta", _text("key", primary_key=True), _text("value", null=True), rowid=False)

# Derived: what linking remembers (archive/twinning.py and namesaking.py say why) ----------------------------------

centres = _table(
    "centres", _number("key", primary_key=True), _number("statement", primary_key=True), rowid=False
)  # the first statement with some exact words
twins = _table("twins", _number("statement", primary_key=True), _number("centre"))  # the others, each with its centre
Index("twins_centre", twins.c.centre)
signatures = _table("signatures", _number("key", primary_key=True), _number("source"), rowid=False)
namesakes = _table("namesakes", _number("source", primary_key=True), _number("first"))
Index("namesakes_first", namesakes.c.first)
signs = _table(  # the signs of the vectors of so many statements in a row (archive/signs.py)
    "signs",
    _number("block", primary_key=True),
    Column("seqs", LargeBinary, nullable=False),
    Column("bits", LargeBinary, nullable=False),
)
outlines = _table("outlines", _number("report", primary_key=True), Column("body", LargeBinary, nullable=False))
homes = _table("homes", _text("origin", primary_key=True), _text("home", null=True))  # whose text an origin is

# What SQLAlchemy has no words for ----------------------------------------------------------------------------------

FULL_TEXT = (
    "CREATE VIRTUAL TABLE statements_text USING fts5("
    "text, content='statements', content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER statements_text_added AFTER INSERT ON statements BEGIN"
    " INSERT INTO statements_text(rowid, text) VALUES (new.seq, new.text); END",
    "CREATE TRIGGER statements_text_gone AFTER DELETE ON statements BEGIN"
    " INSERT INTO statements_text(statements_text, rowid, text) VALUES ('delete', old.seq, old.text); END",
    "CREATE TRIGGER statements_text_changed AFTER UPDATE OF text ON statements BEGIN"
    " INSERT INTO statements_text(statements_text, rowid, text) VALUES ('delete', old.seq, old.text);"
    " INSERT INTO statements_text(rowid, text) VALUES (new.seq, new.text); END",
)
"""The full-text index over `statements.text`, and what keeps it in step with the table."""


def _kept(table: str, what: str, when: str) -> str:
    name = f"{table}_kept_{when.split()[0].lower()}"
    return f"CREATE TRIGGER {name} BEFORE {when} ON {table} BEGIN SELECT RAISE(ABORT, '{what} is never edited'); END"


EVIDENCE = (
    _kept("reports", "evidence (reports)", "DELETE"),
    _kept("reports", "evidence (reports)", "UPDATE OF seq, id, url, published, moment, fetched, text, repairs"),
    _kept("readings", "evidence (readings)", "DELETE"),
    _kept("readings", "evidence (readings)", "UPDATE"),
    _kept("judgements", "evidence (judgements)", "DELETE"),
    _kept("judgements", "evidence (judgements)", "UPDATE"),
)
"""Evidence is only ever added to: the file itself refuses to change or forget any."""

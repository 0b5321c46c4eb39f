"""An archive brought to the form that this program writes: Alembic's migrations, run from code.

No alembic.ini and no env.py: the caller's connection is given, within a transaction that is the caller's. All steps
stand in that one transaction, so a file is either as it was or up to date, and of two processes that open a new file at
once, the second one waits and finds it done.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from sayso.archive.schema import REVISION

STEPS = Path(__file__).parent / "migrations"


def revision_of(connection: Connection) -> str | None:
    """The migration that the file is at; None for a file without tables of Alembic's."""
    known = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    ).first()
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first() if known else None
    return str(found[0]) if found else None


def upgrade(connection: Connection, steps: Path = STEPS, to: str = REVISION) -> None:
    """Run what is missing up to `to`. The caller holds a write transaction, and commits it or rolls it back."""
    # Loaded here: opening an archive that is up to date, which is nearly always, needs none of it.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(steps))

    def missing(at: Any, _: Any) -> Any:
        return scripts._upgrade_revs(to, at)

    with EnvironmentContext(Config(), scripts, fn=missing, destination_rev=to) as context:
        context.configure(connection=connection, transactional_ddl=True)
        with context.begin_transaction():
            context.run_migrations()

"""The first tables. As long as this is the newest migration, they are those of `sayso.archive.schema`.

Whoever changes the schema adds a migration, and first moves the tables as they stand today into this file.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy.schema import CreateTable

import sayso.archive.meeting  # noqa: F401 - its tables stand in the schema's metadata too
from sayso.archive import schema

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """All tables, their indexes, the full-text index and the triggers."""
    connection = op.get_bind()
    for table in schema.metadata.sorted_tables:
        connection.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda i: str(i.name)):
            index.create(connection)
    for statement in (*schema.FULL_TEXT, *schema.EVIDENCE):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")

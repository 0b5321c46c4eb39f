"""The archive as tables: `records` says what a row is, `lines`, `sheet` and `columns` write rows as JSON Lines, CSV and
Parquet, `place` puts a file into its place; `graph` and `notes` write schema.org and W3C Web Annotation.

All stream: what is kept in memory does not grow with the archive.
"""

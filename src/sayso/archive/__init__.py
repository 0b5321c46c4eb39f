"""The archive: evidence that is only ever added to, and what was derived from it, in one SQLite file.

This room knows nothing of how links are found: `sayso.linking` fetches candidates here and writes findings back.
"""

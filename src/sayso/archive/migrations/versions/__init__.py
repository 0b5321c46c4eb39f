"""The ways from one form of the archive to the next, run by `sayso.archive.migrate`; each file is one step."""

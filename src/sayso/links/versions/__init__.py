"""Versions of one page, compared as statements and own-voice sentences."""

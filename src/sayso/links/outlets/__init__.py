"""Outlets: who owns them, which part of a host names one, and which one a name means."""

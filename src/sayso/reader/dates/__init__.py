"""Dates in a text, and when something was said. `expressions.expressions` and `said.said_on` are the doors."""

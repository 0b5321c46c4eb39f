"""Spans to statements: the rules of attribution. `attribute.attribute` and `build.build` are the doors."""

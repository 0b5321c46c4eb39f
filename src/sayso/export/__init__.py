"""The windows: one file per format, each with `write(readings, out)`, which streams."""

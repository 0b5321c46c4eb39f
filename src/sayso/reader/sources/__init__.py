"""Who the sources are. `resolve.resolve` is the door."""

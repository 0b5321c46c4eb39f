"""Links: what holds across reports, as pure functions over what the corridor fetched; nothing here asks the store."""

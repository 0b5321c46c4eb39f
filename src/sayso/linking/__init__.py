"""The corridor of the archive: it fetches candidates from the store, asks the links' functions, keeps the answers."""

"""Text to arrays, arrays through the network, scores to spans. `tagger.Tagger` is the door."""

"""Independence: how many texts and sources a claim really has, once copies, relays and versions are folded together."""

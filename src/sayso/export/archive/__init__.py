"""What an archive shows to people on a terminal. Every page is made of the same dicts that `--json` prints."""

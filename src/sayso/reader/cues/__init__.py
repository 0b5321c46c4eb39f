"""What a cue does: acts and negation. `acts.act_of` is the door."""

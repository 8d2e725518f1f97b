"""A play: an example of an election acted out at rehearsal speed by people who keep to a script."""

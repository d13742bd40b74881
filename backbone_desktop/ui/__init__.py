"""What it looks like: the only Qt of the program."""

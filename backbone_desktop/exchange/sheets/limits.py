"""How much of a file is read at most, whatever kind it is of.

Rule: numbers only, so that the reading process loads nothing for them.
"""

MAX_COLUMNS = 1_024
MAX_ROWS = 200_000
"""Rows that hold something, of all sheets together."""

MAX_CELLS = 6_000_000

MAX_OUTPUT = 300_000_000
"""Characters the reading process sends at most: one shared text may stand in millions of cells."""

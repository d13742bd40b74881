"""措施: the catalogue in force, to be filtered, searched and read."""

"""What a case is: immutable values and records, standard library only."""

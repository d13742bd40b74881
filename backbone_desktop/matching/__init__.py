"""Which measures fit: pure functions over the domain, standard library only."""

"""How records travel: the only package that reads and writes spreadsheets, CSV and TOML."""

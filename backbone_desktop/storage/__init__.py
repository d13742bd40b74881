"""How a casebook is kept: the only package that knows SQLAlchemy and SQLCipher."""

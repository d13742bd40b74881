"""What it looks like: the only package that knows Qt."""

"""The file of one case, a module a tab."""

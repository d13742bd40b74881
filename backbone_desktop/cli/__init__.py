"""The command line: the same services as the window, without Qt."""

from backbone_desktop.cli.program import main

__all__ = ["main"]

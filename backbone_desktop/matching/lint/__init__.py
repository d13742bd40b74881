"""Reading an edition as a careful editor: every rule is one pure function over the whole edition."""

from backbone_desktop.matching.lint.report import lint

__all__ = ["lint"]

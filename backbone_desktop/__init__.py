"""The casebook of a 中堅企業服務團 consultant: questionnaires, visits, matched measures, follow-up."""

__version__ = "0.1.0"

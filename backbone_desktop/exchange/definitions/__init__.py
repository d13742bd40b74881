"""Definition files: the fact list and the year editions of the measure catalogue, read strictly from TOML."""

from backbone_desktop.exchange.definitions.canonical import canonical_text
from backbone_desktop.exchange.definitions.edition_file import read_edition
from backbone_desktop.exchange.definitions.edition_text import read_edition_text
from backbone_desktop.exchange.definitions.facts_file import read_facts

__all__ = ["canonical_text", "read_edition", "read_edition_text", "read_facts"]

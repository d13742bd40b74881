"""Where in the brochure something is printed.

Rule: every citation names the edition's year, the measure and at least the heading, so that a consultant
can lay a finger on the line.
"""

from dataclasses import dataclass

from backbone_desktop.exchange.definitions.toml_table import Table


@dataclass(frozen=True, slots=True)
class Place:
    """The measure being read."""

    roc_year: int
    measure: int

    @property
    def prefix(self) -> str:
        """What every citation of the measure begins with."""
        return f"{self.roc_year}年版 第{self.measure}項 "

    def citation(self, table: Table) -> str:
        """Read the citation of a table and hold it against this measure."""
        text = table.text("citation")
        if text and not text.startswith(self.prefix):
            table.problem("citation", f"出處須以「{self.prefix}」開頭並載明標題。")
        return text

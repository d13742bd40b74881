"""How the columns of a file differ from those of the last file of the same source.

Rule: a column is renamed, new or missing; a renaming that was guessed stays open until a person has said so.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenamedColumn:
    """A column that goes by another header now.

    Attributes:
        before: The header as it was last time.
        column: The header as it is in this file.
        question: The code of the question both answer, or would answer.
        settled: Whether the header itself or a person says so; otherwise it is a guess to be confirmed.
    """

    before: str
    column: str
    question: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed in the columns since the last file of this source; empty for a source never seen."""

    renamed: tuple[RenamedColumn, ...] = ()
    new: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.renamed or self.new or self.missing)

    @property
    def to_confirm(self) -> tuple[RenamedColumn, ...]:
        """The renamings a person has to confirm."""
        return tuple(each for each in self.renamed if not each.settled)

"""An edition of the catalogue as a casebook keeps it beside the shipped ones.

Rule: once imported it is never changed; a correction is a higher revision.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ImportedEdition:
    """One imported edition.

    Attributes:
        id: ROC year and revision (``105.2``).
        digest: SHA-256 of ``text``, by which assessments name the edition.
        text: The edition's one text; empty in lists.
        consultant: Who imported it.
    """

    id: str
    roc_year: int
    revision: int
    digest: str
    imported_at: datetime
    consultant: str
    text: str = ""


def revision_of(edition: str) -> int:
    """Return the revision in an edition's id."""
    return int(edition.rpartition(".")[2])

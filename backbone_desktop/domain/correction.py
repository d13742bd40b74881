"""What a person put right in a preview: cells typed anew, and firms chosen for rows that did not find theirs.

Rule: a correction names its place in the file and lives with one import; the file itself is never written.
"""

from typing import NamedTuple

from backbone_desktop.domain.identifiers import EnterpriseId

FIXED = "fixed-in-preview"
"""The code of the remark that tells of a cell typed anew; ``given`` is what the file says."""

FIRM_CHOSEN = "firm-chosen-in-preview"
"""The code of the remark that tells of a firm chosen or created for a row."""

FIRM_CODES = frozenset({"enterprise-unknown", "enterprise-ambiguous"})
"""Why a row is sent back that a choice of the firm would let in."""


IN_PREVIEW_TOO = "在視窗的預覽裡也可以直接更正。"
"""What ends the remedy of a cell: a window shows it for correction, a command can only refuse it."""


class CellPlace(NamedTuple):
    """One cell: the sheet, the sheet's own row number, and the header as it is read."""

    sheet: str
    row: int
    column: str


class RowPlace(NamedTuple):
    """One row: the sheet and the sheet's own row number."""

    sheet: str
    row: int


NEW_FIRM = EnterpriseId("")
"""Chosen for a row whose firm is to be created."""

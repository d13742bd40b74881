"""What every tab of a case file can do.

Rule: a tab is shown a whole file and shows it; it never keeps an older one beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from backbone_desktop.domain.case import CaseFile

ANSWERS = "answers"
"""Asked for as a tab: the answers of the tab of needs, at the first one nobody has asked about."""


class CaseTab(Protocol):
    """One tab; the page shows it the file whenever the tab is in view and the file was read anew."""

    def show_file(self, file: CaseFile) -> None:
        """Show a case; text being typed for the same case stays."""

    def count(self, file: CaseFile) -> int | None:
        """Return the number beside the tab's title, None for none."""

"""What the workbook of a questionnaire is called.

Rule: the name tells the firm and the number, is allowed on every system, and never replaces another file.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from backbone_desktop.ui.reports.monthly_presenter import safe_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from backbone_desktop.domain.identifiers import CaseId


@dataclass(frozen=True, slots=True)
class FirmToAsk:
    """A firm chosen for a questionnaire."""

    case: CaseId
    name: str
    site: str
    ubn: str

    @property
    def title(self) -> str:
        """The name with the site."""
        return " ".join(part for part in (self.name, self.site) if part)


def form_name(firm: FirmToAsk) -> str:
    """Return the file name proposed for a firm's questionnaire."""
    parts = ("輔導需求問卷", f"{firm.name}{firm.site}", firm.ubn)
    return f"{safe_name('_'.join(part for part in parts if part))}.xlsx"


def free_path(wanted: Path, taken: Collection[Path]) -> Path:
    """Return ``wanted``, with a number behind its name when that name stands or is to be written."""
    names = (wanted if number == 1 else wanted.with_stem(f"{wanted.stem} ({number})") for number in count(1))
    return next(path for path in names if path not in taken and not path.exists())

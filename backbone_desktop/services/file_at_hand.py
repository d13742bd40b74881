"""The file a person is busy importing: read once, looked at, previewed, put right and imported.

Rule: the bytes on the disk are looked at every time; what was read of them is used again only while they are
the same, and nothing that was decided of other bytes is ever imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backbone_desktop.domain.errors import FileChangedError
from backbone_desktop.exchange.sheets.source import open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from backbone_desktop.exchange.sheets.source import SheetSource
    from backbone_desktop.services.decided_rows import Decided


@dataclass(slots=True)
class FileAtHand:
    """The file opened last, with its last preview."""

    decided: Decided | None = None
    _asked: tuple[Path, str, str] | None = None
    _source: SheetSource | None = None

    def open(
        self,
        path: Path,
        sheet: str,
        encoding: str,
        digest: str,
        cancelled: Callable[[], bool],
        progress: Callable[[int, int], None],
    ) -> SheetSource:
        """Return what a file holds.

        Args:
            path: The file.
            sheet: As :func:`open_source` takes it.
            encoding: As :func:`open_source` takes it.
            digest: Of the bytes the choices were made on; empty when none were made yet.
            cancelled: Polled, partly from another thread.
            progress: Rows read so far and expected.

        Raises:
            DataFileError: The file cannot be read as rows.
            FileChangedError: It holds other bytes than those of ``digest``.
            Cancelled: Stopped on request.
        """
        asked = (path, sheet, encoding)
        known = self._source if self._asked == asked else None
        if known is None:
            self.put_away()
        source = open_source(
            path, sheet=sheet, encoding=encoding, cancelled=cancelled, progress=progress, known=known
        )
        if digest and source.digest != digest:
            raise FileChangedError(
                "檔案在預覽之後改過了",
                f"「{path.name}」的內容與預覽時不同，沒有匯入任何一列。",
                "請依現在的內容重新預覽；先前在預覽裡的更正沒有套用。",
            )
        self._asked, self._source = asked, source
        return source

    def put_away(self) -> None:
        """Let go of what was read."""
        self.decided = self._asked = self._source = None

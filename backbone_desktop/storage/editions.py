"""年度版: editions of the catalogue that were imported, packed.

Rule: an edition is added once and never changed or removed, because assessments name it by its digest.
"""

import zlib
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.imported_edition import ImportedEdition
from backbone_desktop.storage.canonical import digest_of
from backbone_desktop.storage.repository import Repository, iso_instant
from backbone_desktop.storage.tables import edition

_LISTED = select(*(column for column in edition.columns if column.name != "document")).order_by(
    edition.c.roc_year, edition.c.revision
)


class Editions(Repository):
    """The imported editions."""

    def list(self) -> tuple[ImportedEdition, ...]:
        """Return all of them without their texts, by year and revision."""
        return tuple(_read(row, "") for row in self._connection.execute(_LISTED))

    def get(self, key: str) -> ImportedEdition:
        """Return one with its text.

        Raises:
            UserError: There is none.
            DataFileError: Its text is not what was imported.
        """
        row = self._one(edition, key, "年度版")
        try:
            text = zlib.decompress(row.document).decode()
        except (zlib.error, UnicodeDecodeError) as error:
            raise _damaged(key) from error
        if digest_of(text) != row.digest:
            raise _damaged(key)
        return _read(row, text)

    def add(self, record: ImportedEdition) -> None:
        """Add one edition; the log keeps its digest, which stands for the text."""
        row = {
            "id": record.id,
            "roc_year": record.roc_year,
            "revision": record.revision,
            "digest": record.digest,
            "imported_at": iso_instant(record.imported_at),
            "consultant": record.consultant,
            "document": zlib.compress(record.text.encode()),
        }
        self._journal.insert(edition, [row])


def _damaged(key: str) -> DataFileError:
    return DataFileError(
        "匯入的年度版已損壞", f"年度版 {key} 的內容與匯入時不符。", "請檢查個案簿，並由備份還原。"
    )


def _read(row: Row[Any], text: str) -> ImportedEdition:
    return ImportedEdition(
        id=row.id,
        roc_year=row.roc_year,
        revision=row.revision,
        digest=row.digest,
        imported_at=datetime.fromisoformat(row.imported_at),
        consultant=row.consultant,
        text=text,
    )

"""Editors for facts that are lists of records: backbone certificates, and guidance received before.

Rule: a row without its kind or programme says nothing and is left out; a bound left empty is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from backbone_desktop.domain.composite_text import format_certificate_kind
from backbone_desktop.domain.facts import Certificate, PastGuidance
from backbone_desktop.ui.case_file.fields import QuietBox, field, fields_row, line_edit
from backbone_desktop.ui.roc_date_edit import RocDateEdit
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

KINDS = ("potential", "outstanding")
RecordT = TypeVar("RecordT")


class EntryRow(QFrame, Generic[RecordT]):
    """One entry of the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.column.setSpacing(Space.S)
        self.given: RecordT | None = None

    def record(self) -> RecordT | None:
        """Return the entry, None when it says nothing."""
        raise NotImplementedError

    def complaint(self) -> str:
        """Say what of the entry could not be kept as it is written, empty when all can."""
        if all(each.valid for each in self.findChildren(RocDateEdit)):
            return ""
        return self.tr("標示紅框的日期無法辨識，請改為民國日期，例如 105/03/10；不清楚就留白。")


class CertificateRow(EntryRow[Certificate]):
    """One certificate."""

    def __init__(self, certificate: Certificate) -> None:
        super().__init__()
        self.kind = QuietBox()
        self.kind.setAccessibleName(self.tr("證書類別"))
        for kind in KINDS:
            self.kind.addItem(format_certificate_kind(kind), kind)
        self.kind.setCurrentIndex(max(self.kind.findData(certificate.kind), 0))
        self.number: QLineEdit = line_edit(self.tr("證書字號"), self.tr("可留白"), certificate.number)
        self.valid_from = _day(self.tr("有效起日"), certificate.valid_from)
        self.valid_to = _day(self.tr("有效迄日"), certificate.valid_to)
        self.guidance_from = _day(self.tr("輔導起日"), certificate.guidance_from)
        self.guidance_to = _day(self.tr("輔導迄日"), certificate.guidance_to)
        self.setFocusProxy(self.kind)
        self.column.addLayout(
            fields_row((field(self.tr("類別"), self.kind), 1), (field(self.tr("字號"), self.number), 2))
        )
        self.column.addLayout(
            fields_row(
                (field(self.tr("有效起日"), self.valid_from), 1),
                (field(self.tr("有效迄日"), self.valid_to), 1),
            )
        )
        self.column.addLayout(
            fields_row(
                (field(self.tr("輔導起日"), self.guidance_from), 1),
                (field(self.tr("輔導迄日"), self.guidance_to), 1),
            )
        )

    def record(self) -> Certificate | None:
        """Return the certificate."""
        return Certificate(
            kind=str(self.kind.currentData()),
            number=self.number.text().strip(),
            valid_from=self.valid_from.value,
            valid_to=self.valid_to.value,
            guidance_from=self.guidance_from.value,
            guidance_to=self.guidance_to.value,
        )


class GuidanceRow(EntryRow[PastGuidance]):
    """One programme the firm took part in."""

    def __init__(self, guidance: PastGuidance) -> None:
        super().__init__()
        self.programme: QLineEdit = line_edit(self.tr("計畫名稱"), "", guidance.programme)
        self.agency: QLineEdit = line_edit(self.tr("主辦機關"), self.tr("例：工業局"), guidance.agency)
        self.began_on = _day(self.tr("起日"), guidance.began_on)
        self.ended_on = _day(self.tr("迄日"), guidance.ended_on)
        self.setFocusProxy(self.programme)
        self.column.addLayout(
            fields_row(
                (field(self.tr("計畫名稱"), self.programme), 3),
                (field(self.tr("主辦機關"), self.agency), 2),
            )
        )
        self.column.addLayout(
            fields_row((field(self.tr("起日"), self.began_on), 1), (field(self.tr("迄日"), self.ended_on), 1))
        )

    def complaint(self) -> str:
        """Say what could not be kept; whatever is known of a programme needs its name."""
        said = (self.agency.text().strip(), self.began_on.value, self.ended_on.value)
        if any(said) and self.record() is None:
            return self.tr("請填寫計畫名稱，否則這一筆不會記下；不需要就按「移除這一筆」。")
        return super().complaint()

    def record(self) -> PastGuidance | None:
        """Return the entry, None without a programme."""
        programme = self.programme.text().strip()
        if not programme:
            return None
        agency = self.agency.text().strip()
        return PastGuidance(programme, agency, self.began_on.value, self.ended_on.value)


class EntriesEditor(QWidget, Generic[RecordT]):
    """A list of entries that can grow and shrink."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[EntryRow[RecordT]] = []
        self._removed = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._rows)
        self._add = button(self.tr("新增一筆"), self.add_blank, "link")
        column.addLayout(row(self._add, 1))
        self.setFocusProxy(self._add)

    @property
    def touched(self) -> bool:
        """Whether an entry was removed or says something else than when it was put here."""
        return self._removed or any(entry.record() != entry.given for entry in self.entries)

    def content(self) -> tuple[RecordT, ...]:
        """Return the entries that say something."""
        records = (entry.record() for entry in self.entries)
        return tuple(record for record in records if record is not None)

    def complaint(self) -> str:
        """Say what could not be kept as it is written, empty when all can."""
        return next((each for each in (entry.complaint() for entry in self.entries) if each), "")

    def add_blank(self) -> None:
        """Add an empty entry."""
        raise NotImplementedError

    def take(self, entries: Sequence[EntryRow[RecordT]]) -> None:
        """Show these entries below those already there."""
        for entry in entries:
            self.entries.append(entry)
            entry.given = entry.record()
            remove = button(self.tr("移除這一筆"), self._remover(entry), "link")
            entry.column.addLayout(row(1, remove))
            self._rows.addWidget(entry)

    def _remover(self, entry: EntryRow[RecordT]) -> Callable[[], None]:
        def remove() -> None:
            self.entries.remove(entry)
            self._removed = True
            entry.hide()
            entry.deleteLater()
            self._add.setFocus()

        return remove


class CertificatesEditor(EntriesEditor[Certificate]):
    """The firm's backbone certificates."""

    def __init__(self, certificates: Sequence[Certificate]) -> None:
        super().__init__()
        self.take([CertificateRow(each) for each in certificates])

    def add_blank(self) -> None:
        """Add a certificate of the more common kind."""
        self.take([CertificateRow(Certificate(KINDS[0]))])
        self.entries[-1].setFocus()


class GuidanceEditor(EntriesEditor[PastGuidance]):
    """Guidance and grants received before."""

    def __init__(self, entries: Sequence[PastGuidance]) -> None:
        super().__init__()
        self.take([GuidanceRow(each) for each in entries])

    def add_blank(self) -> None:
        """Add an empty entry."""
        self.take([GuidanceRow(PastGuidance(""))])
        self.entries[-1].setFocus()


def _day(name: str, value: date | None) -> RocDateEdit:
    editor = RocDateEdit(value)
    editor.line.setAccessibleName(name)
    return editor

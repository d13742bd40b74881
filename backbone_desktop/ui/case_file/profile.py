"""概況: what is known about the firm, what is not, and its people; everything edited in place.

Rule: every edit is a new observation of today; nothing known before is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.contacts import ContactsCard, IdentityCard
from backbone_desktop.ui.case_file.fact_row import FactRow
from backbone_desktop.ui.case_file.profile_presenter import (
    FactView,
    fact_view,
    grouped,
    narrowed,
    narrowing_counts,
)
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import ChipRow, card, label, scrolled

if TYPE_CHECKING:
    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.enterprise import Contact, Enterprise
    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.ui.workspace import Workspace


class ProfileTab(QWidget):
    """Facts in groups, the firm's identity, its contacts."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self._views: dict[str, FactView] = {}
        self.rows: dict[str, FactRow] = {}
        self._groups: list[tuple[QFrame, tuple[str, ...]]] = []
        self.identity = IdentityCard()
        self.identity.edited.connect(self._save_firm)
        self.contacts = ContactsCard()
        self.contacts.edited.connect(self._save_contact)
        self.chips = ChipRow(self._narrow, self.tr("篩選基本資料"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, Space.S, Space.M)
        column.setSpacing(Space.M)
        column.addWidget(self.identity)
        column.addWidget(self.contacts)
        column.addWidget(self.chips)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(Space.M)
        column.addLayout(self._facts)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(content)
        outer.addWidget(self.area)

    def _build_rows(self) -> None:
        """Build the rows with the first case, once the tab stands in its window: moving them costs time."""
        for title, definitions in grouped(self._workspace.services.catalogue.facts.asked):
            frame, inside = card()
            inside.setSpacing(0)
            inside.addWidget(label(title, "heading"))
            inside.addSpacing(Space.XS)
            for definition in definitions:
                inside.addWidget(self._row(definition.key))
            self._facts.addWidget(frame)
            self._groups.append((frame, tuple(each.key for each in definitions)))

    def show_file(self, file: CaseFile) -> None:
        """Show a case; an editor that is open for it stays open."""
        if self._file is None or self._file.case.id != file.case.id:
            self._leave_editors()
            self.area.verticalScrollBar().setValue(0)
        if not self.rows:
            self._build_rows()
        self._file = file
        services = self._workspace.services
        sheet = services.casework.sheet(file)
        self._views = {key: fact_view(services.catalogue.facts[key], sheet) for key in self.rows}
        for key, fact_row in self.rows.items():
            fact_row.show_view(self._views[key])
        self.identity.show_firm(file.case.enterprise)
        self.contacts.show_contacts(file.case.enterprise.id, file.contacts)
        self.chips.show_chips(narrowing_counts(tuple(self._views.values())))
        self._narrow(self.chips.current)

    def count(self, _file: CaseFile) -> int | None:
        """The profile is not counted."""
        return None

    def _row(self, key: str) -> FactRow:
        fact_row = FactRow(self._workspace.services.catalogue.facts[key])
        fact_row.changed.connect(self._save_fact)
        fact_row.confirmed.connect(self._confirm)
        fact_row.adopted.connect(self._adopt)
        self.rows[key] = fact_row
        return fact_row

    def _narrow(self, narrowing: str) -> None:
        shown = narrowed(tuple(self._views.values()), narrowing)
        for key, fact_row in self.rows.items():
            # The row being worked on stays, though saving may just have taken it out of the filter.
            fact_row.setVisible(key in shown or fact_row.editor is not None)
        for frame, keys in self._groups:
            frame.setVisible(not shown.isdisjoint(keys))

    def _leave_editors(self) -> None:
        for fact_row in self.rows.values():
            fact_row.leave()

    @Slot(str, object)
    def _save_fact(self, key: str, content: FactContent | None) -> None:
        if self._file is None:
            return
        casework, case = self._workspace.services.casework, self._file.case.id
        self._workspace.tasks.run(
            self.tr("儲存基本資料"), lambda _control: casework.set_facts(case, {key: content})
        )

    @Slot(str)
    def _confirm(self, key: str) -> None:
        self._save_fact(key, self._views[key].content)

    @Slot(str)
    def _adopt(self, observation: str) -> None:
        if self._file is None:
            return
        casework, case = self._workspace.services.casework, self._file.case.id
        self._workspace.tasks.run(
            self.tr("採用另一個值"), lambda _control: casework.settle_contradiction(case, observation)
        )

    @Slot(object)
    def _save_firm(self, firm: Enterprise) -> None:
        if self._file is not None:
            casework, case = self._workspace.services.casework, self._file.case.id
            self._workspace.tasks.run(
                self.tr("儲存企業資料"), lambda _control: casework.update_enterprise(case, firm)
            )

    @Slot(object)
    def _save_contact(self, contact: Contact) -> None:
        if self._file is not None:
            casework, case = self._workspace.services.casework, self._file.case.id
            self._workspace.tasks.run(
                self.tr("儲存聯絡人"), lambda _control: casework.save_contact(case, contact)
            )

"""訪視診斷: the visits of the case, newest first, each opened in place.

Rule: one visit is open at a time; what is typed into it is saved before another opens.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from backbone_desktop.domain.identifiers import VisitId
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.visit import Severity, Visit
from backbone_desktop.ui.case_file.checklist_desk import ChecklistDesk
from backbone_desktop.ui.case_file.fields import keep_order
from backbone_desktop.ui.case_file.visit_editor import VisitEditor
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import bring_into_view, button, clear, label, row, scrolled, tag

if TYPE_CHECKING:
    from datetime import date

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.visit import DiagnosisFinding
    from backbone_desktop.ui.workspace import Workspace

_TONES = {Severity.HIGH: Tone.BAD, Severity.MEDIUM: Tone.WARN, Severity.LOW: Tone.NEUTRAL}


class VisitsTab(QWidget):
    """The visits and the form of the one that is open."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self.editor: VisitEditor | None = None
        self.checklist = ChecklistDesk(workspace, self._kept_visit)
        workspace.feed.settling.connect(self._finish)
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Undo),
            self,
            self.checklist.acts.undo,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self._place = QVBoxLayout()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.S)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, Space.S, Space.M)
        column.setSpacing(Space.M)
        self._add = button(self.tr("新增訪視"), self.add)
        column.addLayout(row(label(self.tr("訪視與診斷"), "heading", wrap=False), 1, self._add))
        column.addWidget(self.checklist.card)
        column.addLayout(self._place)
        column.addLayout(self._rows)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(content)
        outer.addWidget(self.area)

    def show_file(self, file: CaseFile) -> None:
        """Show a case; a visit that is open for it stays open."""
        if self._file is None or self._file.case.id != file.case.id:
            self._finish()
            self._leave()
            self.area.verticalScrollBar().setValue(0)
        self._file = file
        if self.editor is not None and self.editor.visit.id:
            kept = next((each for each in file.visits if each.id == self.editor.visit.id), None)
            if kept is None:
                self._leave()
            else:
                self.editor.adopt(kept)
        self.checklist.show_file(file)
        self._show_cards()

    def count(self, file: CaseFile) -> int | None:
        """Count the visits, held or planned."""
        return len(file.visits)

    def add(self) -> None:
        """Open the form for a new visit on the as-of date."""
        if self._file is not None:
            services = self._workspace.services
            visitors = (services.maintenance.consultant().name,)
            self.open(Visit(VisitId(""), self._file.case.id, services.maintenance.on, visitors=visitors))

    @Slot(object)
    def open(self, visit: Visit) -> None:
        """Open a visit; one that was open is saved."""
        self._finish()
        self._leave()
        self.editor = VisitEditor(visit, self._workspace.services.catalogue.edition)
        self.editor.saved.connect(self._save)
        self.editor.left.connect(self._close)
        self._place.addWidget(self.editor)
        self._show_cards()
        self.editor.setFocus()
        bring_into_view(self.area, self.editor, self.editor.purpose)

    def _show_cards(self) -> None:
        clear(self._rows)
        if self._file is None:
            return
        cards = []
        opened = self.editor.visit.id if self.editor is not None else ""
        on = self._workspace.services.maintenance.on
        for visit in self._file.visits:
            if visit.id != opened:
                card = VisitCard(visit, on)
                card.opened.connect(self.open)
                self._rows.addWidget(card)
                cards.append(card)
        opened_editor = () if self.editor is None else (self.editor,)
        keep_order(self._add, *self.checklist.card.in_order, *opened_editor, *cards)
        if not self._file.visits and self.editor is None:
            advice = self.tr("還沒有訪視。約好日期後按「新增訪視」，診斷發現可以當場補上。")
            self._rows.addWidget(label(advice, "second"))

    def _kept_visit(self) -> VisitId | None:
        """Return the id of the visit that is open, None for a new one or none."""
        return (self.editor.visit.id or None) if self.editor is not None else None

    @Slot()
    def _finish(self) -> None:
        """Save what was entered into the visit that is open."""
        if self.editor is not None:
            self.editor.finish()

    def _leave(self) -> None:
        self.editor = None
        clear(self._place)

    def _close(self) -> None:
        self._leave()
        self._show_cards()
        self._add.setFocus()

    @Slot(object)
    def _save(self, visit: Visit) -> None:
        logbook = self._workspace.services.logbook
        then = None if visit.id else partial(self._kept, self.editor)
        self._workspace.tasks.run(self.tr("儲存訪視"), lambda _control: logbook.save_visit(visit), then)

    def _kept(self, editor: VisitEditor | None, visit: Visit) -> None:
        self._workspace.shell.notify(self.tr("已儲存 {day} 的訪視").format(day=format_roc(visit.on)), Tone.OK)
        if self.editor is editor:
            self._leave()


class VisitCard(QFrame):
    """One visit as it is read."""

    opened = Signal(object)

    def __init__(self, visit: Visit, on: date) -> None:
        super().__init__()
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.XS)
        words, tone = visit_state(visit, on)
        edit = button(self.tr("開啟"), partial(self.opened.emit, visit), "link")
        edit.setAccessibleName(self.tr("開啟 {day} 的訪視").format(day=format_roc(visit.on)))
        day = label(format_roc(visit.on), "strong", wrap=False)
        place = label(visit.place, "second", wrap=False)
        column.addLayout(row(day, tag(words, tone), place, 1, edit))
        if visit.purpose:
            column.addWidget(label(visit.purpose))
        for text in self._details(visit):
            column.addWidget(label(text, "second"))
        for finding in visit.findings:
            column.addLayout(self._finding(finding))

    def _details(self, visit: Visit) -> list[str]:
        pairs = (
            (self.tr("未到訪原因"), visit.not_visited),
            (self.tr("摘要"), visit.summary),
            (self.tr("遭遇困難"), visit.obstacles),
            (self.tr("專家"), "、".join(visit.experts)),
        )
        line = self.tr("{name}：{text}")
        return [line.format(name=name, text=text) for name, text in pairs if text]

    def _finding(self, finding: DiagnosisFinding) -> QHBoxLayout:
        measures = "、".join(str(number) for number in finding.measures)
        text = finding.situation or finding.cause or finding.advice
        if measures:
            text = self.tr("{situation}（建議措施 {measures}）").format(situation=text, measures=measures)
        severity = tag(finding.severity.label, _TONES[finding.severity])
        line = row(tag(finding.aspect.label), severity)
        line.addWidget(label(text, "second"), 1)
        return line


def visit_state(visit: Visit, on: date) -> tuple[str, Tone]:
    """Say whether a visit was held, is planned, or did not happen."""
    if visit.not_visited:
        return "未到訪", Tone.BAD
    if visit.on > on:
        return "預定", Tone.ACCENT
    return "已訪視", Tone.OK

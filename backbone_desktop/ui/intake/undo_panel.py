"""Where an import is taken back: what that does, the way to do it, and which firms were kept.

Rule: it stands in the page beside what it is about and opens no window of its own.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QVBoxLayout

from backbone_desktop.ui.intake.errand import Errand
from backbone_desktop.ui.intake.undo_presenter import Phase, Turn, UndoPresenter, UndoState
from backbone_desktop.ui.intake.undo_words import done_heading, effect, heading
from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from backbone_desktop.domain.undoing import KeptRow
    from backbone_desktop.ui.workspace import Workspace

RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ROWS_SHOWN = 4
NAME_WIDTH, NUMBER_WIDTH = 216, 96


class UndoPanel(QFrame):
    """Hidden while nothing is taken back."""

    moved = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        titles = {
            Turn.LOOK: self.tr("查看復原的結果"),
            Turn.UNDO: self.tr("復原匯入"),
            Turn.REDO: self.tr("重做匯入"),
        }
        errand = Errand(workspace.tasks, titles, self)
        errand.progressed.connect(self._show_progress)
        self.presenter = UndoPresenter(self, workspace.services.batches, errand)
        self.title = label("", "strong")
        self.words = label("")
        self.remedy = label("", "second")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("進度"))
        self.kept_title = label("", "second")
        self.firms: RecordTableModel[KeptRow] = RecordTableModel(self._columns())
        self.kept = RecordTableView(self.firms, self.tr("原樣保留的企業"), self._open)
        self.confirm = button("", self.presenter.confirm)
        self.back = button("", self.presenter.turn_back)
        self.leave = button("", self.presenter.leave, "link")
        self._lay_out()
        escape = QKeySequence(Qt.Key.Key_Escape)
        QShortcut(escape, self, self.presenter.leave, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.show_state(self.presenter.state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press the button it stands on, as it does in the steps of an import."""
        focused = self.focusWidget()
        if event.key() in RETURNS and isinstance(focused, QPushButton) and focused.isEnabled():
            focused.click()
        else:
            super().keyPressEvent(event)

    # What the presenter tells the view from here on

    def show_state(self, state: UndoState) -> None:
        """Draw where it stands."""
        report, file = state.report, "" if state.batch is None else state.batch.file_name
        done = state.phase is Phase.DONE
        self._set_tone(Tone.BAD if state.refusal else Tone.NEUTRAL)
        self._say(state, file)
        self.bar.setVisible(state.working)
        if state.phase in {Phase.LOOKING, Phase.GOING}:
            self.bar.setRange(0, 0)
        self._show_kept(() if report is None else report.kept)
        self.confirm.setVisible(state.can_go)
        self._name(self.confirm, self.tr("重做") if state.redoing else self.tr("復原"))
        self.back.setVisible(done and report is not None and report.done > 0)
        self._name(self.back, self.tr("復原") if state.redoing else self.tr("重做"))
        self.leave.setVisible(state.phase is not Phase.LOOKING)
        self.leave.setEnabled(state.phase is not Phase.STOPPING)
        self._name(self.leave, self._leaving(state))
        self.setVisible(state.phase is not Phase.AWAY)
        self._take_focus(state)
        self.moved.emit(state)

    def tell_done(self, state: UndoState) -> None:
        """Say what was done, with the way back."""
        if state.report is None or state.batch is None:
            return
        shell, words = self._workspace.shell, done_heading(state.report, redoing=state.redoing)
        text = words + self.tr("：") + effect(state.report, redoing=state.redoing, done=True)
        if not state.report.done:
            shell.notify(text, Tone.WARN)
            return
        way = self.tr("復原") if state.redoing else self.tr("重做")
        shell.notify(text, Tone.OK, way, partial(self.presenter.go_now, state.batch))

    def tell_stopped(self) -> None:
        """Say that nothing was done."""
        self._workspace.shell.notify(self.tr("已取消，個案簿沒有更動。"), Tone.NEUTRAL)

    def _say(self, state: UndoState, file: str) -> None:
        redoing, report = state.redoing, state.report
        title, words, remedy = heading(file, redoing=redoing), "", ""
        match state.phase:
            case Phase.LOOKING:
                words = self.tr("正在比對匯入之後的更動…")
            case Phase.GOING:
                words = self.tr("正在重做…") if redoing else self.tr("正在復原…")
            case Phase.STOPPING:
                words = self.tr("正在停止，個案簿會與先前相同…")
            case Phase.REFUSED if state.refusal is not None:
                title, words, remedy = state.refusal.title, state.refusal.detail, state.refusal.remedy
            case Phase.READY | Phase.DONE if report is not None:
                done = state.phase is Phase.DONE
                title = done_heading(report, redoing=redoing) if done else title
                words = effect(report, redoing=redoing, done=done)
            case _:
                pass
        for part, text in ((self.title, title), (self.words, words), (self.remedy, remedy)):
            part.setText(text)
            part.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)

    def _leaving(self, state: UndoState) -> str:
        if state.phase in {Phase.GOING, Phase.STOPPING}:
            return self.tr("取消")
        return self.tr("先不要") if state.can_go else self.tr("關閉")

    def _show_kept(self, kept: Sequence[KeptRow]) -> None:
        self.firms.show(kept)
        self.kept.show_rows(min(len(kept), ROWS_SHOWN))
        self.kept_title.setText(
            self.tr("原樣保留 {count:,} 家（按 Enter 或雙擊可開啟個案）").format(count=len(kept))
        )
        for part in (self.kept, self.kept_title):
            part.setVisible(bool(kept))

    def _take_focus(self, state: UndoState) -> None:
        """Put the cursor where the next key is meant."""
        if not self.isVisible() or state.phase is Phase.LOOKING:
            return
        first = self.kept if state.phase is Phase.DONE and self.firms.rowCount() else self.leave
        target = self.confirm if state.can_go else first
        target.setFocus()
        if target is self.kept:
            self.kept.selectRow(0)

    def _open(self, kept: KeptRow) -> None:
        if kept.case:
            self._workspace.shell.open_case(kept.case)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    @staticmethod
    def _name(pressed: QPushButton, words: str) -> None:
        pressed.setText(words)
        pressed.setAccessibleName(words)

    def _set_tone(self, tone: Tone) -> None:
        self.setProperty("tone", tone.value)
        restyle(self)

    def _columns(self) -> tuple[Column[KeptRow], ...]:
        return (
            Column(self.tr("企業"), lambda each: each.name, NAME_WIDTH, tip=lambda each: each.name),
            Column(self.tr("統一編號"), lambda each: each.ubn, NUMBER_WIDTH),
            Column(self.tr("原因"), lambda each: each.reason, 0, tip=lambda each: each.reason),
        )

    def _lay_out(self) -> None:
        self.setProperty("role", "notice")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        for part in (self.title, self.words, self.remedy, self.bar, self.kept_title, self.kept):
            column.addWidget(part)
        column.addLayout(row(1, self.leave, self.confirm, self.back))

"""The import wizard: four steps within the page, one file at a time.

Rule: it draws the presenter's state and hands every wish on; it holds none of its own.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.intake import BatchKind, RowOutcome
from backbone_desktop.ui.case_file.tab import ANSWERS
from backbone_desktop.ui.intake.action_bar import ActionBar
from backbone_desktop.ui.intake.choose_step import ChooseStep
from backbone_desktop.ui.intake.done_step import DoneStep
from backbone_desktop.ui.intake.drop_zone import ask_file
from backbone_desktop.ui.intake.errand import Errand
from backbone_desktop.ui.intake.import_presenter import ImportPresenter
from backbone_desktop.ui.intake.import_state import ImportState, Step, Work
from backbone_desktop.ui.intake.import_work import ImportWork
from backbone_desktop.ui.intake.mapping_step import MappingStep
from backbone_desktop.ui.intake.preview_step import PreviewStep
from backbone_desktop.ui.intake.refusal_card import RefusalCard
from backbone_desktop.ui.intake.step_bar import StepBar
from backbone_desktop.ui.intake.waiting import Waiting
from backbone_desktop.ui.intake.wizard_words import about, title
from backbone_desktop.ui.reports.saving import ask_where, open_path
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import label, row

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from backbone_desktop.ui.workspace import Workspace

WAITING = 4


class ImportWizard(QWidget):
    """The steps with their frame."""

    left = Signal()
    taken_up = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        titles = {
            Work.READING: self.tr("讀取檔案"),
            Work.PREVIEWING: self.tr("預覽匯入"),
            Work.IMPORTING: self.tr("匯入檔案"),
            Work.FIXING: self.tr("重新判定"),
        }
        errand = Errand(workspace.tasks, titles, self)
        self.presenter = ImportPresenter(self, ImportWork(workspace.services.intake, errand))
        self.title = label("", "title", wrap=False)
        self.about = label("", "second")
        self.bar = StepBar(self.presenter.go_to)
        self.refusal = RefusalCard(self.ask_file, self.presenter.dismiss_refusal)
        self.choose = ChooseStep(self.presenter, self.ask_file)
        self.mapping = MappingStep(self.presenter, workspace.theme)
        self.preview = PreviewStep(self.presenter, workspace.theme, workspace.services.casework)
        self.done = DoneStep(workspace, self._go_next, self.save_rejected, self.left.emit)
        self.waiting = Waiting(self.presenter.cancel)
        errand.progressed.connect(self.waiting.show_progress)
        self.left.connect(self.presenter.leave)
        self.action_bar = ActionBar(self.presenter, self.save_rejected, self.leave_or_stop)
        self._lay_out()
        self._add_shortcuts()

    def begin(self, kind: BatchKind | None, path: Path | None = None) -> None:
        """Start with a file, or with the choice of one."""
        if self.presenter.state.work is None:
            self.presenter.begin(kind)
            self._take_focus(self.presenter.state)
            if path is not None:
                self.presenter.open_file(path)

    @property
    def kind_under_way(self) -> BatchKind | None:
        """What the file being looked at is taken for; None once it is imported."""
        state = self.presenter.state
        return None if state.step is Step.DONE else state.kind

    def ask_file(self) -> None:
        """Ask for a file and read its beginning."""
        path = ask_file(self, title(self.presenter.state), self._workspace.settings)
        if path is not None:
            self.presenter.open_file(path)

    def leave_or_stop(self) -> None:
        """Stop the work under way; when there is none, leave the wizard."""
        if self.presenter.state.work is not None:
            self.presenter.cancel()
        else:
            self.left.emit()

    def save_rejected(self) -> None:
        """Ask where to write the rejected rows and write them."""
        report, intake = self.presenter.state.report, self._workspace.services.intake
        if report is None:
            return
        name = self.tr("退回列_{name}.xlsx").format(name=report.file_name.rpartition(".")[0])
        path = ask_where(self, self.tr("另存退回列"), name, self._workspace.settings)
        if path is None:
            return
        out: Path = path
        self._workspace.tasks.run(
            self.tr("另存退回列"), lambda _control: intake.save_rejected(report, out), self._saved
        )

    # What the presenter tells the view from here on

    def show_state(self, state: ImportState) -> None:
        """Draw the import as it stands now."""
        before, asked = self._steps.currentIndex(), self.mapping.drift.asks
        self.title.setText(title(state))
        self.about.setText(about(state))
        self.bar.show_step(state.step, busy=state.work is not None)
        self.refusal.show_refusal(state.refusal)
        for part in (self.choose, self.mapping, self.preview, self.done):
            part.show_state(state)
        if state.work is not None and state.waits:
            self.waiting.show_work(state.work)
        self.action_bar.show_state(state)
        self._steps.setCurrentIndex(WAITING if state.waits else state.step - 1)
        answered = asked and not self.mapping.drift.asks
        if self._steps.currentIndex() != before or answered or state.refusal is not None:
            self._take_focus(state)

    def tell_cancelled(self) -> None:
        """Say that the work was stopped."""
        self._workspace.shell.notify(self.tr("已取消，個案簿沒有更動。"), Tone.NEUTRAL)

    def tell_left(self, state: ImportState) -> None:
        """Say that corrections were left behind, and offer the way back to them."""
        words = self.tr("已離開匯入，{count:,} 處更正沒有匯入。").format(count=state.corrections)
        back = partial(self._take_up, state)
        self._workspace.shell.notify(words, Tone.NEUTRAL, self.tr("回到預覽"), back)

    def tell_imported(self, state: ImportState) -> None:
        """Say what was imported."""
        words, shell = self.tr("已匯入 {count:,} 列。").format(count=state.importable), self._workspace.shell
        if state.report is None or state.report.batch is None:
            shell.notify(words, Tone.OK)
        else:
            undo = partial(self.done.undo_at_once, state.report.batch)
            shell.notify(words, Tone.OK, self.tr("復原"), undo)

    def _take_focus(self, state: ImportState) -> None:
        """Put the cursor where the next key is meant; never on 匯入, which is pressed on purpose."""
        if state.work is not None:
            target: QWidget = self.waiting.cancel
        elif state.step is Step.CHOOSE:
            target = self.action_bar.next if state.can_go_on else self.choose.drop.choose
        elif state.step is Step.MAP:
            target = self.action_bar.next
        else:
            target = self.preview.table if state.step is Step.PREVIEW else self.done.next
        target.setFocus()

    def _take_up(self, state: ImportState) -> None:
        if self.presenter.take_up(state):
            self.taken_up.emit()
            self._take_focus(state)

    def _go_next(self) -> None:
        """Go on with the service thread: the first imported firm, or the firms."""
        shell, state = self._workspace.shell, self.presenter.state
        self.left.emit()
        kept = {RowOutcome.NEW, RowOutcome.CHANGED}
        rows = [row for row in (state.report.rows if state.report else ()) if row.outcome in kept]
        if state.kind is BatchKind.RESPONSES:
            for each in rows:
                try:
                    case = self._workspace.services.casework.find(each.ubn or each.name)
                except UserError:
                    # Two sites of one number: the next firm is as good a start as the list.
                    continue
                shell.open_case(case.id, ANSWERS)
                return
        shell.show_page("enterprises")

    def _saved(self, path: Path) -> None:
        words = self.tr("已另存 {name}。").format(name=path.name)
        self._workspace.shell.notify(words, Tone.OK, self.tr("開啟"), lambda: open_path(path))

    def _lay_out(self) -> None:
        self._steps = QStackedWidget()
        for part in (self.choose, self.mapping, self.preview, self.done, self.waiting):
            self._steps.addWidget(part)
        head = row(self.title, self.about, spacing=Space.M)
        head.setStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addLayout(row(self.bar, 1))
        column.addWidget(self.refusal)
        column.addWidget(self._steps, 1)
        column.addWidget(self.action_bar)

    def _add_shortcuts(self) -> None:
        for keys, act in (("Alt+Left", self.presenter.go_back), ("Esc", self.leave_or_stop)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press the button it stands on, and else go on; never import unasked."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and self.isAncestorOf(focused):
            focused.click()
        elif self.presenter.state.step < Step.PREVIEW:
            self.presenter.go_on()

"""與上次比較: what changed between two assessments, or would change by judging again, and why.

Rule: it compares what is stored; a preview says that it is not stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.comparison_lanes import LaneFigures
from backbone_desktop.ui.case_file.comparison_list import ChangeList
from backbone_desktop.ui.case_file.comparison_presenter import comparison_view, mark_choices
from backbone_desktop.ui.case_file.fields import QuietBox
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.comparison import AssessmentMark, Comparison
    from backbone_desktop.domain.verdict import Assessment
    from backbone_desktop.ui.workspace import Workspace

SHOWN_CAUSES = 6


class ComparisonPage(QWidget):
    """A comparison in place of the lanes; Esc goes back to them."""

    left = Signal()
    measure_chosen = Signal(int)
    judge_pressed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self._marks: tuple[AssessmentMark, ...] = ()
        self._previews = False
        self._asked = 0
        self.back = button(self.tr("回措施清單"), self.left.emit, "", self.tr("Esc"))
        self._title = label("", "heading", wrap=False)
        self._against = label(self.tr("比較對象"), "second", wrap=False)
        self.earlier = QuietBox()
        self.earlier.setAccessibleName(self.tr("與哪一次評估比較"))
        self.earlier.setSizeAdjustPolicy(QuietBox.SizeAdjustPolicy.AdjustToContents)
        self.earlier.activated.connect(lambda _place: self._compare_chosen())
        self.judge = button(self.tr("重新評估"), self.judge_pressed.emit, "primary")
        self.copy = button(self.tr("複製表格"), self._copy, "link")
        self.lanes = LaneFigures()
        self._span = label("", "second")
        self.causes = label("", "second")
        self._nothing = label("", "second")
        self.list = ChangeList(workspace.theme)
        self.list.measure_chosen.connect(self.measure_chosen)
        escape = QKeySequence(Qt.Key.Key_Escape)
        QShortcut(escape, self, self.left.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._lay_out()

    def show_history(self, file: CaseFile) -> None:
        """Compare the last assessment with the one before; the consultant may choose another."""
        self._file = file
        self._marks = self._workspace.services.assessment.history(file.case.id)
        self._set_mode(self.tr("與先前的評估比較"), preview=False)
        self._nothing.hide()
        self.earlier.clear()
        self.earlier.addItems(list(mark_choices(self._marks[1:])))
        if len(self._marks) < 2:
            self._say_nothing(self.tr("這個個案只評估過一次；重新評估之後才有得比較。"))
            return
        self._compare_chosen()

    def show_preview(self, file: CaseFile) -> None:
        """Show what judging again now would change; nothing is stored."""
        self._file = file
        self._set_mode(self.tr("重新評估會改變什麼（預覽，尚未儲存）"), preview=True)
        service, asked = self._workspace.services.assessment, self._ask()

        def work(_control: object) -> tuple[Comparison | None, Assessment]:
            return service.preview(file), service.judge(file)

        def show(found: tuple[Comparison | None, Assessment]) -> None:
            comparison, after = found
            if comparison is not None and asked == self._asked:
                self._show(comparison, after)

        self._workspace.tasks.run(self.tr("預覽重新評估"), work, show)

    def refresh(self, file: CaseFile) -> None:
        """Show the same page for the file as it is now."""
        if self._previews:
            self.show_preview(file)
        else:
            self.show_history(file)

    def _compare_chosen(self) -> None:
        if self._file is None or self._file.assessment is None:
            return
        service, after = self._workspace.services.assessment, self._file.assessment
        before = self._marks[1 + max(self.earlier.currentIndex(), 0)].id
        if before is None:
            return
        asked = self._ask()

        def show(comparison: Comparison) -> None:
            if asked == self._asked:
                self._show(comparison, after.assessment)

        self._workspace.tasks.run(
            self.tr("比較評估"), lambda _control: service.compare(before, after.id), show
        )

    def _ask(self) -> int:
        """Number a question; only the answer to the latest one is shown."""
        self._asked += 1
        return self._asked

    def _show(self, comparison: Comparison, after: Assessment) -> None:
        view = comparison_view(comparison, after)
        self._span.setText(self.tr("{before} → {after}").format(before=view.before, after=view.after))
        self.lanes.show_lanes(view.lanes)
        shown = list(view.causes[:SHOWN_CAUSES])
        if len(view.causes) > SHOWN_CAUSES:
            shown.append(self.tr("另有 {count} 項資料不同。").format(count=len(view.causes) - SHOWN_CAUSES))
        self.causes.setText("\n".join(shown))
        self.causes.setToolTip("\n".join(view.causes))
        self.causes.setVisible(bool(shown))
        self.list.show_lines(view.lines)
        self.copy.setVisible(bool(view.lines))
        self._nothing.setText(self.tr("沒有任何措施的判定、理由、期間或優惠改變。"))
        self._nothing.setVisible(not view.lines)
        self.lanes.show()
        self._span.show()

    def _set_mode(self, title: str, *, preview: bool) -> None:
        self._title.setText(title)
        self._previews = preview
        for each in (self._against, self.earlier):
            each.setVisible(not preview)
        self.judge.setVisible(preview)

    def _say_nothing(self, words: str) -> None:
        self._ask()
        for each in (self.lanes, self._span, self.causes, self.copy, self.earlier, self._against):
            each.hide()
        self.list.show_lines(())
        self._nothing.setText(words)
        self._nothing.show()

    def _copy(self) -> None:
        self.list.copy_table()
        self._workspace.shell.notify(self.tr("已複製比較表"), Tone.NEUTRAL)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(row(self._title, 1, self._against, self.earlier, self.back, self.judge))
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        inner.setSpacing(Space.S)
        inner.addLayout(row(self.lanes, 1, self.copy))
        for each in (self._span, self.causes, self._nothing):
            inner.addWidget(each)
        inner.addWidget(self.list, 1)
        inner.addStretch(0)
        column.addWidget(card, 1)

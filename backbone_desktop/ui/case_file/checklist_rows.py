"""One question of the checklist with its editor in place, and one that was settled.

Rule: an answer is what the editor gives back; 未知 is none and leaves the question open.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QPushButton, QVBoxLayout, QWidget

from backbone_desktop.domain.facts import FactType
from backbone_desktop.ui.case_file.fact_editors import FactEditor, fact_editor
from backbone_desktop.ui.case_file.fields import keep_order
from backbone_desktop.ui.theme import CONTROL_HEIGHT, Space, Tone
from backbone_desktop.ui.widgets import button, label, row, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from backbone_desktop.domain.checklist import Question
    from backbone_desktop.domain.facts import FactContent, FactDefinition

SIDE_BY_SIDE = 620
"""Width from which the editor stands beside the question instead of under it."""

EDITOR_WIDTH = 300
QWIDGETSIZE_MAX = 16_777_215
"""Qt's own word for no limit."""

_LARGE = frozenset({FactType.CHOICES, FactType.TEXTS, FactType.CERTIFICATES, FactType.PAST_GUIDANCE})


class QuestionRow(QFrame):
    """A question still to be asked."""

    answered = Signal(str, object)
    declined = Signal(str)
    removed = Signal(str)

    def __init__(self, question: Question, definition: FactDefinition) -> None:
        super().__init__()
        self.setProperty("role", "fact")
        self.question = question
        self._definition = definition
        self.editor: FactEditor | None = None
        self._words = label(question.text)
        self._words.setToolTip(question.label)
        self._more = button(self.tr("更多"), self._open_menu, "link", self.tr("拒答，或自清單移除"))
        self._more.setAccessibleName(self.tr("「{fact}」的其他處理").format(fact=question.label))
        self._open: QPushButton | None = None
        self._answer = QWidget()
        self._place = QVBoxLayout(self._answer)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._side = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._side.setSpacing(Space.XS)
        self._side.addWidget(self._words, 1)
        self._side.addWidget(self._answer)
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        line.setContentsMargins(0, Space.XS, 0, Space.XS)
        line.setSpacing(Space.M)
        line.addLayout(self._side, 1)
        line.addWidget(self._more, 0, Qt.AlignmentFlag.AlignVCenter)
        self._is_large = definition.type in _LARGE
        if self._is_large:
            self._show_opener()
        else:
            self._show_editor()

    def begin(self) -> None:
        """Put the cursor where the answer goes."""
        place = self.editor or self._open or self._more
        # What was just put on the page takes the cursor only once it is shown.
        place.show()
        place.setFocus()

    def open_editor(self) -> None:
        """Open an editor that is too large to stand open."""
        if self._open is not None:
            self._open.hide()
            self._open.deleteLater()
            self._open = None
            self._show_editor()
            self._arrange()
            self.begin()

    def finish(self) -> None:
        """Tell of an answer that was entered and not yet told."""
        if self.editor is not None:
            self.editor.finish()

    def close_editor(self) -> None:
        """Forget what was entered; an editor too large to stand open is closed."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        # A line tells of what is typed when it loses the focus, and so it does by being hidden.
        editor.blockSignals(True)
        editor.hide()
        # A button of the editor may be what closes it.
        QTimer.singleShot(0, editor, editor.deleteLater)
        if self._is_large:
            self._show_opener()
        else:
            self._show_editor()
        self._arrange()
        self.begin()

    def _show_opener(self) -> None:
        self._open = button(self.tr("填寫"), self.open_editor)
        self._open.setAccessibleName(self.tr("填寫「{fact}」").format(fact=self._definition.label))
        self._place.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        keep_order(self, self._open, self._more)

    def _show_editor(self) -> None:
        self.editor = fact_editor(self._definition, None)
        self.editor.committed.connect(self._commit)
        self.editor.declined.connect(partial(self.declined.emit, self.question.fact))
        self.editor.left.connect(self.close_editor)
        self.editor.setMinimumHeight(CONTROL_HEIGHT)
        self._place.addWidget(self.editor)
        keep_order(self, self.editor, self._more)

    def _commit(self, content: FactContent | None) -> None:
        if content is not None:
            self.answered.emit(self.question.fact, content)

    def _open_menu(self) -> None:
        menu = QMenu(self._more)
        for words, act in self._acts():
            menu.addAction(words, act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _acts(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        fact = self.question.fact
        return (
            (self.tr("企業拒答，不再詢問"), partial(self.declined.emit, fact)),
            (self.tr("自清單移除"), partial(self.removed.emit, fact)),
        )

    def _arrange(self) -> None:
        """Stand what is small beside the question where there is room, all else under it."""
        is_small = self.editor is None or not self._is_large
        beside = is_small and self.width() >= SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._side.direction() != direction:
            self._side.setDirection(direction)
            self._side.setSpacing(Space.M if beside else Space.XS)
        self._answer.setMinimumWidth(EDITOR_WIDTH if is_small else 0)
        self._answer.setMaximumWidth(EDITOR_WIDTH if is_small else QWIDGETSIZE_MAX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the editor beside the question where there is room."""
        super().resizeEvent(event)
        self._arrange()


class SettledRow(QFrame):
    """A question that was answered or refused."""

    removed = Signal(str)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.setProperty("role", "fact")
        gone = button(self.tr("移除"), partial(self.removed.emit, question.fact), "link")
        gone.setToolTip(self.tr("自清單移除；已記下的內容不受影響"))
        gone.setAccessibleName(self.tr("自清單移除「{fact}」").format(fact=question.label))
        text = self.tr("{fact}：{answer}").format(fact=question.label, answer=question.answer)
        words = label(text)
        line = row(tag(self.tr("已問到"), Tone.OK))
        line.addWidget(words, 1)
        line.addWidget(label(question.remark, "note", wrap=False))
        line.addWidget(gone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XS, 0, Space.XS)
        column.addLayout(line)

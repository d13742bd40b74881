"""The firm's answers, asked about one by one: confirm, correct, or note that it will not say.

Rule: who was asked and how stays filled in from one answer to the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QVBoxLayout, QWidget

from backbone_desktop.domain.codes import Channel, ConfirmationState
from backbone_desktop.ui.case_file.answers_presenter import AnswerLine, answer_lines, next_unconfirmed
from backbone_desktop.ui.case_file.fact_editors import FactEditor, fact_editor
from backbone_desktop.ui.case_file.fields import RETURNS, CodeBox, line_edit
from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.theme import ROW_HEIGHT, Space
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.domain.facts import FactContent, Observation
    from backbone_desktop.domain.questionnaire import Form, Response
    from backbone_desktop.ui.theme import Theme

HEADER_HEIGHT = 32
BEFORE = 3


class AnswerTable(QTableView):
    """The answers, settled one by one with the keys that the advice above them names."""

    confirm_pressed = Signal()
    correct_pressed = Signal()
    refuse_pressed = Signal()
    take_back_pressed = Signal()
    next_firm_pressed = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z for the answers while they are being asked."""
        wants_key = event.type() == QEvent.Type.ShortcutOverride
        if wants_key and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Settle from the keyboard."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.take_back_pressed.emit()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next_firm_pressed.emit()
        elif event.key() in RETURNS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm_pressed.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.correct_pressed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.refuse_pressed.emit()
        else:
            super().keyPressEvent(event)


class AnswersCard(QFrame):
    """The answers in order; emits (answer as it was, state, corrected content)."""

    settled = Signal(object, object, object)
    take_back_pressed = Signal()
    next_firm_pressed = Signal()
    reached = Signal(object)

    def __init__(self, form: Form, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._form = form
        self._theme = theme
        self._editor: FactEditor | None = None
        self.model: RecordTableModel[AnswerLine] = RecordTableModel(self._columns())
        self.table = AnswerTable()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("問卷答案"))
        self.table.confirm_pressed.connect(self.confirm)
        self.table.correct_pressed.connect(self.correct)
        self.table.refuse_pressed.connect(self.refuse)
        self.table.take_back_pressed.connect(self.take_back_pressed)
        self.table.next_firm_pressed.connect(self.next_firm_pressed)
        self.table.selectionModel().currentChanged.connect(self._reach)
        self.asked = line_edit(self.tr("受訪者"), self.tr("問了誰，例：林副理"))
        self.channel: CodeBox[Channel] = CodeBox(tuple(Channel), self.tr("確認管道"))
        self.take_back = button(self.tr("復原"), self.take_back_pressed.emit, tip=self.tr("Ctrl+Z"))
        self.take_back.setEnabled(False)
        self.next_firm = button(self.tr("下一家"), self.next_firm_pressed.emit, tip=self.tr("Ctrl+↓"))
        self._progress = label("", "second", wrap=False)
        self._place = QVBoxLayout()
        self._lay_out()

    def show_responses(
        self,
        responses: Sequence[Response],
        observations: Sequence[Observation] = (),
        *,
        same_case: bool,
    ) -> None:
        """Show a firm's answers, keeping the row when it is the same firm."""
        if not same_case:
            self._leave()
        at = self.table.currentIndex().row() if same_case else -1
        lines = answer_lines(self._form, responses, observations)
        if tuple(self.model.records) != lines:
            self.model.show(lines)
            # A column that says nothing of this firm leaves its room to the others.
            self.table.setColumnHidden(BEFORE, not any(line.confirmed_before for line in lines))
            self.table.setFixedHeight(HEADER_HEIGHT + ROW_HEIGHT * len(lines) + 2)
            if at >= 0:
                self.table.setCurrentIndex(self.model.index(min(at, len(lines) - 1), 0))
        done = sum(not line.unconfirmed for line in lines)
        self._progress.setText(self.tr("已問 {done}／{all}").format(done=done, all=len(lines)))
        self.take_back.setEnabled(same_case and self.take_back.isEnabled())
        self.setVisible(bool(lines))

    @property
    def waiting(self) -> int:
        """How many answers nobody has asked about."""
        return sum(line.unconfirmed for line in self.model.records)

    def start(self) -> None:
        """Stand on the first answer nobody has asked about, ready for the keyboard."""
        first = max(next_unconfirmed(self.model.records, -1), 0)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(first, 0))
            self.table.setFocus()

    def go_to(self, question: str) -> None:
        """Stand on the answer to a question."""
        place = self.model.row_of(lambda each: each.question == question)
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, 0))

    def confirm(self) -> None:
        """Settle the current answer as right and go on to the next one not asked yet."""
        self._settle(ConfirmationState.CONFIRMED)

    def refuse(self) -> None:
        """Note that the firm will not say."""
        self._settle(ConfirmationState.REFUSED)

    def correct(self) -> None:
        """Open the editor for what the firm says instead."""
        line = self._current()
        if line is None or self._editor is not None:
            return
        self._editor = fact_editor(line.definition, line.answer.standing)
        self._editor.committed.connect(self._correct)
        self._editor.declined.connect(self._decline)
        self._editor.unchanged.connect(self._go_by)
        self._editor.left.connect(self._leave)
        self._place.addWidget(
            label(self.tr("{question} 更正為").format(question=line.definition.label), "second")
        )
        self._place.addWidget(self._editor)
        self._editor.setFocus()
        self.reached.emit(self._editor)

    def _correct(self, content: FactContent | None) -> None:
        self._leave()
        line = self._current()
        if line is not None and content is not None and content == line.answer.content:
            # What was typed is what the questionnaire says: the firm has said that it is right.
            self._settle(ConfirmationState.CONFIRMED)
        else:
            self._settle(ConfirmationState.CORRECTED, content)

    def _decline(self) -> None:
        self._leave()
        self.refuse()

    def _go_by(self) -> None:
        """Put the editor away; a field gone to meanwhile keeps the cursor."""
        focused: QWidget | None = self.window().focusWidget()
        editor = self._editor
        inside = editor is not None and focused is not None and editor.isAncestorOf(focused)
        self._leave(back=inside)

    def _settle(self, state: ConfirmationState, content: FactContent | None = None) -> None:
        line = self._current()
        if line is None:
            return
        following = next_unconfirmed(self.model.records, self.table.currentIndex().row())
        self.settled.emit(line.answer, state, content)
        if following >= 0:
            self.table.setCurrentIndex(self.model.index(following, 0))

    def _current(self) -> AnswerLine | None:
        at = self.table.currentIndex().row()
        if at < 0 and self.model.rowCount():
            at = max(next_unconfirmed(self.model.records, -1), 0)
            self.table.setCurrentIndex(self.model.index(at, 0))
        return self.model.record(at) if at >= 0 else None

    def _leave(self, *, back: bool = True) -> None:
        editor, self._editor = self._editor, None
        while (item := self._place.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if editor is not None and back:
            self.table.setFocus()

    def _reach(self, current: QModelIndex) -> None:
        self._leave()
        if current.isValid():
            self.reached.emit(self.table)

    def _colour(self, line: AnswerLine) -> str:
        palette = self._theme.palette
        match line.answer.state:
            case ConfirmationState.UNCONFIRMED:
                return palette.warn
            case ConfirmationState.REFUSED:
                return palette.ink_second
            case _:
                return palette.ok

    def _difference(self, line: AnswerLine) -> str:
        if not line.confirmed_before:
            return ""
        return self.tr("先前確認為「{value}」，這次的答案不同").format(value=line.confirmed_before)

    def _columns(self) -> tuple[Column[AnswerLine], ...]:
        return (
            Column(
                self.tr("題目"), lambda line: line.definition.label, tip=lambda line: line.definition.label
            ),
            Column(self.tr("答案"), lambda line: line.value, tip=lambda line: line.value),
            Column(self.tr("狀態"), lambda line: line.answer.state.label, 72, colour=self._colour),
            Column(
                self.tr("先前確認"),
                lambda line: line.confirmed_before,
                110,
                colour=lambda _line: self._theme.palette.warn,
                tip=self._difference,
            ),
            Column(self.tr("確認紀錄"), lambda line: line.settled, 210, tip=lambda line: line.settled),
        )

    def _lay_out(self) -> None:
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        heading = self.table.horizontalHeader()
        heading.setFixedHeight(HEADER_HEIGHT)
        for position, column in enumerate(self.model.columns):
            stretches = position < 2
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
            heading.setSectionResizeMode(position, mode)
            if not stretches:
                heading.resizeSection(position, column.width)
        tools = QWidget()
        tools.setLayout(
            row(
                self.asked,
                self.channel,
                button(self.tr("確認"), self.confirm, tip=self.tr("Enter")),
                button(self.tr("更正…"), self.correct, tip=self.tr("F2")),
                button(self.tr("拒答"), self.refuse, tip=self.tr("Delete")),
                self.take_back,
                self.next_firm,
            )
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        outer.setSpacing(Space.S)
        outer.addLayout(row(label(self.tr("問卷答案"), "heading", wrap=False), self._progress, 1))
        advice = self.tr(
            "逐題詢問企業：Enter 確認並跳到下一題，F2 更正，Delete 拒答，Ctrl+Z 復原上一步，Ctrl+↓ 下一家。"
        )
        outer.addWidget(label(advice, "note"))
        outer.addWidget(tools)
        outer.addLayout(self._place)
        outer.addWidget(self.table)

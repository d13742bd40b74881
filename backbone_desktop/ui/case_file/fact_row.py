"""One fact of 概況: its label, its value, what is known about the value, and its editor in place.

Rule: pressing the value opens the editor; finishing it saves, and the row shows what the casebook says.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.fact_editors import FactEditor, fact_editor
from backbone_desktop.ui.case_file.fields import RETURNS, keep_order
from backbone_desktop.ui.theme import CONTROL_HEIGHT, Space, Tone
from backbone_desktop.ui.widgets import button, clear, label, restyle, row, tag

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from backbone_desktop.domain.facts import FactContent, FactDefinition
    from backbone_desktop.ui.case_file.profile_presenter import Contradiction, FactView

LABEL_WIDTH = 136
SOURCE_WIDTH = 120
LEAST_WIDTH = 110


class FactRow(QFrame):
    """A row of one fact."""

    changed = Signal(str, object)
    confirmed = Signal(str)
    adopted = Signal(str)

    def __init__(self, definition: FactDefinition) -> None:
        super().__init__()
        self.setProperty("role", "fact")
        self._definition = definition
        self._view: FactView | None = None
        self.editor: FactEditor | None = None
        name = label(definition.label, "second")
        name.setFixedWidth(LABEL_WIDTH)
        name.setMinimumHeight(CONTROL_HEIGHT)
        name.setToolTip(definition.question)
        self.value = ValueButton()
        self.value.clicked.connect(self.edit)
        self.confirm = button(self.tr("確認"), partial(self.confirmed.emit, definition.key), "link")
        self.confirm.setAccessibleName(self.tr("確認{fact}").format(fact=definition.label))
        self.confirm.setToolTip(self.tr("向企業問過，內容無誤"))
        self._tags = QHBoxLayout()
        self._tags.setSpacing(Space.XS)
        self._source = label("", "note")
        self._source.setFixedWidth(SOURCE_WIDTH)
        self._source.setMinimumHeight(CONTROL_HEIGHT)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.addWidget(self.value)
        self._disputes = QVBoxLayout()
        self._disputes.setSpacing(Space.XS)
        self._lay_out(name)

    def show_view(self, view: FactView) -> None:
        """Show a fact; an editor that is open stays open."""
        if view == self._view:
            return
        self._view = view
        self.value.show_value(view.value, known=view.known)
        self.value.setToolTip(self._definition.question)
        self.value.setAccessibleName(
            self.tr("{fact}：{value}，按下以修改").format(fact=self._definition.label, value=view.value)
        )
        self.confirm.setVisible(view.unconfirmed and view.known)
        clear(self._tags)
        for text, tone in view.tags:
            self._tags.addWidget(tag(text, tone))
        self._source.setText(view.source)
        self._show_disputes(view.contradictions)

    def edit(self) -> None:
        """Open the editor."""
        if self.editor is not None or self._view is None:
            return
        self.editor = fact_editor(self._definition, self._view.content)
        self.editor.committed.connect(self._commit)
        self.editor.left.connect(self.leave)
        self.value.hide()
        self._place.addWidget(self.editor)
        keep_order(self.value, self.editor)
        self.editor.setFocus()

    def leave(self) -> None:
        """Close the editor."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        had_focus = self._holds_focus(editor)
        editor.hide()
        # The editor may be in the middle of telling us; it goes once it is done.
        QTimer.singleShot(0, editor, editor.deleteLater)
        self.value.show()
        if had_focus:
            self.value.setFocus()

    @staticmethod
    def _holds_focus(editor: QWidget) -> bool:
        focused: QWidget | None = editor.window().focusWidget()
        return focused is not None and editor.isAncestorOf(focused)

    def _commit(self, content: FactContent | None) -> None:
        view = self._view
        self.leave()
        if view is not None and (content != view.content or not view.tags):
            self.changed.emit(self._definition.key, content)

    def _show_disputes(self, contradictions: tuple[Contradiction, ...]) -> None:
        clear(self._disputes)
        for position, each in enumerate(contradictions):
            adopt = button(self.tr("採用這個值"), partial(self.adopted.emit, each.observation), "link")
            adopt.setAccessibleName(self.tr("採用 {words}").format(words=each.words))
            line = row(adopt)
            line.insertWidget(0, label(each.words, "second", Tone.BAD), 1)
            if position == 0:
                line.addWidget(self._keep_button())
            self._disputes.addLayout(line)

    def _keep_button(self) -> QPushButton:
        keep = button(self.tr("維持原值"), partial(self.confirmed.emit, self._definition.key), "link")
        keep.setToolTip(self.tr("以今天的確認取代這項矛盾"))
        return keep

    def _lay_out(self, name: QWidget) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._place, 1)
        line.addWidget(self._beside(), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._source, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addLayout(line)
        below = QHBoxLayout()
        below.setContentsMargins(LABEL_WIDTH + Space.L, 0, 0, 0)
        below.addLayout(self._disputes)
        column.addLayout(below)

    def _beside(self) -> QWidget:
        """Return what stands beside the first line of the value, on its middle: the link and the tags."""
        place = QWidget()
        place.setFixedHeight(CONTROL_HEIGHT)
        line = row(self.confirm)
        line.addLayout(self._tags)
        place.setLayout(line)
        return place


class ValueButton(QPushButton):
    """A value that opens its editor; long values wrap."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "value")
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.words = label()
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        self._column.addWidget(self.words)

    def show_value(self, text: str, *, known: bool) -> None:
        """Show a value, 未知 in its own colour."""
        self.words.setText(text)
        self.words.setProperty("tone", "" if known else Tone.UNKNOWN.value)
        restyle(self.words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As large as its words."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the narrowest window."""
        return QSize(LEAST_WIDTH, CONTROL_HEIGHT)

    def hasHeightForWidth(self) -> bool:
        """Its height follows its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height its words need."""
        return max(CONTROL_HEIGHT, self._column.totalHeightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the editor with Enter or F2 as well."""
        if event.key() in RETURNS or event.key() == Qt.Key.Key_F2:
            self.click()
            return
        super().keyPressEvent(event)

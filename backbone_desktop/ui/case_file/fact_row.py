"""One fact of 概況: its label, its value, what is known about the value, and its editor in place.

Rule: pressing the value opens the editor, pressing the source unfolds the history; what is saved shows once
the casebook says so.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.fact_conflict import ConflictPanel
from backbone_desktop.ui.case_file.fact_editors import FactEditor, fact_editor
from backbone_desktop.ui.case_file.fact_menu import RowActs, fact_menu
from backbone_desktop.ui.case_file.fact_value import ValueButton
from backbone_desktop.ui.case_file.fields import keep_order
from backbone_desktop.ui.theme import CONTROL_HEIGHT, Space
from backbone_desktop.ui.widgets import button, clear, label, row, tag

if TYPE_CHECKING:
    from backbone_desktop.domain.facts import FactContent, FactDefinition
    from backbone_desktop.ui.case_file.fact_detail import FactDetail
    from backbone_desktop.ui.case_file.profile_presenter import FactView

LABEL_WIDTH = 150
SOURCE_WIDTH = 146


class FactRow(QFrame):
    """A row of one fact, with what unfolds under it."""

    changed = Signal(str, object)
    confirmed = Signal(str)
    refused = Signal(str)
    adopted = Signal(str, str)
    unfolded = Signal(str, bool)
    moved = Signal(str, int)

    def __init__(self, definition: FactDefinition) -> None:
        super().__init__()
        self.setProperty("role", "fact")
        self._definition = definition
        self._view: FactView | None = None
        self.editor: FactEditor | None = None
        self.conflict: ConflictPanel | None = None
        self.detail: FactDetail | None = None
        self.value = ValueButton()
        self.value.clicked.connect(self.edit)
        self.value.folded.connect(lambda fold: self.unfolded.emit(definition.key, not fold))
        self.value.moved.connect(partial(self.moved.emit, definition.key))
        self.value.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.value.customContextMenuRequested.connect(self._open_menu)
        self.confirm = button(self.tr("確認"), partial(self.confirmed.emit, definition.key), "link")
        self.confirm.setAccessibleName(self.tr("確認{fact}").format(fact=definition.label))
        self.confirm.setToolTip(self.tr("向企業問過，內容無誤"))
        self._tags = QHBoxLayout()
        self._tags.setSpacing(Space.XS)
        self.source = self._source_button()
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.addWidget(self.value)
        self._place.addStretch(1)
        self._below = QVBoxLayout()
        self._below.setSpacing(Space.S)
        self._lay_out()

    def show_view(self, view: FactView) -> None:
        """Show a fact; an editor that is open stays open."""
        if view == self._view:
            return
        self._view = view
        self.value.show_value(view.value, known=view.known, refused=view.refused)
        self.value.setToolTip(self._definition.question)
        self.value.setAccessibleName(
            self.tr("{fact}：{value}，按 Enter 修改，按 → 看歷程").format(
                fact=self._definition.label, value=view.value
            )
        )
        self.confirm.setVisible(view.unconfirmed and view.known)
        clear(self._tags)
        for text, tone in view.tags:
            self._tags.addWidget(tag(text, tone))
        self._say_source()
        self._show_conflict(view)

    def edit(self) -> None:
        """Open the editor."""
        if self.editor is not None or self._view is None:
            return
        self.editor = fact_editor(self._definition, self._view.content)
        self.editor.committed.connect(self._commit)
        self.editor.declined.connect(self._decline)
        self.editor.unchanged.connect(self.leave)
        self.editor.left.connect(self.leave)
        self.value.hide()
        self._place.insertWidget(1, self.editor)
        keep_order(self.value, self.editor)
        self.editor.setFocus()

    def finish(self) -> None:
        """Tell of what was entered, here or under the value, before something else is shown."""
        if self.editor is not None:
            self.editor.finish()
        if self.detail is not None:
            self.detail.finish()

    def leave(self) -> None:
        """Close the editor; what was not committed is given up."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        had_focus = self._holds_focus(editor)
        # A line tells of what is typed when it loses the focus, and so it does by being hidden.
        editor.blockSignals(True)
        editor.hide()
        # The editor may be in the middle of telling us; it goes once it is done.
        QTimer.singleShot(0, editor, editor.deleteLater)
        self.value.show()
        if had_focus:
            self.value.setFocus()

    def show_detail(self, detail: FactDetail) -> None:
        """Unfold a panel under the fact, in the place of one shown before."""
        self.fold()
        self.detail = detail
        self._below.addWidget(detail)
        keep_order(self.source if self.conflict is None else self.conflict.third, detail)
        self._say_source()

    def fold(self) -> None:
        """Fold the panel away."""
        detail, self.detail = self.detail, None
        if detail is None:
            return
        had_focus = self._holds_focus(detail)
        detail.hide()
        # A link of the panel may be what folds it.
        QTimer.singleShot(0, detail, detail.deleteLater)
        self._say_source()
        if had_focus:
            self.value.setFocus()

    @staticmethod
    def _holds_focus(part: QWidget) -> bool:
        focused: QWidget | None = part.window().focusWidget()
        return focused is not None and part.isAncestorOf(focused)

    def _commit(self, content: FactContent | None) -> None:
        view = self._view
        self.leave()
        if view is not None and (content != view.content or not view.asked or view.refused):
            self.changed.emit(self._definition.key, content)

    def _decline(self) -> None:
        self.leave()
        self.refused.emit(self._definition.key)

    def _show_conflict(self, view: FactView) -> None:
        old, self.conflict = self.conflict, None
        if old is not None:
            old.hide()
            QTimer.singleShot(0, old, old.deleteLater)
        if view.candidates:
            self.conflict = ConflictPanel(self._definition.label, view.candidates, LABEL_WIDTH + Space.S)
            self.conflict.chosen.connect(partial(self.adopted.emit, self._definition.key))
            self.conflict.other.connect(self.edit)
            self._below.insertWidget(0, self.conflict)
            keep_order(self.source, self.conflict)

    def _source_button(self) -> QPushButton:
        result = QPushButton()
        result.setProperty("role", "origin")
        result.setAutoDefault(False)
        # The keyboard unfolds from the value with →, so that Tab leads from fact to fact.
        result.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        result.setFixedSize(SOURCE_WIDTH, CONTROL_HEIGHT)
        result.setToolTip(self.tr("看歷程：每一次紀錄、來源，以及用到這一項的措施（→ 展開，← 收合）"))
        result.clicked.connect(lambda: self.unfolded.emit(self._definition.key, self.detail is None))
        return result

    def _say_source(self) -> None:
        words = "" if self._view is None else self._view.source
        folded = self.detail is None
        text = self.tr("▸ {source}") if folded else self.tr("▾ {source}")
        self.source.setText(text.format(source=words))
        self.source.setAccessibleName(
            self.tr("「{fact}」的歷程，來源 {source}").format(fact=self._definition.label, source=words)
        )

    def _open_menu(self, at: QPoint) -> None:
        if self._view is None:
            return
        key = self._definition.key
        acts = RowActs(
            edit=self.edit,
            confirm=partial(self.confirmed.emit, key),
            mark_unknown=partial(self.changed.emit, key, None),
            refuse=partial(self.refused.emit, key),
            unfold=partial(self.unfolded.emit, key, True),
        )
        menu = fact_menu(self.value, self._view, acts)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.value.mapToGlobal(at))

    def _lay_out(self) -> None:
        name = label(self._definition.label, "second")
        name.setFixedWidth(LABEL_WIDTH)
        name.setMinimumHeight(CONTROL_HEIGHT)
        name.setToolTip(self._definition.question)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(name, 0, top)
        line.addLayout(self._place, 1)
        line.addWidget(self._beside(), 0, top)
        line.addWidget(self.source, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addLayout(line)
        column.addLayout(self._below)

    def _beside(self) -> QWidget:
        """Return what stands beside the first line of the value, on its middle: the link and the tags."""
        place = QWidget()
        place.setFixedHeight(CONTROL_HEIGHT)
        place.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = row(self.confirm)
        line.addLayout(self._tags)
        place.setLayout(line)
        return place

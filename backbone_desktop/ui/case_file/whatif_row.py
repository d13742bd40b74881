"""One assumed fact: its value as it stands, an editor for the assumed one, and what to do once it is true.

Rule: the editor is the one the profile uses, so that what can be assumed can be recorded.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from backbone_desktop.ui.case_file.fact_editors import fact_editor
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.ui.case_file.whatif_presenter import Assumption


class AssumptionRow(QFrame):
    """A fact being assumed."""

    changed = Signal(str, object)
    dropped = Signal(str)
    recorded = Signal(str, object)

    def __init__(self, assumption: Assumption) -> None:
        super().__init__()
        self.setProperty("role", "fact")
        definition = self.definition = assumption.definition
        self._content: FactContent | None = assumption.content
        self._declined = False
        drop = button(self.tr("移除"), partial(self.dropped.emit, definition.key), "link")
        drop.setAccessibleName(self.tr("不再假設「{fact}」").format(fact=definition.label))
        self.editor = fact_editor(definition, assumption.content)
        self.editor.committed.connect(self._take)
        self.editor.declined.connect(self._decline)
        self.record = button(
            self.tr("寫入概況…"), self._ask, "link", self.tr("這一項已經成真：記為今天由顧問輸入的資料")
        )
        self.record.setAccessibleName(self.tr("把「{fact}」寫入概況").format(fact=definition.label))
        self.record.setProperty("place", "lead")
        self.sure = button(self.tr("確定寫入"), self._record)
        # It is given the cursor, so Enter has to press it as well as the space bar.
        self.sure.setAutoDefault(True)
        self._never_mind = button(self.tr("取消"), partial(self._offer, asked=False), "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.XS)
        name = label(definition.label, "strong")
        name.setToolTip(definition.question)
        head = row(name, drop)
        head.setStretch(0, 1)
        column.addLayout(head)
        column.addWidget(label(self.tr("目前：{value}").format(value=assumption.now), "note"))
        column.addWidget(self.editor)
        column.addLayout(row(self.record, self.sure, self._never_mind, 1))
        self._differs = assumption.differs
        self._offer(asked=False)

    def begin(self) -> None:
        """Put the cursor where the value goes."""
        self.editor.setFocus()

    def show_difference(self, *, differs: bool) -> None:
        """Offer to record only what differs from what is recorded."""
        self._differs = differs
        self._offer(asked=False)

    def _take(self, content: FactContent | None) -> None:
        self._content, self._declined = content, False
        self.changed.emit(self.definition.key, content)

    def _decline(self) -> None:
        # A refusal counts as not known here; that the firm refused is recorded where it is asked.
        self._content, self._declined = None, True
        self.changed.emit(self.definition.key, None)

    def _ask(self) -> None:
        self._offer(asked=True)
        self.sure.setFocus()

    def _offer(self, *, asked: bool) -> None:
        self.record.setVisible(self._differs and not asked and not self._declined)
        self.sure.setVisible(asked)
        self._never_mind.setVisible(asked)

    def _record(self) -> None:
        self.recorded.emit(self.definition.key, self._content)

"""One need as it is read, and what can be done with it.

Rule: closing a need keeps it; it can be opened again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from backbone_desktop.domain.codes import ConfirmationState, NeedState, Urgency
from backbone_desktop.domain.money import format_ntd_text
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, row, tag

if TYPE_CHECKING:
    from backbone_desktop.domain.need import Need


class NeedCard(QFrame):
    """A need with its tags, details and actions."""

    edit_pressed = Signal(object)
    state_pressed = Signal(object, object)

    def __init__(self, need: Need) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.need = need
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.XS)
        column.addLayout(row(*self._tags(), 1, *self._actions()))
        column.addWidget(label(need.text or self.tr("（未填說明）"), "" if need.text else "second"))
        column.addWidget(label(self._details(), "second"))

    def _tags(self) -> list[QWidget]:
        need = self.need
        tags: list[QWidget] = [label(need.aspect.label, "strong", wrap=False)]
        if need.urgency is not Urgency.UNKNOWN:
            tone = Tone.BAD if need.urgency is Urgency.HIGH else Tone.NEUTRAL
            tags.append(tag(need.urgency.label, tone))
        if need.state is not NeedState.OPEN:
            tags.append(tag(need.state.label, Tone.OK if need.state is NeedState.MET else Tone.NEUTRAL))
        unconfirmed = need.confirmation is ConfirmationState.UNCONFIRMED
        tags.append(tag(need.confirmation.label, Tone.WARN if unconfirmed else Tone.OK))
        return tags

    def _actions(self) -> list[QWidget]:
        edit = button(self.tr("編輯"), partial(self.edit_pressed.emit, self.need), "link")
        edit.setAccessibleName(self.tr("編輯{aspect}需求").format(aspect=self.need.aspect.label))
        if self.need.state is not NeedState.OPEN:
            return [self._state_button(self.tr("重新開啟"), NeedState.OPEN), edit]
        return [
            self._state_button(self.tr("已滿足"), NeedState.MET),
            self._state_button(self.tr("不再需要"), NeedState.DROPPED),
            edit,
        ]

    def _state_button(self, words: str, state: NeedState) -> QWidget:
        return button(words, partial(self.state_pressed.emit, self.need, state), "link")

    def _details(self) -> str:
        need = self.need
        kinds = "、".join(need.item_kinds) or self.tr("未填")
        wanted = self.tr("未填") if need.wanted_by is None else format_roc(need.wanted_by)
        budget = self.tr("未填") if need.budget_ntd is None else format_ntd_text(need.budget_ntd)
        source = self.tr("問卷") if need.source else self.tr("顧問輸入")
        return self.tr("希望的服務：{kinds}　希望完成日：{wanted}　預算：{budget}　來源：{source}").format(
            kinds=kinds, wanted=wanted, budget=budget, source=source
        )

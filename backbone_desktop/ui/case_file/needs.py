"""需求: what the firm asks for, and its answers confirmed one by one.

Rule: a need typed by the consultant counts as confirmed; one from a response waits for the firm's word.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.domain.codes import Aspect, Channel, NeedState, read_code
from backbone_desktop.domain.need import Need
from backbone_desktop.ui.case_file.answers import AnswersCard
from backbone_desktop.ui.case_file.fields import keep_order
from backbone_desktop.ui.case_file.need_card import NeedCard
from backbone_desktop.ui.case_file.need_editor import NeedEditor
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, clear, label, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.codes import ConfirmationState
    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.domain.questionnaire import Answer
    from backbone_desktop.ui.workspace import Workspace

CHANNEL = "case_file/confirmation_channel"
ORDER = {aspect: position for position, aspect in enumerate(Aspect)}


class NeedsTab(QWidget):
    """Needs by aspect above, answers below."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self._shown: tuple[Need, ...] | None = None
        self.editor: NeedEditor | None = None
        self._cards: list[NeedCard] = []
        self.answers = AnswersCard(workspace.services.catalogue.form, workspace.theme)
        self.answers.channel.set_code(read_code(Channel, workspace.settings.text(CHANNEL)) or Channel.PHONE)
        self.answers.settled.connect(self._settle)
        self.answers.take_back_pressed.connect(self._take_back)
        self.answers.next_firm_pressed.connect(self._next_firm)
        self._steps: list[Answer] = []
        self._asks = False
        self.answers.reached.connect(self._reveal)
        self._summary = label("", "second", wrap=False)
        self._place = QVBoxLayout()
        self._needs = QVBoxLayout()
        self._needs.setSpacing(Space.S)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, Space.S, Space.M)
        column.setSpacing(Space.M)
        self._add = button(self.tr("新增需求"), self.add)
        self.ask = button("", self.start_asking, tip=self.tr("從第一題還沒問的開始，只用鍵盤就能問完"))
        head = row(label(self.tr("需求"), "heading", wrap=False), self._summary, 1, self.ask, self._add)
        column.addLayout(head)
        column.addLayout(self._place)
        column.addLayout(self._needs)
        column.addWidget(self.answers)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(content)
        outer.addWidget(self.area)

    def show_file(self, file: CaseFile) -> None:
        """Show a case; a need being edited for it stays open."""
        same = self._file is not None and self._file.case.id == file.case.id
        self._file = file
        if not same:
            self._leave()
            self._steps = []
            self.answers.asked.setText(file.contacts[0].name if file.contacts else "")
            self.area.verticalScrollBar().setValue(0)
        if not same or self._shown != file.needs:
            self._show_needs(file.needs)
        self.answers.show_responses(file.responses, file.observations, same_case=same)
        waiting = self.answers.waiting
        words = self.tr("逐一確認 {count} 題").format(count=waiting)
        self.ask.setText(words)
        self.ask.setAccessibleName(words)
        self.ask.setVisible(waiting > 0)
        if self._asks and not same:
            self._asks = False
            self.start_asking()

    def start_asking(self) -> None:
        """Bring the answers to the top and stand on the first one nobody has asked about."""
        self.answers.start()
        self._bring_up_answers()
        # A tab that just came into view is laid out only now.
        QTimer.singleShot(0, self, self._bring_up_answers)

    def _bring_up_answers(self) -> None:
        self.area.verticalScrollBar().setValue(self.answers.y())

    def count(self, file: CaseFile) -> int | None:
        """Count the needs still open."""
        return sum(need.state is NeedState.OPEN for need in file.needs)

    def add(self) -> None:
        """Open the form for a new need."""
        self.edit(Need("", Aspect.TALENT, (), ""))

    @Slot(object)
    def edit(self, need: Need) -> None:
        """Open the form for a need."""
        self._leave()
        self.editor = NeedEditor(need, self._workspace.services.catalogue.form)
        self.editor.saved.connect(self._save)
        self.editor.left.connect(self._leave)
        self._place.addWidget(self.editor)
        self._show_edited()
        keep_order(self._add, self.editor)
        self.editor.setFocus()
        self.area.verticalScrollBar().setValue(0)

    def _show_needs(self, needs: tuple[Need, ...]) -> None:
        self._shown = needs
        had_focus = self._needs_hold_focus()
        clear(self._needs)
        ordered = sorted(needs, key=lambda need: (need.state is not NeedState.OPEN, ORDER[need.aspect]))
        self._cards = [self._card(need) for need in ordered]
        for card in self._cards:
            self._needs.addWidget(card)
        self._show_edited()
        unmet = sum(need.state is NeedState.OPEN for need in needs)
        words = self.tr("待處理 {open} 項，共 {all} 項").format(open=unmet, all=len(needs))
        self._summary.setText(words if needs else "")
        if not needs:
            advice = self.tr("還沒有需求。匯入問卷回覆後會自動列出，也可以按「新增需求」記下企業說的話。")
            self._needs.addWidget(label(advice, "second"))
        keep_order(self._add, *self._cards, self.answers)
        if had_focus:
            self._add.setFocus()

    def _card(self, need: Need) -> NeedCard:
        card = NeedCard(need)
        card.edit_pressed.connect(self.edit)
        card.state_pressed.connect(self._set_state)
        return card

    def _needs_hold_focus(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and any(card.isAncestorOf(focused) for card in self._cards)

    def _show_edited(self) -> None:
        """Show every card but that of the need whose form is open."""
        opened = self.editor.original.id if self.editor is not None else ""
        for card in self._cards:
            card.setVisible(card.need.id != opened)

    def _leave(self) -> None:
        self.editor = None
        clear(self._place)
        self._show_edited()

    @Slot(object)
    def _save(self, need: Need) -> None:
        if self._file is None:
            return
        self._leave()
        self._run(self.tr("儲存需求"), need)

    @Slot(object, object)
    def _set_state(self, need: Need, state: NeedState) -> None:
        def tell(_saved: Need) -> None:
            self._workspace.shell.notify(
                self.tr("需求已標為「{state}」").format(state=state.label),
                Tone.OK,
                self.tr("復原"),
                partial(self._run, self.tr("復原需求"), need),
            )

        self._run(self.tr("更改需求狀態"), replace(need, state=state), tell)

    def _run(self, title: str, need: Need, then: Callable[[Need], None] | None = None) -> None:
        if self._file is not None:
            casework, case = self._workspace.services.casework, self._file.case.id
            self._workspace.tasks.run(title, lambda _control: casework.save_need(case, need), then)

    @Slot(object, object, object)
    def _settle(self, before: Answer, state: ConfirmationState, content: FactContent | None) -> None:
        # The service that settles is imported with the first answer, not with the window.
        from backbone_desktop.services.confirmation import Settlement  # noqa: PLC0415 - start-up: first used here

        if self._file is None:
            return
        channel = self.answers.channel.code
        self._workspace.settings.keep_text(CHANNEL, channel.value)
        settlement = Settlement(state, content, self.answers.asked.text().strip(), channel)
        confirmation, case = self._workspace.services.confirmation, self._file.case.id
        self._steps.append(before)
        self.answers.take_back.setEnabled(True)
        self._workspace.tasks.run(
            self.tr("確認答案"), lambda _control: confirmation.settle(case, before.question, settlement)
        )

    @Slot()
    def _take_back(self) -> None:
        """Let the answer settled last stand as it did before, and stand on it again."""
        if self._file is None or not self._steps:
            return
        before, case = self._steps.pop(), self._file.case.id
        self.answers.take_back.setEnabled(bool(self._steps))
        confirmation = self._workspace.services.confirmation
        self._workspace.tasks.run(
            self.tr("復原確認"),
            lambda _control: confirmation.take_back(case, before),
            lambda answer: self.answers.go_to(answer.question),
        )

    @Slot()
    def _next_firm(self) -> None:
        """Open the next firm with answers nobody has asked about, on its first one."""
        if self._file is None:
            return
        case = self._workspace.services.confirmation.next_case(self._file.case.id)
        if case is None:
            self._workspace.shell.notify(self.tr("其他企業的答案都已確認。"), Tone.OK)
            return
        self._asks = True
        self._workspace.shell.open_case(case, "needs")

    @Slot(object)
    def _reveal(self, widget: QWidget) -> None:
        table = self.answers.table
        if widget is not table:
            self.area.ensureWidgetVisible(widget)
            return
        content: QWidget | None = self.area.widget()
        if content is not None:
            box = table.visualRect(table.currentIndex())
            place = table.viewport().mapTo(content, box.center())
            self.area.ensureVisible(0, place.y(), 0, box.height() * 2)

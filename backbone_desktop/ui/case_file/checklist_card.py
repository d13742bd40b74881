"""下次訪視要問: the checklist above the visits, answered in place by keyboard alone.

Rule: a question that was not answered stays for the next visit; half-typed answers outlive a refresh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from backbone_desktop.domain.codes import Channel
from backbone_desktop.ui.case_file.checklist_rows import QuestionRow, SettledRow
from backbone_desktop.ui.case_file.fields import QuietBox, Segments, keep_order
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, clear, label, restyle, row, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backbone_desktop.domain.checklist import Question
    from backbone_desktop.domain.facts import FactDefinition
    from backbone_desktop.ui.case_file.checklist_presenter import ChecklistView

_CHANNELS = (Channel.VISIT, Channel.PHONE)


class ChecklistCard(QFrame):
    """The questions of one case."""

    answered = Signal(str, object)
    declined = Signal(str)
    removed = Signal(str)
    added = Signal(tuple)

    def __init__(self, definitions: Mapping[str, FactDefinition]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._definitions = definitions
        self._view: ChecklistView | None = None
        self._shows_earlier = False
        self.rows: dict[str, QuestionRow] = {}
        self._count = tag("")
        words = tuple((each.value, each.label) for each in _CHANNELS)
        self.channels = Segments(words, self.tr("怎麼問到的"))
        self.channels.set_value(Channel.VISIT.value)
        self.channels.setToolTip(self.tr("當面問到的記為「訪視」，電話問到的記為「顧問輸入」"))
        self._advice = label(
            self.tr("還沒有要問的資料。選一項加入，訪視或電話時就能在這裡直接填答。"), "second"
        )
        self._pending = QVBoxLayout()
        self._pending.setSpacing(0)
        self._settled = QVBoxLayout()
        self._settled.setSpacing(0)
        self.earlier = button("", self._toggle_earlier, "link")
        self.offers = QuietBox()
        self.offers.setAccessibleName(self.tr("加入要問的資料"))
        self.offers.setMinimumContentsLength(16)
        self.add = button(self.tr("加入"), self._add_chosen, tip=self.tr("列入下次訪視要問"))
        self.add_few = button("", self._add_few, "link")
        self._lay_out()

    @property
    def channel(self) -> Channel:
        """How the answers are being asked for."""
        return Channel(self.channels.value)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """What Tab leads through, in reading order."""
        return (self.channels, *self.rows.values(), self.earlier, self.offers, self.add, self.add_few)

    def finish(self) -> None:
        """Tell of the answers that were entered and not yet told."""
        for each in tuple(self.rows.values()):
            each.finish()

    def forget(self) -> None:
        """Let everything of the case shown go, typed or not."""
        self.rows.clear()
        clear(self._pending)
        self._shows_earlier = False

    def show_view(self, view: ChecklistView) -> None:
        """Show a checklist; rows still open keep what is typed into them."""
        focused = self._focused()
        self._view = view
        facts = [each.fact for each in view.pending]
        for fact in [each for each in self.rows if each not in facts]:
            gone = self.rows.pop(fact)
            gone.hide()
            gone.deleteLater()
        for place, question in enumerate(view.pending):
            if question.fact not in self.rows:
                self.rows[question.fact] = self._row(question)
            self._pending.insertWidget(place, self.rows[question.fact])
        self.rows = {fact: self.rows[fact] for fact in facts}
        self._show_settled()
        self._show_offers(view)
        self._count.setText(self.tr("待問 {count}").format(count=len(facts)))
        self._count.setProperty("tone", (Tone.UNKNOWN if facts else Tone.NEUTRAL).value)
        restyle(self._count)
        self._advice.setVisible(not facts and not view.today)
        keep_order(*self.in_order)
        if focused is not None and focused not in self.rows:
            self._focus_next()

    def _row(self, question: Question) -> QuestionRow:
        made = QuestionRow(question, self._definitions[question.fact])
        made.answered.connect(self.answered)
        made.declined.connect(self.declined)
        made.removed.connect(self.removed)
        return made

    def _focused(self) -> str | None:
        focus: QWidget | None = self.window().focusWidget()
        if focus is None:
            return None
        return next((fact for fact, each in self.rows.items() if each.isAncestorOf(focus)), None)

    def _focus_next(self) -> None:
        """Lead on to the first question still open, or to where another is added."""
        following = next(iter(self.rows.values()), None)
        if following is None:
            self.offers.setFocus()
        else:
            following.begin()

    def _show_settled(self) -> None:
        clear(self._settled)
        if self._view is None:
            return
        earlier = self._view.earlier if self._shows_earlier else ()
        for question in (*self._view.today, *earlier):
            line = SettledRow(question)
            line.removed.connect(self.removed)
            self._settled.addWidget(line)
        count = len(self._view.earlier)
        words = self.tr("收起先前問到的") if self._shows_earlier else self.tr("先前問到的 {count} 項")
        self.earlier.setText(words.format(count=count))
        self.earlier.setVisible(count > 0)

    def _show_offers(self, view: ChecklistView) -> None:
        chosen = self.offers.currentData()
        self.offers.clear()
        for offer in view.offers:
            self.offers.addItem(offer.text, offer.fact)
        self.offers.setCurrentIndex(max(self.offers.findData(chosen), 0))
        for each in (self.offers, self.add):
            each.setEnabled(bool(view.offers))
        self.add_few.setText(self.tr("加入最該先問的 {count} 項").format(count=len(view.first_few)))
        self.add_few.setVisible(len(view.first_few) > 1)

    def _toggle_earlier(self) -> None:
        self._shows_earlier = not self._shows_earlier
        self._show_settled()

    def _add_chosen(self) -> None:
        fact = self.offers.currentData()
        if isinstance(fact, str):
            self.added.emit((fact,))

    def _add_few(self) -> None:
        if self._view is not None:
            self.added.emit(self._view.first_few)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        head = label(self.tr("下次訪視要問"), "strong", wrap=False)
        asked = label(self.tr("問法"), "note", wrap=False)
        column.addLayout(row(head, self._count, 1, asked, self.channels))
        column.addWidget(self._advice)
        column.addLayout(self._pending)
        column.addLayout(self._settled)
        column.addLayout(row(self.earlier, 1))
        column.addLayout(row(self.offers, self.add, self.add_few, 1))

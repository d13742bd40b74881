"""假設試算: what would move if some facts were other than they are.

Rule: nothing is stored and the page says so; only 「寫入概況」 records, one fact, as by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.comparison_lanes import LaneFigures
from backbone_desktop.ui.case_file.comparison_list import ChangeList
from backbone_desktop.ui.case_file.comparison_presenter import comparison_view
from backbone_desktop.ui.case_file.fact_acts import FactActions
from backbone_desktop.ui.case_file.fields import keep_order
from backbone_desktop.ui.case_file.whatif_chooser import FactChooser
from backbone_desktop.ui.case_file.whatif_list import AssumptionList
from backbone_desktop.ui.case_file.whatif_presenter import Assumptions
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, row, scrolled, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.comparison import WhatIf
    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.domain.verdict import Suggestion
    from backbone_desktop.ui.case_file.whatif_presenter import FactOffer
    from backbone_desktop.ui.workspace import Workspace

FACTS_WIDTH = 340


class WhatIfPage(QWidget):
    """Assumed facts at the left, what they change at the right; Esc leaves and forgets."""

    left = Signal()
    measure_chosen = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self._suggestions: tuple[Suggestion, ...] = ()
        self._asked = 0
        self._acts = FactActions(workspace)
        self.assumptions = Assumptions(workspace.services.catalogue.facts.asked)
        self.assumed = AssumptionList()
        self.assumed.changed.connect(self._change)
        self.assumed.dropped.connect(self._drop)
        self.assumed.recorded.connect(self._record)
        self.chooser = FactChooser(self._offers)
        self.chooser.chosen.connect(self._choose)
        self.leave = button(self.tr("離開假設"), self._leave, "", self.tr("Esc；假設不會留下"))
        self.clear = button(self.tr("清除全部假設"), self._forget, "link")
        self.lanes = LaneFigures()
        self._words = label("", "second")
        self.list = ChangeList(workspace.theme)
        self.list.measure_chosen.connect(self.measure_chosen)
        self.copy = button(self.tr("複製表格"), self._copy, "link")
        escape = QKeySequence(Qt.Key.Key_Escape)
        QShortcut(escape, self, self._leave, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._lay_out()

    def begin(self, file: CaseFile, contents: Mapping[str, FactContent | None] | None = None) -> None:
        """Assume facts of a case, or start with none and choose them here."""
        if self._file is None or self._file.case.id != file.case.id:
            self.assumed.clear()
            self.assumptions.forget()
        self.assumptions.assume(contents or {})
        for key in contents or {}:
            self.assumed.remove(key)
        self.show_file(file)
        first = next(iter(contents or {}), "")
        if first in self.assumed.rows:
            self.assumed.rows[first].begin()
        else:
            self.chooser.setFocus()

    def show_file(self, file: CaseFile) -> None:
        """Try the assumptions on the file as it is now."""
        self._file = file
        self._acts.show_file(file)
        self._suggestions = self._workspace.services.assessment.ask_next(file)
        self.chooser.refresh()
        self._show_rows()
        self._try()

    def _offers(self, text: str) -> tuple[FactOffer, ...]:
        return self.assumptions.offers(text, self._suggestions)

    def _show_rows(self) -> None:
        if self._file is None:
            return
        sheet = self._workspace.services.casework.sheet(self._file)
        self.assumed.show_assumptions(self.assumptions.listed(sheet))
        self.clear.setVisible(len(self.assumed.rows) > 1)
        keep_order(self.chooser, *self.assumed.rows.values(), self.clear, self.copy, self.list)

    def _try(self) -> None:
        """Judge under the assumptions; only the answer to the latest question is shown."""
        if self._file is None:
            return
        self._asked += 1
        asked, file, contents = self._asked, self._file, self.assumptions.contents
        service = self._workspace.services.assessment

        def show(found: WhatIf) -> None:
            if asked == self._asked:
                self._show(found)

        self._workspace.tasks.run(self.tr("假設試算"), lambda _control: service.what_if(file, contents), show)

    def _show(self, found: WhatIf) -> None:
        view = comparison_view(found.comparison, found.assessment)
        self.lanes.show_lanes(view.lanes)
        self.list.show_lines(view.lines)
        self.copy.setVisible(bool(view.lines))
        if view.lines:
            text = self.tr("有 {count} 項措施會改變：")
            self._words.setText(text.format(count=len(view.lines)))
        elif self.assumed.rows:
            self._words.setText(self.tr("這些假設不會改變任何措施的判定、理由或優惠。"))
        else:
            self._words.setText(self.tr("從左邊選一項資料，改成假設的內容，這裡就會列出哪些措施會變。"))

    @Slot(str)
    def _choose(self, key: str) -> None:
        if self._file is None:
            return
        self.assumptions.choose(key, self._workspace.services.casework.sheet(self._file))
        self._show_rows()
        self.chooser.refresh()
        self.assumed.rows[key].begin()
        self._try()

    @Slot(str, object)
    def _change(self, key: str, content: FactContent | None) -> None:
        self.assumptions.assume({key: content})
        self._show_rows()
        self._try()

    @Slot(str)
    def _drop(self, key: str) -> None:
        self.assumptions.drop(key)
        self.assumed.remove(key)
        self._show_rows()
        self.chooser.refresh()
        self.chooser.setFocus()
        self._try()

    @Slot(str, object)
    def _record(self, key: str, content: FactContent | None) -> None:
        """Record a fact that turned out true; it is no assumption any more."""
        self.assumptions.drop(key)
        self.assumed.remove(key)
        self._acts.save(key, content)

    def _forget(self) -> None:
        self.assumptions.forget()
        self.assumed.clear()
        self._show_rows()
        self.chooser.refresh()
        self.chooser.setFocus()
        self._try()

    def _leave(self) -> None:
        self.assumptions.forget()
        self.assumed.clear()
        self.left.emit()

    def _copy(self) -> None:
        self.list.copy_table()
        self._workspace.shell.notify(self.tr("已複製試算結果"), Tone.NEUTRAL)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        mark = tag(self.tr("假設"), Tone.WARN)
        words = label(self.tr("以下內容只是試算，不會寫入資料；按「離開假設」即全部清除。"), "second")
        head = row(mark, words, self.leave, spacing=Space.M)
        head.setStretch(1, 1)
        column.addLayout(head)
        body = QHBoxLayout()
        body.setSpacing(Space.M)
        body.addWidget(self._facts_card())
        body.addWidget(self._changes_card(), 1)
        column.addLayout(body, 1)

    def _facts_card(self) -> QFrame:
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        inner.setSpacing(Space.S)
        inner.addWidget(label(self.tr("假設的資料"), "heading"))
        inner.addWidget(self.chooser)
        inner.addWidget(self.assumed)
        inner.addLayout(row(self.clear, 1))
        inner.addStretch(1)
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(FACTS_WIDTH)
        outer = QVBoxLayout(card)
        outer.setContentsMargins(1, 1, 1, 1)
        area = scrolled(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area)
        return card

    def _changes_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        inner.setSpacing(Space.S)
        inner.addLayout(row(label(self.tr("會改變的措施"), "heading", wrap=False), 1, self.copy))
        inner.addWidget(self.lanes)
        inner.addWidget(self._words)
        inner.addWidget(self.list, 1)
        inner.addStretch(0)
        return card

"""經費試算: figures of a project typed in place, and what a measure's items make of them at once.

Rule: nothing typed here is recorded; it is remembered for the measure until the window closes.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.money_sheet import HolderGiven, MoneyInput, MoneyRequest
from backbone_desktop.ui.case_file.fields import AmountEdit, CodeBox, QuietBox, field
from backbone_desktop.ui.case_file.money_fields import CountEdit
from backbone_desktop.ui.case_file.money_inputs import (
    FIGURES,
    MoneyMemory,
    given_inputs,
    prefilled_words,
    wanted_inputs,
    with_figure,
    with_holder,
)
from backbone_desktop.ui.case_file.money_presenter import as_table, sheet_view
from backbone_desktop.ui.case_file.money_result import MoneyResult
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.money_sheet import MoneySheet
    from backbone_desktop.domain.verdict import MeasureVerdict
    from backbone_desktop.ui.workspace import Workspace

COUNTED = frozenset({MoneyInput.PERSONS, MoneyInput.YEARS})


class MoneyCalculator(QWidget):
    """The figures above, the sheet of one item below."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._memory = MoneyMemory()
        self._file: CaseFile | None = None
        self._number = 0
        self._request = self._defaults = MoneyRequest()
        self.sheets: tuple[MoneySheet, ...] = ()
        self.items = QuietBox()
        self.items.setAccessibleName(self.tr("試算的服務項目"))
        self.items.activated.connect(lambda _place: self._show_sheet())
        self.holder = CodeBox(tuple(HolderGiven), MoneyInput.HOLDER.label)
        self.holder.edited.connect(lambda: self._take(with_holder(self._request, self.holder.code)))
        self.figures: dict[MoneyInput, AmountEdit | CountEdit] = {
            kind: self._figure(kind) for kind, _name in FIGURES
        }
        self._fields: dict[MoneyInput, QWidget] = {
            kind: field(kind.label, editor) for kind, editor in self.figures.items()
        }
        self._fields[MoneyInput.HOLDER] = field(MoneyInput.HOLDER.label, self.holder)
        self.copy = button(self.tr("複製表格"), self.copy_table, "link", self.tr("以表格複製試算結果"))
        self.reset = button(self.tr("還原"), self._go_back, "link", self.tr("改回企業資料裡的數字"))
        self._origin = label("", "note")
        self._refusal = label("", "second", Tone.BAD)
        self.result = MoneyResult()
        self._grid = QGridLayout()
        self._lay_out()

    def show_measure(self, file: CaseFile, verdict: MeasureVerdict) -> None:
        """Show the money of a measure of the edition in force, with what was typed for it before."""
        another = self._file is None or file.case.id != self._file.case.id or self._number != verdict.number
        self._file, self._number = file, verdict.number
        if another:
            self._show_items(verdict)
        self._defaults = self._workspace.services.funding.defaults(file, verdict.number)
        self._fill(self._memory.recall(file.case.id, verdict.number, self._defaults))
        self._compute()
        self._choose_fields()
        self._say_origin()

    def begin(self) -> None:
        """Put the cursor into the first figure."""
        first = next((each for each in self.figures.values() if each.isVisible()), None)
        (first or self.copy).setFocus()

    def copy_table(self) -> None:
        """Put the sheet on the clipboard as a table."""
        if self._sheet is not None:
            QGuiApplication.clipboard().setText(as_table(self._sheet))
            self._workspace.shell.notify(self.tr("已複製試算表"), Tone.NEUTRAL)

    @property
    def _sheet(self) -> MoneySheet | None:
        place = self.items.currentIndex()
        return self.sheets[place] if 0 <= place < len(self.sheets) else None

    def _figure(self, kind: MoneyInput) -> AmountEdit | CountEdit:
        if kind in COUNTED:
            count = CountEdit(kind.label)
            count.edited.connect(partial(self._type, kind))
            return count
        amount = AmountEdit(kind.label)
        derived = self.tr("由經費與補助推算")
        example = self.tr("未知，例：1,900萬元")
        amount.line.setPlaceholderText(derived if kind is MoneyInput.OWN else example)
        amount.line.textEdited.connect(partial(self._type, kind))
        return amount

    def _type(self, kind: MoneyInput, _text: str = "") -> None:
        editor = self.figures[kind]
        figure = editor.amount if isinstance(editor, AmountEdit) else editor.count
        request = with_figure(self._request, kind, figure)
        if kind is not MoneyInput.OWN and self._own_follows(request):
            request = with_figure(request, MoneyInput.OWN, None)
            self._show_figure(MoneyInput.OWN, None)
        self._take(request)

    def _own_follows(self, request: MoneyRequest) -> bool:
        """Whether cost and grant say what the firm pays, and nobody typed another figure for it.

        What a need means to spend is a start only; held against a known cost and grant it would contradict
        them.
        """
        known = request.cost_ntd is not None and request.approved_ntd is not None
        return known and request.own_ntd == self._defaults.own_ntd

    def _take(self, request: MoneyRequest) -> None:
        if self._file is None:
            return
        self._request = request
        self._memory.keep(self._file.case.id, self._number, request, self._defaults)
        self._say_origin()
        self._compute()

    def _go_back(self) -> None:
        if self._file is None:
            return
        self._memory.forget(self._file.case.id, self._number)
        self._fill(self._defaults)
        self._say_origin()
        self._compute()

    def _say_origin(self) -> None:
        """Say which figures in view the case answers."""
        in_view = (kind for kind, place in self._fields.items() if not place.isHidden())
        words = prefilled_words(self._defaults, self._request, frozenset(in_view))
        self._origin.setText(words)
        self._origin.setVisible(bool(words))

    def _fill(self, request: MoneyRequest) -> None:
        self._request = request
        for kind, name in FIGURES:
            self._show_figure(kind, getattr(request, name))
        self.holder.set_code(HolderGiven.of(request.holders))

    def _show_figure(self, kind: MoneyInput, figure: int | None) -> None:
        editor = self.figures[kind]
        if isinstance(editor, AmountEdit):
            editor.set_amount(figure)
        else:
            editor.set_count(figure)

    def _compute(self) -> None:
        try:
            self.sheets = self._workspace.services.funding.sheets(self._number, self._request)
        except UserError as refusal:
            self._refusal.setText(f"{refusal.title}。{refusal.remedy}")
            self._refusal.show()
            self.result.hide()
            return
        self._refusal.hide()
        self._show_sheet()

    def _show_sheet(self) -> None:
        sheet = self._sheet
        self.result.setVisible(sheet is not None)
        if sheet is not None:
            self.result.show_view(sheet_view(sheet))

    def _show_items(self, verdict: MeasureVerdict) -> None:
        self.items.clear()
        for each in self._workspace.services.catalogue.edition.measure(verdict.number).items:
            judged = next((item for item in verdict.items if item.number == each.number), None)
            name = each.name or each.kind
            words = self.tr("{name}（{verdict}）")
            self.items.addItem(
                name if judged is None else words.format(name=name, verdict=judged.verdict.label)
            )
        best = next((each.number for each in verdict.items if each.verdict is verdict.verdict), 1)
        self.items.setCurrentIndex(min(best, self.items.count()) - 1)
        self.items.setVisible(self.items.count() > 1)

    def _choose_fields(self) -> None:
        """Show the inputs that make a difference, two in a row."""
        bare = self._workspace.services.funding.sheets(self._number, MoneyRequest())
        wanted = wanted_inputs((*bare, *self.sheets))
        if wanted:
            wanted |= given_inputs(self._request) & {MoneyInput.COST, MoneyInput.APPROVED}
        shown = [kind for kind in self._fields if kind in wanted]
        for place in self._fields.values():
            self._grid.removeWidget(place)
        # A field has its place before it is shown; without a parent it would open as a window.
        for position, kind in enumerate((*shown, *(each for each in self._fields if each not in shown))):
            self._grid.addWidget(self._fields[kind], *divmod(position, 2))
            self._fields[kind].setVisible(kind in shown)
        self.reset.setVisible(bool(shown))

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XS)
        for place in range(2):
            self._grid.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(row(label(self.tr("經費試算"), "strong", wrap=False), 1, self.reset, self.copy))
        column.addWidget(self.items)
        column.addLayout(self._grid)
        column.addWidget(self._origin)
        column.addWidget(self._refusal)
        column.addWidget(self.result)

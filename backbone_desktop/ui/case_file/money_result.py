"""The outcome of a money sheet: each reading with its result and tests, then every step beside the other.

Rule: labels are filled anew and never rebuilt, so that typing a figure is answered at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import label, restyle, rule

if TYPE_CHECKING:
    from backbone_desktop.ui.case_file.money_presenter import ReadingView, SheetView, StepView, TestView

SIDE_BY_SIDE = 2
TOP = Qt.AlignmentFlag.AlignTop
TOP_RIGHT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class Cells:
    """A grid whose labels are kept between two fillings."""

    def __init__(self, grid: QGridLayout) -> None:
        self._grid = grid
        self._kept: dict[tuple[int, int], QLabel] = {}
        self._used: set[tuple[int, int]] = set()

    def begin(self) -> None:
        """Start a filling."""
        self._used = set()

    def put(
        self,
        place: tuple[int, int],
        text: str,
        role: str = "",
        tone: Tone | None = None,
        *,
        align: Qt.AlignmentFlag = TOP,
        span: int = 1,
    ) -> None:
        """Show a text at a row and column; an empty one shows nothing."""
        if not text:
            return
        self._used.add(place)
        cell = self._kept.get(place)
        if cell is None:
            wrap = align is TOP
            cell = self._kept[place] = label("", role, wrap=wrap)
            self._grid.addWidget(cell, *place, 1, span, align)
        _dress(cell, role, tone)
        if cell.text() != text:
            cell.setText(text)

    def end(self) -> None:
        """Hide what this filling had no use for."""
        for place, cell in self._kept.items():
            cell.setVisible(place in self._used)


class MoneyResult(QWidget):
    """Readings, steps, what to ask and what the print says besides."""

    def __init__(self) -> None:
        super().__init__()
        self.readings = [_ReadingPart() for _each in range(SIDE_BY_SIDE)]
        self._heads = QGridLayout()
        self._heads.setHorizontalSpacing(Space.L)
        self._heads.setVerticalSpacing(Space.M)
        for place in range(SIDE_BY_SIDE):
            self._heads.setColumnStretch(place, 1)
        self._steps = QGridLayout()
        self._steps.setHorizontalSpacing(Space.M)
        self._steps.setVerticalSpacing(2)
        self._steps.setColumnStretch(0, 1)
        self._cells = Cells(self._steps)
        self._asks = label("", "second", Tone.WARN)
        self._notes = label("", "note")
        self._rule = rule()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._heads)
        column.addWidget(self._rule)
        column.addLayout(self._steps)
        column.addWidget(self._asks)
        column.addWidget(self._notes)

    def show_view(self, view: SheetView) -> None:
        """Show a sheet in words."""
        self._show_readings(view.readings)
        self._rule.setVisible(bool(view.steps))
        self._show_steps(view)
        for part, texts in ((self._asks, view.asks), (self._notes, view.notes)):
            part.setText("\n".join(texts))
            part.setVisible(bool(texts))

    def _show_readings(self, readings: tuple[ReadingView, ...]) -> None:
        while len(self.readings) < len(readings):
            self.readings.append(_ReadingPart())
        for place, part in enumerate(self.readings):
            if place < len(readings):
                part.show_view(readings[place])
                alone = len(readings) == 1
                spot = divmod(place, SIDE_BY_SIDE)
                self._heads.addWidget(part, *spot, 1, SIDE_BY_SIDE if alone else 1, TOP)
            part.setVisible(place < len(readings))

    def _show_steps(self, view: SheetView) -> None:
        self._cells.begin()
        count = len(view.readings)
        if count > 1:
            for place, reading in enumerate(view.readings):
                self._cells.put((0, place + 1), reading.mark, "note", align=TOP_RIGHT)
        for number, step in enumerate(view.steps):
            # The fourth row is the gap to the next step.
            self._show_step(1 + 4 * number, step)
            self._steps.setRowMinimumHeight(4 + 4 * number, Space.XS)
        self._cells.end()

    def _show_step(self, line: int, step: StepView) -> None:
        words = self.tr("{role}・{label}").format(role=step.role, label=step.label)
        self._cells.put((line, 0), words, "second")
        for place, amount in enumerate(step.amounts):
            bound = step.binding[place]
            self._cells.put((line, place + 1), amount, "strong" if bound else "", align=TOP_RIGHT)
        self._cells.put((line + 1, 0), step.decides, "tag", Tone.ACCENT, align=TOP_LEFT)
        source = "\n".join((*step.workings, step.citation))
        self._cells.put((line + 2, 0), source, "note")


class _ReadingPart(QWidget):
    """One reading: its name, its result, what decided it, and its tests."""

    def __init__(self) -> None:
        super().__init__()
        self._name = label("", "note")
        self._kind = label("", "second", wrap=False)
        self.result = label("", "heading")
        self._remarks = label("", "note")
        self._wants = label("", "second", Tone.UNKNOWN)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._tests = Cells(self._grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self._name, self._kind, self.result, self._remarks, self._wants):
            column.addWidget(part)
        column.addLayout(self._grid)

    def show_view(self, view: ReadingView) -> None:
        """Show one reading."""
        same = view.result == view.kind
        remarks = "\n".join(view.remarks)
        texts = (
            (self._name, view.name),
            (self._kind, "" if same else view.kind),
            (self.result, view.result),
            (self._remarks, remarks),
            (self._wants, view.wants),
        )
        for part, text in texts:
            part.setText(text)
            part.setVisible(bool(text))
        _dress(self.result, "heading" if view.known else "second", None)
        self._tests.begin()
        for line, test in enumerate(view.tests):
            self._show_test(line, test)
        self._tests.end()

    def _show_test(self, line: int, test: TestView) -> None:
        self._tests.put((2 * line, 0), test.outcome, "tag", test.tone, align=TOP_LEFT)
        self._tests.put((2 * line, 1), test.name, "second")
        failed = test.tone is Tone.BAD
        self._tests.put((2 * line + 1, 0), test.sentence, "note", Tone.BAD if failed else None, span=2)


def _dress(cell: QLabel, role: str, tone: Tone | None) -> None:
    wanted = "" if tone is None else tone.value
    if cell.property("role") != role or cell.property("tone") != wanted:
        cell.setProperty("role", role)
        cell.setProperty("tone", wanted)
        restyle(cell)

"""One measure to read: head, cases it fits, windows over the year, items, preferences, offices, oddities.

Rule: it is built piece by piece between two events, so that no measure, however long, holds up the keyboard.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from backbone_desktop.ui.measures.fitting_cases import FittingCases
from backbone_desktop.ui.measures.item_section import ItemSection
from backbone_desktop.ui.measures.offices import Offices, Websites
from backbone_desktop.ui.measures.preferences import Preferences
from backbone_desktop.ui.measures.reference_words import ReferenceWords
from backbone_desktop.ui.measures.ribbon import ribbon_of
from backbone_desktop.ui.measures.ribbon_view import YearRibbon
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import clear, label, row, scrolled, tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from backbone_desktop.domain.fit import Fits
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.domain.measure import ServiceItem
    from backbone_desktop.domain.verdict import WindowStatus
    from backbone_desktop.ui.measures.index import CatalogueIndex, Entry
    from backbone_desktop.ui.measures.ribbon import WindowText
    from backbone_desktop.ui.workspace import Workspace

TOP = Qt.AlignmentFlag.AlignTop
TOP_RIGHT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
MATCHING_TAB = "matching"


class MeasurePanel(QFrame):
    """A card that scrolls."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._workspace = workspace
        self._reference = ReferenceWords(workspace.services.catalogue)
        self._number = 0
        self._fits: Fits | None = None
        self._left: deque[Callable[[], object]] = deque()
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._build_next)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self._column.setSpacing(Space.S)
        self._cases = QVBoxLayout()
        self.area = scrolled(self._content)
        self.area.setAccessibleName(self.tr("措施內容"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self.area)

    @property
    def complete(self) -> bool:
        """Whether everything on the measure has been built."""
        return not self._left

    def show_none(self) -> None:
        """Say that there is no measure to read."""
        self._begin(0)
        self._column.addWidget(label(self.tr("沒有符合條件的措施，請放寬搜尋或篩選。"), "second"))
        self._column.addStretch(1)

    def show_entry(self, entry: Entry, index: CatalogueIndex) -> None:
        """Show a measure from its beginning: the head now, the rest piece by piece."""
        self._begin(entry.measure.number)
        self._left.extend(self._pieces(entry, index))
        self._build_next()
        self._next.start()

    def show_fits(self, fits: Fits) -> None:
        """Say which cases measures fit."""
        self._fits = fits
        if self._number:
            self._show_cases()

    def finish(self) -> None:
        """Build what is left at once."""
        while self._left:
            self._build_next()

    def _begin(self, number: int) -> None:
        self._next.stop()
        self._left.clear()
        self._number = number
        clear(self._column)
        self.area.verticalScrollBar().setValue(0)

    def _build_next(self) -> None:
        if self._left:
            self._left.popleft()()
        if not self._left:
            self._next.stop()

    def _pieces(self, entry: Entry, index: CatalogueIndex) -> Iterator[Callable[[], object]]:
        measure = entry.measure
        yield partial(self._add_head, entry, index)
        yield self._add_cases
        yield partial(self._add_windows, entry, index)
        yield partial(self._heading, self.tr("服務項目"))
        for item, status in zip(measure.items, entry.windows, strict=True):
            yield partial(self._add_item, item, status, recorded=measure.criteria_recorded)
        yield partial(self._heading, self.tr("中堅企業優惠"))
        yield partial(self._add, partial(Preferences, measure.preferences))
        yield partial(self._heading, self.tr("洽詢窗口"))
        yield partial(self._add, partial(Offices, measure.contacts, self._copy, self._reference.present_name))
        if measure.websites:
            yield partial(self._heading, self.tr("相關網站"))
            yield partial(self._add, partial(Websites, measure.websites, self._copy))
        if measure.notes:
            yield partial(self._add_notes, entry)
        yield partial(self._column.addStretch, 1)

    def _add(self, build: Callable[[], QWidget]) -> None:
        self._column.addWidget(build())

    def _add_item(self, item: ServiceItem, status: WindowStatus, *, recorded: bool) -> None:
        guidance = self._reference.guidance(item)
        self._column.addWidget(ItemSection(item, status, guidance, recorded=recorded))

    def _heading(self, words: str) -> None:
        self._column.addSpacing(Space.S)
        self._column.addWidget(label(words, "heading"))

    def _add_head(self, entry: Entry, index: CatalogueIndex) -> None:
        measure, section = entry.measure, entry.section
        self._column.addWidget(label(measure.name, "title"))
        parts = [self.tr("第 {number} 項").format(number=measure.number)]
        parts += [] if section is None else [section.title]
        parts.append(self.tr("{year}年版").format(year=index.edition.roc_year))
        where = row(tag(measure.aspect.label, Tone.ACCENT))
        where.addWidget(label("・".join(parts), "second"), 1)
        self._column.addLayout(where)
        self._column.addWidget(label(measure.summary))
        industries = self._reference.industries(measure)
        if industries:
            words = self.tr("六大核心戰略產業：{industries}").format(industries=industries)
            self._column.addWidget(label(words, "second"))

    def _add_cases(self) -> None:
        self._heading(self.tr("適用我的個案"))
        self._cases = QVBoxLayout()
        self._column.addLayout(self._cases)
        self._show_cases()

    def _show_cases(self) -> None:
        clear(self._cases)
        if self._fits is None:
            self._cases.addWidget(label(self.tr("正在彙整各個案的評估…"), "second"))
        else:
            self._cases.addWidget(FittingCases(self._fits, self._number, self._open_case))

    def _add_windows(self, entry: Entry, index: CatalogueIndex) -> None:
        self._heading(self.tr("申請期間"))
        ribbon = ribbon_of(entry.measure.items, entry.windows, index.edition.roc_year, index.on)
        if ribbon.has_bars:
            self._column.addWidget(YearRibbon(ribbon, self._workspace.theme))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for text in ribbon.texts:
            self._add_window_text(grid, text)
        self._column.addLayout(grid)

    def _add_window_text(self, grid: QGridLayout, text: WindowText) -> None:
        line = grid.rowCount()
        grid.addWidget(label(text.label, "second"), line, 0, TOP)
        grid.addWidget(label("\n".join(text.periods)), line, 1, TOP)
        glance = text.glance
        grid.addWidget(tag(glance.words, glance.tone or Tone.NEUTRAL), line, 2, TOP_RIGHT)
        for note in text.notes:
            grid.addWidget(label(note, "note"), grid.rowCount(), 1, 1, 2)

    def _add_notes(self, entry: Entry) -> None:
        self._heading(self.tr("手冊原文註記"))
        for each in entry.measure.notes:
            words = self.tr("{where}：{note}").format(where=each.where, note=each.note)
            self._column.addWidget(label(words, "second"))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._workspace.shell.notify(self.tr("已複製 {text}").format(text=text), Tone.NEUTRAL)

    def _open_case(self, case: CaseId) -> None:
        self._workspace.shell.open_case(case, MATCHING_TAB)

"""What unfolds under a fact: why its value counts, every observation ever, who reads it, and other entries.

Rule: it stands in the list, under its fact; it never opens a window of its own.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from backbone_desktop.services.observations import Basis
from backbone_desktop.ui.case_file.fact_detail_presenter import (
    READERS_SHOWN,
    history_rows,
    reader_links,
    reader_words,
)
from backbone_desktop.ui.case_file.fact_entry import FactEntry
from backbone_desktop.ui.case_file.fields import keep_order
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, button, clear, label, row, rule, tag

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from backbone_desktop.domain.fact_history import FactHistory, FactReader
    from backbone_desktop.ui.case_file.fact_detail_presenter import HistoryRow, ReaderLink
    from backbone_desktop.ui.case_file.profile_presenter import VisitChoice

DAY, VALUE, TAGS, SOURCE, ACTS = range(5)


class FactDetail(QFrame):
    """The panel of one fact."""

    chosen = Signal(str)
    taken_back = Signal(str)
    measure_pressed = Signal(int)
    entered = Signal(object, object)
    refused = Signal(object)
    grown = Signal()

    def __init__(
        self,
        history: FactHistory,
        readers: Sequence[FactReader],
        visits: Sequence[VisitChoice],
        on: date,
    ) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self.shown = (history, tuple(readers), tuple(visits))
        self._definition, self._visits, self._on = history.definition, visits, on
        self.entry: FactEntry | None = None
        self.setAccessibleName(self.tr("「{fact}」的歷程").format(fact=history.definition.label))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(label(history.definition.question, "second"))
        column.addWidget(label(history.because, "strong"))
        if history.lines:
            column.addLayout(self._history(history_rows(history)))
        column.addLayout(self._acts())
        self._entry_place = QVBoxLayout()
        column.addLayout(self._entry_place)
        column.addWidget(rule())
        column.addWidget(label(reader_words(readers), "second"))
        if readers:
            column.addWidget(_Readers(reader_links(readers), self.measure_pressed.emit))

    def _history(self, rows: Sequence[HistoryRow]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(VALUE, 2)
        grid.setColumnStretch(SOURCE, 3)
        for place, each in enumerate(rows):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label(each.as_of, "second", wrap=False), place, DAY, top)
            value = label(each.value, "second" if each.faded else "strong")
            grid.addWidget(value, place, VALUE, top)
            grid.addLayout(row(tag(*each.place), tag(*each.state), spacing=Space.XS), place, TAGS, top)
            source = _stacked(label(each.source, "second"), label(each.recorded, "note"))
            grid.addLayout(source, place, SOURCE, top)
            grid.addLayout(self._row_acts(each), place, ACTS, top | Qt.AlignmentFlag.AlignRight)
        return grid

    def _row_acts(self, each: HistoryRow) -> QHBoxLayout:
        acts = row()
        said = {"value": each.value, "day": each.as_of}
        if each.can_be_chosen:
            choose = button(self.tr("採用"), partial(self.chosen.emit, each.observation), "link")
            choose.setAccessibleName(self.tr("採用 {day} 的 {value}").format(**said))
            choose.setToolTip(self.tr("以這一筆為顧問指定的內容"))
            acts.addWidget(choose)
        if each.take_back:
            back = button(each.take_back, partial(self.taken_back.emit, each.observation), "link")
            back.setAccessibleName(self.tr("{act} {day} 的 {value}").format(act=each.take_back, **said))
            back.setToolTip(self.tr("不再計入，改由之前的內容計入；紀錄仍留在歷程裡"))
            acts.addWidget(back)
        return acts

    def _acts(self) -> FlowLayout:
        acts = FlowLayout()
        for words, act, tip in (
            (
                self.tr("補登其他日期或訪視所得…"),
                self._open_entry,
                self.tr("資料日期可早於今天，或註明來自哪次訪視"),
            ),
            (self.tr("標為未知"), self._unknown, self.tr("問過了，企業不清楚；判定時視為未知")),
            (self.tr("標為拒答"), self._refuse, self.tr("企業不願回答；判定時視為未知，不再列入待問")),
        ):
            acts.addWidget(_lead(button(words, act, "link", tip)))
        return acts

    def _unknown(self) -> None:
        self.entered.emit(None, Basis())

    def _refuse(self) -> None:
        self.refused.emit(Basis())

    def _open_entry(self) -> None:
        if self.entry is not None:
            return
        self.entry = FactEntry(self._definition, self._visits, self._on)
        self.entry.entered.connect(self.entered)
        self.entry.refused.connect(self.refused)
        self.entry.left.connect(self._close_entry)
        self._entry_place.addWidget(self.entry)
        keep_order(self, self.entry)
        self.entry.source.setFocus()
        self.grown.emit()

    def finish(self) -> None:
        """Tell of what is filled in."""
        if self.entry is not None:
            self.entry.finish()

    def _close_entry(self) -> None:
        entry, self.entry = self.entry, None
        if entry is not None:
            # A line tells of what is typed when it loses the focus, and so it does by being hidden.
            entry.blockSignals(True)
            entry.hide()
            entry.deleteLater()


class _Readers(QWidget):
    """The measures as links, the first few until more are asked for."""

    def __init__(self, links: Sequence[ReaderLink], pressed: Callable[[int], object]) -> None:
        super().__init__()
        self._links, self._pressed = tuple(links), pressed
        self._flow = FlowLayout(self)
        self._show(READERS_SHOWN)

    def _show(self, count: int) -> None:
        clear(self._flow)
        for each in self._links[:count]:
            link = button(each.words, partial(self._pressed, each.number), "link", each.tip)
            self._flow.addWidget(_lead(link))
            if each.tag:
                self._flow.addWidget(tag(each.tag, Tone.UNKNOWN))
        rest = len(self._links) - count
        if rest > 0:
            more = button(self.tr("另外 {count} 項…").format(count=rest), self._show_all, "link")
            self._flow.addWidget(_lead(more))

    def _show_all(self) -> None:
        self._show(len(self._links))
        keep_order(self, *self.findChildren(QPushButton))


def _lead(link: QPushButton) -> QPushButton:
    """Let a link begin where the text above it begins."""
    link.setProperty("place", "lead")
    return link


def _stacked(*parts: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return column

"""A list that is given less room keeps the row looked at in view."""

from pytestqt.qtbot import QtBot

from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView


def _table(qtbot: QtBot) -> RecordTableView[int]:
    model: RecordTableModel[int] = RecordTableModel((Column("列", str, 0),))
    model.show(tuple(range(100)))
    table: RecordTableView[int] = RecordTableView(model, "列")
    qtbot.addWidget(table)
    table.resize(300, 400)
    table.show()
    return table


def test_the_row_looked_at_stays_in_view_when_the_list_shrinks(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.setCurrentIndex(table.model().index(8, 0))
    table.resize(300, 220)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_a_row_scrolled_away_from_is_left_alone(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.setCurrentIndex(table.model().index(8, 0))
    table.scrollToBottom()
    at = table.verticalScrollBar().value()
    table.resize(300, 380)
    assert table.verticalScrollBar().value() == at

"""概況: what unfolds under a fact, by mouse and by keyboard, and entries for other days."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.domain.identifiers import VisitId
from backbone_desktop.domain.visit import Visit
from backbone_desktop.ui.case_file.fact_editors import LineEditor
from tests.ui.case_file.fact_screen import contradicted, in_sight, opened, press, standing, words_on
from tests.ui.case_fixtures import OPTICS, Office
from tests.ui.surroundings import tab_stops


def test_the_right_arrow_unfolds_the_history_and_the_left_folds_it(office: Office, qtbot: QtBot) -> None:
    contradicted(office)
    _page, tab = opened(office, qtbot)
    row = tab.rows["employees"]
    row.value.setFocus()
    QTest.keyClick(row.value, Qt.Key.Key_Right)
    assert row.detail is not None
    said = words_on(row.detail)
    assert "計入的是資料日期最近的已確認內容（105/01/20）。另有 1 筆未確認的內容與它不同，尚待決定。" in said
    assert {"230 人", "300 人", "計入", "有矛盾"} <= set(said)
    QTest.keyClick(row.value, Qt.Key.Key_Left)
    assert row.detail is None


def test_only_one_history_is_unfolded_at_a_time(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    for key in ("employees", "managers"):
        tab.rows[key].source.click()
    assert tab.facts.unfolded == "managers"
    assert tab.rows["employees"].detail is None


def test_what_unfolds_at_the_lower_edge_is_scrolled_into_view(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    row = tab.rows["partner_firms"]
    tab.area.ensureWidgetVisible(row, 0, 0)
    row.source.click()
    detail = row.detail
    assert detail is not None

    def bottom() -> int:
        return int(detail.mapTo(tab.area.viewport(), detail.rect().bottomLeft()).y())

    qtbot.waitUntil(lambda: detail.isVisible() and 0 < bottom() <= tab.area.viewport().height())


def test_an_entry_that_opens_at_the_lower_edge_is_scrolled_into_view(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.rows["employees"].source.click()
    detail = tab.rows["employees"].detail
    assert detail is not None
    qtbot.waitUntil(detail.isVisible)
    press("補登其他日期或訪視所得…", detail)
    entry = detail.entry
    assert entry is not None

    def bottom() -> int:
        return int(entry.mapTo(tab.area.viewport(), entry.rect().bottomLeft()).y())

    qtbot.waitUntil(lambda: entry.isVisible() and 0 < bottom() <= tab.area.viewport().height())


def test_arrow_keys_go_from_fact_to_fact_in_sight(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.filter.line.setText("人數")
    assert in_sight(tab) == ["employees", "rd_employees", "managers"]
    tab.rows["employees"].value.setFocus()
    qtbot.waitUntil(tab.rows["employees"].value.hasFocus)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
    assert QApplication.focusWidget() is tab.rows["managers"].value


def test_what_was_taken_back_stays_in_the_history(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.acts.save("employees", 230)
    office.settle()
    tab.rows["employees"].source.click()
    detail = tab.rows["employees"].detail
    assert detail is not None
    press("收回", detail)
    office.settle()
    now = tab.rows["employees"].detail
    assert now is not None
    assert {"230 人", "已收回"} <= set(words_on(now))
    assert tab.rows["employees"].value.words.text() == "未知"


def test_an_entry_may_be_about_an_earlier_day_and_from_a_visit(office: Office, qtbot: QtBot) -> None:
    services = office.workspace.services
    visit = services.logbook.save_visit(
        Visit(VisitId(""), office.cases[OPTICS], date(2016, 2, 25), "一廠")
    ).value
    office.observe(OPTICS, "employees", 230, ConfirmationState.CONFIRMED)
    _page, tab = opened(office, qtbot)
    tab.rows["employees"].source.click()
    detail = tab.rows["employees"].detail
    assert detail is not None
    press("補登其他日期或訪視所得…", detail)
    entry = detail.entry
    assert entry is not None
    entry.source.setCurrentIndex(1)
    entry.source.activated.emit(1)
    assert entry.day.value == visit.on
    assert isinstance(entry.editor, LineEditor)
    entry.editor.line.setFocus()
    entry.editor.line.setText("236")
    QTest.keyClick(entry.editor.line, Qt.Key.Key_Return)
    office.settle()
    told = standing(office).observation
    assert (told.content, told.origin, told.as_of, told.source) == (236, Origin.VISIT, visit.on, visit.id)


def test_a_day_to_come_is_refused_where_it_is_typed(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.rows["employees"].source.click()
    detail = tab.rows["employees"].detail
    assert detail is not None
    press("補登其他日期或訪視所得…", detail)
    entry = detail.entry
    assert entry is not None
    entry.day.set_value(date(2016, 3, 11))
    entry.editor.committed.emit(236)
    press("記下", entry)
    office.settle()
    assert any("不晚於基準日" in each for each in words_on(entry))
    assert "employees" not in office.workspace.services.casework.sheet(office.file(OPTICS))


def test_a_measure_that_reads_the_fact_is_a_step_away(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.rows["contracted_power_kw"].source.click()
    detail = tab.rows["contracted_power_kw"].detail
    assert detail is not None
    assert "1 項措施的條件用到這一項，其中 1 項因缺這一項而資料不足" in words_on(detail)
    links = [each for each in detail.findChildren(QPushButton) if each.text().startswith("第 33 項")]
    links[0].click()
    assert office.shell.measures == [33]


def test_tab_leads_from_the_value_into_what_is_unfolded_under_it(office: Office, qtbot: QtBot) -> None:
    contradicted(office)
    _page, tab = opened(office, qtbot)
    row = tab.rows["employees"]
    row.source.click()
    assert row.conflict is not None
    assert row.detail is not None
    qtbot.waitUntil(row.detail.isVisible)
    QApplication.processEvents()
    stops = tab_stops(tab)
    place = stops.index(row.value.accessibleName())
    under = [each.accessibleName() for each in row.conflict.choices]
    assert stops[place + 1 : place + 3] == under
    assert stops[place + 3] == row.conflict.third.accessibleName()
    assert stops[place + 4].startswith("採用 105/01/20 的 300 人")


def test_a_panel_that_says_the_same_keeps_what_is_being_typed(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    tab.rows["employees"].source.click()
    detail = tab.rows["employees"].detail
    assert detail is not None
    page.show_case(office.cases[OPTICS])
    assert tab.rows["employees"].detail is detail
    office.observe(OPTICS, "employees", 230, ConfirmationState.CONFIRMED)
    page.show_case(office.cases[OPTICS])
    assert tab.rows["employees"].detail is not detail

"""The page of firms over a real casebook."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.case import CaseFile
from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.services.changes import Changes, Kind
from backbone_desktop.ui.enterprises.page import EnterprisesPage
from backbone_desktop.ui.enterprises.presenter import PAGE_SIZE
from tests.ui.case_fixtures import GEARS, OPTICS, WEAVING, Office, make_office

WIDE, NARROW, HIGH = 1190, 840, 760


def opened(office: Office, qtbot: QtBot, width: int = WIDE) -> EnterprisesPage:
    page = EnterprisesPage(office.workspace)
    qtbot.addWidget(page)
    page.resize(width, HIGH)
    page.show()
    return page


def names(page: EnterprisesPage) -> list[str]:
    return [line.name for line in page.list.model.records]


def test_the_first_firm_is_open_at_first(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    assert page.file.case == page.list.first_case()


def test_the_last_case_is_open_again(office: Office, qtbot: QtBot) -> None:
    opened(office, qtbot).open_case(office.cases[WEAVING])
    assert opened(office, qtbot).file.case == office.cases[WEAVING]


def test_a_last_case_that_is_gone_does_no_harm(office: Office, qtbot: QtBot) -> None:
    casebook = office.workspace.services.maintenance.casebook_id
    office.workspace.settings.keep_text(f"enterprises/last_case/{casebook}", "0190-gone")
    page = opened(office, qtbot)
    assert page.file.case == page.list.first_case()


def test_each_casebook_has_a_last_case_of_its_own(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    opened(office, qtbot).open_case(office.cases[WEAVING])
    other = make_office(tmp_path / "other")
    with other.session:
        other.add_firm(GEARS)
        shared = replace(other.workspace, settings=office.workspace.settings)
        page = EnterprisesPage(shared)
        qtbot.addWidget(page)
        page.show()
        assert page.file.case == other.cases[GEARS]
        other.settle()
    assert opened(office, qtbot).file.case == office.cases[WEAVING]


def test_no_file_is_read_before_the_page_is_looked_at(office: Office, qtbot: QtBot) -> None:
    page = EnterprisesPage(office.workspace)
    qtbot.addWidget(page)
    assert page.file.case is None
    page.open_case(office.cases[WEAVING])
    page.show()
    assert page.file.case == office.cases[WEAVING]


def test_an_empty_casebook_leads_to_the_roster(empty_office: Office, qtbot: QtBot) -> None:
    page = opened(empty_office, qtbot)
    assert not page.splitter.isVisible()
    page.roster.click()
    assert empty_office.shell.pages == ["questionnaires"]


def test_searching_narrows_the_list_and_enter_reaches_the_first_hit(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    page.list.search.setText("齒輪")
    QTest.keyClick(page.list.search, Qt.Key.Key_Return)
    assert names(page) == [GEARS]
    assert page.file.case == office.cases[GEARS]


def test_a_stage_chip_shows_its_firms_only(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    page.list.presenter.filter(Stage.DIAGNOSIS.value)
    assert names(page) == [OPTICS]


def test_clearing_the_filters_shows_all_again(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    page.list.search.setText("查無此廠")
    page.list.search_now()
    assert names(page) == []
    page.list.clear_filters()
    assert len(names(page)) == 3


def test_long_lists_are_fetched_page_by_page(empty_office: Office, qtbot: QtBot) -> None:
    for number in range(PAGE_SIZE + 5):
        empty_office.add_firm(f"示範{number:03d}有限公司")
    page = opened(empty_office, qtbot)
    assert page.list.model.rowCount() == PAGE_SIZE
    page.list.rows.scrollToBottom()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == PAGE_SIZE + 5)


def test_choosing_a_row_opens_its_file(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    row = names(page).index(WEAVING)
    page.list.rows.setCurrentIndex(page.list.model.index(row, 0))
    assert page.file.case == office.cases[WEAVING]


def test_copying_gives_a_table_with_its_heading(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    page.list.rows.selectAll()
    QTest.keyClick(page.list.rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["企業", "統一編號", "縣市"]
    assert len(lines) == 4


def test_a_change_keeps_the_open_firm_marked(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    page.open_case(office.cases[GEARS])
    page.file.header.steps[Stage.MATCHING].click()
    office.settle()
    current = page.list.model.record(page.list.rows.currentIndex().row())
    assert (current.name, current.stage) == (GEARS, Stage.MATCHING)


def test_a_case_taken_back_with_its_import_gives_way_to_another(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(office, qtbot)
    page.open_case(office.cases[GEARS])
    casework, gone = office.workspace.services.casework, office.cases[GEARS]
    really_open = casework.open

    def open_unless_gone(case: CaseId) -> CaseFile:
        if case == gone:
            raise UserError("找不到個案")
        return really_open(case)

    monkeypatch.setattr(casework, "open", open_unless_gone)
    office.workspace.feed.publish(Changes.of(Kind.CASES, Kind.BATCHES))
    assert page.file.case in (office.cases[OPTICS], office.cases[WEAVING])


def test_the_list_can_be_collapsed_and_stays_so(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    page.toggle_list()
    assert (page.list.isVisible(), page.expand.isVisible()) == (False, True)
    assert not opened(office, qtbot).list.isVisible()


@pytest.mark.parametrize("width", [NARROW])
def test_a_narrow_window_shows_list_or_file(office: Office, qtbot: QtBot, width: int) -> None:
    page = opened(office, qtbot, width)
    assert (page.list.isVisible(), page.file.isVisible()) == (False, True)
    page.toggle_list()
    assert (page.list.isVisible(), page.file.isVisible()) == (True, False)
    page.list.rows.activated.emit(page.list.model.index(0, 0))
    assert (page.list.isVisible(), page.file.isVisible()) == (False, True)


def test_in_a_narrow_window_arrows_browse_the_list_and_a_named_case_shows_its_file(
    office: Office, qtbot: QtBot
) -> None:
    page = opened(office, qtbot, NARROW)
    page.toggle_list()
    QTest.keyClick(page.list.rows, Qt.Key.Key_Down)
    assert page.list.isVisible()
    page.open_case(office.cases[OPTICS], "needs")
    assert (page.file.isVisible(), page.file.current_tab) == (True, "needs")

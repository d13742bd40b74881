"""追蹤 over a real casebook: an append-only log."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.application import ApplicationStatus
from backbone_desktop.domain.codes import Channel, Stage
from backbone_desktop.ui.case_file.applications import ApplicationRow
from backbone_desktop.ui.case_file.follow_up_form import holiday_hint
from backbone_desktop.ui.case_file.follow_ups import FollowUpsTab
from backbone_desktop.ui.case_file.page import CaseFilePage
from tests.ui.case_fixtures import GEARS, ON, OPTICS, Office


def opened(office: Office, qtbot: QtBot) -> tuple[CaseFilePage, FollowUpsTab]:
    page = CaseFilePage(office.workspace)
    qtbot.addWidget(page)
    page.resize(900, 760)
    page.show_case(office.cases[OPTICS], "follow_ups")
    page.show()
    tab = page.findChild(FollowUpsTab)
    assert isinstance(tab, FollowUpsTab)
    return page, tab


def test_ctrl_enter_records_what_is_typed_on_the_as_of_date(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    tab.form.text.set_text("確認自籌款")
    tab.form.with_whom.setText("林副理")
    tab.form.channel.set_code(Channel.VISIT)
    tab.form.next_on.set_value(date(2016, 3, 15))
    tab.form.next_step.setText("送計畫書")
    QTest.keyClick(tab.form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    (entry,) = office.file(OPTICS).follow_ups
    assert (entry.on, entry.channel, entry.text, entry.with_whom) == (
        ON,
        Channel.VISIT,
        "確認自籌款",
        "林副理",
    )
    assert (entry.next_on, entry.next_step, entry.consultant) == (date(2016, 3, 15), "送計畫書", "測試顧問")
    assert tab.form.text.text() == ""
    assert page.tab_buttons["follow_ups"].text() == "追蹤 1"


def test_a_next_date_that_cannot_be_read_is_not_dropped_silently(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.form.text.set_text("談過")
    tab.form.next_on.line.setText("下週三")
    tab.form.next_on.line.editingFinished.emit()
    tab.record()
    office.settle()
    assert office.file(OPTICS).follow_ups == ()
    assert "下次日期" in office.shell.notices[-1]
    assert tab.form.text.text() == "談過"


def test_what_is_typed_for_a_firm_waits_while_another_is_looked_at(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    tab.form.text.set_text("談到一半")
    page.show_case(office.cases[GEARS])
    assert tab.form.text.text() == ""
    page.show_case(office.cases[OPTICS])
    assert tab.form.text.text() == "談到一半"


def test_a_change_elsewhere_keeps_what_is_being_typed(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    tab.form.text.set_text("談到一半")
    page.header.steps[Stage.MATCHING].click()
    office.settle()
    assert tab.form.text.text() == "談到一半"


def test_taking_back_needs_a_reason_and_leaves_the_entry_readable(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.form.text.set_text("記錯了")
    tab.record()
    office.settle()
    card = tab.entries[0]
    card.ask_reason()
    QTest.keyClick(card.reason, Qt.Key.Key_Return)
    office.settle()
    assert len(office.file(OPTICS).follow_ups) == 1
    card.reason.setText("打錯企業")
    QTest.keyClick(card.reason, Qt.Key.Key_Return)
    office.settle()
    log = office.file(OPTICS).follow_ups
    assert [entry.retracts for entry in log] == [True, False]
    assert [entry.text for entry in log] == ["打錯企業", "記錯了"]
    assert tab.count(office.file(OPTICS)) == 0


def test_a_correction_is_a_new_entry_that_points_at_the_old(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.form.text.set_text("自籌款二百萬")
    tab.record()
    office.settle()
    tab.entries[0].correct_pressed.emit(office.file(OPTICS).follow_ups[0])
    assert tab.form.text.text() == "自籌款二百萬"
    tab.form.text.set_text("自籌款三百萬")
    tab.record()
    office.settle()
    correction, first = office.file(OPTICS).follow_ups
    assert (correction.text, correction.corrects, correction.retracts) == ("自籌款三百萬", first.id, False)
    assert tab.count(office.file(OPTICS)) == 1
    assert tab.form.draft().corrects is None


def test_giving_a_correction_up_leaves_the_entry_standing(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.form.text.set_text("談過")
    tab.record()
    office.settle()
    tab.correct(office.file(OPTICS).follow_ups[0])
    tab.form.abandoned.emit()
    assert tab.form.text.text() == ""
    assert tab.form.draft().corrects is None


def test_an_untouched_form_follows_the_as_of_date(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    maintenance = office.workspace.services.maintenance
    office.workspace.tasks.run("測試", lambda _control: maintenance.set_as_of(date(2016, 4, 1)))
    office.settle()
    assert tab.form.on.value == date(2016, 4, 1)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2016, 3, 12), "105/03/12 是週末，機關不上班；下一個上班日是 105/03/14。"),
        (date(2016, 3, 14), ""),
    ],
)
def test_a_day_off_is_pointed_out(day: date, words: str) -> None:
    assert holiday_hint(day) == words


def test_a_public_holiday_is_named() -> None:
    assert "和平紀念日" in holiday_hint(date(2016, 2, 29)) or "和平紀念日" in holiday_hint(date(2016, 2, 28))


def test_an_application_moves_along_its_transitions(office: Office, qtbot: QtBot) -> None:
    office.session.services.logbook.start_application(office.cases[OPTICS], 12, 1, date(2016, 3, 1))
    _page, tab = opened(office, qtbot)
    row = tab.findChild(ApplicationRow)
    assert isinstance(row, ApplicationRow)
    row.amount.set_amount(2_000_000)
    row.advance()
    office.settle()
    (application,) = office.file(OPTICS).applications
    assert application.status is ApplicationStatus.SUBMITTED
    assert application.history[-1].amount_ntd == 2_000_000


def test_without_applications_their_card_is_not_shown(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    assert not tab.applications.isVisible()

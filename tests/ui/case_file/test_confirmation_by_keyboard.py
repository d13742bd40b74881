"""A firm's answers are asked about from the keyboard alone, and the last step can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.domain.questionnaire import Answer
from backbone_desktop.services.confirmation import Settlement
from backbone_desktop.ui.case_file.answers import AnswersCard
from backbone_desktop.ui.case_file.fact_editors import YesNoEditor
from backbone_desktop.ui.case_file.page import CaseFilePage
from backbone_desktop.ui.case_file.tab import ANSWERS
from tests.ui.case_file.test_needs import opened
from tests.ui.case_fixtures import OPTICS, WEAVING, Office, RecordingShell
from tests.ui.surroundings import type_chinese

CONFIRMED, REFUSED = ConfirmationState.CONFIRMED, ConfirmationState.REFUSED
UNCONFIRMED, CORRECTED = ConfirmationState.UNCONFIRMED, ConfirmationState.CORRECTED


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _states(office: Office) -> dict[str, ConfirmationState]:
    return {each.question: each.state for each in office.file(OPTICS).responses[-1].answers}


def _answer(office: Office, question: str) -> Answer:
    return next(each for each in office.file(OPTICS).responses[-1].answers if each.question == question)


def test_a_sitting_needs_no_mouse(office: Office, qtbot: QtBot) -> None:
    office.respond(
        OPTICS,
        {"mainland_investor": False, "employees": 230, "own_brand": True, "need_technology": "新製程"},
    )
    page, tab = opened(office, qtbot)
    page.activateWindow()
    tab.answers.start()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is tab.answers.table)

    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    office.settle()
    QTest.keyClick(_focused(), Qt.Key.Key_Delete)
    office.settle()
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    office.settle()
    QTest.keyClick(_focused(), Qt.Key.Key_F2)
    editor = _focused()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_chinese(editor, "鍍膜新製程")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    office.settle()

    assert _states(office) == {
        "employees": CONFIRMED,
        "mainland_investor": REFUSED,
        "own_brand": CONFIRMED,
        "need_technology": CORRECTED,
    }
    assert _answer(office, "need_technology").corrected == "鍍膜新製程"


def test_ctrl_z_takes_back_one_step_after_the_other(office: Office, qtbot: QtBot) -> None:
    office.respond(OPTICS, {"mainland_investor": False, "employees": 230})
    _page, tab = opened(office, qtbot)
    casework = office.workspace.services.casework
    before = office.file(OPTICS)
    tab.answers.start()
    for _step in range(2):
        QTest.keyClick(tab.answers.table, Qt.Key.Key_Return)
        office.settle()
    assert set(_states(office).values()) == {CONFIRMED}

    QTest.keyClick(tab.answers.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    assert _states(office) == {"employees": CONFIRMED, "mainland_investor": UNCONFIRMED}
    assert tab.answers.model.record(tab.answers.table.currentIndex().row()).question == "mainland_investor"
    QTest.keyClick(tab.answers.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    office.settle()

    after = office.file(OPTICS)
    assert after.responses == before.responses
    assert dict(casework.sheet(after).contents) == dict(casework.sheet(before).contents)
    assert not tab.answers.take_back.isEnabled()


def test_a_correction_taken_back_leaves_the_fact_as_it_was(office: Office, qtbot: QtBot) -> None:
    office.respond(OPTICS, {"employees": 230})
    services = office.workspace.services
    case, before = office.cases[OPTICS], _answer(office, "employees")
    _page, tab = opened(office, qtbot)
    assert tab.answers.model.rowCount() == 1
    sheet = services.casework.sheet(office.file(OPTICS)).content("employees")

    services.confirmation.settle(case, "employees", Settlement(CORRECTED, 260))
    assert services.casework.sheet(office.file(OPTICS)).content("employees") == 260
    services.confirmation.take_back(case, before)

    assert services.casework.sheet(office.file(OPTICS)).content("employees") == sheet
    assert _answer(office, "employees") == before


def test_the_next_firm_with_open_answers_opens_on_its_first_one(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.respond(OPTICS, {"employees": 230})
    office.respond(WEAVING, {"employees": 50, "own_brand": True})
    page, tab = opened(office, qtbot)

    def open_case(_shell: RecordingShell, case: CaseId, _tab: str = "", _fact: str = "") -> None:
        page.show_case(case)

    monkeypatch.setattr(RecordingShell, "open_case", open_case)
    tab.answers.start()
    QTest.keyClick(tab.answers.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert tab.answers.model.rowCount() == 2
    assert tab.answers.table.currentIndex().row() == 0


def test_when_nobody_is_left_to_be_asked_it_says_so(office: Office, qtbot: QtBot) -> None:
    office.respond(OPTICS, {"employees": 230})
    _page, tab = opened(office, qtbot)
    QTest.keyClick(tab.answers.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    shell = office.workspace.shell
    assert isinstance(shell, RecordingShell)
    assert shell.notices == ["其他企業的答案都已確認。"]


def test_an_answer_that_differs_from_what_was_confirmed_says_so(office: Office, qtbot: QtBot) -> None:
    office.respond(OPTICS, {"employees": 230})
    case, confirmation = office.cases[OPTICS], office.workspace.services.confirmation
    confirmation.settle(case, "employees", Settlement(CORRECTED, 260))
    confirmation.settle(case, "employees", Settlement(CONFIRMED))
    _page, tab = opened(office, qtbot)
    assert tab.answers.model.record(0).confirmed_before == ""

    confirmation.take_back(case, Answer(_answer(office, "employees").id, "employees", 230))
    tab.show_file(office.file(OPTICS))

    assert tab.answers.model.record(0).confirmed_before == "260 人"


def test_a_firm_opened_to_be_asked_stands_on_its_first_open_answer(office: Office, qtbot: QtBot) -> None:
    aspects = ("talent", "technology", "ip", "branding")
    office.respond(OPTICS, {f"need_{aspect}": "說明" for aspect in aspects})
    page = CaseFilePage(office.workspace)
    qtbot.addWidget(page)
    page.resize(900, 420)
    page.show()
    page.activateWindow()

    page.show_case(office.cases[OPTICS], ANSWERS)

    assert page.current_tab == "needs"
    table = page.needs.answers.table
    qtbot.waitUntil(lambda: QApplication.focusWidget() is table)
    assert table.currentIndex().row() == 0
    qtbot.waitUntil(lambda: not table.visibleRegion().isEmpty())
    bar = page.needs.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == min(page.needs.answers.y(), bar.maximum()) > 0)


@pytest.fixture
def answers(office: Office, qtbot: QtBot) -> AnswersCard:
    office.respond(OPTICS, {"employees": 230, "own_brand": True})
    page, tab = opened(office, qtbot)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return tab.answers


def _type_anew(answers: AnswersCard, question: str, text: str) -> None:
    answers.go_to(question)
    answers.correct()
    QTest.keyClicks(_focused(), text)
    QTest.keyClick(_focused(), Qt.Key.Key_Return)


def test_typing_what_the_questionnaire_says_confirms_it(office: Office, answers: AnswersCard) -> None:
    _type_anew(answers, "employees", "231")
    office.settle()
    assert (_answer(office, "employees").state, _answer(office, "employees").corrected) == (CORRECTED, 231)
    _type_anew(answers, "employees", "230")
    office.settle()
    assert _answer(office, "employees").state is CONFIRMED


def test_return_in_an_untouched_field_settles_nothing_and_goes_back(
    office: Office, answers: AnswersCard
) -> None:
    _type_anew(answers, "employees", "")
    office.settle()
    assert _answer(office, "employees").state is UNCONFIRMED
    assert _focused() is answers.table


def test_a_field_gone_to_while_correcting_keeps_the_cursor(answers: AnswersCard) -> None:
    answers.go_to("employees")
    answers.correct()
    answers.asked.setFocus()
    assert _focused() is answers.asked


def test_a_refusal_said_in_the_editor_is_noted(office: Office, answers: AnswersCard) -> None:
    answers.go_to("own_brand")
    answers.correct()
    editor = answers.findChild(YesNoEditor)
    assert isinstance(editor, YesNoEditor)
    next(each for each in editor.findChildren(QPushButton) if each.text() == REFUSED.label).click()
    office.settle()
    assert _answer(office, "own_brand").state is REFUSED


def test_the_record_of_a_confirmation_is_read_in_full(office: Office, qtbot: QtBot) -> None:
    office.respond(OPTICS, {"employees": 230})
    _page, tab = opened(office, qtbot)
    tab.answers.asked.setText("林副理")
    tab.answers.start()
    QTest.keyClick(tab.answers.table, Qt.Key.Key_Return)
    office.settle()
    table, model = tab.answers.table, tab.answers.model
    record = model.columnCount() - 1
    words = model.record(0).settled
    assert words.count("・") == 2
    assert table.fontMetrics().horizontalAdvance(words) < table.columnWidth(record)
    assert table.isColumnHidden(record - 1)

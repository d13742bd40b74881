"""需求 over a real casebook: needs, and answers confirmed one by one."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.codes import Aspect, Channel, ConfirmationState, NeedState, Urgency
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.questionnaire import Answer
from backbone_desktop.ui.case_file.fact_editors import LineEditor
from backbone_desktop.ui.case_file.need_card import NeedCard
from backbone_desktop.ui.case_file.needs import NeedsTab
from backbone_desktop.ui.case_file.page import CaseFilePage
from tests.ui.case_fixtures import OPTICS, WEAVING, Office

WISH = Need("", Aspect.TECHNOLOGY, ("輔導補助",), "開發鏡頭模組", Urgency.HIGH)


def opened(office: Office, qtbot: QtBot) -> tuple[CaseFilePage, NeedsTab]:
    page = CaseFilePage(office.workspace)
    qtbot.addWidget(page)
    page.resize(900, 760)
    page.show_case(office.cases[OPTICS], "needs")
    page.show()
    tab = page.findChild(NeedsTab)
    assert isinstance(tab, NeedsTab)
    return page, tab


def answer(office: Office, question: str) -> Answer:
    answers = office.file(OPTICS).responses[0].answers
    return next(each for each in answers if each.question == question)


def test_a_need_is_added_with_what_was_typed(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    tab.add()
    assert tab.editor is not None
    typed = QInputMethodEvent()
    typed.setCommitString("缺外語工程師")
    QApplication.sendEvent(tab.editor.text, typed)
    tab.editor.services["人才招募"].setChecked(True)
    tab.editor.urgency.set_code(Urgency.HIGH)
    tab.editor.wanted_by.set_value(date(2016, 12, 31))
    tab.editor.budget.set_amount(2_000_000)
    QTest.keyClick(tab.editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    (need,) = office.file(OPTICS).needs
    assert (need.text, need.item_kinds, need.urgency) == ("缺外語工程師", ("人才招募",), Urgency.HIGH)
    assert (need.wanted_by, need.budget_ntd) == (date(2016, 12, 31), 2_000_000)
    assert need.confirmation is ConfirmationState.CONFIRMED
    assert page.tab_buttons["needs"].text() == "需求 1"
    assert tab.editor is None


def test_an_empty_need_is_not_saved(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.add()
    assert tab.editor is not None
    tab.editor.save()
    office.settle()
    assert tab.editor is not None
    assert office.file(OPTICS).needs == ()


def test_closing_a_need_can_be_undone(office: Office, qtbot: QtBot) -> None:
    office.session.services.casework.save_need(office.cases[OPTICS], WISH)
    page, tab = opened(office, qtbot)
    (card,) = tab.findChildren(NeedCard)
    card.state_pressed.emit(card.need, NeedState.MET)
    office.settle()
    assert office.file(OPTICS).needs[0].state is NeedState.MET
    assert page.tab_buttons["needs"].text() == "需求 0"
    office.shell.actions[-1]()
    office.settle()
    assert office.file(OPTICS).needs[0].state is NeedState.OPEN


def test_editing_keeps_the_need_and_changes_its_aspect(office: Office, qtbot: QtBot) -> None:
    office.session.services.casework.save_need(office.cases[OPTICS], WISH)
    _page, tab = opened(office, qtbot)
    before = office.file(OPTICS).needs[0]
    tab.edit(before)
    assert tab.editor is not None
    tab.editor.aspect.set_code(Aspect.IP)
    tab.editor.aspect.edited.emit()
    assert "分級驗證" in tab.editor.services
    tab.editor.save()
    office.settle()
    after = office.file(OPTICS).needs[0]
    assert (after.id, after.aspect) == (before.id, Aspect.IP)


def test_enter_confirms_and_goes_on_to_the_next_answer(office: Office, qtbot: QtBot) -> None:
    office.respond(OPTICS, {"employees": 230, "mainland_investor": False})
    _page, tab = opened(office, qtbot)
    tab.answers.asked.setText("林副理")
    tab.answers.channel.set_code(Channel.VISIT)
    table = tab.answers.table
    table.setCurrentIndex(tab.answers.model.index(0, 0))
    first = tab.answers.model.record(0).question
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.currentIndex().row() == 1
    office.settle()
    settled = answer(office, first)
    assert settled.state is ConfirmationState.CONFIRMED
    assert (settled.asked, settled.channel, settled.confirmed_on) == (
        "林副理",
        Channel.VISIT,
        date(2016, 3, 10),
    )
    assert table.currentIndex().row() == 1


def test_a_correction_keeps_what_was_first_written(office: Office, qtbot: QtBot) -> None:
    office.respond(OPTICS, {"employees": 230})
    _page, tab = opened(office, qtbot)
    tab.answers.table.setCurrentIndex(tab.answers.model.index(0, 0))
    QTest.keyClick(tab.answers.table, Qt.Key.Key_F2)
    editor = tab.answers.findChild(LineEditor)
    assert isinstance(editor, LineEditor)
    editor.line.setText("260")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    office.settle()
    corrected = answer(office, "employees")
    assert (corrected.state, corrected.content, corrected.corrected) == (
        ConfirmationState.CORRECTED,
        230,
        260,
    )
    assert tab.answers.model.record(0).value == "260 人（原填 230 人）"
    casework = office.workspace.services.casework
    assert casework.sheet(office.file(OPTICS)).content("employees") == 260


def test_delete_notes_that_the_firm_will_not_say(office: Office, qtbot: QtBot) -> None:
    office.respond(OPTICS, {"employees": 230})
    _page, tab = opened(office, qtbot)
    tab.answers.table.setCurrentIndex(tab.answers.model.index(0, 0))
    QTest.keyClick(tab.answers.table, Qt.Key.Key_Delete)
    office.settle()
    assert answer(office, "employees").state is ConfirmationState.REFUSED
    assert office.workspace.services.casework.sheet(office.file(OPTICS)).refused("employees")


def test_the_channel_is_remembered(office: Office, qtbot: QtBot) -> None:
    office.respond(OPTICS, {"employees": 230})
    _page, tab = opened(office, qtbot)
    tab.answers.channel.set_code(Channel.VIDEO)
    tab.answers.confirm()
    office.settle()
    _again, other = opened(office, qtbot)
    assert other.answers.channel.code is Channel.VIDEO


def test_a_firm_without_a_response_shows_no_answers(office: Office, qtbot: QtBot) -> None:
    office.respond(OPTICS, {"employees": 230})
    page, tab = opened(office, qtbot)
    assert tab.answers.isVisible()
    page.show_case(office.cases[WEAVING])
    assert not tab.answers.isVisible()


@pytest.mark.parametrize("words", ["已滿足", "不再需要", "編輯"])
def test_what_can_be_done_with_a_need_has_a_name(office: Office, qtbot: QtBot, words: str) -> None:
    office.session.services.casework.save_need(office.cases[OPTICS], WISH)
    _page, tab = opened(office, qtbot)
    (card,) = tab.findChildren(NeedCard)
    names = {each.text(): each.accessibleName() for each in card.findChildren(QPushButton)}
    assert names[words]

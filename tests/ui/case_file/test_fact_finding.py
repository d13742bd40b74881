"""概況: finding and filtering facts, and being sent to one."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from backbone_desktop.ui.case_file.profile_filter import Narrowing
from tests.ui.case_file.fact_screen import contradicted, in_sight, opened, press, unfolded, words_on
from tests.ui.case_fixtures import GEARS, OPTICS, Office
from tests.ui.surroundings import type_chinese


def test_finding_and_filtering_come_back_with_the_case(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    type_chinese(tab.filter.line, "資本")
    assert in_sight(tab) == ["paid_in_capital"]
    page.show_case(office.cases[GEARS])
    assert tab.filter.line.text() == ""
    assert len(in_sight(tab)) == len(tab.rows)
    page.show_case(office.cases[OPTICS])
    assert (tab.filter.line.text(), in_sight(tab)) == ("資本", ["paid_in_capital"])


def test_a_history_read_before_does_not_stand_among_what_is_asked_for(office: Office, qtbot: QtBot) -> None:
    contradicted(office)
    page, tab = opened(office, qtbot)
    unfolded(tab, "managers")
    page.header.contradictions.click()
    assert in_sight(tab) == ["employees"]
    unfolded(tab, "employees")
    tab.filter.line.setText("資本")
    assert in_sight(tab) == []


def test_nothing_found_says_so_and_the_filter_can_be_cleared(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.filter.line.setText("沒有這一項")
    assert in_sight(tab) == []
    press("清除篩選", tab)
    assert len(in_sight(tab)) == len(tab.rows)


def test_the_facts_worth_asking_are_those_that_decide(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    press(
        next(each.text() for each in tab.filter.findChildren(QPushButton) if "影響" in each.text()),
        tab.filter,
    )
    suggestions = office.workspace.services.assessment.ask_next(office.file(OPTICS))
    assert set(in_sight(tab)) == {each.fact for each in suggestions if each.decides}


@pytest.mark.parametrize(
    ("sent_to", "opens"), [("is_logistics", "is_logistics"), ("idb_guidance_3y", "past_guidance")]
)
def test_being_sent_to_a_fact_opens_its_editor_with_the_focus_in_it(
    office: Office, qtbot: QtBot, sent_to: str, opens: str
) -> None:
    page, tab = opened(office, qtbot)
    tab.filter.line.setText("資本")
    page.show_tab("needs")
    page.show_case(office.cases[OPTICS], "", sent_to)
    row = tab.rows[opens]
    assert (page.current_tab, tab.filter.narrowing) == ("profile", Narrowing())
    editor = row.editor
    assert editor is not None
    qtbot.waitUntil(lambda: editor.isAncestorOf(QApplication.focusWidget() or page))
    top = row.mapTo(tab.area.viewport(), row.rect().topLeft()).y()
    assert 0 <= top < tab.area.viewport().height()


def test_the_principles_are_folded_and_follow_the_facts(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    assert tab.screening.isHidden()
    before = words_on(tab.principles)
    tab.acts.save("key_technology", content=True)
    office.settle()
    assert words_on(tab.principles) != before
    tab.principles.switch.click()
    assert not tab.screening.isHidden()


def test_the_principles_are_scrolled_to_when_they_are_unfolded(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    bar = tab.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    before = bar.value()
    tab.principles.switch.click()
    qtbot.waitUntil(lambda: bar.value() > before)

"""假設試算 with real widgets on a real casebook."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.ui.case_file.matching import MatchingTab
from backbone_desktop.ui.case_file.whatif_presenter import FEW_OFFERS, MOST_OFFERS, Assumptions
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import one_firm
from tests.ui.case_file.matching_page import shown, stored
from tests.ui.surroundings import RememberingShell, click, press, settle, tab_stops, type_chinese, words_on


@pytest.fixture
def tab(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> MatchingTab:
    """Show the assessed case of a firm with a capital of 15 million."""
    services = workspace.services
    case = one_firm(services, tmp_path)
    services.casework.set_facts(case, {"paid_in_capital": 15_000_000})
    services.assessment.assess(case)
    return shown(workspace, qtbot)


def opened(tab: MatchingTab, workspace: Workspace, qtbot: QtBot) -> MatchingTab:
    click(tab.lanes.head.attempt)
    settle(qtbot, workspace.tasks)
    return tab


def test_a_fact_is_found_assumed_and_moves_measures_without_being_stored(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    before = stored(workspace).observations
    page = opened(tab, workspace, qtbot).whatif
    type_chinese(page.chooser.line, "資本額")
    press(page.chooser.line, Qt.Key.Key_Return)
    editor = page.assumed.rows["paid_in_capital"].editor
    line = editor.findChild(QLineEdit)
    assert line is not None
    line.setText("2,000萬元")
    press(line, Qt.Key.Key_Return)
    settle(qtbot, workspace.tasks)
    changed = {each.number for each in page.list.lines.records}
    assert 41 in changed
    assert any("20,000,000" in reason for each in page.list.lines.records for reason in each.reasons)
    assert stored(workspace).observations == before


def test_the_page_says_that_nothing_is_stored(tab: MatchingTab, workspace: Workspace, qtbot: QtBot) -> None:
    page = opened(tab, workspace, qtbot).whatif
    assert {"假設", "以下內容只是試算，不會寫入資料；按「離開假設」即全部清除。"} <= set(words_on(page))


def test_escape_leaves_and_forgets(tab: MatchingTab, workspace: Workspace, qtbot: QtBot) -> None:
    tab.assume({"employees": 12})
    settle(qtbot, workspace.tasks)
    line = tab.whatif.assumed.rows["employees"].editor.findChild(QLineEdit)
    assert line is not None
    press(line, Qt.Key.Key_Escape)
    assert tab.lanes.list.isVisible()
    assert not tab.whatif.assumptions.contents
    assert not tab.whatif.assumed.rows


def test_enter_confirms_the_writing_it_was_asked_about(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    tab.assume({"employees": 12})
    settle(qtbot, workspace.tasks)
    row = tab.whatif.assumed.rows["employees"]
    click(row.record)
    press(row.sure, Qt.Key.Key_Return)
    settle(qtbot, workspace.tasks)
    assert workspace.services.casework.sheet(stored(workspace)).content("employees") == 12


def test_an_assumption_that_turned_out_true_is_written_once_confirmed_and_can_be_taken_back(
    tab: MatchingTab, workspace: Workspace, shell: RememberingShell, qtbot: QtBot
) -> None:
    tab.assume({"employees": 12})
    settle(qtbot, workspace.tasks)
    row = tab.whatif.assumed.rows["employees"]
    click(row.record)
    settle(qtbot, workspace.tasks)
    assert workspace.services.casework.sheet(stored(workspace)).content("employees") == 186
    click(row.sure)
    settle(qtbot, workspace.tasks)
    assert workspace.services.casework.sheet(stored(workspace)).content("employees") == 12
    assert "employees" not in tab.whatif.assumed.rows
    undo = shell.acts[-1]
    assert undo is not None
    undo()
    settle(qtbot, workspace.tasks)
    assert workspace.services.casework.sheet(stored(workspace)).content("employees") == 186


def test_a_fact_assumed_as_it_is_changes_nothing_and_is_not_offered_for_writing(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    tab.assume({"employees": 186})
    settle(qtbot, workspace.tasks)
    assert not tab.whatif.list.lines.records
    assert not tab.whatif.assumed.rows["employees"].record.isVisible()
    assert any("不會改變任何措施" in words for words in words_on(tab.whatif))


def test_an_assumed_refusal_is_not_offered_for_writing_as_not_known(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    tab.assume({"employees": 12})
    settle(qtbot, workspace.tasks)
    row = tab.whatif.assumed.rows["employees"]
    assert row.record.isVisible()
    row.editor.declined.emit()
    settle(qtbot, workspace.tasks)
    assert not row.record.isVisible()


def test_removing_the_last_assumption_asks_for_one(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    tab.assume({"paid_in_capital": 20_000_000, "employees": 12})
    settle(qtbot, workspace.tasks)
    click(tab.whatif.clear)
    settle(qtbot, workspace.tasks)
    assert not tab.whatif.assumed.rows
    assert any("選一項資料" in words for words in words_on(tab.whatif))


def test_a_remedy_is_tried_out_as_it_was_proven(tab: MatchingTab, workspace: Workspace, qtbot: QtBot) -> None:
    tab.lanes.head.chips.choose(Verdict.NOT_ELIGIBLE.value)
    tab.lanes.show_lane(41)
    tab.lanes.detail.finish()
    attempt = next(
        each for each in tab.lanes.detail.findChildren(QPushButton) if each.text() == "套用這個假設"
    )
    assert any("差 5,000,000 元" in words for words in words_on(tab.lanes.detail))
    click(attempt)
    settle(qtbot, workspace.tasks)
    assert tab.whatif.assumptions.contents == {"paid_in_capital": 20_000_000}
    moved = next(each for each in tab.whatif.list.lines.records if each.number == 41)
    assert moved.before.words == "不符合"
    assert moved.after.words != "不符合"


def test_a_changed_measure_leads_to_its_reasons(tab: MatchingTab, workspace: Workspace, qtbot: QtBot) -> None:
    tab.assume({"paid_in_capital": 20_000_000})
    settle(qtbot, workspace.tasks)
    number = tab.whatif.list.lines.record(0).number
    press(tab.whatif.list, Qt.Key.Key_Return)
    assert tab.lanes.list.chosen == number
    assert tab.lanes.list.isVisible()


def test_what_changes_is_copied_as_a_table(tab: MatchingTab, workspace: Workspace, qtbot: QtBot) -> None:
    tab.assume({"paid_in_capital": 20_000_000})
    settle(qtbot, workspace.tasks)
    click(tab.whatif.copy)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["編號", "措施", "原判定", "新判定", "改變", "原因"]
    assert len(lines) == 1 + len(tab.whatif.list.lines.records)


def test_everything_the_tab_key_stops_at_has_a_name(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    tab.assume({"employees": 12, "paid_in_capital": 20_000_000})
    settle(qtbot, workspace.tasks)
    assert all(tab_stops(tab.whatif))


def test_offers_start_with_what_decides_most_and_follow_what_is_typed(
    tab: MatchingTab, workspace: Workspace
) -> None:
    services, file = workspace.services, stored(workspace)
    sheet, asked = services.casework.sheet(file), services.assessment.ask_next(file)
    assumptions = Assumptions(services.catalogue.facts.asked)
    first = assumptions.offers("", asked)
    assert first[0].fact == next(each.fact for each in asked if each.decides)
    assert len(first) == MOST_OFFERS
    assert assumptions.offers("資本額", asked)[0].fact == "paid_in_capital"
    assert assumptions.offers("沒有這種資料", asked) == ()
    assumptions.choose("paid_in_capital", sheet)
    assert len(assumptions.offers("", asked)) == FEW_OFFERS
    assert all(each.fact != "paid_in_capital" for each in assumptions.offers("資本額", asked))
    (taken,) = assumptions.listed(sheet)
    assert not taken.differs
    assumptions.assume({"paid_in_capital": None})
    assert assumptions.listed(sheet)[0].differs
    assert tab.whatif.assumptions.contents == {}


def test_looking_at_a_measure_keeps_the_trial_and_leaving_clears_it(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    tab.assume({"paid_in_capital": 20_000_000})
    settle(qtbot, workspace.tasks)
    tab.whatif.measure_chosen.emit(41)
    assert tab.lanes.isVisible()
    tab.try_out()
    settle(qtbot, workspace.tasks)
    assert dict(tab.whatif.assumptions.contents) == {"paid_in_capital": 20_000_000}
    click(tab.whatif.leave)
    tab.try_out()
    settle(qtbot, workspace.tasks)
    assert not tab.whatif.assumptions.contents

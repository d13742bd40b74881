"""措施媒合 with a real casebook behind it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.case import CaseFile
from backbone_desktop.domain.codes import Decision
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.ui.case_file.matching import MatchingTab
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import one_firm
from tests.ui.surroundings import RememberingShell, click, press, settle, tab_stops, type_chinese, words_on


@pytest.fixture
def tab(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> MatchingTab:
    """Show one firm's file that was never assessed, and again after each change."""
    case = one_firm(workspace.services, tmp_path)
    widget = MatchingTab(workspace)
    qtbot.addWidget(widget)
    widget.resize(1100, 700)
    widget.show()
    workspace.feed.changed.connect(lambda _changes: widget.show_file(workspace.services.casework.open(case)))
    widget.show_file(workspace.services.casework.open(case))
    return widget


@pytest.fixture
def assessed(tab: MatchingTab, workspace: Workspace, qtbot: QtBot) -> MatchingTab:
    """Press the button of the empty state."""
    click(tab.first)
    settle(qtbot, workspace.tasks)
    return tab


def stored(workspace: Workspace) -> CaseFile:
    return workspace.services.casework.open(workspace.services.casework.find("04595257").id)


def test_a_case_never_assessed_says_so_and_judges_nothing(tab: MatchingTab, workspace: Workspace) -> None:
    assert tab.first.isVisible()
    assert not tab.lanes.list.isVisible()
    assert tab.count(stored(workspace)) is None
    assert stored(workspace).assessment is None


def test_assessing_stores_the_judgement_and_shows_every_measure_in_a_lane(
    assessed: MatchingTab, workspace: Workspace
) -> None:
    kept = stored(workspace).assessment
    assert kept is not None
    shown = 0
    for lane in Verdict:
        assessed.lanes.head.chips.choose(lane.value)
        assessed.lanes.show_lane()
        shown += assessed.lanes.list.model.rowCount()
    assert shown == len(kept.assessment.measures) == 42
    assert assessed.count(stored(workspace)) == kept.assessment.count(Verdict.ELIGIBLE)


def test_the_down_key_shows_the_next_measure(assessed: MatchingTab) -> None:
    first, second = assessed.lanes.list.model.record(0), assessed.lanes.list.model.record(1)
    assert first.name in words_on(assessed.lanes.detail)
    press(assessed.lanes.list.view, Qt.Key.Key_Down)
    assert assessed.lanes.list.chosen == second.number
    assert second.name in words_on(assessed.lanes.detail)


def test_every_reason_shown_is_the_stored_sentence(assessed: MatchingTab, workspace: Workspace) -> None:
    assessed.lanes.head.chips.choose(Verdict.UNDETERMINED.value)
    assessed.lanes.show_lane()
    kept = stored(workspace).assessment
    assert kept is not None
    number = assessed.lanes.list.chosen
    judged = next(each for each in kept.assessment.measures if each.number == number)
    assessed.lanes.detail.finish()
    for section in assessed.lanes.detail.items:
        section.unfold()
    unmet = [found.sentence for item in judged.items for found in item.findings if found.outcome != "met"]
    assert unmet
    assert set(unmet) <= set(words_on(assessed.lanes.detail))


def test_setting_a_measure_aside_needs_a_reason(
    assessed: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    bar, number = assessed.lanes.detail.decision, assessed.lanes.list.chosen
    click(bar.choices[Decision.SET_ASIDE])
    assert bar.reason.isVisible()
    assert not bar.record.isEnabled()
    press(bar.reason, Qt.Key.Key_Return)
    settle(qtbot, workspace.tasks)
    assert stored(workspace).decisions == ()
    type_chinese(bar.reason, "今年不投資")
    press(bar.reason, Qt.Key.Key_Return)
    settle(qtbot, workspace.tasks)
    (kept,) = stored(workspace).decisions
    assert (kept.measure, kept.decision, kept.reason) == (number, Decision.SET_ASIDE, "今年不投資")
    assert bar.choices[Decision.SET_ASIDE].isChecked()
    assert assessed.lanes.list.model.record(0).decision == "決定：不建議"
    assert any("今年不投資" in text for text in words_on(bar))


def test_escape_leaves_the_reason_without_deciding(assessed: MatchingTab, workspace: Workspace) -> None:
    bar = assessed.lanes.detail.decision
    click(bar.choices[Decision.SET_ASIDE])
    press(bar.reason, Qt.Key.Key_Escape)
    assert not bar.reason.isVisible()
    assert stored(workspace).decisions == ()


def test_a_changed_decision_can_be_taken_back(
    assessed: MatchingTab, workspace: Workspace, shell: RememberingShell, qtbot: QtBot
) -> None:
    bar = assessed.lanes.detail.decision
    for decision in (Decision.PROPOSE, Decision.HOLD):
        click(bar.choices[decision])
        settle(qtbot, workspace.tasks)
    assert stored(workspace).decisions[0].decision is Decision.HOLD
    undo = shell.acts[-1]
    assert undo is not None
    undo()
    settle(qtbot, workspace.tasks)
    assert stored(workspace).decisions[0].decision is Decision.PROPOSE


def test_a_question_leads_to_the_facts_of_the_case(
    assessed: MatchingTab, workspace: Workspace, shell: RememberingShell
) -> None:
    assert assessed.lanes.questions.model.rowCount() > 0
    assert all(each.suggestion.decides > 0 for each in assessed.lanes.questions.model.records)
    assessed.lanes.questions.list.setFocus()
    press(assessed.lanes.questions.list, Qt.Key.Key_Return)
    assert shell.opened == [(stored(workspace).case.id, "profile")]
    assert shell.facts == [assessed.lanes.questions.model.record(0).suggestion.fact]


def test_a_fact_learnt_afterwards_asks_for_a_new_assessment(
    assessed: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    assert not assessed.lanes.head.stale.isVisible()
    casework = workspace.services.casework
    case = stored(workspace).case.id
    workspace.tasks.run("改資料", lambda _control: casework.set_facts(case, {"employees": 12}))
    settle(qtbot, workspace.tasks)
    assert assessed.lanes.head.stale.isVisible()
    click(assessed.lanes.head.assess)
    settle(qtbot, workspace.tasks)
    assert not assessed.lanes.head.stale.isVisible()


def test_the_chosen_measure_stays_chosen_when_the_file_is_read_again(
    assessed: MatchingTab, workspace: Workspace
) -> None:
    press(assessed.lanes.list.view, Qt.Key.Key_Down)
    chosen = assessed.lanes.list.chosen
    assessed.show_file(stored(workspace))
    assert assessed.lanes.list.chosen == chosen


def test_the_tab_key_goes_in_reading_order(assessed: MatchingTab) -> None:
    assessed.lanes.detail.finish()
    stops = tab_stops(assessed)
    landmarks = [
        next(name for name in stops if name.startswith("符合 ")),
        "假設試算…",
        "與上次比較",
        "重新評估",
        "措施清單",
        "措施的判定理由",
        next(name for name in stops if name.startswith("複製電話")),
        "建議申請",
        "先問這些",
    ]
    assert sorted(landmarks, key=stops.index) == landmarks


def test_everything_the_tab_key_stops_at_has_a_name(assessed: MatchingTab) -> None:
    assessed.lanes.detail.finish()
    assert all(tab_stops(assessed))


def test_questions_move_under_the_list_and_behind_a_chip_where_room_is_short(
    assessed: MatchingTab, qtbot: QtBot
) -> None:
    body = assessed.lanes.body
    assert assessed.lanes.questions.isVisible()
    assert not body.ask.isVisible()
    assessed.resize(700, 420)
    qtbot.waitUntil(body.ask.isVisible)
    assert not assessed.lanes.questions.isVisible()
    click(body.ask)
    assert assessed.lanes.questions.isVisible()
    assert not assessed.lanes.list.isVisible()


def test_a_judged_measure_leads_to_its_page(assessed: MatchingTab, shell: RememberingShell) -> None:
    look = next(each for each in assessed.lanes.detail.findChildren(QPushButton) if each.text() == "看措施")
    click(look)
    assert shell.measures == [assessed.lanes.list.chosen]

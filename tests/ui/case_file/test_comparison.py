"""與上次比較 with real widgets on a real casebook."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.comparison import AssessmentMark, ChangeWeight, MeasureChange
from backbone_desktop.domain.identifiers import AssessmentId
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.ui.case_file.comparison_presenter import lane_changes, mark_choices
from backbone_desktop.ui.case_file.matching import MatchingTab
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import one_firm
from tests.ui.case_file.matching_page import shown, stored
from tests.ui.surroundings import RememberingShell, click, press, settle, words_on
from tests.ui.verdicts import assessment, item, measure


@pytest.fixture
def tab(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> MatchingTab:
    """Show a case assessed once with a capital of 48 million."""
    services = workspace.services
    services.assessment.assess(one_firm(services, tmp_path))
    return shown(workspace, qtbot)


def learn(workspace: Workspace, qtbot: QtBot, capital: int) -> None:
    case, casework = stored(workspace).case.id, workspace.services.casework
    workspace.tasks.run("改資料", lambda _control: casework.set_facts(case, {"paid_in_capital": capital}))
    settle(qtbot, workspace.tasks)


def test_one_assessment_alone_has_nothing_to_compare_with(tab: MatchingTab) -> None:
    click(tab.lanes.head.compare)
    assert any("只評估過一次" in words for words in words_on(tab.comparison))
    assert not tab.comparison.earlier.isVisible()


def test_judging_again_leads_to_what_changed_and_why(
    tab: MatchingTab, workspace: Workspace, shell: RememberingShell, qtbot: QtBot
) -> None:
    learn(workspace, qtbot, 15_000_000)
    click(tab.lanes.head.assess)
    settle(qtbot, workspace.tasks)
    assert shell.notices[-1] == "已重新評估"
    look = shell.acts[-1]
    assert look is not None
    look()
    settle(qtbot, workspace.tasks)
    page = tab.comparison
    assert page.isVisible()
    changed = next(each for each in page.list.lines.records if each.number == 41)
    assert changed.after.words == "不符合"
    assert any("「實收資本額」由「48,000,000 元」" in reason for reason in changed.reasons)
    assert "「實收資本額」" in page.causes.text()


def test_a_stale_assessment_can_be_previewed_without_storing_anything(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    learn(workspace, qtbot, 15_000_000)
    case = stored(workspace).case.id
    before = workspace.services.assessment.history(case)
    assert tab.lanes.head.look.isVisible()
    click(tab.lanes.head.look)
    settle(qtbot, workspace.tasks)
    page = tab.comparison
    assert 41 in {each.number for each in page.list.lines.records}
    assert any("尚未儲存" in words for words in words_on(page))
    assert workspace.services.assessment.history(case) == before
    click(page.judge)
    settle(qtbot, workspace.tasks)
    assert len(workspace.services.assessment.history(case)) == len(before) + 1
    assert tab.lanes.list.isVisible()


def test_an_earlier_assessment_can_be_chosen(tab: MatchingTab, workspace: Workspace, qtbot: QtBot) -> None:
    for capital in (15_000_000, 48_000_000):
        learn(workspace, qtbot, capital)
        click(tab.lanes.head.assess)
        settle(qtbot, workspace.tasks)
    click(tab.lanes.head.compare)
    settle(qtbot, workspace.tasks)
    page = tab.comparison
    assert page.earlier.count() == 2
    assert 41 in {each.number for each in page.list.lines.records}
    page.earlier.setCurrentIndex(1)
    page.earlier.activated.emit(1)
    settle(qtbot, workspace.tasks)
    assert all(each.before.words == each.after.words for each in page.list.lines.records)


def test_escape_goes_back_to_the_lanes(tab: MatchingTab) -> None:
    click(tab.lanes.head.compare)
    press(tab.comparison.back, Qt.Key.Key_Escape)
    assert tab.lanes.list.isVisible()


def test_the_lanes_of_the_measures_are_copied_as_a_table(tab: MatchingTab) -> None:
    press(tab.lanes.list.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("編號\t措施\t判定")
    assert len(lines) == 1 + tab.lanes.list.model.rowCount()


def test_earlier_counts_are_taken_back_from_what_changed() -> None:
    after = assessment(measure(item(Verdict.ELIGIBLE)), measure(item(Verdict.ELIGIBLE), number=2))
    moved = MeasureChange(2, "", ChangeWeight.VERDICT, Verdict.UNDETERMINED, Verdict.ELIGIBLE, (), (), (), ())
    added = MeasureChange(1, "", ChangeWeight.ADDED, None, Verdict.ELIGIBLE, (), (), (), ())
    assert [(each.before, each.after) for each in lane_changes((moved, added), after)] == [
        (0, 2),
        (1, 0),
        (0, 0),
    ]


def test_an_assessment_that_is_not_stored_says_so() -> None:
    assert mark_choices((AssessmentMark("105.1", "", "1", date(2016, 3, 10)),)) == (
        "105/03/10・105年版（尚未儲存）",
    )


def test_the_time_of_an_assessment_stands_with_the_day_it_was_stored_on() -> None:
    asked, stored_on = date(2016, 3, 10), datetime(2026, 11, 23, 10, 45).astimezone()
    marks = (
        AssessmentMark("105.1", "", "1", asked, AssessmentId("a"), stored_on),
        AssessmentMark("105.1", "", "1", asked, AssessmentId("b"), stored_on + timedelta(minutes=7)),
    )
    assert mark_choices(marks) == (
        "105/03/10・105年版（115/11/23 10:45 儲存）",
        "105/03/10・105年版（115/11/23 10:52 儲存）",
    )


def test_a_preview_in_view_follows_what_is_learnt_meanwhile(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    learn(workspace, qtbot, 15_000_000)
    click(tab.lanes.head.look)
    settle(qtbot, workspace.tasks)
    assert 41 in {each.number for each in tab.comparison.list.lines.records}
    learn(workspace, qtbot, 48_000_000)
    settle(qtbot, workspace.tasks)
    assert 41 not in {each.number for each in tab.comparison.list.lines.records}

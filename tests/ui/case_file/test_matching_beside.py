"""What stands beside the verdicts: clauses in a line, warnings, questions for the next visit, plans."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.case import CaseFile
from backbone_desktop.domain.codes import Decision
from backbone_desktop.domain.facts import PastGuidance
from backbone_desktop.domain.identifiers import ApplicationId
from backbone_desktop.domain.measure_warning import MeasureWarning, UntoldGuidance, WarningKind
from backbone_desktop.domain.verdict import Outcome, Verdict
from backbone_desktop.ui.case_file.matching import MatchingTab
from backbone_desktop.ui.case_file.matching_clause import clause_words, item_clause_words
from backbone_desktop.ui.case_file.matching_plan import PlanFold
from backbone_desktop.ui.case_file.warning_list import WarningList, Warnings
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import import_roster, one_firm
from tests.ui.surroundings import RememberingShell, click, press, settle, words_on
from tests.ui.verdicts import finding, item, measure

NAMES = {"paid_in_capital": "實收資本額"}
OVERLAP = MeasureWarning(WarningKind.OVERLAP, (1,), "同屬一個輔導體系。", "某辦法第5條")
LOOK_BACK = MeasureWarning(WarningKind.LOOK_BACK, (1, 2), "有一件申請案未列入。", "本個案簿")
UNTOLD = UntoldGuidance(ApplicationId("a-1"), 12, 1, PastGuidance("某計畫"), "第12項的申請案尚未列入。")


@pytest.fixture
def tab(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> MatchingTab:
    """Show the assessed case of a firm."""
    services = workspace.services
    services.assessment.assess(one_firm(services, tmp_path))
    widget = MatchingTab(workspace)
    qtbot.addWidget(widget)
    widget.resize(1200, 760)
    widget.show()
    workspace.feed.changed.connect(lambda _changes: widget.show_file(stored(workspace)))
    widget.show_file(stored(workspace))
    qtbot.waitUntil(lambda: widget.lanes.questions.model.rowCount() > 0)
    return widget


def stored(workspace: Workspace) -> CaseFile:
    return workspace.services.casework.open(workspace.services.casework.find("04595257").id)


def another_firm(workspace: Workspace, folder: Path) -> CaseFile:
    services = workspace.services
    import_roster(services, folder, "| 統一編號 | 企業名稱 |\n| 10458575 | 測試乙股份有限公司 |")
    return services.casework.open(services.casework.find("10458575").id)


def test_an_excluded_measure_names_the_clause_and_the_firms_value() -> None:
    failing = replace(item(Verdict.NOT_ELIGIBLE), findings=(finding(outcome=Outcome.NOT_MET),))
    words = clause_words(measure(failing, verdict=Verdict.NOT_ELIGIBLE), NAMES)
    assert words == "排除：80,000,000 元以下（本企業：48,000,000 元）"


def test_items_excluded_by_different_clauses_are_told_apart() -> None:
    first = replace(item(Verdict.NOT_ELIGIBLE), name="甲項", findings=(finding(outcome=Outcome.NOT_MET),))
    other = replace(finding(outcome=Outcome.NOT_MET), label="另一條件", value="未知")
    second = replace(item(Verdict.NOT_ELIGIBLE), name="乙項", findings=(other,))
    words = clause_words(measure(first, second, verdict=Verdict.NOT_ELIGIBLE), NAMES)
    assert "甲項－80,000,000 元以下" in words
    assert words.endswith("乙項－另一條件")


def test_a_preference_that_is_not_met_excludes_nobody() -> None:
    soft = replace(finding(outcome=Outcome.NOT_MET), role="priority", label="僅優先")
    failing = replace(item(Verdict.NOT_ELIGIBLE), findings=(soft, finding(outcome=Outcome.NOT_MET)))
    assert "僅優先" not in item_clause_words(failing, NAMES)


def test_an_undetermined_measure_names_what_is_missing() -> None:
    waiting = replace(item(Verdict.UNDETERMINED), missing_facts=("paid_in_capital",))
    assert clause_words(measure(waiting, verdict=Verdict.UNDETERMINED), NAMES) == "尚缺 1 項：實收資本額"
    assert clause_words(measure(item(Verdict.ELIGIBLE)), NAMES) == ""


def test_every_measure_out_of_the_first_lane_says_why(tab: MatchingTab, workspace: Workspace) -> None:
    told = 0
    for lane in (Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE):
        tab.lanes.head.chips.choose(lane.value)
        tab.lanes.show_lane(0)
        assert all(line.clause for line in tab.lanes.list.model.records)
        told += tab.lanes.list.model.rowCount()
    kept = stored(workspace).assessment
    assert kept is not None
    assert told == 42 - kept.assessment.count(Verdict.ELIGIBLE)


def test_warnings_show_their_source_and_claim_no_verdict(qtbot: QtBot) -> None:
    shown = WarningList(Warnings((OVERLAP,), (UNTOLD,)), ("甲項", "乙項"))
    qtbot.addWidget(shown)
    words = words_on(shown)
    assert {"依本個案簿的紀錄，不影響判定", "甲項", OVERLAP.text, OVERLAP.source} <= set(words)
    assert not shown.findChildren(QPushButton)


def test_guidance_not_recorded_can_be_recorded_from_the_warning(qtbot: QtBot) -> None:
    shown = WarningList(Warnings((LOOK_BACK,), (UNTOLD,)), ("甲項", "乙項"))
    qtbot.addWidget(shown)
    (act,) = shown.findChildren(QPushButton)
    with qtbot.waitSignal(shown.guidance_recorded) as told:
        click(act)
    assert act.text() == "列入輔導紀錄"
    assert told.args == ["a-1", False]


def test_recording_into_an_unknown_list_says_that_it_vouches_for_the_rest(qtbot: QtBot) -> None:
    shown = WarningList(Warnings((LOOK_BACK,), (UNTOLD,), list_known=False), ("甲項", "乙項"))
    qtbot.addWidget(shown)
    (act,) = shown.findChildren(QPushButton)
    with qtbot.waitSignal(shown.guidance_recorded) as told:
        click(act)
    assert "全部輔導紀錄" in act.text()
    assert told.args == ["a-1", True]


def test_a_question_is_put_on_the_next_visits_list_marked_and_taken_back(
    tab: MatchingTab, workspace: Workspace, shell: RememberingShell, qtbot: QtBot
) -> None:
    fact = tab.lanes.questions.model.record(0).suggestion.fact
    click(tab.lanes.questions.add)
    settle(qtbot, workspace.tasks)
    qtbot.waitUntil(lambda: tab.lanes.questions.model.record(0).listed)
    assert workspace.services.checklist.open_facts(stored(workspace)) == (fact,)
    assert not tab.lanes.questions.add.isEnabled()
    undo = shell.acts[-1]
    assert undo is not None
    undo()
    settle(qtbot, workspace.tasks)
    qtbot.waitUntil(lambda: not tab.lanes.questions.model.record(0).listed)
    assert workspace.services.checklist.open_facts(stored(workspace)) == ()


def test_taking_questions_back_concerns_their_firm_whichever_is_open(
    tab: MatchingTab, workspace: Workspace, shell: RememberingShell, tmp_path: Path, qtbot: QtBot
) -> None:
    click(tab.lanes.questions.add)
    settle(qtbot, workspace.tasks)
    undo = shell.acts[-1]
    assert undo is not None
    tab.desk.take(another_firm(workspace, tmp_path))
    undo()
    settle(qtbot, workspace.tasks)
    assert workspace.services.checklist.open_facts(stored(workspace)) == ()


def test_taking_a_decision_back_concerns_its_firm_whichever_is_open(
    tab: MatchingTab, workspace: Workspace, shell: RememberingShell, tmp_path: Path, qtbot: QtBot
) -> None:
    number = tab.lanes.list.chosen
    for decision in (Decision.PROPOSE, Decision.HOLD):
        tab.desk.decide(number, decision, "")
        settle(qtbot, workspace.tasks)
    undo = shell.acts[-1]
    assert undo is not None
    other = another_firm(workspace, tmp_path)
    tab.desk.take(other)
    undo()
    settle(qtbot, workspace.tasks)
    assert [each.decision for each in stored(workspace).decisions] == [Decision.PROPOSE]
    assert workspace.services.casework.open(other.case.id).decisions == ()


def test_a_judgement_that_comes_home_late_does_not_turn_the_page_of_another_firm(
    tab: MatchingTab, workspace: Workspace, shell: RememberingShell, tmp_path: Path, qtbot: QtBot
) -> None:
    other = another_firm(workspace, tmp_path)
    workspace.feed.changed.disconnect()
    tab.desk.assess()
    tab.show_file(other)
    settle(qtbot, workspace.tasks)
    assert tab.first.isVisible()
    assert shell.notices == []


def test_all_questions_are_put_on_the_list_at_once(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    wanted = {each.suggestion.fact for each in tab.lanes.questions.model.records}
    click(tab.lanes.questions.add_all)
    settle(qtbot, workspace.tasks)
    assert set(workspace.services.checklist.open_facts(stored(workspace))) == wanted
    qtbot.waitUntil(lambda: all(each.listed for each in tab.lanes.questions.model.records))
    assert not tab.lanes.questions.add_all.isVisible()


def test_a_finding_leads_to_its_fact(tab: MatchingTab, workspace: Workspace, shell: RememberingShell) -> None:
    tab.lanes.detail.finish()
    way = next(
        each for each in tab.lanes.detail.findChildren(QPushButton) if each.text() in {"填寫", "看資料"}
    )
    click(way)
    assert shell.opened == [(stored(workspace).case.id, "profile")]
    (fact,) = shell.facts
    assert not workspace.services.catalogue.facts[fact].derived_from


def test_a_derived_fact_leads_to_the_one_it_is_made_from(tab: MatchingTab, workspace: Workspace) -> None:
    facts = workspace.services.catalogue.facts
    derived = [key for key, each in facts.items() if each.derived_from]
    assert derived
    assert all(not facts[tab.desk.asked_fact(key)].derived_from for key in derived)
    assert tab.desk.asked_fact("employees") == "employees"


def test_reasons_are_copied_as_a_table(tab: MatchingTab) -> None:
    tab.lanes.detail.finish()
    copy = next(each for each in tab.lanes.detail.findChildren(QPushButton) if each.text() == "複製理由")
    click(copy)
    assert QGuiApplication.clipboard().text().startswith("條件\t本企業\t來源\t要求\t判定\t出處")


def test_the_plan_is_counted_when_it_is_unfolded(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    tab.lanes.detail.finish()
    fold = tab.lanes.detail.findChildren(PlanFold)[0]
    before = len(words_on(fold))
    fold.switch.setFocus()
    press(fold.switch, Qt.Key.Key_Space)
    settle(qtbot, workspace.tasks)
    assert len(words_on(fold)) > before
    assert fold.switch.text() == "收合倒推時程"


def test_a_plan_that_comes_home_after_its_measure_was_left_is_dropped(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    tab.lanes.detail.finish()
    tab.lanes.detail.findChildren(PlanFold)[0].toggle()
    tab.lanes.detail.show_none()
    settle(qtbot, workspace.tasks)
    assert not tab.lanes.detail.items


def test_lane_and_measure_are_remembered_for_each_case(tab: MatchingTab, workspace: Workspace) -> None:
    tab.lanes.head.chips.choose(Verdict.UNDETERMINED.value)
    tab.lanes.show_lane(0)
    press(tab.lanes.list.view, Qt.Key.Key_Down)
    chosen, file = tab.lanes.list.chosen, stored(workspace)
    other = replace(file, case=replace(file.case, id=type(file.case.id)("another")), assessment=None)
    tab.show_file(other)
    tab.show_file(file)
    assert tab.lanes.head.chips.current == Verdict.UNDETERMINED.value
    assert tab.lanes.list.chosen == chosen


def test_nothing_is_shown_before_it_has_its_place_in_the_window(
    tab: MatchingTab, qapp: QApplication, qtbot: QtBot
) -> None:
    shown: list[object] = []
    watch = _Watch(shown)
    qapp.installEventFilter(watch)
    try:
        for _each in range(6):
            press(tab.lanes.list.view, Qt.Key.Key_Down)
            tab.lanes.detail.finish()
        tab.assume({"employees": 12})
        settle(qtbot, tab._workspace.tasks)
    finally:
        qapp.removeEventFilter(watch)
    assert shown == []


class _Watch(QObject):
    """Notes every window that opens."""

    def __init__(self, shown: list[object]) -> None:
        super().__init__()
        self._shown = shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Look on and let pass."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._shown.append(watched)
        return False


def test_keys_judge_try_out_and_compare_from_wherever_the_cursor_is(
    tab: MatchingTab, workspace: Workspace, qtbot: QtBot
) -> None:
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    before = len(workspace.services.assessment.history(stored(workspace).case.id))
    press(tab, Qt.Key.Key_F9)
    settle(qtbot, workspace.tasks)
    assert len(workspace.services.assessment.history(stored(workspace).case.id)) == before + 1
    press(tab, Qt.Key.Key_F8)
    assert tab.whatif.isVisible()
    press(tab, Qt.Key.Key_F9)
    settle(qtbot, workspace.tasks)
    assert len(workspace.services.assessment.history(stored(workspace).case.id)) == before + 1
    press(tab, Qt.Key.Key_F7)
    assert tab.comparison.isVisible()
    settle(qtbot, workspace.tasks)
    head = tab.lanes.head
    told = [each.toolTip() for each in (head.assess, head.attempt, head.compare)]
    assert [each[-4:] for each in told] == ["（F9）", "（F8）", "（F7）"]

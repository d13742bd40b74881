"""The tracker shows where every questionnaire stands and leads on from there."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backbone_desktop.ui.intake.page import QuestionnairesPage
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import import_responses, import_roster
from tests.ui.surroundings import RememberingShell, click, press, settle, type_chinese

ROSTER = """
| 統一編號 | 企業名稱 |
| 04595257 | 測試甲股份有限公司 |
| 04595252 | 測試乙股份有限公司 |
| 00501503 | 測試丙股份有限公司 |
"""
ANSWERS = """
| 填表日期 | 統一編號 | 企業名稱 | 員工人數 |
| 105/03/05 | 04595257 | 測試甲股份有限公司 | 186 |
"""


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> QuestionnairesPage:
    import_roster(workspace.services, tmp_path, ROSTER)
    import_responses(workspace.services, tmp_path, ANSWERS)
    waiting = workspace.services.casework.find("04595252").id
    workspace.services.forms.mark_sent([waiting], date(2016, 2, 10))
    shown = QuestionnairesPage(workspace)
    qtbot.addWidget(shown)
    shown.resize(1180, 740)
    shown.show()
    settle(qtbot, workspace.tasks)
    return shown


def _names(page: QuestionnairesPage) -> list[str]:
    return [each.name[2] for each in page.tracker.model.records]


def _choose(page: QuestionnairesPage, name: str) -> None:
    model = page.tracker.model
    page.tracker.table.setCurrentIndex(model.index(model.row_of(lambda each: name in each.name), 0))


def test_firms_are_counted_and_chosen_by_state(page: QuestionnairesPage) -> None:
    chips = page.tracker.chips
    words = [chips.findChildren(type(page.write))[place].text() for place in range(6)]
    assert words == ["全部 3", "未發出 1", "待回覆 1", "不完整 1", "待確認 0", "已確認 0"]

    click(chips.findChildren(type(page.write))[2])

    assert _names(page) == ["乙"]
    assert page.tracker.model.index(0, 5).data() == "已等 29 天"


def test_what_a_firm_answered_last_stands_beside_it(
    page: QuestionnairesPage, shell: RememberingShell
) -> None:
    _choose(page, "甲")
    last = page.tracker.last
    assert [(each.label, each.value) for each in last.answers.records] == [("員工人數", "186 人")]
    assert last.missing.text() == "缺必填：同意個人資料告知事項、登記別、製造業"

    click(last.confirm)
    assert [tab for _case, tab in shell.opened] == ["answers"]

    _choose(page, "丙")
    assert last.answers.rowCount() == 0
    assert not last.confirm.isEnabled()


def test_a_firm_is_marked_as_sent_and_the_mark_taken_back(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot, shell: RememberingShell
) -> None:
    _choose(page, "丙")
    page.tracker.sent_on.set_value(date(2016, 3, 8))

    click(page.tracker.mark)
    settle(qtbot, workspace.tasks)

    assert shell.notices[-1] == "已記下 1 家企業的問卷於 105/03/08 發出。"
    assert [each.days_waiting for each in page.tracker.model.records if "丙" in each.name] == [2]
    undo = shell.acts[-1]
    assert undo is not None
    undo()
    settle(qtbot, workspace.tasks)
    assert [each.sent_on for each in page.tracker.model.records if "丙" in each.name] == [None]


def test_the_selected_firms_are_those_a_form_is_written_for(page: QuestionnairesPage) -> None:
    page.tracker.table.selectAll()
    click(page.tracker.write)
    assert page.forms.chosen.rowCount() == 3


def test_typing_narrows_and_return_opens_the_case(
    page: QuestionnairesPage, workspace: Workspace, shell: RememberingShell
) -> None:
    type_chinese(page.tracker.search, "測試乙")
    page.tracker.look_up()
    assert _names(page) == ["乙"]
    press(page.tracker.table, Qt.Key.Key_Return)
    assert [case for case, _tab in shell.opened] == [workspace.services.casework.find("04595252").id]


def test_the_imports_are_one_press_away(page: QuestionnairesPage) -> None:
    assert page.tracker.isVisible()
    click(page.views["imports"])
    assert page.imports.isVisible()
    assert not page.tracker.isVisible()

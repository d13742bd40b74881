"""Rows are put right where their reasons stand; the service decides them again and the import keeps them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.intake import BatchKind, RowOutcome
from backbone_desktop.ui.intake.import_state import Step
from backbone_desktop.ui.intake.page import QuestionnairesPage
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import one_firm
from tests.sheets import write_csv
from tests.ui.surroundings import RememberingShell, click, press, settle, tab_stops, type_chinese, words_on

ROSTER = """
| 統一編號 | 企業名稱 | 員工人數 |
| 04595257 | 測試甲股份有限公司 | 186 |
| 12AB56 | 測試乙股份有限公司 | 50 |
| 04595252 |  | 70 |
"""
ANSWERS = """
| 統一編號 | 企業名稱 | 貴公司有多少人 | 製造業 |
| 04595257 | 測試甲股份有限公司 | 192 | 是 |
| 00501503 | 測試丙股份有限公司 | 80 | 是 |
"""


class Walk:
    """Goes through the wizard, waiting for the work in between."""

    def __init__(self, page: QuestionnairesPage, qtbot: QtBot, workspace: Workspace) -> None:
        self.page, self._qtbot, self._workspace = page, qtbot, workspace
        self.wizard, self.presenter = page.wizard, page.wizard.presenter
        self.detail = self.wizard.preview.detail

    def to_preview(self, path: Path, kind: BatchKind) -> None:
        self.page.begin_import(kind, path)
        self.settle()
        self.next()
        self.next()

    def next(self) -> Step:
        click(self.wizard.action_bar.next)
        self.settle()
        return self.presenter.state.step

    def settle(self) -> None:
        settle(self._qtbot, self._workspace.tasks)
        self._qtbot.waitUntil(lambda: self.presenter.state.work is None)

    @property
    def outcomes(self) -> list[RowOutcome]:
        assert self.presenter.state.report is not None
        return [row.outcome for row in self.presenter.state.report.rows]


@pytest.fixture
def walk(qtbot: QtBot, workspace: Workspace) -> Walk:
    page = QuestionnairesPage(workspace)
    qtbot.addWidget(page)
    page.resize(1180, 740)
    page.show()
    return Walk(page, qtbot, workspace)


NEW, CHANGED, REJECTED = RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.REJECTED


def test_wrong_cells_are_typed_anew_one_after_the_other_by_keyboard(
    walk: Walk, workspace: Workspace, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "roster.csv", ROSTER)
    walk.to_preview(path, BatchKind.ROSTER)
    assert walk.outcomes == [NEW, REJECTED, REJECTED]
    assert walk.wizard.preview.table.currentIndex().row() == 1

    field = walk.detail.editors[0].field
    assert field.text() == "12AB56"
    field.selectAll()
    QTest.keyClicks(field, "00501503")
    press(field, Qt.Key.Key_Return)
    walk.settle()

    assert walk.outcomes == [NEW, NEW, REJECTED]
    assert walk.wizard.preview.table.currentIndex().row() == 2
    field = walk.detail.editors[0].field
    assert field.accessibleName() == "更正「企業名稱」"
    type_chinese(field, "測試丁股份有限公司")
    press(field, Qt.Key.Key_Return)
    walk.settle()

    assert walk.outcomes == [NEW, NEW, NEW]
    assert walk.next() is Step.DONE
    assert workspace.services.casework.find("00501503").enterprise.name == "測試乙股份有限公司"
    assert workspace.services.casework.find("04595252").enterprise.name == "測試丁股份有限公司"


def test_a_correction_is_marked_and_can_be_taken_back(walk: Walk, tmp_path: Path) -> None:
    walk.to_preview(write_csv(tmp_path / "roster.csv", ROSTER), BatchKind.ROSTER)
    field = walk.detail.editors[0].field
    field.setText("00501503")
    press(field, Qt.Key.Key_Return)
    walk.settle()
    preview = walk.wizard.preview
    assert "已在預覽更正" in preview.model.index(1, 4).data()

    preview.table.setCurrentIndex(preview.model.index(1, 0))
    assert any(words.startswith("已在預覽更正：原為「12AB56」") for words in words_on(walk.detail))
    walk.detail.editors[0].restore()
    walk.settle()

    assert walk.outcomes == [NEW, REJECTED, REJECTED]
    assert walk.presenter.state.fixes == ()


def test_rows_stay_in_view_while_they_are_decided_anew(walk: Walk, tmp_path: Path) -> None:
    walk.to_preview(write_csv(tmp_path / "roster.csv", ROSTER), BatchKind.ROSTER)

    walk.detail.editors[0].field.setText("00501503")
    press(walk.detail.editors[0].field, Qt.Key.Key_Return)

    assert walk.presenter.state.work is not None
    assert walk.wizard.preview.isVisible()
    assert not walk.wizard.preview.isEnabled()
    walk.settle()
    assert walk.wizard.preview.isEnabled()


def test_an_unknown_firm_is_created_or_chosen(walk: Walk, workspace: Workspace, tmp_path: Path) -> None:
    one_firm(workspace.services, tmp_path)
    walk.to_preview(write_csv(tmp_path / "answers.csv", ANSWERS, "utf-8"), BatchKind.RESPONSES)
    assert walk.outcomes == [NEW, REJECTED]
    assert walk.detail.picker is not None
    # Next to why it is needed, above what else may be typed anew.
    assert all(walk.detail.picker.y() < each.y() for each in walk.detail.editors[1:])

    click(walk.detail.picker.create_new)
    walk.settle()
    assert walk.outcomes == [NEW, NEW]
    assert walk.wizard.preview.detail.picker is None
    preview = walk.wizard.preview
    preview.table.setCurrentIndex(preview.model.index(1, 0))
    row = preview.model.record(1)
    preview.detail.show_row(row, walk.presenter.state, {})
    assert any("已在預覽新增企業" in words for words in words_on(walk.detail))
    walk.next()

    assert workspace.services.casework.find("00501503").enterprise.name == "測試丙股份有限公司"


def test_a_firm_is_found_by_typing_and_chosen_for_the_row(
    walk: Walk, workspace: Workspace, tmp_path: Path
) -> None:
    one_firm(workspace.services, tmp_path)
    table = "\n".join(line for line in ANSWERS.splitlines() if "04595257" not in line)
    walk.to_preview(write_csv(tmp_path / "answers.csv", table, "utf-8"), BatchKind.RESPONSES)
    picker = walk.detail.picker
    assert picker is not None
    assert picker.found.rowCount() == 0

    picker.search.clear()
    type_chinese(picker.search, "測試甲")
    picker.look_up()
    click(picker.choose)
    walk.settle()

    assert walk.outcomes == [NEW]
    assert "已指定企業" in walk.wizard.preview.model.index(0, 4).data()


def test_a_number_that_may_be_a_date_is_taken_as_one_at_a_press(
    walk: Walk, workspace: Workspace, tmp_path: Path
) -> None:
    one_firm(workspace.services, tmp_path)
    table = "| 統一編號 | 企業名稱 | 核准設立日期 |\n| 04595257 | 測試甲股份有限公司 | 42444 |"
    walk.to_preview(write_csv(tmp_path / "answers.csv", table, "utf-8"), BatchKind.RESPONSES)
    (editor,) = walk.detail.editors
    (link,) = [each for each in editor.findChildren(QPushButton) if each.text() == "當作 105/03/15"]

    click(link)
    walk.settle()

    assert walk.outcomes == [NEW]


def test_all_or_nothing_closes_the_way_on_until_every_row_is_right(walk: Walk, tmp_path: Path) -> None:
    walk.to_preview(write_csv(tmp_path / "roster.csv", ROSTER), BatchKind.ROSTER)
    bar = walk.wizard.action_bar
    assert bar.next.isEnabled()

    click(bar.all_or_nothing)

    assert not bar.next.isEnabled()
    assert "2 列退回" in bar.note.text()
    click(bar.all_or_nothing)
    assert bar.next.isEnabled()


def test_a_reworded_column_is_asked_about_before_the_preview_and_remembered(
    walk: Walk, workspace: Workspace, tmp_path: Path
) -> None:
    one_firm(workspace.services, tmp_path)
    walk.page.begin_import(BatchKind.RESPONSES, write_csv(tmp_path / "first.csv", ANSWERS, "utf-8"))
    walk.settle()
    walk.next()
    walk.presenter.map_column("貴公司有多少人", "employees")
    walk.next()
    walk.next()
    reworded = ANSWERS.replace("貴公司有多少人", "貴公司目前有多少人").replace("192", "205")

    walk.page.begin_import(BatchKind.RESPONSES, write_csv(tmp_path / "next.csv", reworded, "utf-8"))
    walk.settle()
    walk.next()
    card = walk.wizard.mapping.drift
    assert card.isVisible()
    assert not walk.wizard.action_bar.next.isEnabled()
    press(card.yes[0], Qt.Key.Key_Space)
    assert walk.next() is Step.PREVIEW
    assert walk.outcomes == [CHANGED, REJECTED]
    walk.next()

    walk.page.begin_import(BatchKind.RESPONSES, tmp_path / "next.csv")
    walk.settle()
    walk.next()
    assert not card.isVisible()
    assert walk.wizard.action_bar.next.isEnabled()


def test_a_new_column_that_answers_a_question_is_not_called_left_out(walk: Walk, tmp_path: Path) -> None:
    rosters = ("| 統一編號 | 企業名稱 | 地址 |", "| 04595257 | 測試甲股份有限公司 | 臺中市測試路1號 |")
    more = (" 員工人數 | 碳盤查 |", " 186 | 有 |")
    first = write_csv(tmp_path / "first.csv", "\n".join(rosters))
    walk.page.begin_import(BatchKind.ROSTER, first)
    walk.settle()
    for _step in range(3):
        walk.next()

    second = "\n".join(f"{line}{end}" for line, end in zip(rosters, more, strict=True))
    walk.page.begin_import(BatchKind.ROSTER, write_csv(tmp_path / "second.csv", second))
    walk.settle()
    walk.next()

    words = words_on(walk.wizard.mapping.drift)
    assert "員工人數（已對應）" in words
    assert "碳盤查（名冊不匯入）" in words


def test_return_and_the_tab_key_lead_from_a_row_to_what_puts_it_right(walk: Walk, tmp_path: Path) -> None:
    walk.page.activateWindow()
    walk.to_preview(write_csv(tmp_path / "roster.csv", ROSTER), BatchKind.ROSTER)
    table, first = walk.wizard.preview.table, walk.detail.editors[0]
    stops = tab_stops(walk.wizard)
    at = stops.index(table.accessibleName())
    assert stops[at + 1 : at + 3] == [first.field.accessibleName(), "更正"]
    press(table, Qt.Key.Key_Return)
    assert first.field.hasFocus()


def test_corrections_left_behind_can_be_taken_up_again(
    walk: Walk, workspace: Workspace, shell: RememberingShell, tmp_path: Path
) -> None:
    walk.to_preview(write_csv(tmp_path / "roster.csv", ROSTER), BatchKind.ROSTER)
    walk.detail.editors[0].field.setText("00501503")
    walk.detail.editors[0].fix()
    walk.settle()
    press(walk.wizard.preview.table, Qt.Key.Key_Escape)
    assert shell.notices == ["已離開匯入，1 處更正沒有匯入。"]
    assert not walk.wizard.isVisible()

    back = shell.acts[-1]
    assert back is not None
    back()
    assert walk.wizard.isVisible()
    assert walk.outcomes == [NEW, NEW, REJECTED]
    assert walk.next() is Step.DONE
    assert [case.name for case in workspace.services.casework.list_cases().lines] == [
        "測試乙股份有限公司",
        "測試甲股份有限公司",
    ]


def test_an_import_left_without_corrections_says_nothing(
    walk: Walk, shell: RememberingShell, tmp_path: Path
) -> None:
    walk.to_preview(write_csv(tmp_path / "roster.csv", ROSTER), BatchKind.ROSTER)
    press(walk.wizard.preview.table, Qt.Key.Key_Escape)
    assert shell.notices == []


def test_corrections_are_not_taken_up_over_others(
    walk: Walk, shell: RememberingShell, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "roster.csv", ROSTER)
    for number in ("00501503", "00501519"):
        walk.to_preview(path, BatchKind.ROSTER)
        walk.detail.editors[0].field.setText(number)
        walk.detail.editors[0].fix()
        walk.settle()
    (back,) = shell.acts
    assert back is not None
    back()
    assert [text for _place, text in walk.presenter.state.fixes] == ["00501519"]

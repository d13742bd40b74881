"""The wizard brings real files into a real casebook, refuses in place, and stops when told."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from backbone_desktop import paths
from backbone_desktop.domain.intake import BatchKind, RowOutcome
from backbone_desktop.ui.background import Outcome
from backbone_desktop.ui.intake.import_state import CHOSEN, Step
from backbone_desktop.ui.intake.page import QuestionnairesPage
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import ONE_FIRM, import_roster, one_firm
from tests.sheets import write_csv
from tests.ui.intake.reports import report, result
from tests.ui.surroundings import RememberingShell, click, press, settle, tab_stops, type_chinese, words_on

DEMO = paths.resources_dir() / "demo"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(300)
ANSWERS = """
| 統一編號 | 企業名稱 | 員工人數 | 人力規模 |
| 04595257 | 測試甲股份有限公司 | 190 | 191 |
| 04595252 | 測試乙股份有限公司 | 50 | 51 |
"""


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> QuestionnairesPage:
    shown = QuestionnairesPage(workspace)
    qtbot.addWidget(shown)
    shown.resize(1180, 740)
    shown.show()
    return shown


class Walk:
    """Goes through the wizard as a consultant does, waiting for the work in between."""

    def __init__(self, page: QuestionnairesPage, qtbot: QtBot, workspace: Workspace) -> None:
        self.page, self._qtbot, self._workspace = page, qtbot, workspace
        self.wizard = page.wizard
        self.presenter = page.wizard.presenter

    def begin(self, path: Path, kind: BatchKind | None = None) -> None:
        self.page.begin_import(kind, path)
        self.settle()

    def next(self) -> Step:
        click(self.wizard.action_bar.next)
        self.settle()
        return self.presenter.state.step

    def settle(self) -> None:
        settle(self._qtbot, self._workspace.tasks)
        self._qtbot.waitUntil(lambda: self.presenter.state.work is None)


@pytest.fixture
def walk(page: QuestionnairesPage, qtbot: QtBot, workspace: Workspace) -> Walk:
    return Walk(page, qtbot, workspace)


def test_a_roster_and_its_responses_arrive(
    walk: Walk, page: QuestionnairesPage, workspace: Workspace, shell: RememberingShell
) -> None:
    walk.begin(DEMO / "roster.csv")
    assert "CP950（推測）" in page.wizard.about.text()
    assert [walk.next(), walk.next(), walk.next()] == [Step.MAP, Step.PREVIEW, Step.DONE]
    walk.begin(DEMO / "responses.csv", BatchKind.RESPONSES)
    assert [walk.next(), walk.next()] == [Step.MAP, Step.PREVIEW]
    assert page.wizard.action_bar.next.text() == "匯入 12 列"
    assert page.wizard.preview.sum.text() == "讀入 12 = 12 + 0 + 0 + 0"
    assert walk.next() is Step.DONE
    assert shell.notices[-1] == "已匯入 12 列。"
    kinds = [batch.kind for batch in workspace.services.batches.list()]
    assert sorted(kinds) == [BatchKind.RESPONSES, BatchKind.ROSTER]
    click(page.wizard.done.next)
    (case, tab), *_ = shell.opened
    assert tab == "answers"
    assert workspace.services.casework.open(case).responses
    assert page.imports.batches.rowCount() == 2


def test_a_second_time_there_is_nothing_to_import(walk: Walk, page: QuestionnairesPage) -> None:
    for _time in range(2):
        walk.begin(DEMO / "roster.csv", BatchKind.ROSTER)
        walk.next()
        walk.next()
        walk.next()
    assert walk.presenter.state.step is Step.PREVIEW
    assert not page.wizard.action_bar.next.isEnabled()
    assert "不需要匯入" in page.wizard.action_bar.note.text()


def test_a_picture_called_a_workbook_is_refused_in_place(
    walk: Walk, page: QuestionnairesPage, tmp_path: Path, shell: RememberingShell
) -> None:
    picture = tmp_path / "照片.xlsx"
    picture.write_bytes(PICTURE)
    walk.begin(picture, BatchKind.RESPONSES)
    card = page.wizard.refusal
    assert card.isVisible()
    refusal = walk.presenter.state.refusal
    assert refusal is not None
    assert {refusal.title, refusal.detail, refusal.remedy} <= set(words_on(card))
    assert shell.notices == []
    assert page.wizard.choose.drop.isVisible()
    walk.begin(DEMO / "roster.csv", BatchKind.ROSTER)
    assert not card.isVisible()


def test_an_import_stopped_on_the_way_keeps_nothing(
    walk: Walk, page: QuestionnairesPage, workspace: Workspace, shell: RememberingShell
) -> None:
    walk.begin(DEMO / "roster.csv", BatchKind.ROSTER)
    walk.next()
    walk.next()
    gate = threading.Event()
    workspace.tasks.run("別的工作", lambda _control: gate.wait(20))
    click(page.wizard.action_bar.next)
    assert page.wizard.waiting.isVisible()
    press(page.wizard.waiting.cancel, Qt.Key.Key_Escape)
    assert page.wizard.waiting.title.text() == "正在停止…"
    gate.set()
    walk.settle()
    assert walk.presenter.state.step is Step.PREVIEW
    assert shell.notices == ["已取消，個案簿沒有更動。"]
    assert workspace.services.batches.list() == ()
    assert walk.next() is Step.DONE


@pytest.mark.logs_errors
def test_a_defect_of_ours_does_not_lock_the_wizard(
    walk: Walk,
    page: QuestionnairesPage,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    def broken(*_given: object) -> Outcome:
        raise ZeroDivisionError

    monkeypatch.setattr(type(workspace.services.intake), "sample", broken)
    with qtbot.waitSignal(workspace.tasks.failed):
        page.begin_import(None, DEMO / "roster.csv")
    walk.settle()
    assert page.wizard.choose.drop.isVisible()


def drop(page: QuestionnairesPage, path: Path) -> QDropEvent:
    """Let a file fall on the page."""
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    return event


def test_a_file_dropped_on_the_page_starts_its_import(walk: Walk, page: QuestionnairesPage) -> None:
    event = drop(page, DEMO / "roster.csv")
    walk.settle()
    assert event.isAccepted()
    assert walk.presenter.state.kind is BatchKind.ROSTER


def test_a_file_held_over_the_lists_is_seen_to_be_taken(page: QuestionnairesPage) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(DEMO / "roster.csv"))])
    place, action = page.rect().center(), Qt.DropAction.CopyAction
    keys, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    before = page.grab().toImage()
    page.dragEnterEvent(QDragEnterEvent(place, action, carried, keys, none))
    assert page.grab().toImage() != before
    page.dragLeaveEvent(QDragLeaveEvent())
    assert page.grab().toImage() == before


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_column_is_given_to_another_question_in_place(
    walk: Walk, page: QuestionnairesPage, workspace: Workspace, tmp_path: Path
) -> None:
    case = one_firm(workspace.services, tmp_path)
    walk.begin(write_csv(tmp_path / "回覆.csv", ANSWERS), BatchKind.RESPONSES)
    walk.next()
    table, model = page.wizard.mapping.table, page.wizard.mapping.model
    assert [each.question for each in model.records][3] == ""
    _choose_question(page, row=2, words="國內研發人數")
    _choose_question(page, row=3, words="員工人數")
    assert [each.how for each in model.records][2:] == [CHOSEN, CHOSEN]
    assert table.currentIndex().row() == 3
    walk.next()
    walk.next()
    casework = workspace.services.casework
    facts = {each.key: each.value for each in casework.profile(casework.open(case))}
    assert facts["employees"] == "191 人"


def _choose_question(page: QuestionnairesPage, *, row: int, words: str) -> None:
    table, model = page.wizard.mapping.table, page.wizard.mapping.model
    table.setCurrentIndex(model.index(row, 0))
    press(table, Qt.Key.Key_Return)
    editor = next(each for each in table.findChildren(QComboBox) if each.isVisible())
    line = editor.lineEdit()
    assert line is not None
    type_chinese(line, words)
    press(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_words_that_name_no_question_change_nothing(
    walk: Walk, page: QuestionnairesPage, workspace: Workspace, tmp_path: Path
) -> None:
    one_firm(workspace.services, tmp_path)
    walk.begin(write_csv(tmp_path / "回覆.csv", ANSWERS), BatchKind.RESPONSES)
    walk.next()
    _choose_question(page, row=2, words="沒有這一題")
    assert walk.presenter.state.mapping == ()


def test_keys_go_forward_and_back_and_never_import_unasked(walk: Walk, page: QuestionnairesPage) -> None:
    walk.begin(DEMO / "roster.csv", BatchKind.ROSTER)
    preview = page.wizard.preview.table
    reached = []
    for widget, key, modifiers in (
        (page.wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (page.wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (page.wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (preview, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (preview, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ):
        press(widget, key, modifiers)
        walk.settle()
        reached.append(walk.presenter.state.step)
    assert reached == [Step.MAP, Step.PREVIEW, Step.PREVIEW, Step.PREVIEW, Step.MAP]
    press(page.wizard.mapping.table, Qt.Key.Key_Escape)
    assert page.import_responses.isVisible()


def test_the_rejected_rows_can_be_saved_from_the_preview(
    walk: Walk,
    page: QuestionnairesPage,
    workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import_roster(workspace.services, tmp_path, ONE_FIRM)
    walk.begin(write_csv(tmp_path / "回覆.csv", ANSWERS), BatchKind.RESPONSES)
    walk.next()
    walk.next()
    assert page.wizard.preview.chips.isVisible()
    assert "第 3 列・測試乙股份有限公司（04595252）" in words_on(page.wizard.preview.detail)
    out = tmp_path / "退回.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(out), ""))
    click(page.wizard.action_bar.save)
    walk.settle()
    assert out.exists()
    page.wizard.presenter.show_outcome(RowOutcome.NEW)
    assert [row.ubn for row in page.wizard.preview.model.records] == ["04595257"]


def test_ten_thousand_rows_make_no_widget_of_their_own(page: QuestionnairesPage) -> None:
    presenter = page.wizard.presenter
    page.begin_import(BatchKind.ROSTER)
    few = report(*(result(row, RowOutcome.NEW) for row in range(2, 4)))
    many = report(*(result(row, RowOutcome.NEW) for row in range(2, 10_002)))
    counts = []
    for shown in (few, many):
        page.wizard.preview.show_state(replace(presenter.state, step=Step.PREVIEW, report=shown))
        counts.append(len(page.wizard.preview.findChildren(QAbstractButton)))
    assert page.wizard.preview.model.rowCount() == 10_000
    assert counts[0] == counts[1]


def test_every_control_has_a_name(walk: Walk, page: QuestionnairesPage) -> None:
    walk.begin(DEMO / "responses.csv")
    walk.next()
    walk.next()
    controls: list[QWidget] = [
        *page.findChildren(QAbstractButton),
        *page.findChildren(QAbstractItemView),
        *page.findChildren(QComboBox),
    ]
    ours = [each for each in controls if not each.objectName().startswith("qt_") and not _a_part(each)]
    assert [each for each in ours if not (each.accessibleName() or getattr(each, "text", str)())] == []


def _a_part(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QComboBox, QAbstractItemView, QLineEdit)):
            return True
        parent = parent.parentWidget()
    return False


def test_the_tab_key_walks_in_reading_order(walk: Walk, page: QuestionnairesPage) -> None:
    views, acts = ["問卷追蹤", "匯入紀錄"], ["產生問卷…", "匯入名冊…", "匯入問卷回覆…"]
    assert tab_stops(page)[:5] == [*views, *acts]
    walk.begin(DEMO / "roster.csv", BatchKind.ROSTER)
    stops = tab_stops(page.wizard)
    wanted = ["名冊", "問卷回覆", "選擇其他檔案…", "文字編碼", "檔案開頭", "取消", "下一步"]
    assert [stop for stop in stops if stop in wanted] == wanted


REWORDED = ANSWERS.replace("員工人數", "員工總人數（含派遣）").replace("190", "195")


def test_the_file_can_be_chosen_by_keyboard_as_soon_as_the_wizard_opens(page: QuestionnairesPage) -> None:
    page.activateWindow()
    page.import_roster.setFocus()
    press(page.import_roster, Qt.Key.Key_Space)
    assert page.wizard.choose.drop.choose.hasFocus()


def test_the_answer_to_a_renamed_column_hands_the_keyboard_on(
    walk: Walk, page: QuestionnairesPage, workspace: Workspace, tmp_path: Path
) -> None:
    one_firm(workspace.services, tmp_path)
    page.activateWindow()
    walk.begin(write_csv(tmp_path / "回覆.csv", ANSWERS), BatchKind.RESPONSES)
    assert [walk.next(), walk.next(), walk.next()] == [Step.MAP, Step.PREVIEW, Step.DONE]
    walk.begin(write_csv(tmp_path / "改名.csv", REWORDED), BatchKind.RESPONSES)
    walk.next()
    (yes,) = page.wizard.mapping.drift.yes
    assert yes.hasFocus()
    press(yes, Qt.Key.Key_Return)
    assert page.wizard.action_bar.next.hasFocus()

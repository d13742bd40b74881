"""The tracker reads all firms off the GUI thread, keeps its place meanwhile, and shows the newest answer."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.form_tracking import FormOverview
from backbone_desktop.services.changes import Changes, Kind
from backbone_desktop.services.forms_tracker import FormsTracker
from backbone_desktop.ui.intake.page import QuestionnairesPage
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import import_roster
from tests.ui.intake.test_tracker_panel import ROSTER
from tests.ui.surroundings import settle, type_chinese

MANY = "| 統一編號 | 企業名稱 | 廠別 |\n" + "\n".join(f"| | 測試公司 | {each:03}廠 |" for each in range(60))


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> QuestionnairesPage:
    import_roster(workspace.services, tmp_path, ROSTER)
    shown = QuestionnairesPage(workspace)
    qtbot.addWidget(shown)
    shown.resize(1180, 500)
    shown.show()
    settle(qtbot, workspace.tasks)
    return shown


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """Return the threads that read all firms, one for every reading."""
    threads: list[threading.Thread] = []
    whole = FormsTracker.overview

    def overview(tracker: FormsTracker, search: str = "") -> FormOverview:
        threads.append(threading.current_thread())
        return whole(tracker, search)

    monkeypatch.setattr(FormsTracker, "overview", overview)
    return threads


def _publish(workspace: Workspace) -> None:
    workspace.feed.publish(Changes.of(Kind.ANSWERS))


def test_neither_showing_nor_a_change_reads_the_firms_on_the_gui_thread(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot, readers: list[threading.Thread]
) -> None:
    page.show_overview()
    settle(qtbot, workspace.tasks)
    _publish(workspace)
    settle(qtbot, workspace.tasks)

    assert len(readers) == 2
    assert threading.current_thread() not in readers


def test_searching_reads_nothing(page: QuestionnairesPage, readers: list[threading.Thread]) -> None:
    type_chinese(page.tracker.search, "測試乙")
    page.tracker.look_up()

    assert [each.name for each in page.tracker.model.records] == ["測試乙股份有限公司"]
    assert readers == []


def test_the_lines_read_before_stay_until_the_new_arrive_and_an_older_answer_is_never_shown(
    page: QuestionnairesPage,
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_go, begun, shown = threading.Event(), threading.Event(), []
    older, whole = workspace.services.forms.overview(), FormsTracker.overview

    def overview(tracker: FormsTracker, search: str = "") -> FormOverview:
        if begun.is_set():
            return whole(tracker, search)
        begun.set()
        let_go.wait()
        return older

    monkeypatch.setattr(FormsTracker, "overview", overview)
    page.tracker.model.modelReset.connect(lambda: shown.append(page.tracker.model.rowCount()))
    _publish(workspace)
    begun.wait()
    import_roster(workspace.services, tmp_path, ROSTER + "| 00501644 | 測試丁股份有限公司 |")
    _publish(workspace)

    assert page.tracker.model.rowCount() == 3
    let_go.set()
    settle(qtbot, workspace.tasks)
    assert shown == [4]


def test_readings_that_wait_are_made_once(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot, readers: list[threading.Thread]
) -> None:
    let_go = threading.Event()
    workspace.tasks.run("測試", lambda _control: let_go.wait())
    for _change in range(3):
        _publish(workspace)
    let_go.set()
    settle(qtbot, workspace.tasks)

    assert len(readers) == 1
    assert page.tracker.model.rowCount() == 3


def test_selection_line_scrolling_and_filter_are_kept(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    import_roster(workspace.services, tmp_path, MANY)
    _publish(workspace)
    settle(qtbot, workspace.tasks)
    tracker = page.tracker
    tracker.chips.choose("not_sent")
    type_chinese(tracker.search, "測試公司")
    tracker.look_up()
    tracker.table.selectRow(41)
    tracker.table.verticalScrollBar().setValue(20)
    looked_at = tracker.model.record(41).case

    import_roster(workspace.services, tmp_path, MANY.splitlines()[0] + "\n| | 測試公司 | 000甲廠 |")
    _publish(workspace)
    settle(qtbot, workspace.tasks)

    assert tracker.model.rowCount() == 61
    assert [each.case for each in tracker.chosen_firms()] == [looked_at]
    assert tracker.model.record(tracker.table.currentIndex().row()).case == looked_at
    assert tracker.table.verticalScrollBar().value() == 20
    assert (tracker.chips.current, tracker.search.text()) == ("not_sent", "測試公司")

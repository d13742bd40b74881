"""Imports taken back in the window: from the list, from the last step of the wizard, by keyboard alone."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.services.intake import ImportChoices
from backbone_desktop.ui.enterprises.page import EnterprisesPage
from backbone_desktop.ui.intake.batch_card import BatchCard
from backbone_desktop.ui.intake.page import QuestionnairesPage
from backbone_desktop.ui.intake.undo_panel import UndoPanel
from backbone_desktop.ui.intake.undo_presenter import Phase
from backbone_desktop.ui.workspace import Workspace
from tests.services.edits import set_fact
from tests.services.undoing import CHANGED_FIRM, FIRST, NEW_FIRM, SECOND
from tests.sheets import write_csv
from tests.ui.surroundings import RememberingShell, click, press, settle, words_on


@pytest.fixture
def imported(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Return the surroundings over a casebook into which two rosters were imported."""
    for place, table in enumerate((FIRST, SECOND), start=1):
        path = write_csv(tmp_path / f"名冊{place}.csv", table)
        workspace.services.intake.import_roster(path, ImportChoices())
    return workspace


@pytest.fixture
def card(qtbot: QtBot, imported: Workspace) -> BatchCard:
    """Return the list in a window of their own, read again after every change."""
    shown = BatchCard(imported)
    qtbot.addWidget(shown)
    imported.feed.changed.connect(shown.refresh)
    shown.refresh()
    shown.resize(1180, 740)
    shown.show()
    qtbot.waitExposed(shown)
    shown.activateWindow()
    return shown


def rest(qtbot: QtBot, workspace: Workspace, panel: UndoPanel) -> None:
    settle(qtbot, workspace.tasks)
    qtbot.waitUntil(lambda: not panel.presenter.state.working)


def address(workspace: Workspace) -> str:
    return workspace.services.casework.find(CHANGED_FIRM).enterprise.address


def test_a_batch_is_taken_back_and_done_again_with_the_keyboard(
    qtbot: QtBot, workspace: Workspace, card: BatchCard, shell: RememberingShell
) -> None:
    card.imports.setFocus()
    card.imports.selectRow(0)
    press(card.imports, Qt.Key.Key_Return)
    rest(qtbot, workspace, card.undo)
    assert "會移除 1 家新增的企業；把 1 家企業還原為匯入前的內容。之後可以重做。" in words_on(card.undo)
    assert card.undo.confirm.hasFocus()
    assert not card.turn.isVisible()
    press(card.undo.confirm, Qt.Key.Key_Return)
    rest(qtbot, workspace, card.undo)
    assert address(workspace) == "臺中市測試路1號"
    assert shell.notices[-1].startswith("已復原「名冊2.csv」：已移除 1 家")
    assert card.batches.data(card.batches.index(0, 1)) == "已復原 名冊2.csv"

    press(card.undo.back, Qt.Key.Key_Space)
    rest(qtbot, workspace, card.undo)
    assert address(workspace) == "高雄市測試路9號"
    press(card.undo.leave, Qt.Key.Key_Escape)
    assert not card.undo.isVisible()
    assert card.imports.hasFocus()


def test_a_notice_leads_back(
    qtbot: QtBot, workspace: Workspace, card: BatchCard, shell: RememberingShell
) -> None:
    card.undo.presenter.go_now(workspace.services.batches.list()[0])
    rest(qtbot, workspace, card.undo)
    again = shell.acts[-1]
    assert again is not None
    again()
    rest(qtbot, workspace, card.undo)
    assert not workspace.services.batches.list()[0].undone


def test_kept_firms_are_listed_and_lead_to_their_cases(
    qtbot: QtBot, workspace: Workspace, card: BatchCard, shell: RememberingShell
) -> None:
    case = workspace.services.casework.find(NEW_FIRM).id
    set_fact(workspace.services, case)
    card.imports.selectRow(0)
    click(card.turn)
    rest(qtbot, workspace, card.undo)
    assert card.undo.kept.isVisible()
    click(card.undo.confirm)
    rest(qtbot, workspace, card.undo)
    assert [each.ubn for each in card.undo.firms.records] == [NEW_FIRM]
    assert card.undo.kept.hasFocus()
    press(card.undo.kept, Qt.Key.Key_Return)
    assert shell.opened == [(case, "")]


def test_with_every_firm_touched_nothing_can_be_confirmed(
    qtbot: QtBot, workspace: Workspace, card: BatchCard
) -> None:
    for firm in (NEW_FIRM, CHANGED_FIRM):
        set_fact(workspace.services, workspace.services.casework.find(firm).id)
    card.imports.selectRow(0)
    click(card.turn)
    rest(qtbot, workspace, card.undo)
    assert not card.undo.confirm.isVisible()
    assert card.undo.leave.text() == "關閉"
    assert card.undo.firms.rowCount() == 2


def test_a_batch_taken_back_elsewhere_is_refused_in_place(
    qtbot: QtBot, workspace: Workspace, card: BatchCard, shell: RememberingShell
) -> None:
    batch = workspace.services.batches.list()[0]
    workspace.services.batches.undo(batch.id)
    card.undo.presenter.begin(batch)
    rest(qtbot, workspace, card.undo)
    assert card.undo.presenter.state.phase is Phase.REFUSED
    assert "「名冊2.csv」這一批已經復原過了" in words_on(card.undo)
    assert shell.notices == []


def test_stopping_on_the_way_changes_nothing(
    qtbot: QtBot, workspace: Workspace, card: BatchCard, shell: RememberingShell
) -> None:
    gate = threading.Event()
    workspace.tasks.run("別的工作", lambda _control: gate.wait(20))
    card.undo.presenter.go_now(workspace.services.batches.list()[0])
    assert card.undo.bar.isVisible()
    click(card.undo.leave)
    assert card.undo.presenter.state.phase is Phase.STOPPING
    gate.set()
    rest(qtbot, workspace, card.undo)
    assert shell.notices == ["已取消，個案簿沒有更動。"]
    assert address(workspace) == "高雄市測試路9號"


def test_the_chosen_batch_is_remembered(qtbot: QtBot, workspace: Workspace, card: BatchCard) -> None:
    card.imports.selectRow(1)
    other = BatchCard(workspace)
    qtbot.addWidget(other)
    other.refresh()
    assert other.chosen == card.chosen
    assert other.turn.text() == "復原選取的匯入…"


def test_the_last_step_takes_its_import_back(
    qtbot: QtBot, imported: Workspace, shell: RememberingShell, tmp_path: Path
) -> None:
    workspace, page = imported, QuestionnairesPage(imported)
    qtbot.addWidget(page)
    page.show()
    table = SECOND.replace("高雄市測試路9號", "屏東縣測試路5號")
    page.begin_import(BatchKind.ROSTER, write_csv(tmp_path / "名冊3.csv", table))
    settle(qtbot, workspace.tasks)
    for _step in range(3):
        qtbot.waitUntil(lambda: page.wizard.presenter.state.work is None)
        page.wizard.presenter.go_on()
        settle(qtbot, workspace.tasks)
    done = page.wizard.done
    qtbot.waitUntil(done.take_back.isVisible)
    click(done.take_back)
    rest(qtbot, workspace, done.undo)
    click(done.undo.confirm)
    rest(qtbot, workspace, done.undo)
    assert address(workspace) == "高雄市測試路9號"
    assert done.title.text() == "這次匯入已復原"
    assert not done.next.isEnabled()
    click(done.undo.back)
    rest(qtbot, workspace, done.undo)
    assert address(workspace) == "屏東縣測試路5號"
    assert done.title.text() == "已匯入 1 列"

    told = shell.notices.index("已匯入 1 列。")
    at_once = shell.acts[told]
    assert at_once is not None
    at_once()
    rest(qtbot, workspace, done.undo)
    assert address(workspace) == "高雄市測試路9號"


def test_a_case_taken_back_while_it_is_open_makes_room_for_another(qtbot: QtBot, imported: Workspace) -> None:
    services, page = imported.services, EnterprisesPage(imported)
    qtbot.addWidget(page)
    page.show()
    case, batch = services.casework.find(NEW_FIRM).id, services.batches.list()[0].id
    page.open_case(case)
    imported.tasks.run("復原匯入", lambda _control: services.batches.undo(batch))
    settle(qtbot, imported.tasks)
    assert page.file.case == services.casework.list_cases().lines[0].case
    imported.tasks.run("重做匯入", lambda _control: services.batches.redo(batch))
    settle(qtbot, imported.tasks)
    page.open_case(case)
    assert page.file.case == case

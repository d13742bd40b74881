"""Questionnaires are written for the firms chosen, each into a file of its own."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from backbone_desktop import paths
from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.services.changes import Done
from backbone_desktop.services.intake import ImportChoices, IntakeService
from backbone_desktop.ui.intake.form_names import FirmToAsk, form_name, free_path
from backbone_desktop.ui.intake.page import QuestionnairesPage
from backbone_desktop.ui.intake.tracker_panel import NOTE
from backbone_desktop.ui.workspace import Workspace
from tests.ui.surroundings import RememberingShell, click, press, settle, type_chinese

FIRM = FirmToAsk(CaseId("1"), "測試/甲公司", "二廠", "04595257")


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> QuestionnairesPage:
    workspace.services.intake.import_roster(paths.resources_dir() / "demo" / "roster.csv", ImportChoices())
    shown = QuestionnairesPage(workspace)
    qtbot.addWidget(shown)
    shown.show()
    settle(qtbot, workspace.tasks)
    return shown


def test_a_name_that_is_found_once_is_chosen_with_return(page: QuestionnairesPage) -> None:
    page.write_forms()
    type_chinese(page.forms.search, "光學")
    press(page.forms.search, Qt.Key.Key_Return)
    assert [firm.name for firm in page.forms.chosen.records] == ["示範光學工業股份有限公司"]
    assert page.forms.search.text() == ""
    assert page.forms.write.text() == "產生 1 份問卷…"


def test_the_firms_selected_as_awaited_are_chosen_already(page: QuestionnairesPage) -> None:
    page.tracker.table.selectAll()
    page.write_forms()
    assert page.forms.chosen.rowCount() == 16
    page.forms.list.selectRow(0)
    click(page.forms.out_button)
    assert page.forms.chosen.rowCount() == 15


def test_several_questionnaires_go_into_one_folder(
    page: QuestionnairesPage,
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    shell: RememberingShell,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page.write_forms()
    type_chinese(page.forms.search, "示範化工")
    page.forms.look_up()
    page.forms.firms.selectAll()
    click(page.forms.add_button)
    out = tmp_path / "問卷"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(out))
    click(page.forms.write)
    settle(qtbot, workspace.tasks)
    assert sorted(path.name for path in out.iterdir()) == [
        "輔導需求問卷_示範化工股份有限公司一廠_00501644.xlsx",
        "輔導需求問卷_示範化工股份有限公司二廠_00501644.xlsx",
    ]
    assert shell.notices == ["已在「問卷」產生 2 份問卷。"]
    assert page.import_responses.isVisible()
    sent = [form.sent_on for form in page.tracker.model.records if "化工" in form.name]
    assert sent == [workspace.services.maintenance.on] * 2
    waiting = page.tracker.model.row_of(lambda form: "化工" in form.name)
    assert page.tracker.model.index(waiting, NOTE).data() == "剛發出"


def test_no_firm_chosen_closes_the_way_on(page: QuestionnairesPage) -> None:
    page.write_forms()
    assert not page.forms.write.isEnabled()


def test_a_file_name_is_allowed_on_every_system() -> None:
    assert form_name(FIRM) == "輔導需求問卷_測試－甲公司二廠_04595257.xlsx"


def test_a_file_that_stands_is_never_replaced_unasked(tmp_path: Path) -> None:
    wanted = tmp_path / form_name(FIRM)
    assert free_path(wanted, ()) == wanted
    wanted.touch()
    second = free_path(wanted, ())
    assert second.name.endswith("_04595257 (2).xlsx")
    assert free_path(wanted, {second}).name.endswith("(3).xlsx")


def _write_all(page: QuestionnairesPage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page.tracker.table.selectAll()
    page.write_forms()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(folder))
    click(page.forms.write)


def test_what_was_written_before_a_refusal_is_told_and_the_rest_stays_chosen(
    page: QuestionnairesPage,
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    shell: RememberingShell,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kind = type(workspace.services.intake)
    write = kind.write_form
    paths: list[Path] = []

    def full_after_two(service: IntakeService, case: CaseId, path: Path) -> Done[Path]:
        if len(paths) == 2:
            raise DataFileError("磁碟空間不足", "寫不進去。", "請清出空間後再試一次。")
        paths.append(path)
        return write(service, case, path)

    monkeypatch.setattr(kind, "write_form", full_after_two)
    _write_all(page, tmp_path, monkeypatch)
    settle(qtbot, workspace.tasks)
    words = f"已在「{tmp_path.name}」產生 2 份問卷，還有 14 份沒有產生：磁碟空間不足。請清出空間後再試一次。"
    assert shell.notices == [words]
    assert page.forms.isVisible()
    assert page.forms.chosen.rowCount() == 14
    assert sum(form.sent_on is not None for form in workspace.services.forms.overview().forms) == 2


def test_writing_called_off_says_how_far_it_came(
    page: QuestionnairesPage,
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    shell: RememberingShell,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kind = type(workspace.services.intake)
    write = kind.write_form

    def stopped_after_one(service: IntakeService, case: CaseId, path: Path) -> Done[Path]:
        workspace.tasks.cancel_all()
        return write(service, case, path)

    monkeypatch.setattr(kind, "write_form", stopped_after_one)
    _write_all(page, tmp_path, monkeypatch)
    settle(qtbot, workspace.tasks)
    assert shell.notices == [f"已在「{tmp_path.name}」產生 1 份問卷，還有 15 份沒有產生。"]
    assert page.forms.chosen.rowCount() == 15


def test_writing_called_off_before_the_first_writes_nothing(
    page: QuestionnairesPage,
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    shell: RememberingShell,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate = threading.Event()
    workspace.tasks.run("別的工作", lambda _control: gate.wait(20))
    _write_all(page, tmp_path, monkeypatch)
    workspace.tasks.cancel_all()
    gate.set()
    settle(qtbot, workspace.tasks)
    assert shell.notices == ["已取消，沒有產生問卷。"]
    assert list(tmp_path.glob("*.xlsx")) == []

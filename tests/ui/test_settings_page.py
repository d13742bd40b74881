"""設定 saves by itself, and says what a check found."""

from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.errors import StorageError
from backbone_desktop.ui.settings.page import SettingsPage
from backbone_desktop.ui.theme import Scheme
from backbone_desktop.ui.workspace import Workspace
from tests.ui.surroundings import RememberingShell, click, press, settle, tab_stops, type_chinese, words_on


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> SettingsPage:
    """Show the page."""
    widget = SettingsPage(workspace)
    qtbot.addWidget(widget)
    widget.resize(1100, 700)
    widget.show()
    return widget


def test_a_field_saves_itself_when_it_is_left(page: SettingsPage, workspace: Workspace, qtbot: QtBot) -> None:
    office = page.consultant.office
    office.setFocus()
    type_chinese(office, "測試顧問室")
    press(office, Qt.Key.Key_Return)
    settle(qtbot, workspace.tasks)
    kept = workspace.services.maintenance.consultant()
    assert (kept.name, kept.office) == ("測試顧問", "測試顧問室")


def test_an_empty_name_is_marked_and_never_saved(
    page: SettingsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.consultant.name.clear()
    page.consultant.name.editingFinished.emit()
    settle(qtbot, workspace.tasks)
    assert workspace.services.maintenance.consultant().name == "測試顧問"
    assert page.consultant.name.property("invalid") is True
    assert any("請填寫姓名" in text for text in words_on(page.consultant))


def test_another_day_is_kept_and_today_can_be_had_back(
    page: SettingsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    maintenance = workspace.services.maintenance
    page.as_of.day.line.setText("105/05/20")
    page.as_of.day.line.editingFinished.emit()
    settle(qtbot, workspace.tasks)
    assert maintenance.on == date(2016, 5, 20)
    assert any("不是今天" in text for text in words_on(page.as_of))
    click(page.as_of.today)
    settle(qtbot, workspace.tasks)
    assert maintenance.speaks_for_today
    assert not page.as_of.today.isEnabled()


def test_a_day_that_cannot_be_read_changes_nothing(
    page: SettingsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    before = workspace.services.maintenance.on
    page.as_of.day.line.setText("明天")
    page.as_of.day.line.editingFinished.emit()
    settle(qtbot, workspace.tasks)
    assert workspace.services.maintenance.on == before


def test_the_look_is_asked_of_the_window(page: SettingsPage, shell: RememberingShell) -> None:
    click(page.appearance.choices[Scheme.DARK])
    assert shell.schemes == [Scheme.DARK]


def test_a_backup_made_now_is_listed(
    page: SettingsPage, workspace: Workspace, shell: RememberingShell, qtbot: QtBot
) -> None:
    assert page.backups.model.rowCount() == 0
    click(page.backups.now)
    settle(qtbot, workspace.tasks)
    assert page.backups.model.rowCount() == 1
    assert page.backups.table.isVisible()
    assert "確認可用" in shell.notices[-1]


def test_a_refused_backup_leaves_the_button_usable(
    page: SettingsPage, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object) -> None:
        raise StorageError("磁碟已滿", "寫不下備份。", "請清出空間後再試。")

    monkeypatch.setattr(type(workspace.services.maintenance), "back_up", refuse)
    refusals: list[object] = []
    workspace.tasks.refused.connect(refusals.append)
    page.backups.back_up()
    settle(qtbot, workspace.tasks)
    assert len(refusals) == 1
    assert page.backups.now.isEnabled()


def test_a_sound_casebook_is_said_to_be_sound(page: SettingsPage, workspace: Workspace, qtbot: QtBot) -> None:
    click(page.check.deep)
    settle(qtbot, workspace.tasks)
    assert "沒有發現問題" in words_on(page.check)
    assert page.check.check.isEnabled()


def test_every_problem_found_is_listed_with_what_to_do(
    page: SettingsPage, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = SimpleNamespace(problems=("變更紀錄第 3 筆對不上。", "搜尋索引少 1 筆。"))
    monkeypatch.setattr(type(workspace.services.maintenance), "check", lambda _self, **_how: report)
    page.check.run(deep=False)
    settle(qtbot, workspace.tasks)
    words = words_on(page.check)
    assert "發現 2 個問題" in words
    assert set(report.problems) <= set(words)
    assert any("備份還原" in text for text in words)


def test_everything_the_tab_key_stops_at_has_a_name(page: SettingsPage) -> None:
    stops = tab_stops(page)
    assert stops
    assert all(stops)

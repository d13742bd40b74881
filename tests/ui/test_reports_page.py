"""報表 shows what it will write, and writes what it showed."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.report import MonthlySheet
from backbone_desktop.domain.roc_date import RocMonth
from backbone_desktop.ui.reports.monthly_presenter import (
    MonthAsked,
    MonthGathered,
    MonthlyPresenter,
    monthly_file_name,
    safe_name,
)
from backbone_desktop.ui.reports.page import ReportsPage
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import one_firm
from tests.ui.conftest import AS_OF
from tests.ui.surroundings import RememberingShell, click, press, settle, tab_stops

if TYPE_CHECKING:
    from backbone_desktop.domain.errors import BackboneError

MARCH = RocMonth(105, 3)


def gathered(asked: MonthAsked, consultant: str = "測試顧問") -> MonthGathered:
    sheet = MonthlySheet(asked.month, Consultant("", consultant), "", AS_OF, "105年版", (), (), (), (), 0, "")
    return MonthGathered(asked, sheet, (consultant,))


class RecordingView:
    """What the presenter told its screen."""

    def __init__(self) -> None:
        self.asked: list[MonthAsked] = []
        self.shown: list[MonthGathered] = []

    def show_asked(self, asked: MonthAsked) -> None:
        self.asked.append(asked)

    def show_gathered(self, gathered: MonthGathered) -> None:
        self.shown.append(gathered)


def test_the_month_of_the_as_of_date_is_looked_at_first() -> None:
    presenter = MonthlyPresenter(RecordingView(), lambda _asked: None, AS_OF)
    assert presenter.asked == MonthAsked(MARCH, None)


def test_a_sheet_that_arrives_after_the_month_was_turned_is_not_shown() -> None:
    view = RecordingView()
    presenter = MonthlyPresenter(view, lambda _asked: None, AS_OF)
    presenter.turn(-1)
    presenter.receive(gathered(MonthAsked(MARCH, None)))
    assert view.shown == []
    presenter.receive(gathered(MonthAsked(RocMonth(105, 2), None)))
    assert [each.asked.month for each in view.shown] == [RocMonth(105, 2)]


def test_turning_back_from_january_is_december_of_the_year_before() -> None:
    presenter = MonthlyPresenter(RecordingView(), lambda _asked: None, AS_OF.replace(month=1))
    presenter.turn(-1)
    assert presenter.asked.month == RocMonth(104, 12)


def test_choosing_what_is_chosen_asks_nothing_again() -> None:
    asked: list[MonthAsked] = []
    presenter = MonthlyPresenter(RecordingView(), asked.append, AS_OF)
    presenter.choose_month(MARCH)
    presenter.choose_consultant(None)
    assert asked == []


def test_the_proposed_name_says_month_and_consultant() -> None:
    everyone, one = MonthAsked(MARCH, None), MonthAsked(MARCH, "李／測試")
    assert monthly_file_name(everyone, gathered(everyone)) == "追蹤月報_105年03月_測試顧問.xlsx"
    assert monthly_file_name(one, gathered(one)) == "追蹤月報_105年03月_李／測試.xlsx"
    assert monthly_file_name(everyone, None) == "追蹤月報_105年03月.xlsx"


def test_a_name_never_holds_what_windows_refuses() -> None:
    assert safe_name('測/試:公*司?"<>|. ') == "測－試－公－司－－－－－"


@pytest.fixture
def page(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> ReportsPage:
    """Show the page over a casebook with one firm."""
    one_firm(workspace.services, tmp_path)
    widget = ReportsPage(workspace)
    qtbot.addWidget(widget)
    widget.resize(1200, 700)
    widget.show()
    settle(qtbot, workspace.tasks)
    return widget


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """Answer the save dialog; return the names it proposed."""
    proposed: list[str] = []

    def answer(_parent: object, _title: str, name: str, _filter: str) -> tuple[str, str]:
        proposed.append(Path(name).name)
        return ("" if path is None else str(path), "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(answer))
    return proposed


def test_rows_and_counts_are_shown_before_anything_is_written(page: ReportsPage) -> None:
    (row,) = page.model.records
    assert row.name == "測試甲股份有限公司"
    assert page.monthly.month.text() == "105年3月"
    assert page.monthly.export.isEnabled()


def test_exporting_writes_the_month_and_offers_to_open_it(
    page: ReportsPage,
    workspace: Workspace,
    shell: RememberingShell,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    proposed = save_to(monkeypatch, tmp_path / "月報")
    click(page.monthly.export)
    settle(qtbot, workspace.tasks)
    assert proposed == ["追蹤月報_105年03月_測試顧問.xlsx"]
    assert (tmp_path / "月報.xlsx").read_bytes()[:2] == b"PK"
    assert "月報.xlsx" in shell.notices[-1]
    assert shell.acts[-1] is not None
    assert page.monthly._receipt.isVisible()


def test_thinking_better_of_it_writes_nothing(
    page: ReportsPage,
    workspace: Workspace,
    shell: RememberingShell,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save_to(monkeypatch, None)
    page.monthly.export_month()
    settle(qtbot, workspace.tasks)
    assert shell.notices == []
    assert not page.monthly._receipt.isVisible()


def test_a_place_that_cannot_be_written_is_refused_in_words(
    page: ReportsPage,
    workspace: Workspace,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    refusals: list[BackboneError] = []
    workspace.tasks.refused.connect(refusals.append)
    save_to(monkeypatch, tmp_path / "沒有這個資料夾" / "月報.xlsx")
    page.monthly.export_month()
    settle(qtbot, workspace.tasks)
    assert len(refusals) == 1
    assert refusals[0].remedy


def test_a_typed_month_is_read_and_an_unreadable_one_is_marked(
    page: ReportsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    month = page.monthly.month
    month.setText("104/12")
    month.editingFinished.emit()
    settle(qtbot, workspace.tasks)
    assert page.monthly.presenter.asked.month == RocMonth(104, 12)
    month.setText("下個月")
    month.editingFinished.emit()
    assert month.property("invalid") is True
    assert month.toolTip()
    assert page.monthly.presenter.asked.month == RocMonth(104, 12)


def test_the_summary_of_the_one_firm_found_can_be_exported(
    page: ReportsPage,
    workspace: Workspace,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    proposed = save_to(monkeypatch, tmp_path / "摘要.xlsx")
    click(page.summary.export)
    settle(qtbot, workspace.tasks)
    assert proposed == ["個案摘要_測試甲股份有限公司.xlsx"]
    assert (tmp_path / "摘要.xlsx").exists()


def test_a_search_without_result_says_so_and_offers_nothing(page: ReportsPage, qtbot: QtBot) -> None:
    page.summary.search.setText("沒有這家")
    qtbot.waitUntil(lambda: page.summary.model.rowCount() == 0)
    assert not page.summary.firms.isVisible()
    assert not page.summary.export.isEnabled()


def test_a_double_click_opens_the_firm(page: ReportsPage, shell: RememberingShell) -> None:
    page.table.doubleClicked.emit(page.model.index(0, 0))
    assert [case for case, _tab in shell.opened] == [page.model.record(0).case]


def test_chosen_rows_are_copied_as_a_table(page: ReportsPage) -> None:
    page.table.selectRow(0)
    press(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    from PySide6.QtGui import QGuiApplication

    header, line = QGuiApplication.clipboard().text().splitlines()
    assert header.startswith("企業\t")
    assert line.startswith("測試甲股份有限公司\t")


def test_everything_the_tab_key_stops_at_has_a_name(page: ReportsPage) -> None:
    stops = tab_stops(page)
    assert stops
    assert all(stops)

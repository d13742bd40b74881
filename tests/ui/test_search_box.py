"""Ctrl+K finds firms, log lines, pages and actions, and opens what is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.ui.measures.finder import MeasureFinder
from backbone_desktop.ui.search_box import SearchBox
from backbone_desktop.ui.search_presenter import Place, SearchPresenter, snippet
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import one_firm
from tests.ui.surroundings import RememberingShell, press, type_chinese


@dataclass(frozen=True)
class FoundHit:
    kind: str
    case: CaseId
    title: str
    snippet_source: str


def nothing(_text: str, _limit: int) -> Sequence[FoundHit]:
    return ()


def test_a_log_line_opens_the_log_and_a_firm_opens_its_file() -> None:
    opened: list[tuple[CaseId, str]] = []
    hits = [FoundHit(kind, CaseId("c1"), "測試公司", "") for kind in ("enterprise", "follow_up", "visit")]
    presenter = SearchPresenter(
        lambda _text, _limit: hits, lambda case, tab: opened.append((case, tab)), lambda: ()
    )
    results = presenter.find("測試")
    assert [result.kind for result in results] == ["企業", "追蹤", "訪視"]
    for result in results:
        result.go()
    assert opened == [("c1", ""), ("c1", "follow_ups"), ("c1", "visits")]


def test_a_firm_without_a_case_has_no_place_to_go_and_is_left_out() -> None:
    hit = FoundHit("enterprise", CaseId(""), "測試公司", "")
    presenter = SearchPresenter(lambda _text, _limit: [hit], lambda *_: None, lambda: ())
    assert presenter.find("測試") == ()


def test_places_are_offered_before_anything_is_typed_and_narrowed_by_it() -> None:
    places = (Place("檢視", "報表", lambda: None), Place("檢視", "設定", lambda: None))
    presenter = SearchPresenter(nothing, lambda *_: None, lambda: places)
    assert [result.title for result in presenter.find(" ")] == ["報表", "設定"]
    assert [result.title for result in presenter.find("設")] == ["設定"]


def test_measures_stand_between_firms_and_log_lines_and_open_their_page(workspace: Workspace) -> None:
    opened: list[int] = []
    hits = [FoundHit(kind, CaseId("c1"), "測試公司", "") for kind in ("follow_up", "enterprise")]
    finder = MeasureFinder(workspace.services.catalogue, opened.append)
    presenter = SearchPresenter(lambda _text, _limit: hits, lambda *_: None, lambda: (), finder.find)
    results = presenter.find("節能減碳")
    assert [result.kind for result in results][:2] == ["企業", "措施"]
    assert results[-1].kind == "追蹤"
    assert results[1].title == "製造業節能減碳服務團計畫"
    assert results[1].detail == "第 33 項・其他"
    results[1].go()
    assert opened == [33]
    assert all(result.kind != "措施" for result in presenter.find(" "))


def test_a_snippet_keeps_the_word_sought_in_view() -> None:
    text = "說明會" * 30 + "自籌款證明" + "後續" * 30
    cut = snippet(text, "自籌款")
    assert "自籌款" in cut
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert len(cut) <= 50
    assert snippet("短短一句\n話", "沒有") == "短短一句 話"


@pytest.fixture
def box(workspace: Workspace, shell: RememberingShell, tmp_path: Path, qtbot: QtBot) -> SearchBox:
    """Put a box into the corner of a window, over a casebook with one firm."""
    one_firm(workspace.services, tmp_path)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    search = SearchBox(workspace.theme, window)
    window.menuBar().setCornerWidget(search)
    places = (Place("檢視", "報表", lambda: shell.show_page("reports")),)
    search.use(SearchPresenter(workspace.services.maintenance.search, shell.open_case, lambda: places))
    window.show()
    search.begin()
    return search


def test_two_chinese_characters_find_the_firm_and_return_opens_it(
    box: SearchBox, workspace: Workspace, shell: RememberingShell, qtbot: QtBot
) -> None:
    type_chinese(box.line, "試甲")
    qtbot.waitUntil(lambda: box.popup.model.rowCount() == 1)
    press(box.line, Qt.Key.Key_Return)
    assert shell.opened == [(workspace.services.casework.find("04595257").id, "")]
    assert box.popup.isHidden()
    assert box.line.text() == ""


def test_return_at_once_opens_what_was_typed_and_not_what_stood_there_before(
    box: SearchBox, shell: RememberingShell
) -> None:
    assert box.popup.model.record(0).title == "報表"
    type_chinese(box.line, "測試")
    press(box.line, Qt.Key.Key_Return)
    assert shell.pages == []
    assert len(shell.opened) == 1


def test_arrow_keys_stay_within_the_list_and_escape_leaves_it(
    box: SearchBox, shell: RememberingShell
) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        press(box.line, key)
        assert box.popup.list.currentIndex().row() == 0
    press(box.line, Qt.Key.Key_Escape)
    assert box.popup.isHidden()
    assert shell.opened == []


def test_nothing_found_says_so_and_return_opens_nothing(
    box: SearchBox, shell: RememberingShell, qtbot: QtBot
) -> None:
    type_chinese(box.line, "查無此人")
    qtbot.waitUntil(lambda: box.popup.model.rowCount() == 0)
    press(box.line, Qt.Key.Key_Return)
    assert (shell.opened, shell.pages) == ([], [])
    assert not box.popup.list.isVisible()


def test_without_a_casebook_there_is_no_box(box: SearchBox) -> None:
    box.use(None)
    assert box.isHidden()
    box.begin()
    assert box.popup.isHidden()

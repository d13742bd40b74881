"""The 措施 page with the real edition and a real casebook behind it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.measure import Measure
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.ui.measures.facets import Facet, Mark, MoneySort
from backbone_desktop.ui.measures.offices import web_address
from backbone_desktop.ui.measures.page import MeasuresPage
from backbone_desktop.ui.measures.ribbon_view import YearRibbon
from backbone_desktop.ui.theme import Scheme
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import one_firm
from tests.ui.surroundings import RememberingShell, click, press, settle, tab_stops, type_chinese, words_on

TECHNOLOGY = Mark(Facet.ASPECT, Aspect.TECHNOLOGY)


@pytest.fixture
def page(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> MeasuresPage:
    """Show the page over a casebook with one firm that was never assessed."""
    one_firm(workspace.services, tmp_path)
    widget = MeasuresPage(workspace)
    qtbot.addWidget(widget)
    widget.resize(1190, 730)
    widget.show()
    settle(qtbot, workspace.tasks)
    return widget


def measure(workspace: Workspace, number: int) -> Measure:
    return workspace.services.catalogue.measure(number)


def read(page: MeasuresPage, number: int) -> list[str]:
    """Open a measure, let all of it be built and return its words."""
    page.open_measure(number)
    page.panel.finish()
    # What stood there before is gone with the next turn of the event loop only.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return words_on(page.panel)


def links(page: MeasuresPage) -> dict[str, QPushButton]:
    return {each.accessibleName(): each for each in page.panel.findChildren(QPushButton)}


def test_all_measures_are_listed_and_the_first_is_open(page: MeasuresPage, workspace: Workspace) -> None:
    assert page.list.model.rowCount() == 42
    page.panel.finish()
    assert measure(workspace, 1).name in words_on(page.panel)


def test_two_characters_typed_narrow_the_list_at_once(page: MeasuresPage) -> None:
    type_chinese(page.search, "節能")
    numbers = [line.number for line in page.list.model.records]
    assert 33 in numbers
    assert len(numbers) < 42
    assert page.clear.isVisible()


def test_nothing_found_offers_to_clear_and_the_field_is_emptied(page: MeasuresPage) -> None:
    type_chinese(page.search, "沒有這種措施")
    assert page.list.model.rowCount() == 0
    page.clear_all()
    assert (page.list.model.rowCount(), page.search.text()) == (42, "")
    assert page.clear.isHidden()


def test_chips_combine_and_one_chosen_behind_the_panel_stays_in_view(page: MeasuresPage) -> None:
    click(page.filters.chip(TECHNOLOGY))
    assert page.list.model.rowCount() == 5
    click(page.filters.more)
    grants = Mark(Facet.MONEY, MoneySort.GRANT)
    click(page.filters.chip(grants))
    assert page.list.model.rowCount() < 5
    click(page.filters.more)
    assert not page.filters.panel.isVisible()
    [standing_in] = page.filters._standing_in.chips.values()
    assert standing_in.isVisible()
    assert page.filters.chip(TECHNOLOGY).isChecked()
    click(standing_in)
    assert page.list.model.rowCount() == 5


def expected_words(given: Measure) -> set[str]:
    """Return what must stand on a measure's page word for word."""
    words = {given.name, given.summary, *(each.summary for each in given.preferences)}
    for item in given.items:
        words |= {item.offer, item.audience, *(each.node.label for each in item.conditions)}
        words |= {"\n".join(item.documents)} if item.documents else set()
    return words


def expected_parts(given: Measure) -> set[str]:
    """Return what must stand on it with words of ours around."""
    return {each.note for each in given.notes} | {each.ask for each in given.preferences}


def expected_links(given: Measure) -> set[str]:
    """Return the accessible names of what must be there to be copied."""
    units = {f"複製單位名稱 {contact.unit}" for contact in given.contacts}
    phones = {f"複製電話 {phone}" for contact in given.contacts for phone in contact.phones}
    return units | phones | {f"複製網址 {site.url}" for site in given.websites}


def test_every_measure_is_read_whole_exactly_as_the_catalogue_has_it(
    page: MeasuresPage, workspace: Workspace
) -> None:
    missing: dict[int, set[str]] = {}
    for given in workspace.services.catalogue.edition.measures:
        words = read(page, given.number)
        left = expected_words(given) - set(words)
        left |= {part for part in expected_parts(given) if not any(part in each for each in words)}
        left |= expected_links(given) - set(links(page))
        if left:
            missing[given.number] = left
    assert missing == {}


def test_the_ribbon_says_in_words_what_it_draws(page: MeasuresPage) -> None:
    read(page, 12)
    [ribbon] = page.panel.findChildren(YearRibbon)
    assert "第一梯次：105/01/26～105/03/15" in ribbon.accessibleDescription()
    assert not ribbon.grab().isNull()
    assert "未載明" in read(page, 15)
    assert page.panel.findChildren(YearRibbon) == []


def test_two_readings_stand_side_by_side_with_whom_to_ask(page: MeasuresPage, workspace: Workspace) -> None:
    words = read(page, 12)
    terms = [term for item in measure(workspace, 12).items for term in item.money if term.reading]
    assert len({term.reading for term in terms}) == 2
    assert {term.reading for term in terms} <= set(words)
    assert any("林技正" in each for each in words)


def test_a_phone_is_copied_as_printed(page: MeasuresPage, shell: RememberingShell) -> None:
    read(page, 12)
    click(links(page)["複製電話 (02)2709-0638#218"])
    assert QGuiApplication.clipboard().text() == "(02)2709-0638#218"
    assert shell.notices == ["已複製 (02)2709-0638#218"]


def test_a_website_opens_in_the_browser(page: MeasuresPage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    read(page, 25)
    click(links(page)["開啟 中華民國對外貿易發展協會國際企業人才培訓中心網站"])
    assert opened == ["http://www.iti.org.tw"]


def test_only_web_addresses_are_opened(workspace: Workspace) -> None:
    assert web_address("file:///etc/passwd") == QUrl()
    assert web_address("javascript://甲") == QUrl()
    assert web_address("") == QUrl()
    edition = workspace.services.catalogue.edition
    assert all(web_address(site.url).isValid() for each in edition.measures for site in each.websites)


def test_the_cases_a_measure_fits_are_named_and_open_at_their_matching(
    page: MeasuresPage, workspace: Workspace, shell: RememberingShell, qtbot: QtBot
) -> None:
    assert "依各個案最近一次評估；另有 1 家尚未以本年度版評估。" in read(page, 1)
    case = workspace.services.casework.find("04595257").id
    assessment = workspace.services.assessment
    workspace.tasks.run("評估", lambda _control: assessment.assess(case))
    settle(qtbot, workspace.tasks)
    judged = assessment.fits()
    number = next(number for number, verdict in judged.by_measure if verdict is Verdict.UNDETERMINED)
    assert "資料不足 1 家" in read(page, number)
    click(links(page)["開啟個案 測試甲股份有限公司"])
    assert shell.opened == [(case, "matching")]


def test_another_day_judges_the_windows_anew(page: MeasuresPage, workspace: Workspace, qtbot: QtBot) -> None:
    maintenance = workspace.services.maintenance
    workspace.tasks.run("基準日", lambda _control: maintenance.set_as_of(date(2017, 1, 5)))
    settle(qtbot, workspace.tasks)
    line = page.list.model.record(11)
    assert line.window.words == "年度版已過期"
    assert "105年版，已過期，請更新目錄" in read(page, 12)


def test_the_keyboard_goes_from_search_through_filters_to_list_and_measure(page: MeasuresPage) -> None:
    page.panel.finish()
    stops = tab_stops(page)
    named = [stops.index(name) for name in ("搜尋措施", "更多篩選", "措施清單", "措施內容")]
    assert named == sorted(named)
    assert all(stops)
    press(page.search, Qt.Key.Key_Down)
    press(page.list.rows, Qt.Key.Key_Down)
    assert page.presenter.number == 2
    page.panel.finish()


def test_a_choice_made_while_a_measure_is_being_built_wins(page: MeasuresPage, workspace: Workspace) -> None:
    page.open_measure(33)
    assert not page.panel.complete
    page.open_measure(12)
    page.panel.finish()
    words = words_on(page.panel)
    assert measure(workspace, 12).name in words
    assert measure(workspace, 33).items[0].offer not in words


def test_the_list_is_copied_as_a_table(page: MeasuresPage) -> None:
    click(page.filters.chip(TECHNOLOGY))
    page.list.rows.copied.emit()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[0] == "措施"
    assert len(lines) == 6


def test_today_s_name_stands_beside_the_printed_one_and_a_link_of_ours_says_so(
    page: MeasuresPage, workspace: Workspace, qtbot: QtBot
) -> None:
    assert not any("現名" in each for each in read(page, 12))
    maintenance = workspace.services.maintenance
    workspace.tasks.run("基準日", lambda _control: maintenance.set_as_of(date(2024, 1, 5)))
    settle(qtbot, workspace.tasks)
    words = read(page, 12)
    assert any("現名：經濟部產業發展署（112/09/26 起）" in each for each in words)
    assert any("本程式推論" in each for each in words)
    assert "複製單位名稱 經濟部工業局" in links(page)


def test_a_measure_whose_criteria_are_not_recorded_says_so(page: MeasuresPage) -> None:
    entry = page.presenter.index.entry(12)
    assert entry is not None
    silent = replace(entry, measure=replace(entry.measure, criteria_recorded=False))
    page.panel.show_entry(silent, page.presenter.index)
    page.panel.finish()
    assert "條件尚未建檔，請依手冊並洽主辦單位確認。" in words_on(page.panel)


def test_it_is_drawn_in_the_dark_as_well(page: MeasuresPage, workspace: Workspace) -> None:
    workspace.theme.use(Scheme.DARK)
    read(page, 33)
    assert not page.grab().isNull()
    workspace.theme.use(Scheme.LIGHT)

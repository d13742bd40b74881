"""概況 over a real casebook: edited in place, saved by itself."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.facts import Certificate, FactContent, PastGuidance
from backbone_desktop.ui.case_file.composite_editors import CertificateRow, GuidanceRow
from backbone_desktop.ui.case_file.fact_editors import (
    ChoiceEditor,
    ChoicesEditor,
    DateEditor,
    LineEditor,
    RowsEditor,
    TextsEditor,
    YesNoEditor,
)
from backbone_desktop.ui.case_file.fact_row import FactRow
from backbone_desktop.ui.case_file.page import CaseFilePage
from backbone_desktop.ui.case_file.profile import ProfileTab
from backbone_desktop.ui.case_file.profile_presenter import FactView
from tests.ui.case_fixtures import OPTICS, WEAVING, Office


def opened(office: Office, qtbot: QtBot) -> tuple[CaseFilePage, ProfileTab]:
    page = CaseFilePage(office.workspace)
    qtbot.addWidget(page)
    page.resize(900, 760)
    page.show_case(office.cases[OPTICS], "profile")
    page.show()
    tab = page.findChild(ProfileTab)
    assert isinstance(tab, ProfileTab)
    return page, tab


def standing(office: Office, key: str) -> FactContent | None:
    casework = office.workspace.services.casework
    return casework.sheet(office.file(OPTICS)).content(key)


def press(words: str, inside: QWidget) -> None:
    found = [each for each in inside.findChildren(QPushButton) if each.text() == words]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("key", "typed", "content"),
    [
        ("paid_in_capital", "5,200萬元", 52_000_000),
        ("employees", "1,200 人", 1200),
        ("rd_ratio", "3.5%", Decimal("3.5")),
        ("revenue_year", "104", 104),
        ("industry_code", "2751", "2751"),
        ("contracted_power_kw", "800", Decimal(800)),
    ],
)
def test_a_typed_line_is_saved_when_it_is_left(
    office: Office, qtbot: QtBot, key: str, typed: str, content: FactContent
) -> None:
    _page, tab = opened(office, qtbot)
    row = tab.rows[key]
    row.value.click()
    assert isinstance(row.editor, LineEditor)
    row.editor.line.setText(typed)
    QTest.keyClick(row.editor.line, Qt.Key.Key_Return)
    office.settle()
    assert standing(office, key) == content
    assert tab.rows[key].value.isVisible()


def test_a_line_that_cannot_be_read_stays_and_says_why(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    row = tab.rows["employees"]
    row.value.click()
    assert isinstance(row.editor, LineEditor)
    row.editor.line.setText("很多")
    QTest.keyClick(row.editor.line, Qt.Key.Key_Return)
    office.settle()
    assert row.editor is not None
    assert "無法辨識" in row.editor.remark.text()
    assert standing(office, "employees") is None


def test_escape_leaves_a_fact_as_it_was(office: Office, qtbot: QtBot) -> None:
    office.observe(OPTICS, "employees", 230, ConfirmationState.CONFIRMED)
    _page, tab = opened(office, qtbot)
    row = tab.rows["employees"]
    row.value.click()
    assert isinstance(row.editor, LineEditor)
    row.editor.line.setText("999")
    QTest.keyClick(row.editor, Qt.Key.Key_Escape)
    office.settle()
    assert standing(office, "employees") == 230


@pytest.mark.parametrize(("key", "content"), [("yes", True), ("no", False), ("unknown", None)])
def test_yes_no_and_unknown_are_three_answers(
    office: Office, qtbot: QtBot, key: str, content: bool | None
) -> None:
    office.observe(OPTICS, "own_brand", key != "yes", ConfirmationState.CONFIRMED)
    _page, tab = opened(office, qtbot)
    row = tab.rows["own_brand"]
    row.value.click()
    assert isinstance(row.editor, YesNoEditor)
    row.editor.segments.chosen.emit(key)
    office.settle()
    assert standing(office, "own_brand") is content


def test_a_choice_a_date_and_lists_are_saved(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    for key in ("registration_kind", "founded_on", "product_fields", "export_markets"):
        tab.rows[key].value.click()
    kind, day = tab.rows["registration_kind"].editor, tab.rows["founded_on"].editor
    fields, markets = tab.rows["product_fields"].editor, tab.rows["export_markets"].editor
    assert isinstance(kind, ChoiceEditor)
    assert isinstance(day, DateEditor)
    assert isinstance(fields, ChoicesEditor)
    assert isinstance(markets, TextsEditor)
    kind.box.activated.emit(kind.box.findData("company"))
    day.day.line.setText("75.6.1")
    QTest.keyClick(day.day.line, Qt.Key.Key_Return)
    fields.boxes["machinery"].setChecked(True)
    press("完成", fields)
    markets.box.set_text("日本\n德國\n日本")
    press("完成", markets)
    office.settle()
    assert standing(office, "registration_kind") == "company"
    assert standing(office, "founded_on") == date(1986, 6, 1)
    assert standing(office, "product_fields") == ("machinery",)
    assert standing(office, "export_markets") == ("日本", "德國")


def test_certificates_and_guidance_are_edited_entry_by_entry(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    for key in ("certificates", "past_guidance"):
        tab.rows[key].value.click()
    certificates, guidance = tab.rows["certificates"].editor, tab.rows["past_guidance"].editor
    assert isinstance(certificates, RowsEditor)
    assert isinstance(guidance, RowsEditor)
    certificates.rows.add_blank()
    guidance.rows.add_blank()
    guidance.rows.add_blank()
    first, told = certificates.rows.entries[0], guidance.rows.entries[0]
    assert isinstance(first, CertificateRow)
    assert isinstance(told, GuidanceRow)
    first.valid_to.set_value(date(2017, 12, 31))
    told.programme.setText("示範輔導計畫")
    press("完成", certificates)
    press("完成", guidance)
    office.settle()
    assert standing(office, "certificates") == (Certificate("potential", valid_to=date(2017, 12, 31)),)
    assert standing(office, "past_guidance") == (PastGuidance("示範輔導計畫"),)
    assert "潛力中堅企業 至 106/12/31" in [each.text() for each in page.header.shown_tags]


def test_a_contradiction_can_be_adopted(office: Office, qtbot: QtBot) -> None:
    office.observe(OPTICS, "employees", 230, ConfirmationState.CONFIRMED)
    office.observe(OPTICS, "employees", 300, ConfirmationState.UNCONFIRMED)
    _page, tab = opened(office, qtbot)
    press("採用這個值", tab.rows["employees"])
    office.settle()
    assert standing(office, "employees") == 300


def test_the_old_value_can_be_kept_and_the_contradiction_goes(office: Office, qtbot: QtBot) -> None:
    office.observe(OPTICS, "employees", 230, ConfirmationState.CONFIRMED)
    office.observe(OPTICS, "employees", 300, ConfirmationState.UNCONFIRMED)
    _page, tab = opened(office, qtbot)
    press("維持這個值", tab.rows["employees"])
    office.settle()
    sheet = office.workspace.services.casework.sheet(office.file(OPTICS))
    assert sheet.content("employees") == 230
    assert sheet["employees"].contradicted_by == ()


def test_an_unconfirmed_fact_is_confirmed_with_one_press(office: Office, qtbot: QtBot) -> None:
    office.observe(OPTICS, "employees", 230, ConfirmationState.UNCONFIRMED)
    _page, tab = opened(office, qtbot)
    tab.rows["employees"].confirm.click()
    office.settle()
    sheet = office.workspace.services.casework.sheet(office.file(OPTICS))
    assert sheet["employees"].observation.state is ConfirmationState.CONFIRMED
    assert not tab.rows["employees"].confirm.isVisible()


def test_tab_leads_from_a_finished_line_to_the_next_fact(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    page.activateWindow()
    row = tab.rows["employees"]
    row.value.click()
    assert isinstance(row.editor, LineEditor)
    qtbot.waitUntil(row.editor.line.hasFocus)
    QTest.keyClick(row.editor.line, Qt.Key.Key_Tab)
    assert tab.rows["rd_employees"].value is QApplication.focusWidget()


def test_a_filter_shows_the_facts_it_names(office: Office, qtbot: QtBot) -> None:
    office.observe(OPTICS, "employees", 230, ConfirmationState.UNCONFIRMED)
    _page, tab = opened(office, qtbot)
    press("未確認 1", tab.filter)
    assert [key for key, row in tab.rows.items() if row.isVisible()] == ["employees"]


def test_an_open_editor_does_not_follow_to_another_firm(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    tab.rows["employees"].value.click()
    page.show_case(office.cases[WEAVING])
    assert tab.rows["employees"].editor is None


def test_the_firm_and_its_people_save_themselves(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.identity.address.setText("臺中市示範路 1 號")
    tab.identity.address.editingFinished.emit()
    tab.contacts.add_blank()
    tab.contacts.rows[0].name.setText("示範聯絡人")
    tab.contacts.rows[0].name.editingFinished.emit()
    # The next field is left before the person has come home with an id; nobody is kept twice.
    tab.contacts.rows[0].title.setText("副理")
    tab.contacts.rows[0].title.editingFinished.emit()
    office.settle()
    file = office.file(OPTICS)
    assert file.case.enterprise.address == "臺中市示範路 1 號"
    assert [(each.name, each.title) for each in file.contacts] == [("示範聯絡人", "副理")]


def test_a_number_that_is_not_one_is_marked_and_not_kept(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.identity.ubn.setText("12AB")
    tab.identity.ubn.editingFinished.emit()
    office.settle()
    assert tab.identity.ubn.property("invalid") is True
    assert office.file(OPTICS).case.enterprise.ubn == "00501508"


def test_a_long_list_is_told_of_in_a_short_notice(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.acts.save("awards", tuple(f"第{place}屆示範產業優良獎" for place in range(30)))
    office.settle()
    assert office.shell.notices[-1].endswith("…」。")
    assert len(office.shell.notices[-1]) < 60
    assert "第29屆示範產業優良獎" in tab.rows["awards"].value.words.text()


def test_no_group_is_laid_out_while_its_rows_are_being_shown(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _page, tab = opened(office, qtbot)
    show_view = FactRow.show_view
    enabled: list[bool] = []

    def look(shown: FactRow, view: FactView) -> None:
        group = shown.parentWidget()
        layout = None if group is None else group.layout()
        assert layout is not None
        enabled.append(layout.isEnabled())
        show_view(shown, view)

    monkeypatch.setattr(FactRow, "show_view", look)
    tab.facts.show_views(tab.views)
    assert enabled == [False] * len(tab.rows)
    enabled.clear()
    for key, each in tab.rows.items():
        each.show_view(tab.views[key])
    assert enabled == [True] * len(tab.rows)

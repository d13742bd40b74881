"""What is entered in the file of a case is saved when it is left, and only Esc and 取消 give it up."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.facts import Certificate, FactContent, PastGuidance
from backbone_desktop.domain.identifiers import VisitId
from backbone_desktop.domain.visit import Visit
from backbone_desktop.ui.case_file.composite_editors import CertificateRow, GuidanceRow
from backbone_desktop.ui.case_file.fact_editors import (
    ChoiceBox,
    ChoiceEditor,
    ChoicesEditor,
    LineEditor,
    RowsEditor,
    TextsEditor,
)
from backbone_desktop.ui.case_file.fact_entry import FactEntry
from backbone_desktop.ui.case_file.page import CaseFilePage
from backbone_desktop.ui.case_file.profile import ProfileTab
from backbone_desktop.ui.case_file.visit_editor import VisitEditor
from backbone_desktop.ui.case_file.visits import VisitsTab
from tests.ui.case_file.fact_screen import opened, press, standing, words_on
from tests.ui.case_fixtures import GEARS, OPTICS, Office


def known(office: Office, key: str, name: str = OPTICS) -> FactContent | None:
    return office.workspace.services.casework.sheet(office.file(name)).content(key)


def typed(tab: ProfileTab, key: str, text: str, qtbot: QtBot) -> LineEditor:
    """Type into the editor of a fact, as far as Enter."""
    tab.rows[key].edit()
    editor = tab.rows[key].editor
    assert isinstance(editor, LineEditor)
    qtbot.waitUntil(editor.line.hasFocus)
    QTest.keyClicks(editor.line, text)
    return editor


def listed(tab: ProfileTab, text: str) -> TextsEditor:
    tab.rows["awards"].edit()
    editor = tab.rows["awards"].editor
    assert isinstance(editor, TextsEditor)
    editor.box.setPlainText(text)
    return editor


def entry_of(tab: ProfileTab) -> tuple[FactEntry, LineEditor]:
    tab.rows["employees"].source.click()
    detail = tab.rows["employees"].detail
    assert detail is not None
    press("補登其他日期或訪視所得…", detail)
    assert detail.entry is not None
    assert isinstance(detail.entry.editor, LineEditor)
    return detail.entry, detail.entry.editor


def visit_form(office: Office, qtbot: QtBot, visit: Visit | None = None) -> tuple[CaseFilePage, VisitsTab]:
    page, _profile = opened(office, qtbot)
    page.show_tab("visits")
    tab = page.findChild(VisitsTab)
    assert isinstance(tab, VisitsTab)
    if visit is None:
        tab.add()
    else:
        tab.open(visit)
    return page, tab


def form_of(tab: VisitsTab) -> VisitEditor:
    assert tab.editor is not None
    return tab.editor


def test_esc_gives_up_what_is_typed_into_a_line(office: Office, qtbot: QtBot) -> None:
    office.observe(OPTICS, "employees", 230, ConfirmationState.CONFIRMED)
    _page, tab = opened(office, qtbot)
    editor = typed(tab, "employees", "77", qtbot)
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    office.settle()
    assert standing(office).content == 230
    assert tab.rows["employees"].editor is None
    assert tab.rows["employees"].value.hasFocus()


def test_a_line_is_saved_for_its_firm_when_another_firm_is_opened(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    typed(tab, "employees", "77", qtbot)
    page.show_case(office.cases[GEARS])
    office.settle()
    assert (known(office, "employees"), known(office, "employees", GEARS)) == (77, None)


def test_a_list_is_saved_for_its_firm_when_another_firm_is_opened(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    listed(tab, "台灣精品獎\n\n小巨人獎")
    page.show_case(office.cases[GEARS])
    office.settle()
    assert (known(office, "awards"), known(office, "awards", GEARS)) == (("台灣精品獎", "小巨人獎"), None)


def test_what_is_ticked_is_saved_when_the_casebook_is_left(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.rows["award_kinds"].edit()
    editor = tab.rows["award_kinds"].editor
    assert isinstance(editor, ChoicesEditor)
    code, box = next(iter(editor.boxes.items()))
    box.setChecked(True)
    office.workspace.feed.settling.emit()
    office.settle()
    assert known(office, "award_kinds") == (code,)


def test_a_certificate_that_was_only_added_says_nothing_yet(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.rows["certificates"].edit()
    editor = tab.rows["certificates"].editor
    assert isinstance(editor, RowsEditor)
    editor.rows.add_blank()
    office.workspace.feed.settling.emit()
    office.settle()
    assert known(office, "certificates") is None
    certificate = editor.rows.entries[0]
    assert isinstance(certificate, CertificateRow)
    certificate.number.setText("潛字第 1 號")
    office.workspace.feed.settling.emit()
    office.settle()
    assert known(office, "certificates") == (Certificate("potential", "潛字第 1 號"),)


def test_a_removed_certificate_is_gone_when_the_casebook_is_left(office: Office, qtbot: QtBot) -> None:
    office.observe(OPTICS, "certificates", (Certificate("potential"),), ConfirmationState.CONFIRMED)
    _page, tab = opened(office, qtbot)
    tab.rows["certificates"].edit()
    editor = tab.rows["certificates"].editor
    assert editor is not None
    press("移除這一筆", editor)
    office.workspace.feed.settling.emit()
    office.settle()
    assert known(office, "certificates") == ()


def test_a_day_that_cannot_be_read_keeps_the_certificates_open(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.rows["certificates"].edit()
    editor = tab.rows["certificates"].editor
    assert isinstance(editor, RowsEditor)
    editor.rows.add_blank()
    certificate = editor.rows.entries[0]
    assert isinstance(certificate, CertificateRow)
    certificate.valid_to.set_text("一百零六年底")
    press("完成", editor)
    office.settle()
    assert tab.rows["certificates"].editor is editor
    assert any("無法辨識" in each for each in words_on(editor))
    certificate.valid_to.set_text("106/12/31")
    press("完成", editor)
    office.settle()
    assert known(office, "certificates") == (Certificate("potential", valid_to=date(2017, 12, 31)),)


def test_guidance_without_its_programme_is_asked_about_and_not_dropped(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.rows["past_guidance"].edit()
    editor = tab.rows["past_guidance"].editor
    assert isinstance(editor, RowsEditor)
    editor.rows.add_blank()
    guidance = editor.rows.entries[0]
    assert isinstance(guidance, GuidanceRow)
    guidance.agency.setText("工業局")
    press("完成", editor)
    office.settle()
    assert any("請填寫計畫名稱" in each for each in words_on(editor))
    guidance.programme.setText("示範輔導計畫")
    press("完成", editor)
    office.settle()
    assert known(office, "past_guidance") == (PastGuidance("示範輔導計畫", "工業局"),)


def test_an_arrow_key_opens_the_choices_and_chooses_none(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_lists: list[str] = []

    def open_list(box: ChoiceBox) -> None:
        opened_lists.append(box.accessibleName())

    monkeypatch.setattr(ChoiceBox, "showPopup", open_list)
    _page, tab = opened(office, qtbot)
    tab.rows["county"].edit()
    editor = tab.rows["county"].editor
    assert isinstance(editor, ChoiceEditor)
    qtbot.waitUntil(editor.box.hasFocus)
    QTest.keyClick(editor.box, Qt.Key.Key_Down)
    office.settle()
    assert opened_lists == ["所在縣市"]
    assert known(office, "county") is None


def test_a_content_waits_while_the_day_of_its_entry_is_filled_in(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    entry, editor = entry_of(tab)
    editor.line.setFocus()
    qtbot.waitUntil(editor.line.hasFocus)
    QTest.keyClicks(editor.line, "236")
    entry.day.line.setFocus()
    office.settle()
    assert known(office, "employees") is None
    entry.day.set_text("105/02/20")
    QTest.mouseClick(entry.save, Qt.MouseButton.LeftButton)
    office.settle()
    told = standing(office).observation
    assert (told.content, told.as_of) == (236, date(2016, 2, 20))


def test_an_entry_stays_open_while_its_parts_are_gone_through(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    entry, editor = entry_of(tab)
    for part in (editor.line, entry.day.line, entry.source):
        part.setFocus()
        qtbot.waitUntil(part.hasFocus)
    detail = tab.rows["employees"].detail
    assert detail is not None
    assert detail.entry is entry


def test_a_wrong_day_is_put_right_and_the_content_still_entered(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    entry, editor = entry_of(tab)
    entry.day.set_value(date(2016, 3, 11))
    editor.line.setFocus()
    qtbot.waitUntil(editor.line.hasFocus)
    QTest.keyClicks(editor.line, "236")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    office.settle()
    assert known(office, "employees") is None
    entry.day.set_value(date(2016, 3, 9))
    QTest.mouseClick(entry.save, Qt.MouseButton.LeftButton)
    office.settle()
    assert standing(office).observation.as_of == date(2016, 3, 9)


def test_an_entry_given_up_enters_nothing(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    entry, editor = entry_of(tab)
    editor.line.setFocus()
    qtbot.waitUntil(editor.line.hasFocus)
    QTest.keyClicks(editor.line, "236")
    QTest.mouseClick(entry.leave, Qt.MouseButton.LeftButton)
    office.settle()
    assert known(office, "employees") is None


def test_a_new_visit_is_saved_when_another_firm_is_opened(office: Office, qtbot: QtBot) -> None:
    page, tab = visit_form(office, qtbot)
    form_of(tab).summary.setPlainText("產線溫控不穩")
    page.show_case(office.cases[GEARS])
    office.settle()
    assert [each.summary for each in office.file(OPTICS).visits] == ["產線溫控不穩"]
    assert office.file(GEARS).visits == ()


def test_a_new_visit_that_says_nothing_is_let_go(office: Office, qtbot: QtBot) -> None:
    page, tab = visit_form(office, qtbot)
    form_of(tab)
    page.show_case(office.cases[GEARS])
    office.settle()
    assert office.file(OPTICS).visits == ()


def test_a_new_visit_is_saved_when_another_visit_is_opened(office: Office, qtbot: QtBot) -> None:
    logbook = office.session.services.logbook
    held = logbook.save_visit(Visit(VisitId(""), office.cases[OPTICS], date(2016, 2, 25))).value
    _page, tab = visit_form(office, qtbot)
    form_of(tab).purpose.setText("複訪")
    tab.open(held)
    office.settle()
    assert sorted(each.purpose for each in office.file(OPTICS).visits) == ["", "複訪"]
    assert form_of(tab).visit.id == held.id


def test_esc_does_not_give_up_a_new_visit_that_says_something(office: Office, qtbot: QtBot) -> None:
    _page, tab = visit_form(office, qtbot)
    form = form_of(tab)
    form.summary.setPlainText("產線溫控不穩")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert tab.editor is form
    assert "還沒有儲存" in form.remark.text()
    form.summary.setPlainText("")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert tab.editor is None


def test_advice_without_a_situation_is_kept(office: Office, qtbot: QtBot) -> None:
    _page, tab = visit_form(office, qtbot)
    form = form_of(tab)
    form.add_finding()
    form.findings[0].advice.setPlainText("先盤點模具")
    form.save()
    office.settle()
    (visit,) = office.file(OPTICS).visits
    assert [(each.situation, each.advice) for each in visit.findings] == [("", "先盤點模具")]


def test_a_list_being_answered_on_the_checklist_is_saved_for_its_firm(office: Office, qtbot: QtBot) -> None:
    services = office.workspace.services
    services.checklist.add(office.cases[OPTICS], ("awards",))
    page, _profile = opened(office, qtbot)
    page.show_tab("visits")
    tab = page.findChild(VisitsTab)
    assert isinstance(tab, VisitsTab)
    row = tab.checklist.card.rows["awards"]
    row.open_editor()
    assert isinstance(row.editor, TextsEditor)
    row.editor.box.setPlainText("小巨人獎")
    page.show_case(office.cases[GEARS])
    office.settle()
    assert known(office, "awards") == ("小巨人獎",)


def test_esc_gives_up_an_answer_typed_into_the_checklist(office: Office, qtbot: QtBot) -> None:
    services = office.workspace.services
    services.checklist.add(office.cases[OPTICS], ("employees",))
    page, _profile = opened(office, qtbot)
    page.show_tab("visits")
    tab = page.findChild(VisitsTab)
    assert isinstance(tab, VisitsTab)
    row = tab.checklist.card.rows["employees"]
    editor = row.editor
    assert isinstance(editor, LineEditor)
    editor.line.setFocus()
    qtbot.waitUntil(editor.line.hasFocus)
    QTest.keyClicks(editor.line, "77")
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    office.settle()
    assert known(office, "employees") is None
    assert isinstance(row.editor, LineEditor)
    assert row.editor.line.text() == ""

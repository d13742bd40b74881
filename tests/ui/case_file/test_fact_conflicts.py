"""概況: values that differ, wrong entries taken back, refusals, and the menu of a row."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.ui.case_file.fact_editors import LineEditor, YesNoEditor
from backbone_desktop.ui.case_file.fact_menu import RowActs, fact_menu
from tests.ui.case_file.fact_screen import contradicted, in_sight, opened, press, standing, unfolded, words_on
from tests.ui.case_fixtures import OPTICS, Office


def test_values_that_differ_stand_side_by_side_and_either_can_be_chosen(office: Office, qtbot: QtBot) -> None:
    contradicted(office)
    _page, tab = opened(office, qtbot)
    panel = tab.rows["employees"].conflict
    assert panel is not None
    assert {"230 人", "300 人", "目前計入", "已確認", "未確認"} <= set(words_on(panel))
    panel.choices[1].click()
    office.settle()
    assert (standing(office).content, standing(office).contradicted_by) == (300, ())
    assert tab.rows["employees"].conflict is None
    assert "顧問指定" in words_on(tab.rows["employees"])


def test_keeping_the_standing_value_keeps_its_origin(office: Office, qtbot: QtBot) -> None:
    contradicted(office)
    _page, tab = opened(office, qtbot)
    panel = tab.rows["employees"].conflict
    assert panel is not None
    panel.choices[0].click()
    office.settle()
    assert standing(office).contradicted_by == ()
    assert standing(office).observation.origin is Origin.RESPONSE


def test_a_third_value_settles_the_contradiction_too(office: Office, qtbot: QtBot) -> None:
    contradicted(office)
    _page, tab = opened(office, qtbot)
    row = tab.rows["employees"]
    assert row.conflict is not None
    row.conflict.third.click()
    assert isinstance(row.editor, LineEditor)
    row.editor.line.setText("265")
    QTest.keyClick(row.editor.line, Qt.Key.Key_Return)
    office.settle()
    assert (standing(office).content, standing(office).contradicted_by) == (265, ())


def test_a_choice_is_taken_back_from_its_notice(office: Office, qtbot: QtBot) -> None:
    contradicted(office)
    _page, tab = opened(office, qtbot)
    panel = tab.rows["employees"].conflict
    assert panel is not None
    panel.choices[1].click()
    office.settle()
    assert office.shell.notices[-1] == "「員工人數」指定計入「300 人」。"
    office.shell.actions[-1]()
    office.settle()
    assert standing(office).content == 230
    assert len(standing(office).contradicted_by) == 1


def test_a_wrong_entry_is_undone_from_its_notice_and_with_the_keyboard(office: Office, qtbot: QtBot) -> None:
    office.observe(OPTICS, "employees", 230, ConfirmationState.CONFIRMED)
    _page, tab = opened(office, qtbot)
    for typed in ("240", "2400"):
        row = tab.rows["employees"]
        row.edit()
        assert isinstance(row.editor, LineEditor)
        row.editor.line.setText(typed)
        QTest.keyClick(row.editor.line, Qt.Key.Key_Return)
        office.settle()
    assert office.shell.notices[-1] == "「員工人數」已記為「2,400 人」。"
    office.shell.actions[-1]()
    office.settle()
    assert standing(office).content == 240
    tab.rows["employees"].value.setFocus()
    QTest.keyClick(tab.rows["employees"].value, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    assert standing(office).content == 230


def test_a_refusal_is_an_answer_of_its_own(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    row = tab.rows["own_brand"]
    row.edit()
    assert isinstance(row.editor, YesNoEditor)
    row.editor.segments.chosen.emit("refused")
    office.settle()
    assert standing(office, "own_brand").observation.state is ConfirmationState.REFUSED
    assert row.value.words.text() == "拒答"
    press("標為未知", unfolded(tab, "own_brand"))
    office.settle()
    assert row.value.words.text() == "未知"
    assert standing(office, "own_brand").observation.state is ConfirmationState.CONFIRMED


def test_the_menu_of_a_row_offers_what_would_change_something(office: Office, qtbot: QtBot) -> None:
    office.observe(OPTICS, "employees", 230, ConfirmationState.UNCONFIRMED)
    _page, tab = opened(office, qtbot)
    done: list[str] = []
    acts = RowActs(*(lambda each=each: done.append(each) for each in ("e", "c", "u", "r", "h")))
    known = fact_menu(tab, tab.views["employees"], acts)
    unknown = fact_menu(tab, tab.views["managers"], acts)
    assert [each.text() for each in known.actions() if each.text()] == [
        "修改…",
        "確認內容無誤",
        "標為未知",
        "標為拒答",
        "看歷程與相關措施",
    ]
    assert [each.text() for each in unknown.actions() if each.text()] == [
        "修改…",
        "標為拒答",
        "看歷程與相關措施",
    ]


def test_the_head_leads_to_the_facts_that_are_contradicted(office: Office, qtbot: QtBot) -> None:
    contradicted(office)
    page, tab = opened(office, qtbot)
    page.show_tab("needs")
    assert page.header.contradictions.text() == "資料有矛盾 1 項"
    page.header.contradictions.click()
    assert (page.current_tab, in_sight(tab)) == ("profile", ["employees"])
    panel = tab.rows["employees"].conflict
    assert panel is not None
    panel.choices[0].click()
    office.settle()
    assert not page.header.contradictions.isVisible()

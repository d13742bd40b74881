"""概況: the history under a fact, values that differ, taking back, finding, and being sent to a fact."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.domain.facts import StandingFact
from backbone_desktop.domain.identifiers import VisitId
from backbone_desktop.domain.visit import Visit
from backbone_desktop.ui.case_file.fact_editors import LineEditor, YesNoEditor
from backbone_desktop.ui.case_file.fact_menu import RowActs, fact_menu
from backbone_desktop.ui.case_file.page import CaseFilePage
from backbone_desktop.ui.case_file.profile import ProfileTab
from backbone_desktop.ui.case_file.profile_filter import Narrowing
from tests.ui.case_fixtures import GEARS, OPTICS, Office
from tests.ui.surroundings import tab_stops, type_chinese

ON = date(2016, 3, 10)


def opened(office: Office, qtbot: QtBot) -> tuple[CaseFilePage, ProfileTab]:
    page = CaseFilePage(office.workspace)
    qtbot.addWidget(page)
    page.resize(900, 760)
    page.show_case(office.cases[OPTICS], "profile")
    page.show()
    page.activateWindow()
    return page, page.profile


def standing(office: Office, key: str = "employees") -> StandingFact:
    casework = office.workspace.services.casework
    return casework.sheet(office.file(OPTICS))[key]


def contradicted(office: Office) -> None:
    office.observe(OPTICS, "employees", 230, ConfirmationState.CONFIRMED)
    office.observe(OPTICS, "employees", 300, ConfirmationState.UNCONFIRMED)


def press(words: str, inside: QWidget) -> None:
    found = [
        each for each in inside.findChildren(QPushButton) if each.text() == words and not each.isHidden()
    ]
    found[0].click()


def words_on(part: QWidget) -> list[str]:
    return [each.text() for each in part.findChildren(QLabel)]


def unfolded(tab: ProfileTab, key: str) -> QWidget:
    tab.rows[key].source.click()
    detail = tab.rows[key].detail
    assert detail is not None
    return detail


def in_sight(tab: ProfileTab) -> list[str]:
    return [key for key, row in tab.rows.items() if row.isVisible()]


def test_the_right_arrow_unfolds_the_history_and_the_left_folds_it(office: Office, qtbot: QtBot) -> None:
    contradicted(office)
    _page, tab = opened(office, qtbot)
    row = tab.rows["employees"]
    row.value.setFocus()
    QTest.keyClick(row.value, Qt.Key.Key_Right)
    assert row.detail is not None
    said = words_on(row.detail)
    assert "計入的是資料日期最近的已確認內容（105/01/20）。另有 1 筆未確認的內容與它不同，尚待決定。" in said
    assert {"230 人", "300 人", "計入", "有矛盾"} <= set(said)
    QTest.keyClick(row.value, Qt.Key.Key_Left)
    assert row.detail is None


def test_only_one_history_is_unfolded_at_a_time(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    for key in ("employees", "managers"):
        tab.rows[key].source.click()
    assert tab.facts.unfolded == "managers"
    assert tab.rows["employees"].detail is None


def test_arrow_keys_go_from_fact_to_fact_in_sight(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.filter.line.setText("人數")
    assert in_sight(tab) == ["employees", "rd_employees", "managers"]
    tab.rows["employees"].value.setFocus()
    qtbot.waitUntil(tab.rows["employees"].value.hasFocus)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
    assert QApplication.focusWidget() is tab.rows["managers"].value


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


def test_what_was_taken_back_stays_in_the_history(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.acts.save("employees", 230)
    office.settle()
    tab.rows["employees"].source.click()
    detail = tab.rows["employees"].detail
    assert detail is not None
    press("收回", detail)
    office.settle()
    now = tab.rows["employees"].detail
    assert now is not None
    assert {"230 人", "已收回"} <= set(words_on(now))
    assert tab.rows["employees"].value.words.text() == "未知"


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


def test_an_entry_may_be_about_an_earlier_day_and_from_a_visit(office: Office, qtbot: QtBot) -> None:
    services = office.workspace.services
    visit = services.logbook.save_visit(
        Visit(VisitId(""), office.cases[OPTICS], date(2016, 2, 25), "一廠")
    ).value
    office.observe(OPTICS, "employees", 230, ConfirmationState.CONFIRMED)
    _page, tab = opened(office, qtbot)
    tab.rows["employees"].source.click()
    detail = tab.rows["employees"].detail
    assert detail is not None
    press("補登其他日期或訪視所得…", detail)
    entry = detail.entry
    assert entry is not None
    entry.source.setCurrentIndex(1)
    entry.source.activated.emit(1)
    assert entry.day.value == visit.on
    assert isinstance(entry.editor, LineEditor)
    entry.editor.line.setText("236")
    QTest.keyClick(entry.editor.line, Qt.Key.Key_Return)
    office.settle()
    told = standing(office).observation
    assert (told.content, told.origin, told.as_of, told.source) == (236, Origin.VISIT, visit.on, visit.id)


def test_a_day_to_come_is_refused_where_it_is_typed(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.rows["employees"].source.click()
    detail = tab.rows["employees"].detail
    assert detail is not None
    press("補登其他日期或訪視所得…", detail)
    entry = detail.entry
    assert entry is not None
    entry.day.set_value(date(2016, 3, 11))
    entry.editor.committed.emit(236)
    office.settle()
    assert any("不晚於基準日" in each for each in words_on(entry))
    assert "employees" not in office.workspace.services.casework.sheet(office.file(OPTICS))


def test_a_measure_that_reads_the_fact_is_a_step_away(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.rows["contracted_power_kw"].source.click()
    detail = tab.rows["contracted_power_kw"].detail
    assert detail is not None
    assert "1 項措施的條件用到這一項，其中 1 項因缺這一項而資料不足" in words_on(detail)
    links = [each for each in detail.findChildren(QPushButton) if each.text().startswith("第 33 項")]
    links[0].click()
    assert office.shell.measures == [33]


def test_finding_and_filtering_come_back_with_the_case(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    type_chinese(tab.filter.line, "資本")
    assert in_sight(tab) == ["paid_in_capital"]
    page.show_case(office.cases[GEARS])
    assert tab.filter.line.text() == ""
    assert len(in_sight(tab)) == len(tab.rows)
    page.show_case(office.cases[OPTICS])
    assert (tab.filter.line.text(), in_sight(tab)) == ("資本", ["paid_in_capital"])


def test_nothing_found_says_so_and_the_filter_can_be_cleared(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.filter.line.setText("沒有這一項")
    assert in_sight(tab) == []
    press("清除篩選", tab)
    assert len(in_sight(tab)) == len(tab.rows)


def test_the_facts_worth_asking_are_those_that_decide(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    press(
        next(each.text() for each in tab.filter.findChildren(QPushButton) if "影響" in each.text()),
        tab.filter,
    )
    suggestions = office.workspace.services.assessment.ask_next(office.file(OPTICS))
    assert set(in_sight(tab)) == {each.fact for each in suggestions if each.decides}


@pytest.mark.parametrize(
    ("sent_to", "opens"), [("is_logistics", "is_logistics"), ("idb_guidance_3y", "past_guidance")]
)
def test_being_sent_to_a_fact_opens_its_editor_with_the_focus_in_it(
    office: Office, qtbot: QtBot, sent_to: str, opens: str
) -> None:
    page, tab = opened(office, qtbot)
    tab.filter.line.setText("資本")
    page.show_tab("needs")
    page.show_case(office.cases[OPTICS], "", sent_to)
    row = tab.rows[opens]
    assert (page.current_tab, tab.filter.narrowing) == ("profile", Narrowing())
    editor = row.editor
    assert editor is not None
    qtbot.waitUntil(lambda: editor.isAncestorOf(QApplication.focusWidget() or page))
    top = row.mapTo(tab.area.viewport(), row.rect().topLeft()).y()
    assert 0 <= top < tab.area.viewport().height()


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


def test_tab_leads_from_the_value_into_what_is_unfolded_under_it(office: Office, qtbot: QtBot) -> None:
    contradicted(office)
    _page, tab = opened(office, qtbot)
    row = tab.rows["employees"]
    row.source.click()
    assert row.conflict is not None
    assert row.detail is not None
    qtbot.waitUntil(row.detail.isVisible)
    QApplication.processEvents()
    stops = tab_stops(tab)
    place = stops.index(row.value.accessibleName())
    under = [each.accessibleName() for each in row.conflict.choices]
    assert stops[place + 1 : place + 3] == under
    assert stops[place + 3] == row.conflict.third.accessibleName()
    assert stops[place + 4].startswith("採用 105/01/20 的 300 人")


def test_the_principles_are_folded_and_follow_the_facts(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    assert tab.screening.isHidden()
    before = words_on(tab.principles)
    tab.acts.save("key_technology", content=True)
    office.settle()
    assert words_on(tab.principles) != before
    tab.principles.switch.click()
    assert not tab.screening.isHidden()


def test_a_panel_that_says_the_same_keeps_what_is_being_typed(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot)
    tab.rows["employees"].source.click()
    detail = tab.rows["employees"].detail
    assert detail is not None
    page.show_case(office.cases[OPTICS])
    assert tab.rows["employees"].detail is detail
    office.observe(OPTICS, "employees", 230, ConfirmationState.CONFIRMED)
    page.show_case(office.cases[OPTICS])
    assert tab.rows["employees"].detail is not detail

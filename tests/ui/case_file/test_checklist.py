"""The checklist above the visits: answered in place by keyboard, kept for the next visit when it was not."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.checklist import Question
from backbone_desktop.domain.codes import Channel, ConfirmationState, Origin
from backbone_desktop.domain.facts import FactSheet
from backbone_desktop.domain.identifiers import VisitId
from backbone_desktop.domain.verdict import Suggestion
from backbone_desktop.domain.visit import Visit
from backbone_desktop.ui.case_file.checklist_card import ChecklistCard
from backbone_desktop.ui.case_file.checklist_presenter import checklist_view
from backbone_desktop.ui.case_file.fact_editors import LineEditor, TextsEditor
from backbone_desktop.ui.case_file.page import CaseFilePage
from backbone_desktop.ui.case_file.visits import VisitsTab
from tests.matching.support import facts_105
from tests.ui.case_fixtures import GEARS, ON, OPTICS, Office

ASKED = ("own_brand", "managers", "taiwan_based")


def opened(office: Office, qtbot: QtBot, name: str = GEARS) -> tuple[VisitsTab, ChecklistCard]:
    page = CaseFilePage(office.workspace)
    qtbot.addWidget(page)
    page.resize(900, 760)
    page.show_case(office.cases[name], "visits")
    page.show()
    tab = page.findChild(VisitsTab)
    assert isinstance(tab, VisitsTab)
    return tab, tab.checklist.card


def listed(office: Office, *facts: str) -> None:
    office.session.services.checklist.add(office.cases[GEARS], facts)


def focused(card: ChecklistCard) -> QWidget:
    widget: QWidget | None = card.window().focusWidget()
    assert widget is not None
    return widget


def question(fact: str, settled_on: date | None = None) -> Question:
    definition = facts_105()[fact]
    settled = settled_on is not None
    return Question(fact, definition.label, definition.question, ON, settled, settled_on=settled_on)


def test_a_view_offers_what_decides_most_and_nothing_twice() -> None:
    suggestions = [Suggestion(fact, "？", 9 - place) for place, fact in enumerate(ASKED)]
    view = checklist_view(
        [question("own_brand"), question("employees", ON), question("county", date(2016, 3, 1))],
        [*suggestions, Suggestion("founded_on", "？", 0)],
        facts_105().asked,
        FactSheet({}, ON),
        ON,
    )
    assert [each.fact for each in view.pending] == ["own_brand"]
    assert [each.fact for each in view.today] == ["employees"]
    assert [each.fact for each in view.earlier] == ["county"]
    assert view.first_few == ("managers", "taiwan_based")
    assert [each.text for each in view.offers[:2]] == [
        "國內管理職人數（決定 8 項措施）",
        "以臺灣為主要基地（決定 7 項措施）",
    ]
    offered = [each.fact for each in view.offers]
    assert len(offered) == len(set(offered))
    assert {"own_brand", "employees", "county"}.isdisjoint(offered)
    assert "founded_on" in offered


def test_a_question_is_answered_by_keyboard_and_the_cursor_goes_on(office: Office, qtbot: QtBot) -> None:
    listed(office, *ASKED)
    _tab, card = opened(office, qtbot)
    card.rows["own_brand"].begin()
    for key in (Qt.Key.Key_Backtab, Qt.Key.Key_Backtab, Qt.Key.Key_Space):
        QTest.keyClick(focused(card), key)
    office.settle()
    told = office.session.services.casework.sheet(office.file(GEARS))["own_brand"].observation
    assert (told.content, told.origin, told.state) == (True, Origin.VISIT, ConfirmationState.CONFIRMED)
    assert list(card.rows) == ["managers", "taiwan_based"]
    assert card.rows["managers"].isAncestorOf(focused(card))


def test_what_is_typed_elsewhere_stays_while_the_list_changes(office: Office, qtbot: QtBot) -> None:
    listed(office, *ASKED)
    _tab, card = opened(office, qtbot)
    line = card.rows["managers"].editor
    assert isinstance(line, LineEditor)
    line.line.setText("1")
    card.removed.emit("own_brand")
    office.settle()
    assert list(card.rows) == ["managers", "taiwan_based"]
    assert card.rows["managers"].editor is line
    assert line.line.text() == "1"


def test_an_answer_at_an_open_visit_names_the_visit_and_one_by_phone_does_not(
    office: Office, qtbot: QtBot
) -> None:
    listed(office, *ASKED)
    services = office.session.services
    visit = services.logbook.save_visit(Visit(VisitId(""), office.cases[GEARS], ON)).value
    tab, card = opened(office, qtbot)
    tab.open(visit)
    card.answered.emit("own_brand", True)
    office.settle()
    card.channels.set_value(Channel.PHONE.value)
    card.answered.emit("managers", 7)
    office.settle()
    sheet = services.casework.sheet(office.file(GEARS))
    assert sheet["own_brand"].observation.source == visit.id
    assert (sheet["managers"].observation.origin, sheet["managers"].observation.source) == (Origin.HAND, "")


def test_unknown_is_no_answer_and_a_refusal_is(office: Office, qtbot: QtBot) -> None:
    listed(office, "own_brand", "taiwan_based")
    _tab, card = opened(office, qtbot)
    for fact in ("own_brand", "taiwan_based"):
        editor = card.rows[fact].editor
        assert editor is not None
        if fact == "own_brand":
            editor.committed.emit(None)
        else:
            editor.declined.emit()
    office.settle()
    assert list(card.rows) == ["own_brand"]
    assert office.session.services.casework.sheet(office.file(GEARS)).refused("taiwan_based")


def test_unanswered_questions_travel_to_the_next_visit(office: Office, qtbot: QtBot) -> None:
    listed(office, "own_brand")
    services = office.session.services
    services.logbook.save_visit(Visit(VisitId(""), office.cases[GEARS], date(2016, 3, 1)))
    tab, card = opened(office, qtbot)
    tab.add()
    assert list(card.rows) == ["own_brand"]


def test_questions_are_added_from_the_offers(office: Office, qtbot: QtBot) -> None:
    _tab, card = opened(office, qtbot)
    assert card.rows == {}
    first = card.offers.itemData(0)
    card.add.click()
    office.settle()
    assert list(card.rows) == [first]
    assert card.offers.findData(first) == -1
    if not card.add_few.isHidden():
        card.add_few.click()
        office.settle()
        assert len(card.rows) > 1


def test_nothing_of_one_firm_is_left_in_the_card_of_another(office: Office, qtbot: QtBot) -> None:
    listed(office, "managers")
    services = office.session.services
    services.checklist.add(office.cases[OPTICS], ["managers"])
    page = CaseFilePage(office.workspace)
    qtbot.addWidget(page)
    page.show_case(office.cases[GEARS], "visits")
    page.show()
    tab = page.findChild(VisitsTab)
    assert isinstance(tab, VisitsTab)
    before = tab.checklist.card.rows["managers"]
    page.show_case(office.cases[OPTICS], "visits")
    assert tab.checklist.card.rows["managers"] is not before


def test_a_list_is_filled_in_once_its_editor_is_opened(office: Office, qtbot: QtBot) -> None:
    listed(office, "awards")
    _tab, card = opened(office, qtbot)
    assert card.rows["awards"].findChild(TextsEditor) is None
    card.rows["awards"].open_editor()
    editor = card.rows["awards"].editor
    assert isinstance(editor, TextsEditor)
    editor.left.emit()
    assert card.rows["awards"].isAncestorOf(focused(card))
    assert focused(card).accessibleName() == f"填寫「{facts_105()['awards'].label}」"
    card.rows["awards"].open_editor()
    editor = card.rows["awards"].editor
    assert isinstance(editor, TextsEditor)
    editor.committed.emit(("國家磐石獎",))
    office.settle()
    content = office.session.services.casework.sheet(office.file(GEARS)).content("awards")
    assert content == ("國家磐石獎",)


def test_an_answer_is_told_of_and_can_be_taken_back(office: Office, qtbot: QtBot) -> None:
    listed(office, "own_brand")
    tab, card = opened(office, qtbot)
    card.answered.emit("own_brand", True)
    office.settle()
    assert office.shell.notices[-1] == "「自有品牌」已記為「是」。"
    assert "own_brand" not in card.rows
    office.shell.actions[-1]()
    office.settle()
    assert "own_brand" in card.rows
    card.declined.emit("own_brand")
    office.settle()
    QTest.keyClick(tab, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    assert "own_brand" in card.rows


def test_a_question_taken_off_the_list_can_be_put_back(office: Office, qtbot: QtBot) -> None:
    listed(office, "own_brand")
    _tab, card = opened(office, qtbot)
    card.removed.emit("own_brand")
    office.settle()
    assert card.rows == {}
    assert "已自清單移除" in office.shell.notices[-1]
    office.shell.actions[-1]()
    office.settle()
    assert list(card.rows) == ["own_brand"]


def test_an_answer_taken_off_the_list_offers_no_way_back(office: Office, qtbot: QtBot) -> None:
    listed(office, "own_brand")
    _tab, card = opened(office, qtbot)
    card.answered.emit("own_brand", True)
    office.settle()
    offered = len(office.shell.actions)
    card.removed.emit("own_brand")
    office.settle()
    assert "已自清單移除" in office.shell.notices[-1]
    assert len(office.shell.actions) == offered

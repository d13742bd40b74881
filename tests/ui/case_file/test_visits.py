"""訪視診斷 over a real casebook."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.identifiers import VisitId
from backbone_desktop.domain.visit import Severity, Visit
from backbone_desktop.ui.case_file.page import CaseFilePage
from backbone_desktop.ui.case_file.visits import VisitsTab
from tests.ui.case_fixtures import GEARS, OPTICS, Office


def opened(office: Office, qtbot: QtBot, name: str = OPTICS) -> tuple[CaseFilePage, VisitsTab]:
    page = CaseFilePage(office.workspace)
    qtbot.addWidget(page)
    page.resize(900, 760)
    page.show_case(office.cases[name], "visits")
    page.show()
    tab = page.findChild(VisitsTab)
    assert isinstance(tab, VisitsTab)
    return page, tab


def held(office: Office) -> Visit:
    visit = Visit(VisitId(""), office.cases[OPTICS], date(2016, 2, 25), purpose="初訪")
    return office.session.services.logbook.save_visit(visit).value


def test_a_visit_is_added_with_its_people_and_findings(office: Office, qtbot: QtBot) -> None:
    page, tab = opened(office, qtbot, GEARS)
    tab.add()
    editor = tab.editor
    assert editor is not None
    assert editor.visitors.text() == "測試顧問"
    editor.purpose.setText("初訪")
    editor.attendees.setText("林副理（研發部）、陳課長")
    editor.add_finding()
    finding = editor.findings[0]
    finding.situation.set_text("溫控不穩")
    finding.severity.set_code(Severity.HIGH)
    finding.measures.setText("12、33、99")
    QTest.keyClick(editor.summary, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    (visit,) = office.file(GEARS).visits
    assert visit.attendees == ("林副理（研發部）", "陳課長")
    assert (visit.findings[0].situation, visit.findings[0].measures) == ("溫控不穩", (12, 33))
    assert visit.findings[0].id
    assert office.file(GEARS).case.stage is Stage.DIAGNOSIS
    assert page.tab_buttons["visits"].text() == "訪視診斷 1"
    assert tab.editor is None


def test_a_kept_visit_saves_itself_and_stays_open(office: Office, qtbot: QtBot) -> None:
    visit = held(office)
    _page, tab = opened(office, qtbot)
    tab.open(visit)
    editor = tab.editor
    assert editor is not None
    editor.place.setText("臺中廠")
    editor.place.editingFinished.emit()
    office.settle()
    assert office.file(OPTICS).visits[0].place == "臺中廠"
    assert tab.editor is editor


def test_a_finding_added_later_keeps_its_id(office: Office, qtbot: QtBot) -> None:
    visit = held(office)
    _page, tab = opened(office, qtbot)
    tab.open(visit)
    assert tab.editor is not None
    tab.editor.add_finding()
    tab.editor.findings[0].situation.set_text("良率偏低")
    tab.editor.findings[0].edited.emit()
    office.settle()
    first = office.file(OPTICS).visits[0].findings[0].id
    tab.editor.findings[0].cause.set_text("溫控器老舊")
    tab.editor.findings[0].edited.emit()
    office.settle()
    (finding,) = office.file(OPTICS).visits[0].findings
    assert (finding.id, finding.cause) == (first, "溫控器老舊")


def test_not_visited_with_findings_is_refused_in_words(office: Office, qtbot: QtBot) -> None:
    visit = held(office)
    _page, tab = opened(office, qtbot)
    tab.open(visit)
    assert tab.editor is not None
    tab.editor.add_finding()
    tab.editor.findings[0].situation.set_text("良率偏低")
    tab.editor.not_visited.setText("臨時停工")
    tab.editor.save()
    office.settle()
    assert "未到訪的訪視不能有診斷發現" in tab.editor.remark.text()
    assert office.file(OPTICS).visits[0].not_visited == ""


def test_a_new_visit_needs_a_date_that_can_be_read(office: Office, qtbot: QtBot) -> None:
    _page, tab = opened(office, qtbot)
    tab.add()
    assert tab.editor is not None
    tab.editor.on.line.setText("下週")
    tab.editor.on.line.editingFinished.emit()
    tab.editor.save()
    office.settle()
    assert "訪視日期" in tab.editor.remark.text()
    assert office.file(OPTICS).visits == ()


def test_a_removed_finding_is_gone(office: Office, qtbot: QtBot) -> None:
    visit = held(office)
    _page, tab = opened(office, qtbot)
    tab.open(visit)
    assert tab.editor is not None
    tab.editor.add_finding()
    finding = tab.editor.findings[0]
    finding.situation.set_text("良率偏低")
    finding.edited.emit()
    office.settle()
    finding.removed.emit(finding)
    office.settle()
    assert office.file(OPTICS).visits[0].findings == ()

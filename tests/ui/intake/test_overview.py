"""The lists of the questionnaires page: who is still awaited."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.codes import Stage
from backbone_desktop.ui.intake.overview import IntakeOverview
from tests.ui.case_fixtures import GEARS, Office

EVERYBODY = "每一家指派的企業都已有回覆。"


def shown(office: Office, qtbot: QtBot) -> list[str]:
    """Return the words of the overview that can be seen."""
    overview = IntakeOverview(office.workspace, lambda: None)
    qtbot.addWidget(overview)
    overview.refresh()
    overview.show()
    return [each.text() for each in overview.findChildren(QLabel) if each.isVisible()]


def test_without_firms_nobody_is_said_to_have_answered(empty_office: Office, qtbot: QtBot) -> None:
    words = shown(empty_office, qtbot)
    assert "尚無企業" in words
    assert EVERYBODY not in words


def test_when_no_firm_waits_any_more_it_says_so(empty_office: Office, qtbot: QtBot) -> None:
    empty_office.add_firm(GEARS, stage=Stage.DIAGNOSIS)
    words = shown(empty_office, qtbot)
    assert EVERYBODY in words
    assert "尚無企業" not in words

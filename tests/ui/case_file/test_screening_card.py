"""The card of the assessment principles: words beside every colour, both readings at the boundary."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.facts import FactContent
from backbone_desktop.exchange.definitions.reference_file import read_reference
from backbone_desktop.matching.screening import screen
from backbone_desktop.ui.case_file.screening_card import ScreeningCard
from tests.matching.support import ON, RESOURCES, facts_105, sheet_of


def texts(qtbot: QtBot, contents: dict[str, FactContent]) -> list[str]:
    programme = read_reference(RESOURCES / "reference", facts_105()).programme
    card = ScreeningCard()
    qtbot.addWidget(card)
    for shown in ({}, contents):
        card.show_result(screen(programme, facts_105(), sheet_of(shown), ON))
    return [each.text() for each in card.findChildren(QLabel) if not each.isHidden()]


def test_every_principle_has_its_words_and_the_boundary_both_readings(qtbot: QtBot) -> None:
    found = texts(qtbot, {"revenue": 20_000_000_000, "employees": 2_000, "key_technology": True})
    (size,) = [each for each in found if each.startswith("年營業額")]
    assert len(size.splitlines()) == 3
    assert "計畫英文本（under、less than）" in size
    assert "後來的中文公告（以下）" in size
    assert found.count("需洽詢") == 1
    assert found.count("關鍵技術") == 2
    assert found.count("符合") == 2


def test_what_only_a_person_can_tell_says_so_once_its_facts_are_known(qtbot: QtBot) -> None:
    known: dict[str, FactContent] = {"rd_ratio": 5, "rd_employees": 12}
    found = texts(qtbot, known)
    assert found.count("由顧問判斷") == 1
    assert "資料不足" in found

"""A firm that an import changed is shown as it is now, and never saved back as it was."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.enterprise import Enterprise
from backbone_desktop.domain.identifiers import EnterpriseId
from backbone_desktop.ui.case_file.contacts import IdentityCard
from tests.ui.surroundings import type_chinese

KEPT = Enterprise(EnterpriseId("firm"), "測試甲股份有限公司", "04595257", address="測試市測試路一號")
IMPORTED = replace(KEPT, address="測試市測試路二號", phone="(02)2701-0526")


@pytest.fixture
def card(qtbot: QtBot) -> IdentityCard:
    shown = IdentityCard()
    qtbot.addWidget(shown)
    shown.show_firm(KEPT)
    shown.show()
    qtbot.waitExposed(shown)
    shown.activateWindow()
    shown.address.setFocus()
    qtbot.waitUntil(shown.address.hasFocus)
    return shown


@pytest.fixture
def saved(card: IdentityCard) -> list[Enterprise]:
    firms: list[Enterprise] = []
    card.edited.connect(firms.append)
    return firms


def test_a_line_only_looked_at_shows_what_an_import_brought_and_is_not_saved_back(
    card: IdentityCard, saved: list[Enterprise]
) -> None:
    card.show_firm(IMPORTED)
    card.phone.setFocus()
    QApplication.processEvents()

    assert (card.address.text(), card.phone.text()) == (IMPORTED.address, IMPORTED.phone)
    assert saved == []


def test_a_line_being_typed_stays_and_is_saved_beside_what_an_import_brought(
    card: IdentityCard, saved: list[Enterprise]
) -> None:
    card.address.selectAll()
    type_chinese(card.address, "測試市新測試路三號")

    card.show_firm(IMPORTED)
    assert card.address.text() == "測試市新測試路三號"
    card.phone.setFocus()
    QApplication.processEvents()

    assert saved == [replace(IMPORTED, address="測試市新測試路三號")]


def test_a_line_being_typed_for_another_firm_gives_way(card: IdentityCard, saved: list[Enterprise]) -> None:
    type_chinese(card.address, "別處")

    card.show_firm(replace(IMPORTED, id=EnterpriseId("other")))

    assert card.address.text() == IMPORTED.address
    assert saved == []

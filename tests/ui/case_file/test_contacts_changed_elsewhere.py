"""A contact that an import changed is shown as it is now, and never saved back as it was."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from backbone_desktop.domain.enterprise import Contact
from backbone_desktop.domain.identifiers import ContactId, EnterpriseId
from backbone_desktop.ui.case_file.contacts import ContactRow
from tests.ui.surroundings import type_chinese

KEPT = Contact(ContactId("person"), EnterpriseId("firm"), "窗口甲", "管理部", "", "", None)
IMPORTED = replace(KEPT, phone="0912-345-678", email="a@example.com", consent=True)


def shown(qtbot: QtBot) -> tuple[ContactRow, list[Contact]]:
    """Return the row of a person, and what it saves."""
    row = ContactRow(KEPT)
    qtbot.addWidget(row)
    saved: list[Contact] = []
    row.edited.connect(saved.append)
    return row, saved


def test_what_an_import_brought_is_shown_and_not_saved_back(qtbot: QtBot) -> None:
    row, saved = shown(qtbot)

    assert row.adopt(IMPORTED)

    assert (row.phone.text(), row.email.text(), row.consent.currentData()) == (
        IMPORTED.phone,
        IMPORTED.email,
        True,
    )
    assert saved == []


def test_what_is_being_typed_meanwhile_is_saved_beside_it(qtbot: QtBot) -> None:
    row, saved = shown(qtbot)
    type_chinese(row.title, "採購")

    assert row.adopt(IMPORTED)

    assert saved == [replace(IMPORTED, title=row.title.text())]
    assert row.title.text() != KEPT.title

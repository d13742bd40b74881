"""What the casebook says of itself."""

from datetime import date

import pytest

from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.errors import StorageError
from backbone_desktop.storage.casebook import Casebook
from tests.storage.casebooks import CONSULTANT, add_case, add_entry


def test_settings_are_kept_changed_and_cleared(casebook: Casebook) -> None:
    with casebook.write() as uow:
        settings = uow.settings
        assert (settings.as_of(), settings.flag("demonstration")) == (None, False)
        settings.set_as_of(date(2016, 3, 1))
        settings.set_flag("demonstration")
        assert (settings.as_of(), settings.flag("demonstration")) == (date(2016, 3, 1), True)
        settings.set_as_of(None)
        settings.set_flag("demonstration", on=False)
        assert (settings.as_of(), settings.flag("demonstration")) == (None, False)


def test_earlier_changes_keep_the_name_of_who_made_them(casebook: Casebook) -> None:
    successor = Consultant("0190-successor", "測試顧問乙")
    with casebook.write() as uow:
        case = add_case(uow)
        uow.settings.set_consultant(successor)
        uow.commit()
    with casebook.write() as uow:
        entry = add_entry(uow, case, "接手後的紀錄")
        assert uow.settings.consultant() == successor
        assert [each.consultant for each in uow.changes.of_record(entry.id)] == [successor.name]
        assert {each.consultant for each in uow.changes.of_record(case.id)} == {CONSULTANT.name}


def test_a_casebook_without_a_consultant_says_so(casebook: Casebook) -> None:
    with casebook.write() as uow:
        key = uow.changes.of_record("consultant")[0].sequence
        uow.changes.revert(key)
        with pytest.raises(StorageError, match="沒有登記顧問"):
            uow.settings.consultant()

"""What the casebook says of itself, and what reports ask by month."""

from datetime import date

import pytest

from backbone_desktop.domain.application import Application, ApplicationStatus, StatusStep
from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.errors import StorageError
from backbone_desktop.domain.identifiers import ApplicationId, VisitId
from backbone_desktop.domain.visit import Visit
from backbone_desktop.storage.casebook import Casebook
from tests.storage.casebooks import CONSULTANT, add_case, add_entry

FIRST, LAST = date(2016, 3, 1), date(2016, 3, 31)


def test_settings_are_kept_changed_and_cleared(casebook: Casebook) -> None:
    with casebook.write() as uow:
        settings = uow.settings
        assert (settings.as_of(), settings.programme_period(), settings.flag("demonstration")) == (
            None,
            None,
            False,
        )
        settings.set_as_of(FIRST)
        settings.set_programme_period(FIRST, LAST)
        settings.set_flag("demonstration")
        assert (settings.as_of(), settings.programme_period()) == (FIRST, (FIRST, LAST))
        assert settings.flag("demonstration")
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


def test_a_month_has_what_lies_within_it(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        days = (date(2016, 2, 29), FIRST, LAST, date(2016, 4, 1))
        for day in days:
            add_entry(uow, case, "紀錄", day)
            uow.visits.add(Visit(VisitId(uow.new_id()), case.id, day))
        steps = (
            StatusStep(ApplicationStatus.PREPARING, days[0]),
            StatusStep(ApplicationStatus.SUBMITTED, days[3]),
        )
        spanning = Application(ApplicationId(uow.new_id()), case.id, 5, 1, steps)
        within = Application(ApplicationId(uow.new_id()), case.id, 5, 2, (StatusStep(steps[0].status, LAST),))
        for each in (spanning, within):
            uow.applications.add(each)
        assert [each.on for each in uow.follow_ups.in_month(FIRST, LAST)] == [FIRST, LAST]
        assert [each.on for each in uow.visits.in_month(FIRST, LAST, CONSULTANT.name)] == [FIRST, LAST]
        assert uow.visits.in_month(FIRST, LAST, "別的顧問") == ()
        assert uow.applications.in_month(FIRST, LAST) == (within,)
        assert uow.applications.in_month(FIRST, LAST, CONSULTANT.name) == (within,)
        assert uow.applications.in_month(FIRST, LAST, "別的顧問") == ()
        advanced = Application(
            spanning.id, case.id, 5, 1, (*steps, StatusStep(ApplicationStatus.REVIEWING, days[3]))
        )
        assert uow.applications.update(advanced)
        assert uow.applications.get(spanning.id) == advanced

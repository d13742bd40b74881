"""Editions side by side: which one is in force, what an import accepts, what it leaves alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.edition_book import CatalogueBookRefused
from backbone_desktop.domain.edition_change import ChangeKind, Touch
from backbone_desktop.domain.errors import DataFileError, ExportError, UserError
from backbone_desktop.domain.window import WindowState
from backbone_desktop.matching.windows import DATED_KINDS
from backbone_desktop.services.changes import Kind
from tests.services.editions import edited, import_edition, of_year, renamed
from tests.services.firms import log_head, one_firm
from tests.storage.test_editions import spoil

NEXT_YEAR = date(2017, 1, 5)


def test_the_shipped_edition_is_in_force_until_another_is_imported(services: Services) -> None:
    (line,) = services.editions.list()
    assert (line.id, line.in_force, line.imported_at, line.measures, line.sections) == (
        "105.1", True, None, 42, 19,
    )  # fmt: skip
    assert services.editions.get() is services.catalogue.edition


def test_a_higher_revision_is_in_force_at_once_and_again_when_reopened(
    session: bootstrap.Session, services: Services, tmp_path: Path
) -> None:
    import_edition(services, tmp_path, edited(services.catalogue.edition, "105.2", renamed(12, "改過的名稱")))
    assert services.catalogue.measure(12).name == "改過的名稱"
    assert [(each.id, each.in_force) for each in services.editions.list()] == [
        ("105.1", False), ("105.2", True),
    ]  # fmt: skip
    session.close()
    with bootstrap.open_session(tmp_path / "casebook", as_of=date(2016, 3, 10)) as again:
        assert again.services.catalogue.measure(12).name == "改過的名稱"
        (_, line) = again.services.editions.list()
        assert (line.consultant, line.digest) == ("測試顧問", again.services.catalogue.edition.digest)


def test_the_edition_in_force_follows_the_as_of_date(services: Services, tmp_path: Path) -> None:
    shipped = services.catalogue.edition
    import_edition(services, tmp_path, of_year(shipped, 107, services.catalogue.facts))
    for day, expected in (
        (date(2010, 1, 1), "105.1"),
        (date(2016, 12, 31), "105.1"),
        (date(2017, 6, 1), "105.1"),
        (date(2018, 1, 1), "107.1"),
        (date(2030, 1, 1), "107.1"),
    ):
        done = services.maintenance.set_as_of(day)
        assert services.catalogue.edition.id == expected, day
        assert Kind.CATALOGUE in done.changes.kinds


def test_what_was_applied_for_keeps_the_name_of_its_year(services: Services, tmp_path: Path) -> None:
    shipped = services.catalogue.edition
    printed = shipped.measure(12).name
    case = one_firm(services, tmp_path)
    services.logbook.start_application(case, 12, 1, date(2016, 3, 8))
    later = of_year(edited(shipped, shipped.id, renamed(12, "另一項措施")), 106, services.catalogue.facts)
    import_edition(services, tmp_path, later)
    services.maintenance.set_as_of(date(2017, 2, 1))

    names = services.catalogue.measure_names(services.casework.open(case))

    assert services.catalogue.edition.measure(12).name == "另一項措施"
    assert names[12] == printed


def test_before_the_first_edition_its_own_year_counts(services: Services, tmp_path: Path) -> None:
    import_edition(services, tmp_path, of_year(services.catalogue.edition, 104, services.catalogue.facts))
    services.maintenance.set_as_of(date(2010, 1, 1))
    assert services.catalogue.edition.id == "104.1"


def test_past_its_year_no_dated_or_yearly_window_of_the_edition_is_open(services: Services) -> None:
    within_its_year = services.catalogue.is_expired
    services.maintenance.set_as_of(NEXT_YEAR)
    assert (within_its_year, services.catalogue.is_expired) == (False, True)
    dated = [
        item
        for measure in services.catalogue.edition.measures
        for item in measure.items
        if item.window.kind in DATED_KINDS
    ]
    states = {services.catalogue.window(item).state for item in dated}
    assert (len(dated) > 50, states) == (True, {WindowState.EXPIRED_EDITION})
    assert {services.catalogue.window(item).text for item in dated} == {"105年版，已過期，請更新目錄"}


def test_the_next_years_edition_ends_the_expiry(services: Services, tmp_path: Path) -> None:
    services.maintenance.set_as_of(NEXT_YEAR)
    import_edition(services, tmp_path, of_year(services.catalogue.edition, 106, services.catalogue.facts))
    assert (services.catalogue.edition.id, services.catalogue.is_expired) == ("106.1", False)


def test_the_same_edition_again_changes_nothing(services: Services, tmp_path: Path) -> None:
    services.editions.export_book(tmp_path / "same.xlsx")
    before = log_head(services)
    done = services.editions.import_book(tmp_path / "same.xlsx")
    assert (done.value.is_new, done.changes.kinds) == (False, frozenset())
    assert log_head(services) == before


def test_the_same_id_with_other_content_is_refused_with_the_next_revision(
    services: Services, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="已經存在") as refused:
        import_edition(
            services, tmp_path, edited(services.catalogue.edition, "105.1", renamed(12, "另一名稱"))
        )
    assert "105.2" in refused.value.remedy
    assert len(services.editions.list()) == 1


def test_a_lower_revision_is_refused(services: Services, tmp_path: Path) -> None:
    import_edition(services, tmp_path, edited(services.catalogue.edition, "105.3"))
    with pytest.raises(UserError, match="太低") as refused:
        import_edition(services, tmp_path, edited(services.catalogue.edition, "105.2"))
    assert "105.4" in refused.value.remedy


def test_a_refused_workbook_changes_nothing(services: Services, tmp_path: Path) -> None:
    before = log_head(services)
    with pytest.raises(CatalogueBookRefused):
        import_edition(services, tmp_path, edited(services.catalogue.edition, "105.2", renamed(12, "")))
    assert log_head(services) == before
    assert len(services.editions.list()) == 1


def test_a_corrected_edition_never_rewrites_an_assessment(services: Services, tmp_path: Path) -> None:
    case = one_firm(services, tmp_path)
    stored = services.assessment.assess(case).value
    edition = edited(services.catalogue.edition, "105.2", renamed(12, "改過的名稱"))
    import_edition(services, tmp_path, edition)
    kept = services.casework.open(case).assessment
    assert kept == stored
    assert kept.assessment.edition_digest != services.catalogue.edition.digest
    assert services.assessment.assess(case).value.assessment.edition == "105.2"


def test_three_planted_changes_give_three_lines_and_the_cases_they_touch(
    services: Services, tmp_path: Path
) -> None:
    edition = services.catalogue.edition
    case = one_firm(services, tmp_path)
    services.assessment.assess(case)
    twelfth, thirty_fourth = edition.measure(12), edition.measure(34)
    item, span = twelfth.items[0], twelfth.items[0].window.spans[0]
    window = replace(item.window, spans=(replace(span, closes=span.opens), *item.window.spans[1:]))
    (term, *terms), (contact, *contacts) = item.money, thirty_fourth.contacts
    items = (replace(item, window=window, money=(replace(term, high_ntd=1), *terms)), *twelfth.items[1:])
    changed = {
        12: replace(twelfth, items=items),
        34: replace(thirty_fourth, contacts=(replace(contact, phones=("(02)0000-0000",)), *contacts)),
    }
    new = edited(edition, "105.2", lambda each: changed.get(each.number, each))
    import_edition(services, tmp_path, new)
    diff = services.editions.diff("105.1", "105.2")
    assert (diff.old, diff.new) == ("105.1", "105.2")
    assert [(line.change.kind, line.change.new_measure) for line in diff.lines] == [
        (ChangeKind.WINDOW, 12), (ChangeKind.MONEY, 12), (ChangeKind.CONTACT, 34),
    ]  # fmt: skip
    assert all([each.case for each in line.cases] == [case] for line in diff.lines)
    assert all(each.reasons == (Touch.UNDETERMINED,) for line in diff.lines for each in line.cases)
    assert "1 元" in diff.lines[1].change.after
    assert "(02)0000-0000" in diff.lines[2].change.line


def test_a_closed_case_is_not_touched(services: Services, tmp_path: Path) -> None:
    case = one_firm(services, tmp_path)
    services.assessment.assess(case)
    import_edition(services, tmp_path, edited(services.catalogue.edition, "105.2", renamed(12, "改過的名稱")))
    (line,) = services.editions.diff("105.1", "105.2").lines
    assert [each.name for each in line.cases] == ["測試甲股份有限公司"]
    services.casework.set_stage(case, Stage.CLOSED)
    (line,) = services.editions.diff("105.1", "105.2").lines
    assert line.cases == ()


def test_an_unknown_edition_is_named_with_those_there_are(services: Services, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"106\.1") as refused:
        services.editions.export_book(tmp_path / "x.xlsx", "106.1")
    assert "105.1" in refused.value.detail


def test_a_workbook_that_cannot_be_written_is_said(services: Services, tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        services.editions.export_book(tmp_path / "nowhere" / "x.xlsx")


def test_an_edition_that_cannot_be_read_any_more_is_passed_over_and_named(
    session: bootstrap.Session, services: Services, tmp_path: Path
) -> None:
    import_edition(services, tmp_path, edited(services.catalogue.edition, "105.2"))
    spoil(session.casebook, b"no zip")
    session.close()
    with bootstrap.open_session(tmp_path / "casebook", as_of=date(2016, 3, 10)) as again:
        assert again.services.catalogue.edition.id == "105.1"
        assert again.services.catalogue.unreadable == ("105.2",)
        assert "不符" in again.services.editions.list()[1].problem
        with pytest.raises(DataFileError, match="損壞"):
            again.services.editions.get("105.2")

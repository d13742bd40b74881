"""Taking an import back, doing it again, and what is kept of both."""

from dataclasses import replace
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services, Session
from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.errors import Cancelled, UserError
from backbone_desktop.domain.identifiers import BatchId
from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.domain.need import Need
from tests.services.edits import (
    correct_firm,
    set_fact,
)
from tests.services.firms import counts, import_roster
from tests.services.record_pictures import differing, picture
from tests.services.undoing import (
    ANSWERS,
    CHANGED_FIRM,
    FIRST,
    LATER_ANSWERS,
    NEW_FIRM,
    SECOND,
    answers,
    case_of,
    roster,
    sound,
)


@pytest.fixture
def batch(services: Services, tmp_path: Path) -> BatchId:
    """Return a batch of one new, one changed and one equal row."""
    roster(services, tmp_path, FIRST)
    return roster(services, tmp_path, SECOND)


def test_undoing_leaves_the_records_as_before_the_import(
    session: Session, services: Services, tmp_path: Path
) -> None:
    empty = picture(session)
    first = roster(services, tmp_path, FIRST)
    before = picture(session)
    second = roster(services, tmp_path, SECOND)
    imported = picture(session)

    report = services.batches.undo(second).value
    assert (report.restored, report.removed, report.kept) == (1, 1, ())
    assert report.batch.undone
    assert differing(before, picture(session)) == []
    assert differing(imported, picture(session)) != []
    assert services.batches.undo(first).value.removed == 2
    assert differing(empty, picture(session)) == []
    assert sound(services)


@pytest.mark.parametrize("rounds", [1, 3])
def test_redoing_leaves_the_records_as_before_the_undoing(
    session: Session, services: Services, tmp_path: Path, rounds: int
) -> None:
    roster(services, tmp_path, FIRST)
    before = picture(session)
    key = roster(services, tmp_path, SECOND)
    imported = picture(session)
    for _ in range(rounds):
        services.batches.undo(key)
        assert differing(before, picture(session)) == []
        report = services.batches.redo(key).value
        assert (report.restored, report.removed, report.batch.undone) == (2, 0, False)
        assert differing(imported, picture(session)) == []
    assert sound(services)


def test_responses_go_and_come_back_with_their_facts_needs_and_stage(
    session: Session, services: Services, tmp_path: Path
) -> None:
    roster(services, tmp_path, FIRST)
    known = picture(session)
    first = answers(services, tmp_path, ANSWERS)
    answered = picture(session)
    second = answers(services, tmp_path, LATER_ANSWERS)
    changed = picture(session)

    report = services.batches.undo(second).value
    assert (report.restored, report.removed) == (1, 0)
    assert differing(answered, picture(session)) == []
    report = services.batches.undo(first).value
    assert (report.restored, report.removed) == (0, 2)
    assert differing(known, picture(session)) == []
    services.batches.redo(first)
    services.batches.redo(second)
    assert differing(changed, picture(session)) == []
    assert sound(services)


def test_the_order_of_the_needs_is_as_before_the_import(services: Services, tmp_path: Path) -> None:
    roster(services, tmp_path, FIRST)
    answers(services, tmp_path, ANSWERS)
    case = case_of(services, CHANGED_FIRM)
    services.casework.save_need(case, Need("", Aspect.IP, (), "專利布局"))
    before = services.casework.open(case)
    services.batches.undo(answers(services, tmp_path, LATER_ANSWERS))
    assert services.casework.open(case) == before


def test_what_was_changed_and_changed_back_is_no_edit(services: Services, batch: BatchId) -> None:
    case = case_of(services, NEW_FIRM)
    firm = services.casework.open(case).case.enterprise
    services.casework.update_enterprise(case, replace(firm, phone="(04)1111-1111"))
    services.casework.update_enterprise(case, firm)
    assert services.batches.undo(batch).value.kept == ()


def test_a_firm_a_later_import_changed_too_is_kept_until_that_one_is_taken_back(
    session: Session, services: Services, tmp_path: Path
) -> None:
    before = picture(session)
    first = roster(services, tmp_path, FIRST)
    second = roster(services, tmp_path, SECOND)

    (kept,) = services.batches.undo_preview(first).kept
    assert kept.ubn == CHANGED_FIRM
    assert kept.reason == "另一批匯入後來也動過，請先復原或重做那一批（roster.csv）"
    services.batches.undo(second)
    assert services.batches.undo_preview(first).kept == ()
    services.batches.undo(first)
    assert differing(before, picture(session)) == []


def test_an_import_resting_on_firms_that_are_gone_cannot_be_done_again(
    services: Services, tmp_path: Path
) -> None:
    first = roster(services, tmp_path, FIRST)
    second = answers(services, tmp_path, ANSWERS)
    services.batches.undo(second)
    services.batches.undo(first)

    done = services.batches.redo(second)
    assert (done.value.done, len(done.value.kept), done.changes.kinds) == (0, 2, frozenset())
    assert done.value.kept[0].case == ""
    assert done.value.kept[0].ubn == CHANGED_FIRM
    assert done.value.batch.undone
    services.batches.redo(first)
    assert services.batches.redo(second).value.kept == ()
    assert sound(services)


def test_a_kept_firm_stays_kept_through_redo_and_another_undo(services: Services, batch: BatchId) -> None:
    case = case_of(services, NEW_FIRM)
    set_fact(services, case)
    before = services.casework.open(case)
    for _ in range(2):
        assert [each.case for each in services.batches.undo(batch).value.kept] == [case]
        assert services.batches.redo(batch).value.kept == ()
        assert services.casework.open(case) == before


def test_a_firm_edited_while_the_batch_was_taken_back_is_left_alone_from_then_on(
    services: Services, batch: BatchId
) -> None:
    services.batches.undo(batch)
    case = case_of(services, CHANGED_FIRM)
    correct_firm(services, case)
    before = services.casework.open(case)

    redone = services.batches.redo(batch).value
    assert (redone.restored, [each.case for each in redone.kept]) == (1, [case])
    undone = services.batches.undo(batch).value
    assert (undone.removed, undone.restored, undone.kept) == (1, 0, ())
    assert services.casework.open(case) == before


def test_the_same_file_after_an_undoing_is_new_again_and_doing_it_again_makes_no_second_firm(
    services: Services, tmp_path: Path, batch: BatchId
) -> None:
    services.batches.undo(batch)
    report = import_roster(services, tmp_path, SECOND)
    assert counts(report) == (1, 1, 1, 0)
    assert report.batch is not None

    redone = services.batches.redo(batch).value
    assert redone.done == 0
    rival = next(each for each in redone.kept if each.ubn == NEW_FIRM)
    assert rival.case == case_of(services, NEW_FIRM)
    assert "另有一家" in rival.reason
    services.batches.undo(report.batch)
    assert services.batches.redo(batch).value.kept == ()
    assert sound(services)


def test_a_number_that_another_firm_took_meanwhile_is_not_given_twice(
    session: Session, services: Services, tmp_path: Path
) -> None:
    roster(services, tmp_path, "| 企業名稱 | 聯絡人 |\n| 測試丁股份有限公司 | 丁窗口 |")
    firm = services.casework.find("測試丁股份有限公司").enterprise
    numbered = BatchId("0190-numbered")
    with session.casebook.write(batch=numbered) as uow:
        uow.enterprises.update(replace(firm, ubn=NEW_FIRM))
        made = replace(services.batches.list()[0], id=numbered, kind=BatchKind.RESPONSES, file_name="b.csv")
        uow.batches.add(made)
        uow.commit()
    services.batches.undo(numbered)
    roster(services, tmp_path, f"| 統一編號 | 企業名稱 |\n| {NEW_FIRM} | 測試丙股份有限公司 |")

    redone = services.batches.redo(numbered).value
    assert (redone.done, [each.name for each in redone.kept]) == (0, ["測試丁股份有限公司"])
    assert "另有一家" in redone.kept[0].reason


def test_a_row_the_import_touched_twice_goes_back_to_what_it_was_at_first(
    session: Session, services: Services, batch: BatchId
) -> None:
    before, twice = picture(session), BatchId("0190-twice")
    firm = services.casework.find(CHANGED_FIRM).enterprise
    with session.casebook.write(batch=twice) as uow:
        uow.enterprises.update(replace(firm, address="一"))
        uow.enterprises.update(replace(firm, address="二"))
        uow.batches.add(replace(services.batches.get(batch), id=twice))
        uow.commit()
    imported = picture(session)
    services.batches.undo(twice)
    assert differing(before, picture(session)) == []
    services.batches.redo(twice)
    assert differing(imported, picture(session)) == []


def test_a_batch_is_taken_back_and_done_again_only_in_turn(services: Services, batch: BatchId) -> None:
    with pytest.raises(UserError, match="沒有復原過"):
        services.batches.redo(batch)
    services.batches.undo(batch)
    for act in (services.batches.undo, services.batches.undo_preview):
        with pytest.raises(UserError, match="已經復原過"):
            act(batch)
    with pytest.raises(UserError, match="找不到匯入批次"):
        services.batches.undo(BatchId("none"))


def test_a_preview_tells_what_the_undoing_then_does_and_writes_nothing(
    session: Session, services: Services, batch: BatchId
) -> None:
    set_fact(services, case_of(services, NEW_FIRM))
    before = session.casebook.path.read_bytes()
    preview = services.batches.undo_preview(batch)
    assert session.casebook.path.read_bytes() == before
    report = services.batches.undo(batch).value
    assert replace(preview, batch=report.batch) == report


def test_stopping_leaves_everything_as_it_was(session: Session, services: Services, batch: BatchId) -> None:
    before = picture(session)
    looked: list[int] = []

    def stop_late() -> bool:
        looked.append(1)
        return len(looked) > 1

    with pytest.raises(Cancelled):
        services.batches.undo(batch, cancelled=stop_late)
    assert len(looked) == 2
    assert differing(before, picture(session)) == []
    assert not services.batches.list()[0].undone


def test_progress_ends_at_the_number_of_firms(services: Services, batch: BatchId) -> None:
    told: list[tuple[int, int]] = []
    services.batches.undo(batch, lambda done, total: told.append((done, total)))
    assert told[0] == (0, 2)
    assert told[-1] == (2, 2)


def test_a_batch_is_found_by_number_or_by_the_beginning_of_its_id(services: Services, batch: BatchId) -> None:
    first = services.batches.list()[-1].id
    assert services.batches.find("1").id == first
    assert services.batches.find(" 2 ").id == batch
    assert services.batches.find(batch).id == batch
    for unknown in ("3", "0", "", "x"):
        with pytest.raises(UserError):
            services.batches.find(unknown)
    with pytest.raises(UserError, match="無法確定"):
        services.batches.find(first[:2])


def test_a_search_no_longer_finds_what_is_gone(services: Services, batch: BatchId) -> None:
    assert len(services.maintenance.search("測試丙")) == 1
    services.batches.undo(batch)
    assert services.maintenance.search("測試丙") == ()
    services.batches.redo(batch)
    assert len(services.maintenance.search("測試丙")) == 1

"""Taking an import back, doing it again, and what is kept of both."""

from dataclasses import replace
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services, Session
from backbone_desktop.domain.case import CaseFile
from backbone_desktop.domain.codes import Aspect, ConfirmationState
from backbone_desktop.domain.errors import Cancelled, UserError
from backbone_desktop.domain.identifiers import BatchId, CaseId
from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.domain.need import Need
from backbone_desktop.services.confirmation import Settlement
from tests.services.edits import (
    DATA_EDITS,
    WORK,
    Act,
    add_contact,
    add_need,
    apply_for,
    assess,
    correct_firm,
    decide,
    draft,
    follow_up,
    set_fact,
    set_stage,
    visit,
)  # fmt: skip
from tests.services.firms import counts, import_responses, import_roster
from tests.services.record_pictures import differing, picture

FIRST = """
| 統一編號 | 企業名稱 | 地址 | 電話 | 聯絡人 | 聯絡電話 | 實收資本額 | 員工人數 |
| 04595257 | 測試甲股份有限公司 | 臺中市測試路1號 | (04)2359-0001 | 甲窗口 | 0912-000-001 | 48000000 | 186 |
| 10458575 | 測試乙股份有限公司 | 臺南市測試路2號 | (06)2359-0002 | 乙窗口 | 0912-000-002 | 32000000 | 90 |
"""
SECOND = """
| 統一編號 | 企業名稱 | 地址 | 電話 | 聯絡人 | 聯絡電話 | 實收資本額 | 員工人數 |
| 04595257 | 測試甲股份有限公司 | 高雄市測試路9號 | (07)2359-0001 | 甲窗口 | 0912-999-001 | 50000000 | 190 |
| 10458575 | 測試乙股份有限公司 | 臺南市測試路2號 | (06)2359-0002 | 乙窗口 | 0912-000-002 | 32000000 | 90 |
| 22099131 | 測試丙股份有限公司 | 新竹市測試路3號 | (03)2359-0003 | 丙窗口 | 0912-000-003 | 61000000 | 240 |
"""
ANSWERS = """
| 時間戳記 | 統一編號 | 企業名稱 | 地址 | 員工人數 | 製造業 | 技術面需求說明 | 技術面急迫程度 | 碳盤查 |
| 2016/2/15 下午 3:04:05 | 04595257 | 測試甲股份有限公司 | 桃園市測試路7號 | 192 | 是 | 開發新製程 | 急 | 規劃中 |
| 2016/2/16 下午 3:04:05 | 10458575 | 測試乙股份有限公司 | 臺南市測試路2號 | 95 | 否 | 自動化 | 一般 | 沒有 |
"""  # noqa: E501 - a table
LATER_ANSWERS = """
| 時間戳記 | 統一編號 | 企業名稱 | 員工人數 | 製造業 | 技術面需求說明 | 技術面急迫程度 |
| 2016/3/01 下午 3:04:05 | 04595257 | 測試甲股份有限公司 | 201 | 是 | 改開發新產品 | 不急 |
"""
NEW_FIRM, CHANGED_FIRM, EQUAL_FIRM = "22099131", "04595257", "10458575"


def roster(services: Services, folder: Path, table: str) -> BatchId:
    """Import a roster and return its batch."""
    batch = import_roster(services, folder, table).batch
    assert batch is not None
    return batch


def answers(services: Services, folder: Path, table: str) -> BatchId:
    """Import responses and return their batch."""
    batch = import_responses(services, folder, table).batch
    assert batch is not None
    return batch


@pytest.fixture
def batch(services: Services, tmp_path: Path) -> BatchId:
    """Return a batch of one new, one changed and one equal row."""
    roster(services, tmp_path, FIRST)
    return roster(services, tmp_path, SECOND)


def case_of(services: Services, ubn: str) -> CaseId:
    return services.casework.find(ubn).id


def sound(services: Services) -> bool:
    return services.maintenance.check(deep=True).problems == ()


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


ADDED = {
    "基本資料後來有填寫或修改": set_fact,
    "企業資料後來有修改": correct_firm,
    "聯絡人後來有新增或修改": add_contact,
    "需求後來有新增或修改": add_need,
    "已有訪視紀錄": visit,
    "已有追蹤紀錄": follow_up,
    "已有申請案": apply_for,
    "已記下對措施的決定": decide,
    "已有媒合評估紀錄": assess,
    "個案的階段或指派後來有變更": set_stage,
    "有尚未記錄的追蹤草稿": draft,
}


@pytest.mark.parametrize("reason", ADDED)
def test_a_firm_opened_by_the_import_is_kept_whole_when_anything_was_added_to_it(
    services: Services, batch: BatchId, reason: str
) -> None:
    case = case_of(services, NEW_FIRM)
    ADDED[reason](services, case)
    before = services.casework.open(case)

    report = services.batches.undo(batch).value
    assert (report.restored, report.removed) == (1, 0)
    (kept,) = report.kept
    assert (kept.name, kept.ubn, kept.case) == ("測試丙股份有限公司", NEW_FIRM, case)
    assert reason in kept.reason.split("；")
    assert services.casework.open(case) == before
    assert sound(services)


@pytest.mark.parametrize("edit", DATA_EDITS)
def test_a_firm_whose_data_was_edited_since_keeps_what_the_import_changed(
    services: Services, batch: BatchId, edit: Act
) -> None:
    case = case_of(services, CHANGED_FIRM)
    edit(services, case)
    before = services.casework.open(case)

    report = services.batches.undo(batch).value
    assert (report.restored, report.removed, [each.case for each in report.kept]) == (0, 1, [case])
    assert services.casework.open(case) == before


@pytest.mark.parametrize("work", WORK)
def test_work_on_a_firm_that_was_there_before_stays_and_does_not_keep_its_old_values_away(
    services: Services, batch: BatchId, work: Act
) -> None:
    case = case_of(services, CHANGED_FIRM)
    work(services, case)
    before = services.casework.open(case)

    assert services.batches.undo(batch).value.kept == ()
    after = services.casework.open(case)
    assert after.case.enterprise.address == "臺中市測試路1號"
    assert _log(after) == _log(before)


def _log(file: CaseFile) -> tuple[object, ...]:
    return file.visits, file.follow_ups, file.applications, file.decisions, file.assessment


def test_a_confirmed_answer_keeps_its_whole_response(services: Services, tmp_path: Path) -> None:
    roster(services, tmp_path, FIRST)
    key = answers(services, tmp_path, ANSWERS)
    case = case_of(services, CHANGED_FIRM)
    services.confirmation.settle(case, "employees", Settlement(ConfirmationState.CONFIRMED))
    before = services.casework.open(case)

    report = services.batches.undo(key).value
    assert (report.removed, [each.case for each in report.kept]) == (1, [case])
    assert "問卷答案後來有確認或更正" in report.kept[0].reason
    assert services.casework.open(case) == before
    assert services.casework.open(case_of(services, EQUAL_FIRM)).responses == ()


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

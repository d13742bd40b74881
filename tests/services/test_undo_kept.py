"""What keeps a firm as it is when its import is taken back."""

from contextlib import closing
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services, Session
from backbone_desktop.domain.case import CaseFile
from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.identifiers import BatchId
from backbone_desktop.services.confirmation import Settlement
from backbone_desktop.storage.engine import Access, connect
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
)
from tests.services.undoing import (
    ANSWERS,
    CHANGED_FIRM,
    EQUAL_FIRM,
    FIRST,
    LATER_ANSWERS,
    NEW_FIRM,
    SECOND,
    answers,
    case_of,
    roster,
    sound,
)

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


@pytest.fixture
def batch(services: Services, tmp_path: Path) -> BatchId:
    """Return a batch of one new, one changed and one equal row."""
    roster(services, tmp_path, FIRST)
    return roster(services, tmp_path, SECOND)


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


def test_a_later_import_that_was_taken_back_is_no_reason_beside_an_edit_that_stands(
    services: Services, tmp_path: Path
) -> None:
    roster(services, tmp_path, FIRST)
    first = answers(services, tmp_path, ANSWERS)
    case = case_of(services, CHANGED_FIRM)
    services.confirmation.settle(case, "employees", Settlement(ConfirmationState.CONFIRMED))
    later = answers(services, tmp_path, LATER_ANSWERS)
    (kept,) = services.batches.undo_preview(first).kept
    assert "另一批匯入後來也動過" in kept.reason
    assert "問卷答案後來有確認或更正" in kept.reason

    services.batches.undo(later)
    (kept,) = services.batches.undo_preview(first).kept
    assert set(kept.reason.split("；")) == {"問卷答案後來有確認或更正", "基本資料後來有填寫或修改"}


def change_behind_the_log(session: Session, statement: str, *values: str) -> None:
    """Change the file as someone would who has other tools and no respect for triggers."""
    with closing(connect(session.casebook.path, Access.WRITE)) as connection:
        for verb in ("update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS change_refuses_{verb}")
        connection.execute(statement, values)


def test_a_row_the_log_does_not_tell_of_is_not_overwritten(
    session: Session, services: Services, batch: BatchId
) -> None:
    change_behind_the_log(session, "UPDATE enterprise SET phone = '1' WHERE ubn = ?", CHANGED_FIRM)
    report = services.batches.undo(batch).value
    assert [each.ubn for each in report.kept] == [CHANGED_FIRM]
    assert services.casework.find(CHANGED_FIRM).enterprise.phone == "1"


def test_a_firm_whose_texts_were_blackened_in_the_log_is_kept(
    session: Session, services: Services, batch: BatchId
) -> None:
    firm = services.casework.find(CHANGED_FIRM).enterprise.id
    change_behind_the_log(session, "UPDATE change SET before = NULL WHERE record = ? AND before <> ''", firm)
    (kept,) = services.batches.undo(batch).value.kept
    assert (kept.ubn, kept.reason) == (CHANGED_FIRM, "部分內容已依請求刪除，無法還原")


def test_an_entry_blackened_since_keeps_the_firm_it_is_about(
    session: Session, services: Services, batch: BatchId
) -> None:
    case = case_of(services, NEW_FIRM)
    follow_up(services, case)
    change_behind_the_log(
        session, "UPDATE change SET after = NULL WHERE kind = 'follow_up' AND case_id = ?", case
    )
    (kept,) = services.batches.undo(batch).value.kept
    assert (kept.case, kept.reason) == (case, "已有追蹤紀錄")

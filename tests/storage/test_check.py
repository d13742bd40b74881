"""The check: finds what was changed behind the program's back, and nothing in a sound casebook."""

from contextlib import closing
from datetime import date

import pytest

from backbone_desktop.domain.case import StoredAssessment
from backbone_desktop.domain.identifiers import AssessmentId
from backbone_desktop.domain.verdict import Assessment
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.check import check_casebook
from backbone_desktop.storage.engine import Access, connect
from tests.storage.casebooks import add_case, add_entry

FORGED_ENTRY = (
    "INSERT INTO change (sequence, kind, record, at, digest)"
    " VALUES (9, 'enterprise', '1', '2016-03-01T00:00:00+00:00', 'x')"
)


@pytest.fixture
def filled(casebook: Casebook) -> Casebook:
    with casebook.write() as uow:
        case = add_case(uow)
        add_entry(uow, case, "一筆紀錄")
        made = Assessment("105.1", "digest", "1", date(2016, 3, 10), ())
        uow.assessments.add(StoredAssessment(AssessmentId(uow.new_id()), case.id, made, uow.now))
        uow.commit()
    return casebook


def change_behind_its_back(casebook: Casebook, statement: str) -> None:
    with closing(connect(casebook.path, Access.WRITE)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)


@pytest.mark.parametrize("deep", [False, True])
def test_a_sound_casebook_has_no_problems(filled: Casebook, deep: bool) -> None:
    report = check_casebook(filled, deep=deep)
    assert report.problems == ()
    assert (report.counts["enterprise"], report.counts["follow_up"]) == (1, 1)


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("DELETE FROM enterprise", "關聯"),
        ("UPDATE case_line SET next_step = '改過'", "清單"),
        ("DELETE FROM case_line", "清單"),
        ("DELETE FROM search_index", "搜尋"),
        ("DELETE FROM search_entry", "搜尋"),
        ("DROP TRIGGER change_refuses_delete", "機制"),
        (FORGED_ENTRY, "變更紀錄"),
    ],
)
def test_tampering_is_named(filled: Casebook, statement: str, word: str) -> None:
    change_behind_its_back(filled, statement)
    assert any(word in problem for problem in check_casebook(filled).problems)


@pytest.mark.parametrize("column", ["digest = 'other'", "document = x'00'"])
def test_an_altered_assessment_is_found_by_the_deep_check(filled: Casebook, column: str) -> None:
    change_behind_its_back(filled, "DROP TRIGGER assessment_refuses_update")
    change_behind_its_back(filled, f"UPDATE assessment SET {column}")
    assert any("媒合評估" in problem for problem in check_casebook(filled, deep=True).problems)
    assert not any("媒合評估" in problem for problem in check_casebook(filled).problems)

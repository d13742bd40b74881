"""The columns of a source are settled once; reordered, reworded or joined by others they are understood."""

import random
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services, Session
from backbone_desktop.domain.drift import Drift, RenamedColumn
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.domain.intake import BatchKind, IntakeReport
from backbone_desktop.services.intake import ImportChoices
from tests.services.filled_forms import fill_form
from tests.services.firms import counts, import_roster, log_head, one_firm
from tests.sheets import rows_of, write_csv

FIRST = """
| 時間戳記 | 統一編號 | 企業名稱 | 貴公司有多少人 | 製造業 | 自有品牌 | 碳盤查 |
| 2016/2/15 15:04 | 04595257 | 測試甲股份有限公司 | 192 | 是 | 否 | 規劃中 |
"""
NEXT = """
| 時間戳記 | 統一編號 | 企業名稱 | 貴公司目前有多少人 | 製造業 | 自有品牌 | 碳盤查 | 綠電比例 |
| 2016/2/20 15:04 | 04595257 | 測試甲股份有限公司 | 205 | 是 | 否 | 完成 | 三成 |
"""
SETTLED = {"貴公司有多少人": "employees"}


@pytest.fixture(autouse=True)
def case(services: Services, tmp_path: Path) -> CaseId:
    """Return the case of the firm that answers."""
    return one_firm(services, tmp_path)


def _import(services: Services, folder: Path, table: str, **mapping: str) -> IntakeReport:
    path = write_csv(folder / "responses.csv", table, encoding="utf-8")
    return services.intake.import_responses(path, ImportChoices(mapping=mapping)).value


def _preview(services: Services, folder: Path, table: str, **mapping: str) -> IntakeReport:
    path = write_csv(folder / "preview.csv", table, encoding="utf-8")
    return services.intake.preview_responses(path, ImportChoices(mapping=mapping))


def _how(report: IntakeReport) -> dict[str, tuple[str, str]]:
    return {each.column: (each.question, each.how) for each in report.columns}


def _shuffled(table: str) -> str:
    rows = rows_of(table)
    order = list(range(len(rows[0])))
    random.Random(3).shuffle(order)
    return "\n".join(f"| {' | '.join(row[place] for place in order)} |" for row in rows)


def test_what_was_chosen_once_applies_to_the_next_file_in_any_order(
    services: Services, tmp_path: Path
) -> None:
    first = _import(services, tmp_path, FIRST, **SETTLED)

    again = _preview(services, tmp_path, _shuffled(FIRST))

    assert _how(first)["貴公司有多少人"] == ("employees", "chosen")
    assert _how(again)["貴公司有多少人"] == ("employees", "remembered")
    assert counts(again) == (0, 0, 1, 0)
    assert again.drift == Drift()


def test_a_column_chosen_and_not_in_the_file_is_remarked_on(services: Services, tmp_path: Path) -> None:
    report = _import(services, tmp_path, FIRST, **SETTLED, 貴公司有幾人="employees")

    assert [(each.code, each.column) for each in report.issues] == [("column-absent", "貴公司有幾人")]
    assert _preview(services, tmp_path, FIRST).issues == ()


def test_a_reworded_header_is_asked_about_once_and_a_new_column_reported_and_kept(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    _import(services, tmp_path, FIRST, **SETTLED)
    table = _shuffled(NEXT)

    asked = _preview(services, tmp_path, table)
    (guess,) = asked.drift.to_confirm
    settled = _import(services, tmp_path, table, **{guess.column: guess.question})
    third = _preview(services, tmp_path, table)

    assert guess == RenamedColumn("貴公司有多少人", "貴公司目前有多少人", "employees", settled=False)
    assert _how(asked)["貴公司目前有多少人"] == ("", "")
    assert asked.drift.new == settled.drift.new == ("綠電比例",)
    assert settled.drift.to_confirm == ()
    assert [each.settled for each in settled.drift.renamed] == [True]
    assert third.drift == Drift()
    assert _how(third)["貴公司目前有多少人"] == ("employees", "remembered")
    (response,) = services.casework.open(case).responses
    answers = {each.question: each.content for each in response.answers}
    assert answers["employees"] == 205
    assert response.unmapped["綠電比例"] == "三成"


def test_a_guess_nobody_confirmed_is_asked_again(services: Services, tmp_path: Path) -> None:
    _import(services, tmp_path, FIRST, **SETTLED)
    unanswered = _import(services, tmp_path, NEXT)

    again = _preview(services, tmp_path, NEXT)

    assert unanswered.drift.to_confirm == again.drift.to_confirm != ()


def test_a_guess_that_was_denied_is_not_made_again(services: Services, tmp_path: Path) -> None:
    _import(services, tmp_path, FIRST, **SETTLED)
    denied = _import(services, tmp_path, NEXT, 貴公司目前有多少人="")

    again = _preview(services, tmp_path, NEXT)

    assert denied.drift.to_confirm == ()
    assert denied.drift.missing == ("貴公司有多少人",)
    assert again.drift == Drift()
    assert _how(again)["貴公司目前有多少人"] == ("", "remembered")


def test_a_header_reworded_into_a_known_one_is_told_and_not_asked(services: Services, tmp_path: Path) -> None:
    _import(services, tmp_path, FIRST, **SETTLED)

    report = _preview(services, tmp_path, FIRST.replace("貴公司有多少人", "員工人數"))

    assert report.drift == Drift((RenamedColumn("貴公司有多少人", "員工人數", "employees", settled=True),))


def test_a_column_whose_cells_cannot_be_the_answer_is_not_proposed(
    services: Services, tmp_path: Path
) -> None:
    _import(services, tmp_path, FIRST, **SETTLED)
    table = NEXT.replace("| 205 |", "| 很多很多 |")

    report = _preview(services, tmp_path, table)

    assert report.drift.to_confirm == ()
    assert report.drift.missing == ("貴公司有多少人",)


def test_a_column_left_out_is_told_and_its_mapping_kept_for_its_return(
    services: Services, tmp_path: Path
) -> None:
    _import(services, tmp_path, FIRST, **SETTLED)
    without = "\n".join(
        f"| {' | '.join(row[:3] + row[4:])} |" for row in rows_of(FIRST.replace("規劃中", "進行中"))
    )

    gone = _import(services, tmp_path, without)
    back = _preview(services, tmp_path, FIRST)

    assert gone.drift == Drift(missing=("貴公司有多少人",))
    assert _how(back)["貴公司有多少人"] == ("employees", "remembered")
    assert back.drift.new == ("貴公司有多少人",)


def test_another_export_system_is_another_source(services: Services, tmp_path: Path) -> None:
    _import(services, tmp_path, FIRST, **SETTLED)

    other = _preview(services, tmp_path, FIRST.replace("時間戳記", "_submission_time"))

    assert _how(other)["貴公司有多少人"] == ("", "")
    assert other.drift == Drift()


def test_a_preview_remembers_nothing_and_a_second_import_writes_nothing(
    services: Services, tmp_path: Path
) -> None:
    untouched = log_head(services)
    _preview(services, tmp_path, FIRST, **SETTLED)
    assert log_head(services) == untouched

    _import(services, tmp_path, FIRST, **SETTLED)
    once = log_head(services)
    _import(services, tmp_path, FIRST, **SETTLED)

    assert log_head(services) == once != untouched


def test_our_own_form_leaves_no_memory(
    session: Session, services: Services, tmp_path: Path, case: CaseId
) -> None:
    out = fill_form(services.intake.write_form(case, tmp_path / "form.xlsx").value, {"consent": "是"})

    report = services.intake.import_responses(out, ImportChoices()).value

    assert report.batch is not None
    assert services.intake.preview_responses(out, ImportChoices()).drift == Drift()
    with session.casebook.read() as view:
        assert not view.settings.mappings(BatchKind.RESPONSES, services.catalogue.form.id)


def test_a_roster_is_remembered_apart_from_responses(services: Services, tmp_path: Path) -> None:
    table = "| 統一編號 | 企業名稱 | 在職人數合計 |\n| 04595252 | 測試乙股份有限公司 | 40 |"
    path = write_csv(tmp_path / "roster.csv", table)
    services.intake.import_roster(path, ImportChoices(mapping={"在職人數合計": "employees"}))

    report = import_roster(services, tmp_path, table)

    assert _how(report)["在職人數合計"] == ("employees", "remembered")

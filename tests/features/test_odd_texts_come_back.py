"""Texts that programs like to change come back as they went in: imported, stored, written and read again."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import CaseFile
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.domain.intake import RowOutcome
from backbone_desktop.exchange.sheets.source import open_source
from backbone_desktop.exchange.sheets.table import cell_text
from backbone_desktop.services.intake import ImportChoices
from tests.responses.casebooks import copy_of
from tests.responses.shapes import write_text
from tests.responses.spelling import Grid
from tests.responses.thirty import firms
from tests.responses.workbook_shapes import write_workbook

ODD = (
    "007", "00012358", "1234567890123456", "0000000000000001", "+5", "-30", "+886-2-2754-1255", "2=甲",
    "=1+1", '=HYPERLINK("http://192.0.2.1","x")', "@SUM(A1)", "1e5", "0x1F", "3/4", "3-4", "10%", "1,234.50",
    "TRUE", "１２３", "'quoted", '"quoted"', "a\nb", "a\tb", "a;b|c", "_x000D_", "許功蓋", "100.",
    ".5", "１０５／３／１",
)  # fmt: skip
HEADER = ("統一編號", "企業名稱", "廠別", "聯絡電話", "行業代碼", "技術面需求說明", "其他已使用資源", "附註")
NEED, RESOURCES, NOTE = "need_technology", "resources_used", "附註"


def _csv(path: Path, rows: Grid) -> Path:
    return write_text(path.with_suffix(".csv"), rows, "utf-8-sig", ",")


def _tsv(path: Path, rows: Grid) -> Path:
    return write_text(path.with_suffix(".tsv"), rows, "utf-16", "\t")


def _xlsx(path: Path, rows: Grid) -> Path:
    return write_workbook(path.with_suffix(".xlsx"), rows)


WRITERS = (_csv, _tsv, _xlsx)


def _rows() -> Grid:
    """Return a response of one firm after the other, each with one of the texts."""
    rows: Grid = [list(HEADER)]
    rows.extend(
        [*firm, "+886-2-2754-1255", "0899", *[text] * 3] for firm, text in zip(firms(), ODD, strict=False)
    )
    return rows


def _import(session: bootstrap.Session, path: Path) -> None:
    report = session.services.intake.import_responses(path, ImportChoices()).value
    assert report.count(RowOutcome.NEW) == len(ODD)


def _files(session: bootstrap.Session) -> list[tuple[str, CaseId, CaseFile]]:
    """Return each text with the case of the firm it was imported for."""
    found = {(line.name, line.site): line.case for line in session.services.casework.list_cases().lines}
    cases = [(text, found[name, site]) for (_, name, site), text in zip(firms(), ODD, strict=False)]
    return [(text, case, session.services.casework.open(case)) for text, case in cases]


@pytest.mark.parametrize("write", WRITERS)
def test_an_odd_text_is_stored_as_it_stands(
    write: Callable[[Path, Grid], Path], template: Path, tmp_path: Path
) -> None:
    with copy_of(template, tmp_path / "casebook") as session:
        _import(session, write(tmp_path / "given", _rows()))
        for text, _, file in _files(session):
            (response,) = file.responses
            answers = {each.question: each.content for each in response.answers}
            assert (answers[NEED], answers[RESOURCES], response.unmapped) == (text, text, {NOTE: text})
            assert answers["industry_code"] == "0899"
            assert "+886-2-2754-1255" in [file.case.enterprise.phone, *(each.phone for each in file.contacts)]


def test_a_rejected_row_comes_back_through_the_error_workbook(template: Path, tmp_path: Path) -> None:
    """Every file is sent back for its unknown firm, saved with the reason, and read again in both kinds."""
    rows = _rows()
    for number, row in enumerate(rows[1:]):
        row[:3] = [f"9999{number:04d}", f"沒有這家{number}", "一廠"]
    with copy_of(template, tmp_path / "casebook") as session:
        intake = session.services.intake
        report = intake.preview_responses(_csv(tmp_path / "given", rows), ImportChoices())
        assert report.count(RowOutcome.REJECTED) == len(ODD)
        saved = intake.save_rejected(report, tmp_path / "errors.xlsx")
        again = intake.preview_responses(saved, ImportChoices())
        as_text = intake.preview_responses(_saved_as_csv(saved), ImportChoices())
    expected = [tuple(row) for row in rows[1:]]
    assert [tuple(map(cell_text, row.cells))[: len(HEADER)] for row in again.rows] == expected
    assert [tuple(map(cell_text, row.cells))[: len(HEADER)] for row in as_text.rows] == expected


def _saved_as_csv(workbook: Path) -> Path:
    """Save a workbook's cells as a person does from a spreadsheet program."""
    (table,) = open_source(workbook).tables
    path = workbook.with_suffix(".csv")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([cell_text(cell) for cell in row.cells] for row in table.rows)
    return path


def test_an_odd_text_stands_in_the_exported_case_as_text(template: Path, tmp_path: Path) -> None:
    with copy_of(template, tmp_path / "casebook") as session:
        _import(session, _csv(tmp_path / "given", _rows()))
        for text, case, _ in _files(session):
            out = session.services.reports.export_case(case, tmp_path / "case.xlsx").path
            cells = [cell for table in open_source(out).tables for row in table.rows for cell in row.cells]
            assert any(isinstance(cell, str) and text in cell for cell in cells), text

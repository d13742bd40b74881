"""One set of thirty responses, in every shape files come in, is stored as the same thirty responses."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from backbone_desktop import bootstrap
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.form_answers import facts_of
from backbone_desktop.domain.intake import RowOutcome
from backbone_desktop.exchange import form_layout as layout
from backbone_desktop.services.intake import ImportChoices
from tests.exchange.forms import form
from tests.responses.casebooks import copy_of
from tests.responses.office_files import KINDS, OFFICE_FILES
from tests.responses.shapes import TEXT_WRITERS
from tests.responses.stored import StoredFirm, stored_firms
from tests.responses.thirty import COUNT, Given, thirty
from tests.responses.workbook_shapes import WORKBOOK_WRITERS, write_typed

NOT_ANSWERS = {"answered_on"}
FORM = form()
IDENTITY = {each.code for each in FORM.questions if each.role in {"identity", "contact"}}


@pytest.fixture(scope="module")
def expected(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[StoredFirm, ...]:
    """Return what the plainest file, a workbook of typed cells, leaves in the casebook."""
    folder = tmp_path_factory.mktemp("expected")
    return _stored(template, folder, write_typed(folder, FORM, thirty()))


def _stored(template: Path, folder: Path, path: Path) -> tuple[StoredFirm, ...]:
    with copy_of(template, folder / "casebook") as session:
        _import(session, path, COUNT)
        return stored_firms(session.services)


def _import(session: bootstrap.Session, path: Path, new: int) -> None:
    report = session.services.intake.import_responses(path, ImportChoices()).value
    wrong = [(row.row, issue.code, issue.message) for row in report.rows for issue in row.issues]
    assert report.count(RowOutcome.NEW) == new == len(report.rows), wrong


def _without_own_columns(firms: tuple[StoredFirm, ...]) -> tuple[StoredFirm, ...]:
    return tuple(replace(each, unmapped={}) for each in firms)


def test_what_is_stored_is_what_was_meant(expected: tuple[StoredFirm, ...]) -> None:
    """The measure itself is held against the contents, without any file between."""
    meant = {(each.get("ubn", ""), each["enterprise_name"], each.get("site", "")): each for each in thirty()}
    assert len(meant) == len(expected) == COUNT
    for firm in expected:
        given = meant[firm.firm[:3]]  # type: ignore[index]
        answers = {
            code: content
            for code, content in given.items()
            if code not in IDENTITY and code not in NOT_ANSWERS
        }
        assert firm.answers == answers
        assert firm.answered_on == (given["answered_on"],)
        facts = {key: content for key, content in facts_of(FORM, answers).items() if content is not None}
        assert {key: content for key, content, *_ in firm.observations} == facts
        assert firm.unmapped == {}


@pytest.mark.parametrize("shape", [*TEXT_WRITERS, *WORKBOOK_WRITERS])
def test_every_shape_is_stored_alike(
    shape: str, template: Path, expected: tuple[StoredFirm, ...], tmp_path: Path
) -> None:
    writers = TEXT_WRITERS | WORKBOOK_WRITERS
    stored = _stored(template, tmp_path, writers[shape](tmp_path, FORM, thirty()))
    assert _without_own_columns(stored) == expected


@pytest.mark.parametrize("name", ["thirty", "titled"])
@pytest.mark.parametrize("kind", KINDS)
def test_files_of_other_office_programs_are_stored_alike(
    kind: str, name: str, template: Path, expected: tuple[StoredFirm, ...], tmp_path: Path
) -> None:
    assert _stored(template, tmp_path, OFFICE_FILES / f"{name}.{kind}") == expected


@pytest.mark.slow("writes and reads thirty workbooks")
def test_our_form_filled_by_each_firm_is_stored_alike(
    template: Path, expected: tuple[StoredFirm, ...], tmp_path: Path
) -> None:
    with copy_of(template, tmp_path / "casebook") as session:
        for number, given in enumerate(thirty()):
            _import(session, _filled(session, given, tmp_path / f"{number}.xlsx"), 1)
        assert stored_firms(session.services) == expected


def _filled(session: bootstrap.Session, given: Given, path: Path) -> Path:
    """Write the form for a firm and fill it as the firm would."""
    name, site = given["enterprise_name"], given.get("site", "")
    page = session.services.casework.list_cases(search=str(name), limit=COUNT)
    (case,) = [line.case for line in page.lines if line.site == site]
    session.services.intake.write_form(case, path)
    workbook = load_workbook(path)
    sheet = workbook[layout.FORM_SHEET]
    questions = {each.code: each for each in FORM.questions}
    for row in range(1, sheet.max_row + 1):
        code, _, option = str(sheet.cell(row, layout.CODE_COLUMN).value or "").partition(layout.OPTION_MARK)
        if code in given:
            entry = sheet.cell(row, layout.ENTRY_COLUMN)
            content = given[code]
            text = format_content(questions[code].definition, content)
            entry.value = _tick(content, option) if option else text
            entry.data_type = "s"
    workbook.save(path)
    return path


def _tick(content: object, option: str) -> str:
    chosen = content if isinstance(content, tuple) else ()
    return layout.TICK if option in chosen else "否"


def test_a_second_import_in_another_shape_changes_nothing(
    template: Path, expected: tuple[StoredFirm, ...], tmp_path: Path
) -> None:
    with copy_of(template, tmp_path / "casebook") as session:
        _import(session, OFFICE_FILES / "thirty.xls", COUNT)
        again = write_typed(tmp_path, FORM, thirty())
        report = session.services.intake.import_responses(again, ImportChoices()).value
        assert report.count(RowOutcome.UNCHANGED) == COUNT
        assert stored_firms(session.services) == expected


def test_one_answer_spelled_as_another_would_be_seen(
    template: Path, expected: tuple[StoredFirm, ...], tmp_path: Path
) -> None:
    """The negative control: thirty responses with one different tick are not the same thirty."""
    responses = [dict(each) for each in thirty()]
    at = next(at for at, each in enumerate(responses) if each.get("need_technology_services"))
    responses[at]["need_technology_services"] = ("other",)
    path = write_typed(tmp_path, FORM, tuple(responses))
    assert _stored(template, tmp_path, path) != expected

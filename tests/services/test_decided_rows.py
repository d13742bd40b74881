"""After a correction a preview says what deciding every row anew would say, and decides few of them."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.correction import NEW_FIRM, CellPlace, RowPlace
from backbone_desktop.domain.identifiers import EnterpriseId
from backbone_desktop.domain.intake import IntakeReport, RowOutcome
from backbone_desktop.services import decided_rows
from backbone_desktop.services.decided_rows import Decided, standing_verdicts
from backbone_desktop.services.intake import ImportChoices

HEADER = ("統一編號", "企業名稱", "廠別", "員工人數", "聯絡人姓名")
UBNS = ("", "04595257", "10458575", "12345675")
NAMES = ("", "測試甲股份有限公司", "測試乙有限公司", "測試丙有限公司")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(UBNS),
        st.sampled_from(NAMES),
        st.sampled_from(["", "一廠"]),
        st.sampled_from(["", "186", "x"]),
        st.sampled_from(["", "窗口甲"]),
    ),
    min_size=2,
    max_size=6,
)
FIXES = st.tuples(
    st.integers(2, 7),
    st.sampled_from(
        [("統一編號", each) for each in (*UBNS, "x")]
        + [("企業名稱", each) for each in NAMES]
        + [("員工人數", "77"), ("廠別", "一廠")]
    ),
)
FIRMS = st.tuples(st.integers(2, 7), st.sampled_from([("firm", ""), ("firm", "first"), ("firm", "last")]))
Step = tuple[int, tuple[str, str]]
"""The row, and a column with its text or the firm chosen."""


def _written(path: Path, rows: Sequence[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def _corrected(services: bootstrap.Services, sheet: str, steps: Sequence[Step]) -> Iterator[ImportChoices]:
    """Yield the choices as they grow, one correction after the other."""
    lines = services.casework.list_cases(limit=20).lines
    firms = {
        "": NEW_FIRM,
        "first": EnterpriseId(lines[0].enterprise),
        "last": EnterpriseId(lines[-1].enterprise),
    }
    choices = ImportChoices()
    for row, (column, text) in steps:
        if column == "firm":
            choices = replace(choices, firms={**choices.firms, RowPlace(sheet, row): firms[text]})
        else:
            choices = replace(choices, fixes={**choices.fixes, CellPlace(sheet, row, column): text})
        yield choices


@pytest.mark.slow("previews and imports many files")
@settings(max_examples=30, deadline=None)
@given(kept=ROWS, rows=ROWS, steps=st.lists(FIXES | FIRMS, min_size=1, max_size=4), roster=st.booleans())
def test_a_preview_carried_on_says_what_a_fresh_one_and_the_import_say(
    kept: list[tuple[str, ...]],
    rows: list[tuple[str, ...]],
    steps: list[Step],
    roster: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("files")
    consultant = Consultant("", "測試顧問")
    with bootstrap.create_session(folder / "book", consultant, as_of=date(2016, 3, 10)) as session:
        intake = session.services.intake
        known = [("22099131", "測試丁股份有限公司", "", "", ""), *kept]
        intake.import_roster(_written(folder / "known.csv", known), ImportChoices())
        path = _written(folder / "file.csv", rows)
        preview, commit = (
            (intake.preview_roster, intake.import_roster)
            if roster
            else (intake.preview_responses, intake.import_responses)
        )
        steps_taken = [ImportChoices(), *_corrected(session.services, path.stem, steps)]
        carried_on = [preview(path, choices) for choices in steps_taken]
        for choices, previewed in zip(steps_taken, carried_on, strict=True):
            intake.put_away()
            assert previewed == preview(path, choices)
        report = commit(path, steps_taken[-1]).value
        assert replace(report, batch=None, dry_run=True) == carried_on[-1]


ROSTER = [
    ("04595257", "測試甲股份有限公司", "", "186", ""),
    ("10458575", "測試乙有限公司", "", "50", ""),
    ("12345675", "測試丙有限公司", "", "60", ""),
]


@pytest.fixture
def decided_rows_of(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count, for every preview, the rows whose verdict did not stand."""
    counts: list[int] = []

    def counted(before: Decided | None, basis: object, rows: tuple[object, ...], *rest: object) -> object:
        standing = standing_verdicts(before, basis, rows, *rest)  # type: ignore[arg-type]
        counts.append(len(rows) - len(standing))
        return standing

    monkeypatch.setattr("backbone_desktop.services.intake.standing_verdicts", counted)
    return counts


def _number(report: IntakeReport, row: int, text: str) -> ImportChoices:
    return ImportChoices(fixes={CellPlace(report.rows[0].sheet, row, "統一編號"): text})


def test_a_corrected_cell_decides_its_own_row_alone(
    services: bootstrap.Services, tmp_path: Path, decided_rows_of: list[int]
) -> None:
    path = _written(tmp_path / "roster.csv", ROSTER)
    first = services.intake.preview_roster(path, ImportChoices())

    services.intake.preview_roster(path, _number(first, 3, "04595252"))

    assert decided_rows_of == [3, 1]


def test_a_number_typed_anew_reaches_the_row_it_now_shares_its_firm_with(
    services: bootstrap.Services, tmp_path: Path, decided_rows_of: list[int]
) -> None:
    path = _written(tmp_path / "roster.csv", ROSTER)
    first = services.intake.preview_roster(path, ImportChoices())

    second = services.intake.preview_roster(path, _number(first, 2, "10458575"))
    third = services.intake.preview_roster(path, ImportChoices())

    assert [row.outcome for row in second.rows] == [RowOutcome.NEW, RowOutcome.REJECTED, RowOutcome.NEW]
    assert third == first
    assert decided_rows_of == [3, 2, 2]


def test_without_meeting_rows_a_verdict_would_be_carried_on_wrongly(
    services: bootstrap.Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _written(tmp_path / "roster.csv", ROSTER)
    first = services.intake.preview_roster(path, ImportChoices())
    monkeypatch.setattr(decided_rows, "_tokens", lambda *_names: iter(()))

    wrong = services.intake.preview_roster(path, _number(first, 2, "10458575"))
    services.intake.put_away()

    assert wrong != services.intake.preview_roster(path, _number(first, 2, "10458575"))


def test_a_casebook_that_changed_meanwhile_lets_no_verdict_stand(
    services: bootstrap.Services, tmp_path: Path, decided_rows_of: list[int]
) -> None:
    path = _written(tmp_path / "roster.csv", ROSTER)
    services.intake.import_roster(path, ImportChoices())
    services.intake.preview_roster(path, ImportChoices())
    case = services.casework.find("12345675")
    services.casework.update_enterprise(case.id, replace(case.enterprise, name="改名的企業"))

    report = services.intake.preview_roster(path, ImportChoices())

    assert report.rows[2].outcome is RowOutcome.REJECTED
    assert decided_rows_of == [3, 3]

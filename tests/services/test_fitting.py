"""Which cases every measure fits, told from the latest stored assessments."""

from dataclasses import replace
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Session
from backbone_desktop.domain.case import StoredAssessment
from backbone_desktop.domain.errors import Cancelled
from backbone_desktop.domain.fit import Fits
from backbone_desktop.domain.identifiers import AssessmentId, CaseId
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.storage.verdict_lines import VerdictLines
from tests.services.firms import import_roster

TWO_FIRMS = "| 統一編號 | 企業名稱 |\n| 10458575 | 測試乙 |\n| 04595257 | 測試甲 |"
MEASURE = 12


@pytest.fixture
def cases(session: Session, tmp_path: Path) -> tuple[CaseId, CaseId]:
    import_roster(session.services, tmp_path, TWO_FIRMS)
    find = session.services.casework.find
    return find("04595257").id, find("10458575").id


def store(session: Session, case: CaseId, verdict: Verdict, edition: str = "105.1") -> None:
    """Store an assessment that judges one measure so."""
    judged = session.services.assessment.judge(session.services.casework.open(case))
    measures = tuple(
        replace(each, verdict=verdict) if each.number == MEASURE else each for each in judged.measures
    )
    with session.casebook.write() as uow:
        made = replace(judged, edition=edition, measures=measures)
        uow.assessments.add(StoredAssessment(AssessmentId(uow.new_id()), case, made, uow.now))
        uow.commit()


def firms(fits: Fits, verdict: Verdict) -> list[str]:
    return [each.firm for each in fits.of(MEASURE, verdict)]


def test_nothing_assessed_fits_nothing_and_says_how_many_cases_there_are(
    session: Session, cases: tuple[CaseId, CaseId]
) -> None:
    fits = session.services.assessment.fits()
    assert (fits.assessed, fits.cases, dict(fits.by_measure)) == (0, len(cases), {})


def test_cases_stand_under_their_latest_verdict_by_name(
    session: Session, cases: tuple[CaseId, CaseId]
) -> None:
    first, second = cases
    store(session, second, Verdict.ELIGIBLE)
    store(session, first, Verdict.NOT_ELIGIBLE)
    store(session, first, Verdict.ELIGIBLE)
    fits = session.services.assessment.fits()
    assert sorted(firms(fits, Verdict.ELIGIBLE)) == ["測試乙", "測試甲"]
    assert firms(fits, Verdict.NOT_ELIGIBLE) == []
    assert {each.case for each in fits.of(MEASURE, Verdict.ELIGIBLE)} == set(cases)
    assert (fits.assessed, fits.cases) == (2, 2)


def test_an_assessment_is_read_once_and_a_newer_one_takes_its_place(
    session: Session, cases: tuple[CaseId, CaseId], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[AssessmentId] = []
    verdicts = VerdictLines.verdicts

    def remembering(self: VerdictLines, key: AssessmentId) -> object:
        read.append(key)
        return verdicts(self, key)

    monkeypatch.setattr(VerdictLines, "verdicts", remembering)
    for case in cases:
        store(session, case, Verdict.ELIGIBLE)
    session.services.assessment.fits()
    session.services.assessment.fits()
    assert len(read) == 2
    store(session, cases[0], Verdict.UNDETERMINED)
    assert firms(session.services.assessment.fits(), Verdict.UNDETERMINED) == ["測試甲"]
    assert len(read) == 3


def test_an_assessment_under_another_year_says_nothing_of_this_edition(
    session: Session, cases: tuple[CaseId, CaseId]
) -> None:
    store(session, cases[0], Verdict.ELIGIBLE, "104.1")
    fits = session.services.assessment.fits()
    assert (fits.assessed, firms(fits, Verdict.ELIGIBLE)) == (0, [])
    store(session, cases[0], Verdict.ELIGIBLE, "105.2")
    assert firms(session.services.assessment.fits(), Verdict.ELIGIBLE) == ["測試甲"]


def test_gathering_stops_when_asked(session: Session, cases: tuple[CaseId, CaseId]) -> None:
    store(session, cases[0], Verdict.ELIGIBLE)
    with pytest.raises(Cancelled):
        session.services.assessment.fits(lambda: True)

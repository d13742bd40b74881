"""A later revision of the questionnaire: what a firm answered on the earlier one stays and counts."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backbone_desktop import bootstrap, paths
from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.questionnaire import Form, QuestionRole, Response
from backbone_desktop.exchange.definitions import read_facts
from backbone_desktop.exchange.form_file import FORM_FOLDER, read_form
from backbone_desktop.services.confirmation import Settlement
from tests.services.firms import counts, import_responses, one_firm

ON = date(2016, 3, 10)
FIRM = "04595257"
FIRST = f"""
| 統一編號 | 企業名稱 | 員工人數 | 製造業 | 技術面需求說明 |
| {FIRM} | 測試甲股份有限公司 | 190 | 是 | 想開發新製程 |
"""
SECOND = f"""
| 統一編號 | 企業名稱 | 自有產線 | 工廠登記 |
| {FIRM} | 測試甲股份有限公司 | 是 | 是 |
"""


def revised(form: Form) -> Form:
    """Return the form with one fact asked under a new code and label, and one question dropped."""
    kept = [each for each in form.questions if each.code not in {"own_production", "is_manufacturer"}]
    asked_anew = replace(
        form.question("own_production"), code="own_production_line", label="自有產線", label_en="Own line"
    )
    return replace(form, id="105.2", questions=(*kept, asked_anew))


def answers(response: Response) -> dict[str, object]:
    return {each.question: each.standing for each in response.answers}


def responses(session: bootstrap.Session) -> tuple[Response, ...]:
    firm = session.services.casework.find(FIRM).enterprise
    with session.casebook.read() as view:
        return view.responses.of(firm.id)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a casebook in which one firm answered the first revision."""
    with bootstrap.create_session(tmp_path / "casebook", Consultant("", "測試顧問"), as_of=ON) as session:
        one_firm(session.services, tmp_path)
        assert counts(import_responses(session.services, tmp_path, FIRST)) == (1, 0, 0, 0)
    return tmp_path / "casebook"


@pytest.fixture
def upgraded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return that casebook, opened from here on by a program with the second revision."""
    monkeypatch.setattr(
        bootstrap, "read_form", lambda *given: revised(read_form(given[0], given[1], given[2]))
    )
    return folder


def sheet_contents(session: bootstrap.Session) -> dict[str, object]:
    casework = session.services.casework
    return dict(casework.sheet(casework.open(casework.find(FIRM).id)).contents)


def test_old_answers_stay_on_their_response_and_their_facts_stand(upgraded: Path) -> None:
    with bootstrap.open_session(upgraded, as_of=ON) as session:
        assert session.services.catalogue.form.id == "105.2"
        (old,) = responses(session)
        assert old.form == "105.1"
        assert answers(old)["employees"] == 190
        assert answers(old)["is_manufacturer"] is True
        contents = sheet_contents(session)
        assert (contents["employees"], contents["is_manufacturer"]) == (190, True)


def test_a_new_response_stands_beside_the_old_one(upgraded: Path, tmp_path: Path) -> None:
    with bootstrap.open_session(upgraded, as_of=ON) as session:
        before = responses(session)
        assert counts(import_responses(session.services, tmp_path, SECOND)) == (1, 0, 0, 0)
        old, new = responses(session)
        assert (old,) == before
        assert new.form == "105.2"
        assert (answers(new)["own_production_line"], answers(new)["factory_registration"]) == (True, True)
        contents = sheet_contents(session)
        assert contents["own_production"] is True
        assert (contents["employees"], contents["is_manufacturer"]) == (190, True)


def test_an_old_answer_can_still_be_confirmed(upgraded: Path) -> None:
    with bootstrap.open_session(upgraded, as_of=ON) as session:
        case = session.services.casework.find(FIRM).id
        session.services.confirmation.settle(case, "employees", Settlement(ConfirmationState.CONFIRMED))
        (old,) = responses(session)
        (answer,) = (each for each in old.answers if each.question == "employees")
        assert (old.form, answer.state) == ("105.1", ConfirmationState.CONFIRMED)


def test_a_revision_is_read_from_a_file_of_its_own(tmp_path: Path) -> None:
    facts = read_facts(paths.resources_dir())
    text = (paths.resources_dir() / FORM_FOLDER / "105.toml").read_text(encoding="utf-8")
    (tmp_path / FORM_FOLDER).mkdir()
    (tmp_path / FORM_FOLDER / "105.2.toml").write_text(
        text.replace('id = "105.1"', 'id = "105.2"', 1), encoding="utf-8"
    )
    second = read_form(tmp_path, "105.2", facts)
    first = read_form(paths.resources_dir(), "105", facts)
    assert (first.id, second.id) == ("105.1", "105.2")
    assert second.questions == first.questions
    assert QuestionRole.FACT in {each.role for each in second.questions}


def test_an_answer_to_a_question_no_longer_asked_is_settled_and_feeds_nothing(upgraded: Path) -> None:
    with bootstrap.open_session(upgraded, as_of=ON) as session:
        case = session.services.casework.find(FIRM).id
        before = sheet_contents(session)
        settled = session.services.confirmation.settle(
            case, "is_manufacturer", Settlement(ConfirmationState.CORRECTED, corrected=False)
        ).value
        assert settled.state is ConfirmationState.CORRECTED
        (old,) = responses(session)
        assert answers(old)["is_manufacturer"] is False
        assert sheet_contents(session) == before

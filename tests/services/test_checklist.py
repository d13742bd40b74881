"""The checklist of the next visit: asked once, settled however the fact becomes known."""

from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.domain.codes import Channel, ConfirmationState, Origin
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import CaseId, VisitId
from tests.services.firms import one_firm

ASKED = ("own_brand", "paid_in_capital", "tax_arrears")


@pytest.fixture
def case(services: bootstrap.Services, tmp_path: Path) -> CaseId:
    return one_firm(services, tmp_path)


def states(services: bootstrap.Services, case: CaseId) -> list[tuple[str, bool, str, str]]:
    questions = services.checklist.questions(services.casework.open(case))
    return [(each.fact, each.settled, each.answer, each.remark) for each in questions]


def test_only_what_is_not_known_and_not_listed_is_added(services: bootstrap.Services, case: CaseId) -> None:
    added = services.checklist.add(case, [*ASKED, "own_brand"]).value
    # The roster already told the capital.
    assert [each.fact for each in added] == ["own_brand", "tax_arrears"]
    assert services.checklist.add(case, ASKED).value == ()
    assert services.checklist.open_facts(services.casework.open(case)) == ("own_brand", "tax_arrears")


@pytest.mark.parametrize("key", ["no_such_fact", "backbone_holder"])
def test_what_cannot_be_asked_is_refused_and_nothing_is_added(
    services: bootstrap.Services, case: CaseId, key: str
) -> None:
    with pytest.raises(UserError, match=key):
        services.checklist.add(case, ["own_brand", key])
    assert services.casework.open(case).checklist == ()


def test_an_answer_at_a_visit_becomes_a_confirmed_fact_and_ticks_the_line(
    services: bootstrap.Services, case: CaseId
) -> None:
    services.checklist.add(case, ASKED)
    file = services.checklist.answer(case, "own_brand", content=True, visit=VisitId("visit-1")).value
    told = services.casework.sheet(file)["own_brand"].observation
    assert (told.content, told.origin, told.state, told.source) == (
        True,
        Origin.VISIT,
        ConfirmationState.CONFIRMED,
        "visit-1",
    )
    assert states(services, case) == [
        ("tax_arrears", False, "", ""),
        ("own_brand", True, "是", "105/03/10 訪視時問到"),
    ]


def test_an_answer_by_phone_counts_as_the_consultants_own_entry(
    services: bootstrap.Services, case: CaseId
) -> None:
    services.checklist.add(case, ["tax_arrears"])
    file = services.checklist.answer(case, "tax_arrears", content=False, channel=Channel.PHONE).value
    assert services.casework.sheet(file)["tax_arrears"].observation.origin is Origin.HAND
    assert states(services, case) == [("tax_arrears", True, "否", "105/03/10 電話問到")]


def test_a_refusal_ticks_the_line_and_is_not_asked_again(services: bootstrap.Services, case: CaseId) -> None:
    services.checklist.add(case, ["tax_arrears"])
    file = services.checklist.refuse(case, "tax_arrears").value
    assert states(services, case) == [("tax_arrears", True, "拒答", "105/03/10 企業拒答")]
    assert "tax_arrears" not in {each.fact for each in services.assessment.ask_next(file)}
    assert services.checklist.add(case, ["tax_arrears"]).value == ()


def test_a_fact_that_becomes_known_otherwise_settles_its_line_and_opens_it_again_when_unknown(
    services: bootstrap.Services, case: CaseId
) -> None:
    services.checklist.add(case, ["own_brand"])
    services.casework.set_facts(case, {"own_brand": False})
    assert states(services, case) == [("own_brand", True, "否", "105/03/10 已由顧問輸入得知")]
    services.casework.set_facts(case, {"own_brand": None})
    assert states(services, case) == [("own_brand", False, "", "")]
    assert services.checklist.add(case, ["own_brand"]).value == ()


def test_a_line_is_taken_off_and_can_come_back(services: bootstrap.Services, case: CaseId) -> None:
    services.checklist.add(case, ["own_brand"])
    services.checklist.remove(case, "own_brand")
    assert states(services, case) == []
    with pytest.raises(UserError, match="清單"):
        services.checklist.remove(case, "own_brand")
    assert len(services.checklist.add(case, ["own_brand"]).value) == 1


def test_every_step_is_in_the_change_log_and_can_be_reverted(
    session: bootstrap.Session, services: bootstrap.Services, case: CaseId
) -> None:
    services.checklist.add(case, ["own_brand"])
    services.checklist.answer(case, "own_brand", content=True)
    with session.casebook.read() as view:
        made = [each for each in view.changes.of_case(case) if each.kind == "checklist_line"]
    assert [(each.before is None, each.after is None) for each in made] == [(True, False), (False, False)]
    with session.casebook.write() as uow:
        uow.changes.revert(made[-1].sequence)
        uow.commit()
    assert services.casework.open(case).checklist[0].settled_on is None

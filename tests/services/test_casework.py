"""Finding a case, and keeping its facts right."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.codes import Aspect, ConfirmationState, Origin, Stage
from backbone_desktop.domain.enterprise import Contact
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import CaseId, ContactId
from backbone_desktop.domain.need import Need
from backbone_desktop.services.changes import Kind
from tests.services.firms import import_roster, one_firm


@pytest.fixture
def case(services: Services, tmp_path: Path) -> CaseId:
    """Return the case of one firm."""
    return one_firm(services, tmp_path)


@pytest.mark.parametrize("reference", ["04595257", "測試甲股份有限公司", " 測試甲 ", "測試甲（股）公司"])
def test_a_case_is_found_by_number_and_by_folded_name(
    services: Services, case: CaseId, reference: str
) -> None:
    assert services.casework.find(reference).id == case


def test_a_case_is_found_by_its_id(services: Services, case: CaseId) -> None:
    assert services.casework.find(case).id == case


@pytest.mark.usefixtures("case")
def test_a_name_shared_by_two_sites_is_not_guessed(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, "| 統一編號 | 企業名稱 | 廠別 |\n| 10458575 | 測試甲有限公司 | 二廠 |")

    with pytest.raises(UserError, match="不只一家") as refusal:
        services.casework.find("測試甲")
    assert "二廠" in refusal.value.detail


def test_an_unknown_firm_is_said_to_be_unknown(services: Services) -> None:
    with pytest.raises(UserError, match="找不到企業"):
        services.casework.find("沒有這家")


def test_a_fact_set_by_hand_is_settled_today_and_reported(services: Services, case: CaseId) -> None:
    content = services.casework.read_fact("employees", "2,300 人").content

    done = services.casework.set_facts(case, {"employees": content})

    standing = services.casework.sheet(done.value)["employees"]
    assert standing.content == 2300
    assert standing.observation.origin is Origin.HAND
    assert standing.observation.state is ConfirmationState.CONFIRMED
    assert done.changes.concern(case, Kind.FACTS)
    assert not done.changes.concern(CaseId("another"), Kind.FACTS)


def test_a_share_of_the_whole_ends_at_the_whole(services: Services) -> None:
    read = services.casework.read_fact
    assert read("export_ratio", "100%").content == 100
    assert read("rd_ratio", "120%").content == 120
    with pytest.raises(UserError, match="「外銷比率」不能超過 100%"):
        read("export_ratio", "100.1%")
    with pytest.raises(UserError, match="「研發投入比率」不能是負數"):
        read("rd_ratio", "-1%")


def test_a_firm_is_not_founded_on_a_day_still_to_come(services: Services, case: CaseId) -> None:
    today = services.casework.sheet(services.casework.open(case)).on
    services.casework.set_facts(case, {"founded_on": today})
    with pytest.raises(UserError, match="「核准設立日期」晚於基準日"):
        services.casework.set_facts(case, {"employees": 7, "founded_on": today + timedelta(days=1)})
    sheet = services.casework.sheet(services.casework.open(case))
    assert (sheet["founded_on"].content, sheet["employees"].content) == (today, 186)


def test_setting_a_fact_to_unknown_takes_the_value_out_of_the_rules(services: Services, case: CaseId) -> None:
    services.casework.set_facts(case, {"employees": None})

    file = services.casework.open(case)
    assert services.casework.sheet(file).content("employees") is None
    assert next(line for line in services.casework.profile(file) if line.key == "employees").value == "未知"


@pytest.mark.parametrize("key", ["no_such_fact", "backbone_holder"])
def test_a_fact_nobody_can_set_is_refused(services: Services, case: CaseId, key: str) -> None:
    with pytest.raises(UserError, match="沒有"):
        services.casework.set_facts(case, {key: True})


def test_the_profile_lists_every_fact_that_can_be_asked(services: Services, case: CaseId) -> None:
    lines = services.casework.profile(services.casework.open(case))

    assert [line.key for line in lines] == [each.key for each in services.catalogue.facts.asked]
    known = {line.key for line in lines if line.known}
    assert known == {"employees", "paid_in_capital", "county"}


def test_a_contradiction_is_settled_by_the_consultants_choice(services: Services, case: CaseId) -> None:
    services.casework.set_facts(case, {"employees": 100})
    file = services.casework.open(case)
    from_roster = next(each for each in file.observations if each.content == 186)

    after = services.casework.settle_contradiction(case, from_roster.id).value

    assert services.casework.sheet(after).content("employees") == 186
    assert services.casework.open(case) == after


def test_what_is_learnt_after_a_choice_counts_again(services: Services, case: CaseId) -> None:
    services.casework.set_facts(case, {"employees": 100})
    file = services.casework.open(case)
    from_roster = next(each for each in file.observations if each.content == 186)
    services.casework.settle_contradiction(case, from_roster.id)

    after = services.casework.set_facts(case, {"employees": 210}).value

    assert services.casework.sheet(after).content("employees") == 210


def test_a_need_entered_by_hand_gets_an_id_and_is_confirmed(services: Services, case: CaseId) -> None:
    need = services.casework.save_need(case, Need("", Aspect.IP, ("輔導",), "專利布局")).value

    assert services.casework.open(case).needs == (need,)
    assert need.confirmation is ConfirmationState.CONFIRMED


def test_a_need_and_a_contact_are_changed_in_place(services: Services, case: CaseId) -> None:
    firm = services.casework.open(case).case.enterprise
    need = services.casework.save_need(case, Need("", Aspect.IP, ("輔導",), "專利布局")).value
    contact = services.casework.save_contact(case, Contact(ContactId(""), firm.id, "窗口甲")).value

    services.casework.save_need(case, replace(need, text="商標"))
    services.casework.save_contact(case, replace(contact, phone="00-0000-0000"))
    services.casework.update_enterprise(case, replace(firm, address="新竹縣測試路3號"))

    file = services.casework.open(case)
    assert file.needs == (replace(need, text="商標"),)
    assert file.contacts == (replace(contact, phone="00-0000-0000"),)
    assert file.case.enterprise.address == "新竹縣測試路3號"


def test_a_case_moves_to_the_stage_it_is_told(services: Services, case: CaseId) -> None:
    services.casework.set_stage(case, Stage.SUSPENDED)

    assert services.casework.stage_counts()[Stage.SUSPENDED] == 1

"""Judging a case, keeping the judgement, and asking on."""

from dataclasses import replace
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.codes import Aspect, NeedState
from backbone_desktop.domain.errors import Cancelled
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.verdict import Verdict
from tests.services.firms import import_roster, one_firm

BARE_FIRM = "| 統一編號 | 企業名稱 |\n| 04595257 | 測試甲股份有限公司 |"


def test_a_firm_nothing_is_known_of_is_judged_on_nothing(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, BARE_FIRM)
    stored = services.assessment.assess(services.casework.find("04595257").id).value.assessment

    assert len(stored.measures) == 42
    assert stored.count(Verdict.ELIGIBLE) == stored.count(Verdict.NOT_ELIGIBLE) == 0
    assert all(measure.missing_facts or not measure.recorded for measure in stored.measures)


def test_a_stored_judgement_does_not_follow_newer_facts(services: Services, tmp_path: Path) -> None:
    case = one_firm(services, tmp_path)
    first = services.assessment.assess(case).value

    services.casework.set_facts(case, {"paid_in_capital": 15_000_000})

    file = services.casework.open(case)
    assert file.assessment == first
    assert services.assessment.judge(file) != first.assessment


def test_a_judgement_is_outdated_by_an_entry_and_by_taking_an_older_one_back(
    services: Services, tmp_path: Path
) -> None:
    case = one_firm(services, tmp_path)
    assert not services.assessment.outdated(services.casework.open(case))
    services.casework.set_facts(case, {"paid_in_capital": 15_000_000})
    services.assessment.assess(case)
    judged = services.casework.open(case)
    assert not services.assessment.outdated(judged)
    (entry,) = (each for each in judged.observations if each.content == 15_000_000)

    services.casework.take_back(case, entry.id)
    assert services.assessment.outdated(services.casework.open(case))


def test_a_judgement_is_outdated_by_an_open_need_alone(services: Services, tmp_path: Path) -> None:
    case = one_firm(services, tmp_path)
    services.assessment.assess(case)
    need = services.casework.save_need(case, Need("", Aspect.TECHNOLOGY, (), "開發新產品")).value
    assert services.assessment.outdated(services.casework.open(case))

    services.casework.save_need(case, replace(need, state=NeedState.DROPPED))
    assert not services.assessment.outdated(services.casework.open(case))


def test_a_judgement_kept_without_its_facts_is_outdated_by_what_was_learnt_since(
    services: Services, tmp_path: Path
) -> None:
    case = one_firm(services, tmp_path)
    services.assessment.assess(case)
    file = services.casework.open(case)
    assert file.assessment is not None
    bare = replace(file.assessment, assessment=replace(file.assessment.assessment, facts=None, needs=None))
    assert not services.assessment.outdated(replace(file, assessment=bare))

    services.casework.set_facts(case, {"paid_in_capital": 15_000_000})
    later = services.casework.open(case)
    assert services.assessment.outdated(replace(later, assessment=bare))


def test_what_is_worth_asking_is_ranked_by_what_it_decides(services: Services, tmp_path: Path) -> None:
    suggestions = services.assessment.ask_next(services.casework.open(one_firm(services, tmp_path)))

    decided = [each.decides for each in suggestions]
    assert decided == sorted(decided, reverse=True)
    assert decided[0] > 1
    assert all(each.question for each in suggestions)


def test_every_case_is_judged_and_a_cancel_keeps_those_that_were(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, "| 統一編號 | 企業名稱 |\n| 04595257 | 測試甲 |\n| 10458575 | 測試乙 |")
    seen: list[tuple[int, int]] = []

    with pytest.raises(Cancelled):
        services.assessment.assess_all(lambda done, total: seen.append((done, total)), lambda: bool(seen))

    assert seen == [(1, 2)]
    kept = [services.casework.open(line.case).assessment for line in services.casework.list_cases().lines]
    assert sum(each is not None for each in kept) == 1
    assert services.assessment.assess_all().value == 2

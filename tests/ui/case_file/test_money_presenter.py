"""Money sheets in words, from the edition in force."""

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.domain.money_sheet import HolderGiven, MoneyInput, MoneyRequest
from backbone_desktop.ui.case_file.money_inputs import (
    MoneyMemory,
    given_inputs,
    prefilled_words,
    wanted_inputs,
    with_figure,
    with_holder,
)
from backbone_desktop.ui.case_file.money_presenter import as_table, failing, sheet_view

POTENTIAL = frozenset({"potential"})


def test_both_readings_stand_side_by_side_and_the_failing_demand_is_told(services: Services) -> None:
    request = MoneyRequest(4_000_000, 2_000_000, capital_ntd=48_000_000, holders=POTENTIAL)
    view = sheet_view(services.funding.sheet(12, 1, request))
    first, second = view.readings
    assert (first.mark, first.result) == ("甲", "2,000,000 元")
    assert (second.mark, second.result) == ("乙", "2,200,000 元")
    assert failing(first) == ()
    assert [each.name for each in failing(second)] == ["補助款≦自籌款"]
    own = next(each for each in view.steps if each.role == "自籌")
    assert own.amounts == ("2,000,000", "1,800,000")
    assert len(own.workings) == 2


def test_the_ceiling_that_decided_is_marked_and_named(services: Services) -> None:
    request = MoneyRequest(2_400_000, persons=45, years=1)
    view = sheet_view(services.funding.sheet(4, 1, request))
    (reading,) = view.readings
    assert reading.mark == ""
    assert reading.result == "最高 1,800,000 元"
    assert [each.label for each in view.steps if each.decides] == ["同年度同一訓練單位"]
    assert reading.remarks[0] == "由「同年度同一訓練單位」決定"


def test_a_ceiling_that_decides_under_one_reading_only_names_that_reading(services: Services) -> None:
    request = MoneyRequest(4_000_000, 2_000_000, capital_ntd=48_000_000, holders=POTENTIAL)
    view = sheet_view(services.funding.sheet(12, 1, request))
    assert [each.decides for each in view.steps if each.decides] == ["甲：決定金額"]


def test_an_unknown_cost_is_asked_for_and_never_taken_as_zero(services: Services) -> None:
    (reading,) = sheet_view(services.funding.sheet(4, 1, MoneyRequest())).readings
    assert not reading.known
    assert "計畫總經費" in reading.wants
    assert "0 元" not in reading.result


def test_only_inputs_that_make_a_difference_are_wanted(services: Services) -> None:
    training = wanted_inputs(services.funding.sheets(4, MoneyRequest()))
    assert {MoneyInput.COST, MoneyInput.PERSONS, MoneyInput.YEARS} <= training
    assert MoneyInput.CAPITAL not in training
    free = [
        measure.number
        for measure in services.catalogue.edition.measures
        if not wanted_inputs(services.funding.sheets(measure.number, MoneyRequest()))
    ]
    assert free


def test_the_copied_table_holds_every_step_result_and_demand(services: Services) -> None:
    request = MoneyRequest(4_000_000, 2_000_000, capital_ntd=48_000_000, holders=POTENTIAL)
    lines = as_table(services.funding.sheet(12, 1, request)).splitlines()
    assert lines[0].split("\t") == ["類別", "項目", "甲", "乙", "算式", "出處"]
    assert {len(line.split("\t")) for line in lines} == {6}
    assert "結果\t產品開發\t2,000,000 元\t2,200,000 元\t\t" in lines
    assert any(line.startswith("檢核\t補助款≦自籌款\t符合\t不符合") for line in lines)


def test_changing_an_input_leaves_the_others() -> None:
    request = with_figure(MoneyRequest(own_ntd=5), MoneyInput.COST, 7)
    assert request == MoneyRequest(cost_ntd=7, own_ntd=5)
    assert with_holder(request, HolderGiven.UNKNOWN).holders is None
    assert given_inputs(with_holder(request, HolderGiven.NONE)) == {
        MoneyInput.COST,
        MoneyInput.OWN,
        MoneyInput.HOLDER,
    }


def test_what_the_case_answered_is_said() -> None:
    assert prefilled_words(MoneyRequest(), MoneyRequest(cost_ntd=1)) == ""
    known = MoneyRequest(capital_ntd=1, holders=POTENTIAL)
    assert prefilled_words(known, known).startswith("實收資本額、中堅企業身分已依")
    assert prefilled_words(known, MoneyRequest(capital_ntd=2, holders=POTENTIAL)).startswith(
        "中堅企業身分已依"
    )


def test_every_measure_can_be_put_in_words(services: Services) -> None:
    full = MoneyRequest(3_000_000, 1_000_000, 12, 2, 9_000_000, holders=POTENTIAL)
    numbers = [each.number for each in services.catalogue.edition.measures]
    assert len(numbers) == 42
    for sheet in (
        sheet
        for each in numbers
        for request in (MoneyRequest(), full)
        for sheet in services.funding.sheets(each, request)
    ):
        assert all(each.result for each in sheet_view(sheet).readings)
        assert as_table(sheet)


def test_what_was_typed_is_kept_per_case_and_measure() -> None:
    memory, one, other, bare = MoneyMemory(), CaseId("one"), CaseId("other"), MoneyRequest()
    memory.keep(one, 12, MoneyRequest(cost_ntd=1), bare)
    assert memory.recall(one, 12, bare) == MoneyRequest(cost_ntd=1)
    assert memory.recall(one, 11, bare) == bare
    assert memory.recall(other, 12, bare) == bare
    memory.forget(one, 12)
    assert memory.recall(one, 12, bare) == bare


def test_a_figure_the_case_answers_is_never_remembered_as_typed() -> None:
    memory, case = MoneyMemory(), CaseId("one")
    memory.keep(
        case, 12, MoneyRequest(cost_ntd=1, capital_ntd=48_000_000), MoneyRequest(capital_ntd=48_000_000)
    )
    now = MoneyRequest(capital_ntd=15_000_000)
    assert memory.recall(case, 12, now) == MoneyRequest(cost_ntd=1, capital_ntd=15_000_000)


def test_a_figure_emptied_by_hand_stays_empty() -> None:
    memory, case, known = MoneyMemory(), CaseId("one"), MoneyRequest(capital_ntd=48_000_000)
    memory.keep(case, 12, MoneyRequest(), known)
    assert memory.recall(case, 12, known) == MoneyRequest()

"""Steps counted back from a printed closing day, and the order alone where none is printed."""

from collections.abc import Callable
from datetime import date

import pytest

from backbone_desktop.domain.backward_plan import (
    BackwardPlan,
    DayUnit,
    DocumentLead,
    Lead,
    LeadStep,
    LeadTimes,
    StepKind,
)
from backbone_desktop.domain.roc_range import PartialDate
from backbone_desktop.domain.window import Window, WindowKind, WindowSpan
from backbone_desktop.matching.backward_plan import backward_plan, days_back, next_closing
from tests.matching.support import ON, edition_105, item_of, measure_of

CLOSES = date(2016, 3, 25)
REMARK = "本程式估計，非手冊所載"


def working(days: int) -> Lead:
    return Lead(days, DayUnit.WORKING)


LEADS = LeadTimes(
    REMARK,
    (LeadStep("submit", "送件", working(1)), LeadStep("ask", "洽詢", Lead(20, DayUnit.CALENDAR))),
    (DocumentLead(("計畫書",), working(10)),),
    working(4),
)


def weekdays(day: date) -> bool:
    return day.weekday() < 5


def closing(*days: date | None, tentative: bool = False) -> Window:
    spans = (
        WindowSpan(None, None if day is None else PartialDate.of(day), tentative=tentative) for day in days
    )
    return Window(WindowKind.ROUNDS, "出處", spans=tuple(spans))


def planned(
    window: Window, *documents: str, on: date = ON, closes: date | None = None, year: int = 105
) -> BackwardPlan:
    item = item_of(window=window, documents=documents)
    return backward_plan(measure_of(item), item, LEADS, on, year, weekdays, closes)


def test_every_step_has_its_day_and_says_whose_estimate_it_is() -> None:
    plan = planned(closing(CLOSES), "創新計畫書", "切結書")
    found = [(step.on, step.text, step.passed) for step in plan.steps]
    assert found == [
        (date(2016, 3, 5), "洽詢", True),
        (date(2016, 3, 11), "開始準備「創新計畫書」", False),
        (date(2016, 3, 21), "開始準備「切結書」", False),
        (date(2016, 3, 24), "送件", False),
        (CLOSES, "申請截止", False),
    ]
    assert all(REMARK in step.basis for step in plan.steps if step.kind is not StepKind.CLOSING)
    assert plan.steps[0].basis == f"截止日前 20 日（{REMARK}）"
    assert plan.steps[-1].basis == "出處"
    assert plan.remarks == ("有 1 個步驟的日期已過，請先確認來得及再申請。",)


@pytest.mark.parametrize(
    "window",
    [
        Window(WindowKind.ROLLING, "出處"),
        Window(WindowKind.ANNOUNCED, "出處"),
        closing(None),
        closing(CLOSES, tentative=True),
        closing(date(2016, 3, 9)),
    ],
    ids=["rolling", "announced", "no end", "planned only", "closed"],
)
def test_without_a_day_to_count_from_the_order_stands_alone(window: Window) -> None:
    plan = planned(window, "計畫書")
    assert plan.closes is None
    assert [(step.on, step.passed) for step in plan.steps] == [(None, False)] * 3
    # Twenty calendar days are longer than ten working days by more than half a week.
    assert [step.text for step in plan.steps] == ["洽詢", "開始準備「計畫書」", "送件"]
    assert any("只列先後順序" in remark for remark in plan.remarks)


def test_the_soonest_round_that_is_left_counts() -> None:
    rounds = closing(date(2016, 8, 31), date(2016, 3, 9), date(2016, 5, 31))
    assert next_closing(rounds, ON, 105) == (date(2016, 5, 31), "")
    assert next_closing(rounds, date(2016, 8, 31), 105) == (date(2016, 8, 31), "")
    assert next_closing(rounds, date(2017, 1, 1), 105) is None


def test_a_day_the_consultant_names_goes_before_the_print() -> None:
    plan = planned(closing(CLOSES), closes=date(2016, 4, 29))
    assert plan.closes == plan.steps[-1].on == date(2016, 4, 29)
    assert plan.steps[-1].basis == "截止日由顧問指定。"
    assert planned(Window(WindowKind.ROLLING, "出處"), closes=CLOSES).closes == CLOSES


def test_a_step_of_today_has_not_passed() -> None:
    (submit,) = [each for each in planned(closing(CLOSES), on=date(2016, 3, 24)).steps if each.text == "送件"]
    assert (submit.on, submit.passed) == (date(2016, 3, 24), False)


def test_an_item_without_printed_documents_says_so() -> None:
    assert "手冊未載明應備文件，請向承辦窗口索取。" in planned(closing(CLOSES)).remarks
    assert "手冊未載明應備文件，請向承辦窗口索取。" not in planned(closing(CLOSES), "計畫書").remarks


@pytest.mark.parametrize(
    ("lead", "open_on", "expected"),
    [
        (Lead(7, DayUnit.CALENDAR), weekdays, date(2016, 3, 18)),
        (Lead(5, DayUnit.WORKING), weekdays, date(2016, 3, 18)),
        (Lead(5, DayUnit.WORKING), lambda day: weekdays(day) and day != date(2016, 3, 21), date(2016, 3, 17)),
    ],
)
def test_days_are_counted_back_without_the_closing_day(
    lead: Lead, open_on: Callable[[date], bool], expected: date
) -> None:
    assert days_back(CLOSES, lead, open_on) == expected


def test_every_item_of_the_edition_can_be_planned() -> None:
    for measure in edition_105().measures:
        for item in measure.items:
            plan = backward_plan(measure, item, LEADS, ON, 105, weekdays)
            assert len(plan.steps) == 2 + len(item.documents) + (plan.closes is not None)
            days = [step.on for step in plan.steps if step.on is not None]
            assert days == sorted(days)

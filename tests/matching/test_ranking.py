"""The order of measures, criterion by criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from backbone_desktop.domain.codes import Aspect, Holder, NeedState, Urgency
from backbone_desktop.domain.facts import FactContent
from backbone_desktop.domain.funding import Effect, MoneyKind, MoneyTerm, Per, Preference
from backbone_desktop.domain.measure import Measure
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.roc_range import PartialDate
from backbone_desktop.domain.verdict import MeasureVerdict
from backbone_desktop.domain.window import Window, WindowKind, WindowSpan
from backbone_desktop.matching.engine import assess
from tests.matching.support import (
    ON,
    criterion,
    edition_105,
    edition_of,
    facts_105,
    holding,
    item_of,
    measure_of,
    sheet_of,
)

MAKER = criterion("is_manufacturer")
BRAND = criterion("own_brand")


def ranked(
    *measures: Measure, contents: Mapping[str, FactContent] | None = None, needs: Sequence[Need] = ()
) -> tuple[MeasureVerdict, ...]:
    known = sheet_of(contents if contents is not None else {"is_manufacturer": True})
    return assess(edition_of(*measures), facts_105(), known, needs, ON).measures


def numbers(*measures: Measure, **fields: Any) -> list[int]:
    return [each.number for each in ranked(*measures, **fields)]


def need(
    aspect: Aspect, *kinds: str, urgency: Urgency = Urgency.HIGH, state: NeedState = NeedState.OPEN
) -> Need:
    return Need("n", aspect, kinds, "擴廠缺資金", urgency, state)


def test_eligible_stands_before_undetermined_before_unrecorded_before_excluded() -> None:
    excluded = measure_of(item_of(criterion("is_logistics")), number=1)
    unrecorded = measure_of(item_of(), number=2, criteria_recorded=False)
    undetermined = measure_of(item_of(BRAND), number=3)
    eligible = measure_of(item_of(MAKER), number=4)
    contents = {"is_manufacturer": True, "is_logistics": False}
    assert numbers(excluded, unrecorded, undetermined, eligible, contents=contents) == [4, 3, 2, 1]


def test_an_open_urgent_need_comes_before_the_verdict() -> None:
    answering = measure_of(item_of(BRAND, kind="融資貸款"), number=2, aspect=Aspect.TECHNOLOGY)
    eligible = measure_of(item_of(MAKER), number=1)
    urgent = need(Aspect.TECHNOLOGY, "融資貸款")
    assert numbers(eligible, answering, needs=[urgent]) == [2, 1]
    first = ranked(eligible, answering, needs=[urgent])[0]
    assert first.rank == 1
    assert first.reasons[0] == "回應急迫需求「擴廠缺資金」"


def test_a_need_is_answered_by_aspect_and_kind_while_it_is_open() -> None:
    one = measure_of(item_of(MAKER), number=1)
    answering = measure_of(item_of(MAKER, kind="融資貸款"), number=2, aspect=Aspect.TECHNOLOGY)
    assert numbers(one, answering, needs=[need(Aspect.TECHNOLOGY)]) == [2, 1]
    assert numbers(one, answering, needs=[need(Aspect.TECHNOLOGY, "人才培訓")]) == [1, 2]
    assert numbers(one, answering, needs=[need(Aspect.IP, "融資貸款")]) == [1, 2]
    assert numbers(one, answering, needs=[need(Aspect.TECHNOLOGY, state=NeedState.MET)]) == [1, 2]


def test_an_excluded_measure_answers_no_need() -> None:
    excluded = measure_of(item_of(criterion("is_logistics")), number=2, aspect=Aspect.IP)
    other = measure_of(item_of(MAKER), number=3)
    contents = {"is_manufacturer": True, "is_logistics": False}
    assert numbers(excluded, other, contents=contents, needs=[need(Aspect.IP)]) == [3, 2]


def test_the_items_that_answer_the_need_are_those_that_count() -> None:
    closed = Window(WindowKind.NOT_STATED, "出處")
    loan = item_of(BRAND, kind="融資貸款", number=2, window=closed)
    mixed = measure_of(item_of(MAKER), loan, number=1, aspect=Aspect.TECHNOLOGY)
    plain = measure_of(item_of(MAKER, kind="融資貸款"), number=2, aspect=Aspect.TECHNOLOGY)
    wanted = [need(Aspect.TECHNOLOGY, "融資貸款")]
    assert numbers(mixed, plain) == [1, 2]
    assert numbers(mixed, plain, needs=wanted) == [2, 1]
    reasons = ranked(mixed, needs=wanted)[0].reasons
    assert reasons[1] == "「項目2」資料不足，尚無法判定"
    assert "未載明" in reasons[2]


def test_what_is_granted_by_the_head_is_no_grant_to_the_firm() -> None:
    by_head = (MoneyTerm(MoneyKind.GRANT_CEILING, "出處", per=Per.PERSON, high_ntd=45_000),)
    by_case = (MoneyTerm(MoneyKind.GRANT_CEILING, "出處", high_ntd=10_000),)
    heads = measure_of(item_of(MAKER, money=by_head), number=1)
    case = measure_of(item_of(MAKER, money=by_case), number=2)
    assert numbers(heads, case) == [2, 1]
    assert ranked(heads)[0].reasons[-1] == "補助按人數計算"


def test_a_sure_preference_stands_before_a_possible_one_before_none() -> None:
    of_both, of_outstanding = (
        Preference("優先支持", Effect.REVIEW_PRIORITY, holder, "優先。", "出處")
        for holder in (Holder.BOTH, Holder.OUTSTANDING)
    )
    none = measure_of(item_of(MAKER), number=1)
    possible = measure_of(item_of(MAKER), number=2, preferences=(of_outstanding,))
    sure = measure_of(item_of(MAKER), number=3, preferences=(of_both,))
    both_or_one = replace(holding("outstanding"), valid_to=None)
    contents = {"is_manufacturer": True, "certificates": (holding("potential"), both_or_one)}
    assert numbers(none, possible, sure, contents=contents) == [3, 2, 1]


def test_urgent_stands_before_any_other_need() -> None:
    normal = measure_of(item_of(MAKER), number=1, aspect=Aspect.IP)
    urgent = measure_of(item_of(MAKER), number=2, aspect=Aspect.TALENT)
    needs = [need(Aspect.IP, urgency=Urgency.NORMAL), need(Aspect.TALENT)]
    assert numbers(normal, urgent, needs=needs) == [2, 1]


def test_of_several_windows_the_one_that_ends_soonest_is_told() -> None:
    def until(day: date) -> Window:
        return Window(WindowKind.DEADLINE_ONLY, "出處", spans=(WindowSpan(None, PartialDate.of(day)),))

    late = item_of(MAKER, number=1, window=until(date(2016, 11, 30)))
    soon = item_of(MAKER, number=2, window=until(date(2016, 3, 18)))
    (judged,) = ranked(measure_of(late, soon))
    assert "申請期間：受理中，105/03/18 截止，尚餘 8 日" in judged.reasons


def test_then_the_window_then_money_then_the_number_decide() -> None:
    unknown_window = measure_of(item_of(MAKER, window=Window(WindowKind.NOT_STATED, "出處")), number=1)
    money = (MoneyTerm(MoneyKind.GRANT_CEILING, "出處", high_ntd=2_000_000),)
    plain = measure_of(item_of(MAKER), number=2)
    granting = measure_of(item_of(MAKER, money=money), number=4)
    same_as_plain = measure_of(item_of(MAKER), number=3)
    assert numbers(unknown_window, plain, granting, same_as_plain) == [4, 2, 3, 1]
    assert "補助金額最高 2,000,000 元" in ranked(granting)[0].reasons


def test_ranks_are_unique_and_every_rank_has_reasons() -> None:
    measures = assess(edition_105(), facts_105(), sheet_of({}), (), ON).measures
    assert [each.rank for each in measures] == list(range(1, 43))
    assert all(each.reasons for each in measures)

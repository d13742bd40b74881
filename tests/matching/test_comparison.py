"""What differs between two assessments, and why."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from backbone_desktop.domain.codes import Aspect, Holder, NeedState, Urgency
from backbone_desktop.domain.comparison import Cause, ChangeWeight, Comparison, MeasureChange
from backbone_desktop.domain.criterion import Comparison as How
from backbone_desktop.domain.criterion import GroupKind
from backbone_desktop.domain.facts import FactContent
from backbone_desktop.domain.funding import Effect, Preference
from backbone_desktop.domain.measure import Edition, Measure
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.roc_range import parse_roc_range
from backbone_desktop.domain.verdict import Assessment, Verdict
from backbone_desktop.domain.window import Window, WindowKind, WindowSpan, WindowState
from backbone_desktop.matching.assumption import assuming
from backbone_desktop.matching.comparison import compare
from backbone_desktop.matching.engine import assess
from tests.matching.support import (
    ON,
    VALID,
    criterion,
    edition_105,
    edition_of,
    facts_105,
    group,
    holding,
    item_of,
    measure_of,
    sheet_of,
)

LATER = date(2018, 1, 5)
MAKER = measure_of(item_of(criterion("is_manufacturer")), number=1)
LARGE = measure_of(item_of(criterion("paid_in_capital", How.AT_LEAST, low=20_000_000)), number=2)
HOLDERS = measure_of(item_of(criterion("backbone_holder", How.ONE_OF, values=("potential",))), number=3)


def judged(contents: Mapping[str, FactContent], edition: Edition | None = None, on: date = ON) -> Assessment:
    return assess(edition or edition_of(MAKER, LARGE, HOLDERS), facts_105(), sheet_of(contents, on), (), on)


def revised(*measures: Measure, key: str = "105.2") -> Edition:
    return replace(edition_of(*measures), id=key, digest=key)


def only(comparison: Comparison) -> MeasureChange:
    (change,) = comparison.measures
    return change


def causes(change: MeasureChange) -> list[Cause]:
    return [each.cause for each in change.reasons]


def test_the_same_judged_twice_differs_in_nothing() -> None:
    contents: dict[str, FactContent] = {"is_manufacturer": True, "certificates": (holding("potential"),)}
    assessment = judged(contents, edition_105())
    found = compare(assessment, judged(contents, edition_105()))
    assert (found.facts, found.reasons, found.measures) == ((), (), ())


def test_a_fact_learnt_is_named_with_where_it_came_from() -> None:
    change = only(compare(judged({}), judged({"is_manufacturer": True})))
    assert (change.number, change.weight) == (1, ChangeWeight.VERDICT)
    assert (change.before, change.after) == (Verdict.UNDETERMINED, Verdict.ELIGIBLE)
    assert [each.sentence for each in change.reasons] == ["取得「製造業」的資料：是（問卷・未確認）。"]
    assert change.reasons[0].fact == "is_manufacturer"


def test_a_changed_fact_is_told_from_its_old_to_its_new_value() -> None:
    found = compare(judged({"paid_in_capital": 15_000_000}), judged({"paid_in_capital": 25_000_000}))
    change = only(found)
    sentence = "「實收資本額」由「15,000,000 元」（問卷・未確認）改為「25,000,000 元」（問卷・未確認）。"
    assert [each.sentence for each in change.reasons] == [sentence]
    assert [each.sentence for each in found.facts] == [sentence]
    assert change.items[0].findings[0].before_sentence.endswith("差 5,000,000 元。")


def test_an_assumed_fact_is_called_assumed() -> None:
    sheet = sheet_of({"paid_in_capital": 15_000_000})
    edition = edition_of(LARGE)
    assumed = assess(edition, facts_105(), assuming(sheet, {"paid_in_capital": 20_000_000}), (), ON)
    change = only(compare(assess(edition, facts_105(), sheet, (), ON), assumed))
    assert "改為「20,000,000 元」（假設）" in change.reasons[0].sentence
    assert "（假設）" in assumed.measures[0].items[0].findings[0].sentence
    forgotten = assess(edition, facts_105(), assuming(sheet, {"paid_in_capital": None}), (), ON)
    change = only(compare(assess(edition, facts_105(), sheet, (), ON), forgotten))
    assert change.reasons[0].sentence == "「實收資本額」由「15,000,000 元」（問卷・未確認）改為未知。"


def test_a_certificate_that_ran_out_changes_with_the_day_and_not_with_a_fact() -> None:
    contents: dict[str, FactContent] = {"certificates": (holding("potential", VALID),)}
    found = compare(judged(contents), judged(contents, on=LATER))
    change = only(found)
    assert (change.number, change.before, change.after) == (3, Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE)
    assert causes(change) == [Cause.DATE]
    assert "105/03/10" in change.reasons[0].sentence
    assert "證書已失效" in change.reasons[0].sentence
    assert [each.cause for each in found.reasons] == [Cause.DATE]
    assert found.facts == ()


def test_a_window_that_closed_is_told_with_both_days() -> None:
    span = parse_roc_range("105/01/01至105/04/30")
    window = Window(WindowKind.FIXED, "出處", spans=(WindowSpan(span.start, span.end),))
    edition = edition_of(measure_of(item_of(criterion("is_manufacturer"), window=window)))
    contents: dict[str, FactContent] = {"is_manufacturer": True}
    change = only(compare(judged(contents, edition), judged(contents, edition, date(2016, 5, 1))))
    assert change.weight is ChangeWeight.WINDOW
    assert (change.items[0].window_before, change.items[0].window_after) == (
        WindowState.OPEN,
        WindowState.CLOSED,
    )
    assert causes(change) == [Cause.DATE]
    assert "「受理中」變為「已截止」" in change.reasons[0].sentence


def test_a_day_fewer_is_no_difference() -> None:
    contents: dict[str, FactContent] = {"is_manufacturer": True}
    before, after = judged(contents, edition_105()), judged(contents, edition_105(), date(2016, 3, 11))
    quiet = [each.number for each in compare(before, after).measures if each.weight is ChangeWeight.REASON]
    assert quiet == []
    assert any(
        old.items[0].window.days_left != new.items[0].window.days_left
        for old, new in zip(before.measures, after.measures, strict=True)
    )


def test_a_threshold_changes_with_the_edition() -> None:
    higher = measure_of(item_of(criterion("paid_in_capital", How.AT_LEAST, low=80_000_000)), number=2)
    contents: dict[str, FactContent] = {"paid_in_capital": 25_000_000}
    found = compare(judged(contents, edition_of(LARGE)), judged(contents, revised(higher)))
    change = only(found)
    assert causes(change) == [Cause.EDITION]
    assert "由「20,000,000 元以上」改為「80,000,000 元以上」" in change.reasons[0].sentence
    assert [each.sentence for each in found.reasons] == ["年度版由 105.1 改為 105.2。"]


def test_a_clause_that_came_and_one_that_went_are_told() -> None:
    before = edition_of(measure_of(item_of(criterion("is_manufacturer"))))
    after = revised(measure_of(item_of(criterion("own_brand"))))
    change = only(
        compare(judged({"is_manufacturer": True}, before), judged({"is_manufacturer": True}, after))
    )
    told = [each.sentence for each in change.reasons]
    assert any("增列條件「條件own_brand」" in each for each in told)
    assert any("已無條件「條件is_manufacturer」" in each for each in told)
    assert set(causes(change)) == {Cause.EDITION}


def test_a_connective_changes_with_the_edition() -> None:
    leaves = (criterion("is_manufacturer"), criterion("own_brand"))
    contents: dict[str, FactContent] = {"is_manufacturer": True, "own_brand": False}
    both, either = group(GroupKind.ALL, *leaves), group(GroupKind.ANY, *leaves)
    either = replace(either, id=both.id)
    before = judged(contents, edition_of(measure_of(item_of(both))))
    after = judged(contents, revised(measure_of(item_of(either))))
    assert causes(only(compare(before, after))) == [Cause.EDITION]


def test_a_measure_of_one_edition_only_is_told_as_added_or_closed() -> None:
    before = judged({}, edition_of(MAKER, LARGE))
    after = judged({}, revised(MAKER, HOLDERS, key="106.1"))
    added, closed = compare(before, after).measures
    assert (added.number, added.weight, added.before) == (3, ChangeWeight.ADDED, None)
    assert (closed.number, closed.weight, closed.after) == (2, ChangeWeight.CLOSED, None)
    assert [causes(added), causes(closed)] == [[Cause.EDITION], [Cause.EDITION]]
    assert "106.1" in added.reasons[0].sentence


def test_measures_are_paired_by_name_when_their_numbers_moved() -> None:
    before = judged({"is_manufacturer": True}, edition_of(MAKER, LARGE))
    moved = revised(replace(LARGE, number=1), replace(MAKER, number=2), key="106.1")
    assert compare(before, judged({"is_manufacturer": True}, moved)).measures == ()


def test_an_item_added_is_told() -> None:
    more = replace(MAKER, items=(*MAKER.items, item_of(criterion("own_brand"), number=2)))
    change = only(compare(judged({}, edition_of(MAKER)), judged({}, revised(more))))
    assert (change.weight, change.items[0].before) == (ChangeWeight.ITEM, None)
    assert "增列服務項目「項目2」" in change.reasons[0].sentence


def test_a_preference_comes_with_the_certificate() -> None:
    preference = Preference("優先支持", Effect.REVIEW_PRIORITY, Holder.OUTSTANDING, "優先。", "出處")
    edition = edition_of(replace(MAKER, preferences=(preference,)))
    change = only(
        compare(
            judged({"certificates": ()}, edition),
            judged({"certificates": (holding("outstanding"),)}, edition),
        )
    )
    assert change.weight is ChangeWeight.PREFERENCE
    assert len(change.preferences_gained) == 1
    assert causes(change) == [Cause.FACT]


def test_other_rules_are_named_when_nothing_else_explains_it() -> None:
    before = judged({"is_manufacturer": True}, edition_of(MAKER))
    excluded = judged({"is_manufacturer": False}, edition_of(MAKER)).measures
    item = excluded[0].items[0]
    value = before.measures[0].items[0].findings[0].value
    finding = replace(item.findings[0], value=value)
    measure = replace(excluded[0], items=(replace(item, findings=(finding,)),))
    after = replace(before, engine_version="2", measures=(measure,))
    change = only(compare(before, after))
    assert causes(change) == [Cause.ENGINE]
    assert "第 1 版改為第 2 版" in change.reasons[0].sentence


def test_an_assessment_that_kept_no_facts_is_compared_by_its_findings() -> None:
    before = replace(judged({"paid_in_capital": 15_000_000}), facts=None, needs=None)
    found = compare(before, judged({"paid_in_capital": 25_000_000}))
    assert found.facts == ()
    (reason,) = only(found).reasons
    assert reason.cause is Cause.FACT
    assert "由「15,000,000 元」變為「25,000,000 元」" in reason.sentence


def test_the_weightiest_change_comes_first() -> None:
    before = judged({"paid_in_capital": 15_000_000, "is_manufacturer": True})
    after = judged({"paid_in_capital": 25_000_000, "certificates": ()})
    order = [(each.number, each.weight) for each in compare(before, after).measures]
    # 2: excluded to eligible; 1: leaves eligible; 3: undetermined to excluded.
    assert order == [(2, ChangeWeight.VERDICT), (1, ChangeWeight.VERDICT), (3, ChangeWeight.VERDICT)]


def test_every_change_of_the_real_edition_has_a_reason() -> None:
    before = judged({"paid_in_capital": 15_000_000, "employees": 230}, edition_105())
    contents: dict[str, FactContent] = {
        "paid_in_capital": 25_000_000,
        "certificates": (holding("outstanding"),),
        "is_manufacturer": True,
    }
    found = compare(before, judged(contents, edition_105(), date(2016, 7, 1)))
    assert len(found.measures) > 20
    for change in found.measures:
        assert change.reasons
        assert all(each.sentence.endswith("。") for each in change.reasons)
        assert len(set(change.reasons)) == len(change.reasons)


def test_other_needs_are_named_once_for_the_whole() -> None:
    need = Need("n", Aspect.IP, (), "布局專利", Urgency.HIGH)
    edition, sheet = edition_of(MAKER), sheet_of({})
    before, after = (assess(edition, facts_105(), sheet, needs, ON) for needs in ((), (need,)))
    found = compare(before, after)
    assert ([each.cause for each in found.reasons], found.measures) == ([Cause.NEED], ())
    met = replace(need, state=NeedState.MET)
    assert compare(before, assess(edition, facts_105(), sheet, (met,), ON)).reasons == ()

"""What the head, the facts and the log of a case say, without a window."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from backbone_desktop.domain.case import Case, CaseFile
from backbone_desktop.domain.codes import Channel, ConfirmationState, Origin, Stage
from backbone_desktop.domain.enterprise import Enterprise
from backbone_desktop.domain.facts import (
    Certificate,
    FactContent,
    FactDefinition,
    FactType,
    Observation,
    standing_facts,
)
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import CaseId, EnterpriseId, FollowUpId, VisitId
from backbone_desktop.domain.visit import Visit
from backbone_desktop.ui.case_file.header_presenter import header_view, holder_tags
from backbone_desktop.ui.case_file.log_state import log_entries, next_dated, standing_entries
from backbone_desktop.ui.case_file.profile_presenter import (
    fact_view,
    narrowed,
    narrowing_counts,
)
from backbone_desktop.ui.case_file.profile_words import saved_words
from backbone_desktop.ui.case_file.visits import visit_state
from backbone_desktop.ui.theme import Tone

ON = date(2016, 3, 10)
AT = datetime(2016, 3, 10, tzinfo=UTC)
CAPITAL = FactDefinition("paid_in_capital", FactType.MONEY, "實收資本額", "資本額是多少？", "元")


def observed(
    content: FactContent | None, state: ConfirmationState, day: date = ON, key: str = "paid_in_capital"
) -> Observation:
    return Observation(f"{key}{day}{state}", key, content, Origin.RESPONSE, day, state, AT)


def case_file(stage: Stage = Stage.MATCHING, **parts: object) -> CaseFile:
    firm = Enterprise(EnterpriseId("e"), "示範光學工業股份有限公司", "00501508")
    file = CaseFile(Case(CaseId("c"), firm, stage, ON))
    return replace(file, **parts)  # type: ignore[arg-type]  # tests name the parts they need


def entry(key: str, on: date, next_on: date | None = None, **more: object) -> FollowUp:
    plain = FollowUp(FollowUpId(key), CaseId("c"), on, Channel.PHONE, "談過", next_on=next_on)
    return replace(plain, **more)  # type: ignore[arg-type]  # tests name the parts they need


def certificate_tags(content: tuple[Certificate, ...] | None) -> list[tuple[str, Tone]]:
    seen = [] if content is None else [observed(content, ConfirmationState.CONFIRMED, key="certificates")]
    return list(holder_tags(standing_facts(seen, ON), ON))


def test_unknown_certificates_say_so_and_none_says_none() -> None:
    assert certificate_tags(None) == [("中堅企業身分未知", Tone.UNKNOWN)]
    assert certificate_tags(()) == [("非中堅企業", Tone.NEUTRAL)]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2015, 1, 1), date(2017, 12, 31), "潛力中堅企業 至 106/12/31"),
        (date(2013, 1, 1), date(2016, 3, 9), "潛力中堅企業 已於 105/03/09 到期"),
        (date(2016, 4, 1), date(2018, 3, 31), "潛力中堅企業 105/04/01 起"),
        (date(2015, 1, 1), None, "潛力中堅企業（有效期限未知）"),
    ],
)
def test_the_badge_tells_valid_expired_coming_and_unknown_apart(
    first: date, last: date | None, words: str
) -> None:
    assert [text for text, _tone in certificate_tags((Certificate("potential", "", first, last),))] == [words]


def test_a_certificate_is_valid_on_its_last_day() -> None:
    assert certificate_tags((Certificate("outstanding", valid_to=ON),)) == [
        ("卓越中堅企業 至 105/03/10", Tone.ACCENT)
    ]


def test_steps_before_the_stage_are_done_and_after_it_ahead() -> None:
    states = [state for _stage, state in header_view(case_file(), standing_facts((), ON), ON).steps]
    assert states == ["done", "done", "done", "now", "ahead", "ahead"]


@pytest.mark.parametrize(("stage", "state"), [(Stage.CLOSED, "done"), (Stage.SUSPENDED, "ahead")])
def test_a_closed_or_suspended_case_has_no_present_step(stage: Stage, state: str) -> None:
    view = header_view(case_file(stage), standing_facts((), ON), ON)
    assert {each for _stage, each in view.steps} == {state}
    assert (stage.label, Tone.NEUTRAL) in view.tags


def test_the_earlier_of_visit_and_promise_comes_next() -> None:
    file = case_file(
        follow_ups=(entry("a", date(2016, 3, 1), date(2016, 3, 20)),),
        visits=(Visit(VisitId("v"), CaseId("c"), date(2016, 3, 15), purpose="複訪"),),
    )
    view = header_view(file, standing_facts((), ON), ON)
    assert view.next_text == "下次 105/03/15（5 天後）複訪"


def test_an_overdue_promise_is_said_in_words_and_tone() -> None:
    file = case_file(follow_ups=(entry("a", date(2016, 3, 1), date(2016, 3, 7)),))
    view = header_view(file, standing_facts((), ON), ON)
    assert "逾期 3 天" in view.next_text
    assert view.next_tone is Tone.BAD


def test_a_retracted_entry_no_longer_stands_and_names_what_took_it_back() -> None:
    kept = entry("a", date(2016, 3, 1), date(2016, 3, 7))
    back = entry("b", ON, corrects=FollowUpId("a"), retracts=True)
    assert standing_entries((back, kept)) == ()
    assert log_entries((back, kept))[1].taken_back_by == back


def test_a_later_contact_on_the_day_settles_the_promise() -> None:
    promise = entry("a", date(2016, 3, 1), date(2016, 3, 7))
    assert next_dated((promise,)) == promise
    assert next_dated((entry("b", date(2016, 3, 6)), promise)) == promise
    assert next_dated((entry("b", date(2016, 3, 7)), promise)) is None


def test_a_fact_never_asked_is_unknown_not_zero() -> None:
    view = fact_view(CAPITAL, standing_facts((), ON))
    assert (view.value, view.known, view.source, view.tags) == ("未知", False, "尚未詢問", ())


def test_a_refused_fact_keeps_its_own_word() -> None:
    view = fact_view(CAPITAL, standing_facts([observed(None, ConfirmationState.REFUSED)], ON))
    assert (view.value, view.known, view.tags) == ("拒答", False, (("拒答", Tone.NEUTRAL),))


def test_money_is_grouped_and_read_aloud() -> None:
    view = fact_view(CAPITAL, standing_facts([observed(48_000_000, ConfirmationState.CONFIRMED)], ON))
    assert view.value == "48,000,000 元（4,800萬元）"


def test_a_later_unconfirmed_value_is_a_contradiction_beside_the_standing_one() -> None:
    seen = [
        observed(48_000_000, ConfirmationState.CONFIRMED, date(2016, 1, 4)),
        observed(52_000_000, ConfirmationState.UNCONFIRMED, date(2016, 1, 20)),
    ]
    view = fact_view(CAPITAL, standing_facts(seen, ON))
    assert ("有矛盾", Tone.BAD) in view.tags
    assert [(each.observation, each.counts) for each in view.candidates] == [
        (seen[0].id, True),
        (seen[1].id, False),
    ]
    assert (view.candidates[1].value, view.candidates[1].source) == (
        "52,000,000 元（5,200萬元）",
        "問卷・105/01/20",
    )


def test_filters_count_what_they_show() -> None:
    sheet = standing_facts([observed(1, ConfirmationState.UNCONFIRMED)], ON)
    other = replace(CAPITAL, key="revenue")
    views = (fact_view(CAPITAL, sheet), fact_view(other, sheet))
    assert [count for _key, _text, count in narrowing_counts(views)] == [2, 1, 1, 0, 0]
    assert narrowed(views, "unknown") == {"revenue"}


def test_a_refused_fact_is_not_among_the_unknown() -> None:
    view = fact_view(CAPITAL, standing_facts([observed(None, ConfirmationState.REFUSED)], ON))
    assert narrowed((view,), "unknown") == frozenset()


def test_facts_worth_asking_are_shown_with_what_they_decide() -> None:
    view = fact_view(CAPITAL, standing_facts([], ON), 4)
    assert (view.value, view.tags) == ("未知", (("可決定 4 項", Tone.ACCENT),))
    assert narrowed((view,), "deciding") == {"paid_in_capital"}


@pytest.mark.parametrize("sought", ["資本", "PAID", "多少", "實收 ｐａｉｄ"])
def test_a_fact_is_found_by_folded_words_of_its_label_question_or_key(sought: str) -> None:
    views = (fact_view(CAPITAL, standing_facts([], ON)),)
    assert narrowed(views, "", sought) == {"paid_in_capital"}
    assert narrowed(views, "", f"{sought} 員工") == frozenset()


def test_an_entry_that_does_not_count_says_what_still_does() -> None:
    now = observed(48_000_000, ConfirmationState.CONFIRMED)
    old = observed(40_000_000, ConfirmationState.CONFIRMED, date(2015, 12, 31))
    sheet = standing_facts([now, old], ON)
    assert saved_words(CAPITAL, sheet, now) == "「實收資本額」已記為「48,000,000 元（4,800萬元）」。"
    assert saved_words(CAPITAL, sheet, old).startswith(
        "已記入 104/12/31 的「實收資本額」；目前計入的仍是「48"
    )


@pytest.mark.parametrize(
    ("visit", "words"),
    [
        (Visit(VisitId("v"), CaseId("c"), ON), "已訪視"),
        (Visit(VisitId("v"), CaseId("c"), date(2016, 3, 11)), "預定"),
        (Visit(VisitId("v"), CaseId("c"), ON, not_visited="臨時停工"), "未到訪"),
    ],
)
def test_a_visit_is_held_planned_or_not_held(visit: Visit, words: str) -> None:
    assert visit_state(visit, ON)[0] == words

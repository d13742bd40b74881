"""The case list: what a line says, and pages that miss and repeat nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backbone_desktop.domain.case import Case, CaseLine
from backbone_desktop.domain.codes import Aspect, Channel, ConfirmationState, NeedState, Origin, Stage
from backbone_desktop.domain.facts import Certificate, Observation
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import FollowUpId, ResponseId, VisitId
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.questionnaire import Answer, Response
from backbone_desktop.domain.visit import Visit
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.cases import ORDERS, Cursor
from backbone_desktop.storage.unit_of_work import ReadView, UnitOfWork
from tests.storage.casebooks import add_case, add_entry


def line_of(view: ReadView, case: Case) -> CaseLine:
    return next(line for line in view.cases.page(limit=10_000).lines if line.case == case.id)


def noted(
    uow: UnitOfWork,
    case: Case,
    day: int,
    next_day: int = 0,
    corrects: FollowUpId | None = None,
    retracts: bool = False,
) -> FollowUpId:
    entry = FollowUp(
        FollowUpId(uow.new_id()),
        case.id,
        date(2016, 3, day),
        Channel.PHONE,
        f"第{day}日",
        next_on=date(2016, 3, next_day) if next_day else None,
        next_step=f"到{next_day}日" if next_day else "",
        corrects=corrects,
        retracts=retracts,
    )
    uow.follow_ups.add(entry)
    return entry.id


def test_a_new_case_has_an_empty_line(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow, ubn="12345675")
        line = line_of(uow, case)
    assert (line.name, line.ubn, line.stage) == (case.enterprise.name, "12345675", Stage.ASSIGNED)
    assert (line.open_needs, line.unconfirmed, line.last_contact_on, line.next_on) == (0, 0, None, None)
    assert line.holder == ""


def test_a_line_counts_open_needs_and_unconfirmed_answers(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        for state in NeedState:
            uow.needs.add(case.id, Need(uow.new_id(), Aspect.IP, (), "需求", state=state))
        answers = tuple(
            Answer(uow.new_id(), f"q{number}", content, state)  # type: ignore[arg-type]
            for number, (content, state) in enumerate(
                [
                    (1, ConfirmationState.UNCONFIRMED),
                    (None, ConfirmationState.UNCONFIRMED),
                    (2, ConfirmationState.CONFIRMED),
                ]
            )
        )
        response = Response(ResponseId(uow.new_id()), case.enterprise.id, "105.1", date(2016, 3, 1), answers)
        uow.responses.add(response)
        line = line_of(uow, case)
    assert (line.open_needs, line.unconfirmed) == (1, 1)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([(1, 20)], 20),
        ([(1, 20), (5, 0)], 20),
        ([(1, 20), (20, 0)], None),
        ([(1, 20), (21, 0)], None),
        ([(1, 20), (15, 25)], 25),
        ([(1, 20), (15, 25), (20, 0)], 25),
        ([(1, 20), (20, 28)], 28),
    ],
)
def test_the_next_step_stands_until_an_entry_reaches_its_day(
    casebook: Casebook, entries: list[tuple[int, int]], expected: int | None
) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        for day, next_day in entries:
            noted(uow, case, day, next_day)
        line = line_of(uow, case)
    assert line.next_on == (None if expected is None else date(2016, 3, expected))
    assert line.next_step == ("" if expected is None else f"到{expected}日")
    assert line.last_contact_on == date(2016, 3, max(day for day, _ in entries))


def test_corrected_and_retracted_entries_do_not_stand(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        first = noted(uow, case, 1, 20)
        corrected = noted(uow, case, 2, 22, corrects=first)
        assert line_of(uow, case).next_on == date(2016, 3, 22)
        noted(uow, case, 3, corrects=corrected, retracts=True)
        line = line_of(uow, case)
    assert (line.next_on, line.last_contact_on) == (None, None)


def test_only_a_held_visit_is_a_contact(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        uow.visits.add(Visit(VisitId(uow.new_id()), case.id, date(2016, 3, 9), purpose="預定"))
        uow.visits.add(Visit(VisitId(uow.new_id()), case.id, date(2016, 3, 8), not_visited="停班"))
        assert line_of(uow, case).last_contact_on is None
        uow.visits.add(Visit(VisitId(uow.new_id()), case.id, date(2016, 3, 4), summary="參觀產線"))
        assert line_of(uow, case).last_contact_on == date(2016, 3, 4)


@pytest.mark.parametrize(
    ("kinds", "holder"),
    [
        (("potential",), "potential"),
        (("outstanding",), "outstanding"),
        (("potential", "outstanding"), "both"),
        ((), ""),
    ],
)
def test_the_holder_is_what_the_certificates_say(
    casebook: Casebook, kinds: tuple[str, ...], holder: str
) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        content = tuple(Certificate(kind) for kind in kinds)
        record = Observation(
            uow.new_id(),
            "certificates",
            content,
            Origin.HAND,
            date(2016, 3, 1),
            ConfirmationState.CONFIRMED,
            uow.now,
        )
        uow.facts.add(case.enterprise.id, record)
        assert line_of(uow, case).holder == holder


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=3), min_size=1, max_size=12),
    order=st.sampled_from(sorted(ORDERS)),
    backwards=st.booleans(),
    limit=st.integers(1, 5),
)
def test_pages_miss_and_repeat_nothing(
    casebook: Casebook, names: list[str], order: str, backwards: bool, limit: int
) -> None:
    with casebook.write() as uow:
        cases = [add_case(uow, name) for name in names]
        add_entry(uow, cases[0], "一筆")
        order = f"-{order}" if backwards else order
        whole = uow.cases.page(order=order, limit=1_000).lines
        read: list[CaseLine] = []
        after: Cursor | None = None
        while True:
            page = uow.cases.page(order=order, limit=limit, after=after)
            read.extend(page.lines)
            after = page.next
            if after is None:
                break
    assert tuple(read) == whole
    assert {line.case for line in read} == {case.id for case in cases}


def test_filters_and_counts_agree(casebook: Casebook) -> None:
    with casebook.write() as uow:
        for number, stage in enumerate([Stage.SURVEY, Stage.SURVEY, Stage.CLOSED]):
            add_case(uow, f"測試{'甲乙丙'[number]}廠", stage=stage)
        assert len(uow.cases.page(stage=Stage.SURVEY).lines) == uow.cases.stage_counts()[Stage.SURVEY] == 2
        assert sum(uow.cases.stage_counts("測試").values()) == 3
        assert uow.cases.stage_counts("丙廠")[Stage.CLOSED] == 1
        assert uow.cases.stage_counts("丁廠") == dict.fromkeys(Stage, 0)
        with pytest.raises(ValueError, match="no such order"):
            uow.cases.page(order="phone")


def test_a_months_lines_say_how_things_stood_at_its_end(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        noted(uow, case, 1, 20)
        late = replace(case, id=case.id, stage=Stage.FOLLOW_UP)
        uow.cases.update(late)
        uow.follow_ups.add(
            FollowUp(FollowUpId(uow.new_id()), case.id, date(2016, 4, 2), Channel.EMAIL, "四月")
        )
        march, april = (uow.cases.lines_as_of(day)[0] for day in (date(2016, 3, 31), date(2016, 4, 30)))
        assert (march.last_contact_on, march.next_on) == (date(2016, 3, 1), date(2016, 3, 20))
        assert (april.last_contact_on, april.next_on) == (date(2016, 4, 2), None)
        assert uow.cases.lines_as_of(date(2016, 2, 29)) == ()


def test_consultants_are_those_cases_are_assigned_to(casebook: Casebook) -> None:
    with casebook.write() as uow:
        first, second, third = (add_case(uow, f"測試{mark}廠") for mark in "甲乙丙")
        uow.cases.update(replace(second, consultant="王顧問"))
        uow.cases.update(replace(third, consultant=""))
        assert uow.cases.consultants() == tuple(sorted({first.consultant, "王顧問"}))

"""Every record comes back equal to what was kept."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backbone_desktop.domain.application import Application, StatusStep
from backbone_desktop.domain.case import Case, MeasureDecision, StoredAssessment
from backbone_desktop.domain.checklist import ChecklistLine
from backbone_desktop.domain.enterprise import Contact, Enterprise
from backbone_desktop.domain.facts import Certificate, FactContent, Observation, PastGuidance
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import (
    ApplicationId,
    AssessmentId,
    BatchId,
    CaseId,
    ContactId,
    EnterpriseId,
    FollowUpId,
    ResponseId,
    VisitId,
)
from backbone_desktop.domain.intake import Batch
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.questionnaire import Response
from backbone_desktop.domain.remedy import Remedy, RemedyStep
from backbone_desktop.domain.verdict import (
    Assessment,
    FactSeen,
    Finding,
    ItemVerdict,
    MeasureVerdict,
    NeedSeen,
    PreferenceLine,
    WindowStatus,
)
from backbone_desktop.domain.visit import Visit
from backbone_desktop.storage.assessment_codec import assessment_from_json, assessment_to_json
from backbone_desktop.storage.canonical import dump, load
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.check import check_casebook
from tests.storage.casebooks import START, add_case, add_entry

Record = TypeVar("Record")

INSTANTS = st.integers(0, 10**15).map(lambda after: START + timedelta(microseconds=after))
NUMBERS = st.integers(1, 99)
AMOUNTS = st.none() | st.integers(0, 2**62)
WORDS = st.text(max_size=6)
DAYS = st.none() | st.dates()
st.register_type_strategy(datetime, INSTANTS)
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))


def built(kind: type[Record], **given_fields: Any) -> st.SearchStrategy[Record]:
    return st.builds(kind, **given_fields)


def some(strategy: st.SearchStrategy[Record]) -> st.SearchStrategy[tuple[Record, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


LEAVES = built(Finding, members=st.just(()))
FINDINGS = LEAVES | built(Finding, members=some(LEAVES))
WINDOWS = built(WindowStatus, opens=DAYS, closes=DAYS)
CONTENTS: st.SearchStrategy[FactContent] = st.one_of(
    st.booleans(),
    st.integers(0, 10**12),
    st.sampled_from([Decimal("7.5"), Decimal(800)]),
    st.dates(),
    WORDS,
    some(WORDS),
    some(built(Certificate, valid_from=DAYS, guidance_to=DAYS)),
    some(built(PastGuidance, began_on=DAYS, ended_on=DAYS)),
)
REMEDIES = built(Remedy, steps=some(built(RemedyStep, content=CONTENTS)), open_facts=some(WORDS))
ITEMS = built(
    ItemVerdict,
    findings=some(FINDINGS),
    missing_facts=some(WORDS),
    window=WINDOWS,
    remedies=some(REMEDIES),
    unchangeable=some(WORDS),
)
MEASURES = built(
    MeasureVerdict,
    items=some(ITEMS),
    missing_facts=some(WORDS),
    preferences=some(built(PreferenceLine)),
    reasons=some(WORDS),
)
ASSESSMENTS = built(
    Assessment,
    measures=some(MEASURES),
    facts=st.none() | some(built(FactSeen)),
    needs=st.none() | some(built(NeedSeen, item_kinds=some(WORDS))),
)

# The casebook is shared by the examples on purpose: each adds records of its own.
keeps = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@keeps
@given(firm=st.from_type(Enterprise), name=st.text(min_size=1), data=st.data())
def test_a_firm_and_its_case_and_contacts(
    casebook: Casebook, firm: Enterprise, name: str, data: st.DataObject
) -> None:
    with casebook.write() as uow:
        firm = replace(firm, id=EnterpriseId(uow.new_id()), name=name)
        case = replace(data.draw(st.from_type(Case)), id=CaseId(uow.new_id()), enterprise=firm)
        contact = replace(data.draw(st.from_type(Contact)), id=ContactId(uow.new_id()), enterprise=firm.id)
        uow.enterprises.add(firm)
        uow.cases.add(case)
        uow.contacts.add(contact)
        uow.commit()
    with casebook.read() as view:
        assert view.enterprises.get(firm.id) == firm
        assert firm in view.enterprises.find_by_name(name)
        assert firm in view.enterprises.find_by_ubn(firm.ubn)
        assert view.cases.get(case.id) == view.cases.of_enterprise(firm.id) == case
        assert view.contacts.of(firm.id) == (contact,)


@keeps
@given(records=st.lists(built(Observation, key=st.text(min_size=1), recorded_at=INSTANTS), max_size=4))
def test_observations_in_the_order_they_came(casebook: Casebook, records: list[Observation]) -> None:
    with casebook.write() as uow:
        firm = add_case(uow).enterprise.id
        records = [replace(each, id=uow.new_id(), chosen=False) for each in records]
        for each in records:
            uow.facts.add(firm, each)
        uow.commit()
    with casebook.read() as view:
        assert view.facts.of(firm) == tuple(records)


@keeps
@given(record=built(Response, form=st.text(min_size=1)))
def test_a_response_with_its_answers(casebook: Casebook, record: Response) -> None:
    with casebook.write() as uow:
        record = replace(record, id=ResponseId(uow.new_id()), enterprise=add_case(uow).enterprise.id)
        uow.responses.add(record)
        uow.commit()
    with casebook.read() as view:
        assert view.responses.of(record.enterprise) == (record,)
        assert view.responses.find(record.enterprise, record.form) == record


@keeps
@given(record=built(Need, budget_ntd=AMOUNTS), after=built(Need, budget_ntd=AMOUNTS))
def test_a_need_before_and_after_a_change(casebook: Casebook, record: Need, after: Need) -> None:
    with casebook.write() as uow:
        case = add_case(uow).id
        record = replace(record, id=uow.new_id())
        uow.needs.add(case, record)
        assert uow.needs.of(case) == (record,)
        uow.needs.update(case, replace(after, id=record.id))
        uow.commit()
    with casebook.read() as view:
        assert view.needs.of(case) == (replace(after, id=record.id),)


@keeps
@given(record=built(Visit, not_visited=st.just("")))
def test_a_visit_with_its_findings(casebook: Casebook, record: Visit) -> None:
    with casebook.write() as uow:
        record = replace(record, id=VisitId(uow.new_id()), case=add_case(uow).id)
        uow.visits.add(record)
        uow.commit()
    with casebook.read() as view:
        assert view.visits.of(record.case) == (record,)


@keeps
@given(record=built(FollowUp, recorded_at=INSTANTS, corrects=st.none()))
def test_a_log_entry(casebook: Casebook, record: FollowUp) -> None:
    with casebook.write() as uow:
        record = replace(record, id=FollowUpId(uow.new_id()), case=add_case(uow).id)
        uow.follow_ups.add(record)
        uow.commit()
    with casebook.read() as view:
        assert view.follow_ups.of(record.case) == (record,)


@keeps
@given(data=st.data())
def test_an_application_with_its_history(casebook: Casebook, data: st.DataObject) -> None:
    steps = st.lists(built(StatusStep, amount_ntd=AMOUNTS), min_size=1, max_size=3).map(tuple)
    record = data.draw(built(Application, measure=NUMBERS, item=NUMBERS, history=steps))
    with casebook.write() as uow:
        record = replace(record, id=ApplicationId(uow.new_id()), case=add_case(uow).id)
        uow.applications.add(record)
        uow.commit()
    with casebook.read() as view:
        assert view.applications.of(record.case) == (record,)


@keeps
@given(records=st.lists(built(ChecklistLine, fact=st.text(min_size=1)), max_size=4))
def test_the_lines_of_a_checklist_in_the_order_they_came(
    casebook: Casebook, records: list[ChecklistLine]
) -> None:
    with casebook.write() as uow:
        case = add_case(uow).id
        records = [replace(each, id=uow.new_id()) for each in records]
        uow.checklists.add(case, records)
        uow.commit()
    with casebook.read() as view:
        assert view.checklists.of(case) == view.cases.file(case).checklist == tuple(records)


@keeps
@given(records=st.lists(built(MeasureDecision, measure=st.integers(1, 42)), max_size=4))
def test_the_latest_decision_on_each_measure(casebook: Casebook, records: list[MeasureDecision]) -> None:
    with casebook.write() as uow:
        case = add_case(uow).id
        for each in records:
            uow.decisions.add(case, each)
        uow.commit()
    with casebook.read() as view:
        latest = {each.measure: each for each in records}
        assert view.decisions.of(case) == tuple(latest[number] for number in sorted(latest))


@settings(max_examples=50)
@given(record=ASSESSMENTS)
def test_an_assessment_as_json(record: Assessment) -> None:
    assert assessment_from_json(load(dump(assessment_to_json(record)))) == record


@given(record=ASSESSMENTS)
def test_an_assessment_from_before_it_kept_facts_and_remedies(record: Assessment) -> None:
    document = load(dump(assessment_to_json(record)))
    del document["facts"], document["needs"]
    for item in (item for measure in document["measures"] for item in measure["items"]):
        del item["remedies"], item["unchangeable"]
    read = assessment_from_json(document)
    assert (read.facts, read.needs) == (None, None)
    assert all(not item.remedies and not item.unchangeable for each in read.measures for item in each.items)
    assert [each.verdict for each in read.measures] == [each.verdict for each in record.measures]


@keeps
@given(record=ASSESSMENTS, recorded_at=INSTANTS)
def test_an_assessment(casebook: Casebook, record: Assessment, recorded_at: datetime) -> None:
    with casebook.write() as uow:
        stored = StoredAssessment(AssessmentId(uow.new_id()), add_case(uow).id, record, recorded_at)
        uow.assessments.add(stored)
        uow.commit()
    with casebook.read() as view:
        assert view.assessments.latest(stored.case) == stored


@keeps
@given(
    record=built(Batch, new=st.integers(0, 9), changed=st.just(1), unchanged=st.just(2), rejected=st.just(3))
)
def test_a_batch(casebook: Casebook, record: Batch) -> None:
    with casebook.write() as uow:
        record = replace(record, id=BatchId(uow.new_id()))
        uow.batches.add(record)
        uow.batches.mark_undone(record.id)
        uow.commit()
    with casebook.read() as view:
        assert replace(record, undone=True) in view.batches.list()


def test_forms_handed_out(casebook: Casebook) -> None:
    with casebook.write() as uow:
        firm = add_case(uow).enterprise.id
        uow.forms_sent.add(firm, "105.1", START.date(), "問卷.xlsx")
        (sent,) = uow.forms_sent.of(firm)
        assert (sent.form, sent.on, sent.file_name) == ("105.1", START.date(), "問卷.xlsx")


def test_the_whole_file_of_a_case_is_read_at_once(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        entry = add_entry(uow, case, "紀錄")
        file = uow.cases.file(case.id)
    assert file.case == case
    assert [each.id for each in file.follow_ups] == [entry.id]


@pytest.mark.parametrize("deep", [False, True])
def test_what_these_records_leave_behind_is_sound(casebook: Casebook, deep: bool) -> None:
    with casebook.write() as uow:
        add_case(uow)
        uow.commit()
    assert check_casebook(casebook, deep=deep).problems == ()

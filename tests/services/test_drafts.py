"""Drafts of the log: kept whole, forgotten on request, never mistaken for a record."""

from dataclasses import replace

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Case
from backbone_desktop.domain.codes import Channel, Stage
from backbone_desktop.domain.enterprise import Enterprise
from backbone_desktop.domain.identifiers import CaseId, EnterpriseId, FollowUpId
from backbone_desktop.services.drafts import FollowUpDraft
from backbone_desktop.storage.refusals import CasebookUnwritable
from tests.services.conftest import AS_OF

DRAFT = FollowUpDraft(
    "105/3/", Channel.VISIT, "林副理", "談到一半\n第二行", "下週三", "送計畫書", FollowUpId("0190-entry")
)
GONE = CaseId("0190-gone")


@pytest.fixture
def case(session: bootstrap.Session) -> CaseId:
    """Return the case of an invented firm."""
    with session.casebook.write() as uow:
        firm = Enterprise(EnterpriseId(uow.new_id()), "示範光學工業股份有限公司", "00501508")
        opened = CaseId(uow.new_id())
        uow.enterprises.add(firm)
        uow.cases.add(Case(opened, firm, Stage.ASSIGNED, AS_OF, "測試顧問"))
        uow.commit()
    return opened


def test_a_draft_comes_back_as_it_was_typed(services: bootstrap.Services, case: CaseId) -> None:
    services.drafts.keep(case, DRAFT)
    assert services.drafts.kept(case) == DRAFT
    later = replace(DRAFT, text="談到一半", corrects=None)
    services.drafts.keep(case, later)
    assert services.drafts.kept(case) == later
    assert services.casework.open(case).follow_ups == ()


def test_a_draft_given_up_is_gone_and_giving_up_none_is_no_matter(
    services: bootstrap.Services, case: CaseId
) -> None:
    services.drafts.discard(case)
    services.drafts.keep(case, DRAFT)
    services.drafts.discard(case)
    assert services.drafts.kept(case) is None
    assert services.drafts.cases() == ()


def test_drafts_of_cases_that_are_gone_wait_for_nobody(services: bootstrap.Services, case: CaseId) -> None:
    services.drafts.keep(case, DRAFT)
    services.drafts.keep(GONE, DRAFT)
    assert services.drafts.cases() == (case,)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b'"text"', b"{}", b'{"channel": "pigeon"}', b"\xff", b'{"channel": "phone", "more": ""}'],
)
def test_a_damaged_draft_counts_as_none_and_is_left_alone(
    session: bootstrap.Session, case: CaseId, content: bytes
) -> None:
    name = f"drafts/{case}.json"
    session.casebook.vault.write_file(name, content)
    assert session.services.drafts.kept(case) is None
    assert session.casebook.vault.read_file(name) == content


def test_reading_alone_keeps_nothing(session: bootstrap.Session, case: CaseId) -> None:
    with (
        bootstrap.open_session(session.casebook.folder, read_only=True) as reader,
        pytest.raises(CasebookUnwritable),
    ):
        reader.services.drafts.keep(case, DRAFT)
    assert session.services.drafts.kept(case) is None

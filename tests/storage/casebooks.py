"""Casebooks and invented records for the tests of storage."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from backbone_desktop.domain.case import Case, Consultant
from backbone_desktop.domain.codes import Channel, ConfirmationState, Origin, Stage
from backbone_desktop.domain.enterprise import Enterprise
from backbone_desktop.domain.facts import Observation
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import CaseId, EnterpriseId, FollowUpId
from backbone_desktop.storage.casebook import Casebook, create_casebook, open_casebook
from backbone_desktop.storage.unit_of_work import UnitOfWork

CONSULTANT = Consultant("0190-consultant", "測試顧問甲", "測試辦公室", "00-0000-0000")
START = datetime(2016, 3, 10, 1, 0, tzinfo=UTC)


def ticking_clock(start: datetime = START) -> Callable[[], datetime]:
    """Return a clock that goes on by one second at each look."""
    now = start

    def tick() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return tick


CLOCK = ticking_clock()


def create(folder: Path) -> Casebook:
    return create_casebook(folder, CONSULTANT, clock=CLOCK)


def reopen(folder: Path, *, read_only: bool = False) -> Casebook:
    return open_casebook(folder, clock=CLOCK, read_only=read_only)


def add_case(
    uow: UnitOfWork, name: str = "測試甲股份有限公司", ubn: str = "", stage: Stage = Stage.ASSIGNED
) -> Case:
    firm = Enterprise(EnterpriseId(uow.new_id()), name, ubn)
    case = Case(CaseId(uow.new_id()), firm, stage, date(2016, 3, 1), CONSULTANT.name)
    uow.enterprises.add(firm)
    uow.cases.add(case)
    return case


def add_entry(uow: UnitOfWork, case: Case, text: str, on: date = date(2016, 3, 2)) -> FollowUp:
    entry = FollowUp(FollowUpId(uow.new_id()), case.id, on, Channel.PHONE, text)
    uow.follow_ups.add(entry)
    return entry


def observed(uow: UnitOfWork, key: str = "employees", content: int = 120) -> Observation:
    return Observation(
        uow.new_id(), key, content, Origin.HAND, date(2016, 3, 1), ConfirmationState.UNCONFIRMED, uow.now
    )


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder that holds anything, but the lock file, by name."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return {name: content for name, content in files.items() if content and name != "casebook.lock"}

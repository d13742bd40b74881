"""The start of the program in the order it happens: definitions, casebook, services. No Qt here.

Rule: nothing else constructs; the window and the command line both begin here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Self

from backbone_desktop import paths
from backbone_desktop.domain.errors import UserError
from backbone_desktop.exchange.definitions import read_edition, read_edition_text, read_facts
from backbone_desktop.exchange.definitions.reference_file import read_reference
from backbone_desktop.exchange.demonstration_file import read_sample_casework
from backbone_desktop.exchange.form_file import read_form, read_roster_form
from backbone_desktop.services.assessment import AssessmentService
from backbone_desktop.services.batches import BatchService
from backbone_desktop.services.casework import CaseworkService
from backbone_desktop.services.catalogue import CatalogueService
from backbone_desktop.services.checklist import ChecklistService
from backbone_desktop.services.confirmation import ConfirmationService
from backbone_desktop.services.context import AsOf, Context
from backbone_desktop.services.demonstration import AS_OF, CONSULTANT, DemonstrationService
from backbone_desktop.services.drafts import DraftService
from backbone_desktop.services.editions import EditionService
from backbone_desktop.services.editions_in_force import Editions
from backbone_desktop.services.fact_history import FactHistoryService
from backbone_desktop.services.forms_tracker import FormsTracker
from backbone_desktop.services.funding import FundingService
from backbone_desktop.services.intake import IntakeService
from backbone_desktop.services.logbook import LogbookService
from backbone_desktop.services.maintenance import MaintenanceService
from backbone_desktop.services.outlook import OutlookService
from backbone_desktop.services.recovery import RecoveryService
from backbone_desktop.services.reports import ReportService
from backbone_desktop.storage.backup import create_backup
from backbone_desktop.storage.casebook import CASEBOOK_FILE, create_casebook, open_casebook
from backbone_desktop.storage.ids import id_source
from backbone_desktop.storage.refusals import from_disk
from backbone_desktop.storage.vault import discard_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from backbone_desktop.domain.case import Consultant
    from backbone_desktop.domain.measure import Edition
    from backbone_desktop.storage.casebook import Casebook

EDITION_YEAR = "105"


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases of the program."""

    casework: CaseworkService
    fact_history: FactHistoryService
    confirmation: ConfirmationService
    logbook: LogbookService
    checklist: ChecklistService
    drafts: DraftService
    intake: IntakeService
    forms: FormsTracker
    batches: BatchService
    assessment: AssessmentService
    funding: FundingService
    outlook: OutlookService
    catalogue: CatalogueService
    editions: EditionService
    reports: ReportService
    maintenance: MaintenanceService


@dataclass(frozen=True, slots=True)
class Session:
    """An open casebook with its services; leaving it backs up what changed and lets the casebook go."""

    casebook: Casebook
    services: Services
    read_only: bool = False

    def close(self) -> None:
        """Back up when something changed, then close."""
        try:
            if not self.read_only and self.casebook.changed_since_backup:
                create_backup(self.casebook)
        finally:
            self.casebook.close()

    def __enter__(self) -> Self:
        """Return the session."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def create_session(folder: Path, consultant: Consultant, *, as_of: date | None = None) -> Session:
    """Create an empty casebook in ``folder`` and open it; a consultant without an id is given one.

    Raises:
        StorageError: A casebook is there already, or the folder cannot be written.
        UserError: The consultant has no name.
    """
    if not consultant.name.strip():
        raise UserError("顧問姓名空白", "個案簿須有專責顧問的姓名。", "請填寫姓名後再建立一次。")
    known = replace(consultant, id=consultant.id or id_source(_now)())
    return _session(create_casebook(folder, known, clock=_now), as_of, read_only=False)


def has_casebook(folder: Path) -> bool:
    """Whether a casebook stands in ``folder``.

    Raises:
        StorageError: The folder may not be searched.
    """
    path = folder / CASEBOOK_FILE
    with from_disk(path):
        return path.exists()


def create_demonstration(
    folder: Path, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Session:
    """Create a casebook of invented firms that speaks for 105/03/10.

    A casebook that is not finished is removed, so that the demonstration is whole or absent.

    Raises:
        StorageError: A casebook is there already, or the folder cannot be written.
    """
    session = create_session(folder, CONSULTANT)
    services = session.services
    samples = paths.resources_dir() / "demo"
    try:
        services.maintenance.set_as_of(AS_OF)
        services.maintenance.mark_demonstration()
        DemonstrationService(
            services.maintenance.clock,
            services.casework,
            services.confirmation,
            services.logbook,
            services.intake,
            services.assessment,
        ).fill(samples, read_sample_casework(samples / "log.toml"), progress)
    except BaseException:
        session.casebook.close()
        discard_database(session.casebook.path)
        raise
    return session


def open_demonstration(
    folder: Path, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Session:
    """Open the demonstration casebook of ``folder``, creating it the first time.

    Raises:
        StorageError: One of the refusals of the opening sequence.
    """
    return open_session(folder) if has_casebook(folder) else create_demonstration(folder, progress)


def open_session(folder: Path, *, as_of: date | None = None, read_only: bool = False) -> Session:
    """Open the casebook in ``folder``.

    Raises:
        StorageError: One of the refusals of the opening sequence.
    """
    return _session(open_casebook(folder, clock=_now, read_only=read_only), as_of, read_only=read_only)


def recovery(folder: Path) -> RecoveryService:
    """Return the use cases on the backups of ``folder``, whether or not a casebook stands there."""
    return RecoveryService(folder, _now)


def _session(casebook: Casebook, as_of: date | None, *, read_only: bool) -> Session:
    try:
        return Session(casebook, _services(casebook, as_of, date.today), read_only)
    except BaseException:
        casebook.close()
        raise


def _services(casebook: Casebook, as_of: date | None, today: Callable[[], date]) -> Services:
    resources = paths.resources_dir()
    facts = read_facts(resources)
    shipped = read_edition(resources / "catalogue" / EDITION_YEAR, facts)
    form = read_form(resources, EDITION_YEAR, facts)
    roster = read_roster_form(resources, facts)
    reference = read_reference(resources / "reference", facts)
    with casebook.read() as view:
        stored = view.settings.as_of()
        imported = view.editions.list()

    def read_imported(key: str) -> Edition:
        with casebook.read() as view:
            return read_edition_text(view.editions.get(key).text, facts)

    editions = Editions((shipped,), imported, read_imported)
    context = Context(casebook, AsOf(today, stored, as_of), facts, editions, form, roster, reference)
    return Services(
        casework=CaseworkService(context),
        fact_history=FactHistoryService(context),
        confirmation=ConfirmationService(context),
        logbook=LogbookService(context),
        checklist=ChecklistService(context),
        drafts=DraftService(context),
        intake=IntakeService(context),
        forms=FormsTracker(context),
        batches=BatchService(context),
        assessment=AssessmentService(context),
        funding=FundingService(context),
        outlook=OutlookService(context),
        catalogue=CatalogueService(context),
        editions=EditionService(context),
        reports=ReportService(context),
        maintenance=MaintenanceService(context),
    )


def _now() -> datetime:
    return datetime.now(UTC)

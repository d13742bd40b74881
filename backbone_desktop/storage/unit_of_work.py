"""One transaction on the casebook: what can be read in it and, if it writes, what can be written.

Rule: a unit of work lives inside one service method and one thread; leaving it without `commit` undoes it.
Rows may go into the file on another thread meanwhile; whatever needs the connection waits for them.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from backbone_desktop.domain.case import Case
from backbone_desktop.domain.identifiers import BatchId
from backbone_desktop.storage.applications import Applications
from backbone_desktop.storage.assessments import Assessments
from backbone_desktop.storage.batch_steps import BatchSteps
from backbone_desktop.storage.batches import Batches
from backbone_desktop.storage.cases import Cases
from backbone_desktop.storage.change_chain import Stamp
from backbone_desktop.storage.changes import Changes
from backbone_desktop.storage.checklists import Checklists
from backbone_desktop.storage.contacts import Contacts
from backbone_desktop.storage.decisions import Decisions
from backbone_desktop.storage.editions import Editions
from backbone_desktop.storage.enterprises import Enterprises
from backbone_desktop.storage.facts import Facts
from backbone_desktop.storage.follow_ups import FollowUps
from backbone_desktop.storage.form_tracking import FormTracking
from backbone_desktop.storage.forms_sent import FormsSent
from backbone_desktop.storage.hindrances import Hindrances
from backbone_desktop.storage.ids import Clock, id_source
from backbone_desktop.storage.journal import Journal
from backbone_desktop.storage.needs import Needs
from backbone_desktop.storage.repository import Scope, iso_instant
from backbone_desktop.storage.responses import Responses
from backbone_desktop.storage.search import Search
from backbone_desktop.storage.settings import Settings
from backbone_desktop.storage.verdict_lines import VerdictLines
from backbone_desktop.storage.visits import Visits


class ReadView:
    """A consistent view of the casebook; nothing another transaction commits appears in it."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.applications = Applications(scope)
        self.assessments = Assessments(scope)
        self.batches = Batches(scope)
        self.cases = Cases(scope)
        self.changes = Changes(scope)
        self.checklists = Checklists(scope)
        self.contacts = Contacts(scope)
        self.decisions = Decisions(scope)
        self.editions = Editions(scope)
        self.enterprises = Enterprises(scope)
        self.facts = Facts(scope)
        self.follow_ups = FollowUps(scope)
        self.form_tracking = FormTracking(scope)
        self.forms_sent = FormsSent(scope)
        self.hindrances = Hindrances(scope)
        self.needs = Needs(scope)
        self.responses = Responses(scope)
        self.search = Search(scope)
        self.settings = Settings(scope)
        self.steps = BatchSteps(scope)
        self.verdict_lines = VerdictLines(scope)
        self.visits = Visits(scope)


class UnitOfWork(ReadView):
    """A view that may also write; every write is stamped with the same instant, consultant and batch."""

    def __init__(self, connection: Connection, clock: Clock, batch: BatchId | None) -> None:
        self._connection = connection
        self._now = clock()
        by = Settings(Scope(connection)).consultant_id()
        stamp = Stamp(batch=batch or "", consultant=by, at=iso_instant(self._now))
        self._journal = Journal(connection, stamp, id_source(clock))
        super().__init__(Scope(connection, self._journal))

    @property
    def now(self) -> datetime:
        """The instant of this unit of work, aware, in UTC."""
        return self._now

    def new_id(self) -> str:
        """Return a new record id."""
        return self._journal.new_id()

    def new_ids(self, count: int) -> list[str]:
        """Return as many new record ids, for what comes by the dozen."""
        return self._journal.new_id.many(count)

    def know_cases(self, cases: Iterable[Case]) -> None:
        """Learn which cases firms have, so that writing need not ask for each."""
        self._journal.know_cases({case.enterprise.id: case.id for case in cases})

    def flush_behind(self) -> None:
        """Bring lists and search up to date with what was written, while work goes on.

        For long work that has just read: `commit` does it in any case, all at the end.
        """
        self._journal.flush_behind()

    def commit(self) -> None:
        """Make everything written permanent; when this returns, it is on the disk."""
        self._scope.flush()
        self._connection.commit()

    def rest(self) -> None:
        """Return when nothing is being written any more, so that the transaction can end."""
        self._journal.rest()

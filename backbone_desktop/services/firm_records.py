"""The records of the firms an import is about, read many at a time and kept in step with what it writes.

Rule: within an import a firm's records change here and nowhere else, so that reading once is enough.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.identifiers import ContactId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from backbone_desktop.domain.case import Case
    from backbone_desktop.domain.codes import Origin
    from backbone_desktop.domain.enterprise import Contact, Enterprise
    from backbone_desktop.domain.facts import FactContent, Observation
    from backbone_desktop.domain.identifiers import EnterpriseId
    from backbone_desktop.domain.need import Need
    from backbone_desktop.domain.questionnaire import Response
    from backbone_desktop.storage.unit_of_work import ReadView, UnitOfWork


@dataclass(slots=True)
class FirmRecords:
    """What the casebook holds of one firm.

    Attributes:
        known: The observations; None when some were added since they were read.
        response: The latest to the form that is imported, None when there is none.
    """

    uow: UnitOfWork
    case: Case
    contacts: list[Contact]
    known: tuple[Observation, ...] | None
    response: Response | None = None
    needs: tuple[Need, ...] = ()

    @property
    def enterprise(self) -> Enterprise:
        """The firm."""
        return self.case.enterprise

    @property
    def observations(self) -> tuple[Observation, ...]:
        """What was observed of the firm, read again when the same file says more of it."""
        if self.known is None:
            self.known = self.uow.facts.of(self.enterprise.id)
        return self.known

    def change_enterprise(self, now: Enterprise) -> None:
        """Keep what is known of the firm now."""
        self.uow.enterprises.update(now, before=self.enterprise)
        self.case = replace(self.case, enterprise=now)

    def change_case(self, now: Case) -> None:
        """Keep the case as it is now."""
        if now != self.case:
            self.uow.cases.update(now, before=self.case)
            self.case = now

    def add_contact(self, given: Contact) -> None:
        """Add a person, who is given an id."""
        person = replace(given, id=ContactId(self.uow.new_id()))
        self.uow.contacts.add(person)
        self.contacts.append(person)

    def change_contact(self, known: Contact, now: Contact) -> None:
        """Keep what is known of a person now."""
        self.uow.contacts.update(now, before=known)
        self.contacts[self.contacts.index(known)] = now

    def learn(self, contents: Mapping[str, FactContent], origin: Origin, as_of: date, source: str) -> None:
        """Add what one source says of the firm's facts, of which no one was asked yet."""
        if contents:
            self.uow.facts.learn(self.enterprise.id, contents, origin, as_of, source)
            self.known = None

    def add_response(self, record: Response) -> None:
        """Add the firm's answers."""
        self.uow.responses.add(record)
        self.response = record

    def change_response(self, now: Response) -> None:
        """Keep the firm's answers as they are now."""
        self.uow.responses.update(now)
        self.response = now

    def put_needs(self, response: Response, now: tuple[Need, ...]) -> None:
        """Put the needs a response states in the place of those it stated before."""
        before = self.needs_of(response)
        self.uow.needs.replace(self.case.id, response.id, before, now)
        others = tuple(each for each in self.needs if each.source != response.id)
        self.needs = (*others, *now)

    def needs_of(self, response: Response) -> tuple[Need, ...]:
        """Return the needs that came with a response."""
        return tuple(each for each in self.needs if each.source == response.id)


class FirmsAtHand:
    """The records of the firms that the rows being decided are about.

    Args:
        uow: The transaction of the import.
        before: The casebook as it was when the import began. What the import has not touched is read there,
            so that reading need not wait until all that was decided so far is written.
        form: The form whose responses matter; empty when neither responses nor needs do.
    """

    def __init__(self, uow: UnitOfWork, before: ReadView, form: str = "") -> None:
        self._uow, self._before, self._form = uow, before, form
        self._firms: dict[EnterpriseId, FirmRecords] = {}
        self._given: set[EnterpriseId] = set()

    def take_up(self, firms: Iterable[EnterpriseId]) -> None:
        """Read the records of the firms the next rows are about; the earlier ones are let go."""
        self._firms = self._read(self._before, {firm for firm in firms if firm not in self._given})

    def get(self, firm: EnterpriseId) -> FirmRecords:
        """Return a firm's records, read now when nobody expected them; raises UserError without a case."""
        if firm not in self._firms:
            self._firms |= self._read(self._uow, {firm})
        if firm not in self._firms:
            self._uow.cases.of_enterprise(firm)
        self._given.add(firm)
        return self._firms[firm]

    def open_case(self, case: Case) -> FirmRecords:
        """Add a firm with its case."""
        self._uow.enterprises.add(case.enterprise)
        self._uow.cases.add(case)
        self._given.add(case.enterprise.id)
        self._firms[case.enterprise.id] = opened = FirmRecords(self._uow, case, [], ())
        return opened

    def _read(self, view: ReadView, firms: set[EnterpriseId]) -> dict[EnterpriseId, FirmRecords]:
        cases = view.cases.of_enterprises(firms)
        contacts = view.contacts.of_many(firms)
        observations = view.facts.of_many(firms)
        responses = view.responses.latest_of_many(firms, self._form) if self._form else {}
        needs = view.needs.of_many({case.id for case in cases.values()}) if self._form else {}
        self._uow.know_cases(cases.values())
        return {
            firm: FirmRecords(
                self._uow,
                case,
                list(contacts.get(firm, ())),
                observations.get(firm, ()),
                responses.get(firm),
                needs.get(case.id, ()),
            )
            for firm, case in cases.items()
        }

"""What a casebook keeps of the thirty, apart from ids and instants: equal for equal responses.

Rule: everything an import stores about a firm is in here; what a service adds of its own is told apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.facts import FactContent
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.domain.need import Need
from tests.responses.thirty import COUNT


@dataclass(frozen=True, slots=True)
class StoredFirm:
    """One firm as it was kept.

    Attributes:
        observations: Fact key, content, origin, as-of date and state.
        contacts: Name, title, telephone, e-mail and consent.
        unmapped: Cells no question claims.
    """

    firm: tuple[str, ...]
    answered_on: tuple[date, ...]
    answers: Mapping[str, FactContent | None]
    observations: frozenset[tuple[object, ...]]
    needs: tuple[Need, ...]
    contacts: tuple[tuple[object, ...], ...]
    unmapped: Mapping[str, str]


def stored_firms(services: Services) -> tuple[StoredFirm, ...]:
    """Return every firm of the casebook, in one order for all casebooks."""
    lines = services.casework.list_cases(limit=10 * COUNT).lines
    return tuple(sorted((_stored(services, line.case) for line in lines), key=lambda each: each.firm))


def _stored(services: Services, case: CaseId) -> StoredFirm:
    file = services.casework.open(case)
    firm = file.case.enterprise
    answers = [answer for response in file.responses for answer in response.answers]
    return StoredFirm(
        firm=(
            firm.ubn,
            firm.name,
            firm.site,
            firm.address,
            firm.phone,
            firm.factory_registration,
            firm.county,
        ),
        answered_on=tuple(each.answered_on for each in file.responses),
        answers={each.question: each.content for each in answers},
        observations=frozenset(
            (each.key, each.content, each.origin, each.as_of, each.state) for each in file.observations
        ),
        needs=tuple(
            sorted((replace(each, id="", source="") for each in file.needs), key=lambda each: each.aspect)
        ),
        contacts=tuple(
            (each.name, each.title, each.phone, each.email, each.consent) for each in file.contacts
        ),
        unmapped={key: text for response in file.responses for key, text in response.unmapped.items()},
    )

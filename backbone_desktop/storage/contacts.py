"""聯絡人: the people of a firm.

Rule: whether the personal-data notice was answered is kept as yes, no or not answered.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row

from backbone_desktop.domain.enterprise import Contact
from backbone_desktop.domain.identifiers import ContactId, EnterpriseId
from backbone_desktop.storage.journal import Values
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.tables import contact


class Contacts(Repository):
    """The contacts."""

    def of(self, enterprise: EnterpriseId) -> tuple[Contact, ...]:
        """Return a firm's contacts, first added first."""
        return tuple(map(_read, self._of(contact, "enterprise_id", enterprise)))

    def of_many(self, enterprises: Collection[EnterpriseId]) -> dict[EnterpriseId, tuple[Contact, ...]]:
        """Return the contacts of many firms; a firm without any is absent."""
        found = self._of_many(contact, "enterprise_id", enterprises)
        return {EnterpriseId(firm): tuple(map(_read, rows)) for firm, rows in found.items()}

    def add(self, record: Contact) -> None:
        """Add one person."""
        self._journal.insert(contact, [_row(record)])

    def update(self, record: Contact, before: Contact | None = None) -> bool:
        """Keep a person as now known; return False when nothing changed.

        ``before`` is the record as this transaction holds it, when the caller has read it already.
        """
        return self._journal.update(contact, _row(record), None if before is None else _row(before))


def _row(record: Contact) -> Values:
    return {
        "id": record.id,
        "enterprise_id": record.enterprise,
        "name": record.name,
        "title": record.title,
        "phone": record.phone,
        "email": record.email,
        "consent": None if record.consent is None else int(record.consent),
    }


def _read(row: Row[Any]) -> Contact:
    return Contact(
        id=ContactId(row.id),
        enterprise=EnterpriseId(row.enterprise_id),
        name=row.name,
        title=row.title,
        phone=row.phone,
        email=row.email,
        consent=None if row.consent is None else bool(row.consent),
    )

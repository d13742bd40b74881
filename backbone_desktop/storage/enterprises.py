"""企業: the firms of the casebook, found by number and by folded name.

Rule: nothing here decides that two firms are one; equal keys are only reported.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Row, select

from backbone_desktop.domain.enterprise import Enterprise
from backbone_desktop.domain.identifiers import EnterpriseId
from backbone_desktop.domain.text import fold, fold_name
from backbone_desktop.storage.journal import Values
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.tables import enterprise

_KEYS = select(enterprise.c.id, enterprise.c.ubn, enterprise.c.folded_name, enterprise.c.folded_site)


class EnterpriseKey(NamedTuple):
    """What firms are compared by: ``ubn`` as kept, name and site folded."""

    id: EnterpriseId
    ubn: str
    folded_name: str
    folded_site: str


class Enterprises(Repository):
    """The firms."""

    def get(self, key: EnterpriseId) -> Enterprise:
        """Return one firm; raises UserError when there is none."""
        return read_enterprise(self._one(enterprise, key, "企業"))

    def find_by_ubn(self, ubn: str) -> tuple[Enterprise, ...]:
        """Return the firms with that 統一編號, exactly as kept: none, one, or branches that share it."""
        return tuple(map(read_enterprise, self._of(enterprise, "ubn", ubn)))

    def find_by_name(self, name: str) -> tuple[Enterprise, ...]:
        """Return the firms whose name folds to the same key as ``name``."""
        return tuple(map(read_enterprise, self._of(enterprise, "folded_name", fold_name(name))))

    def all_keys(self) -> Iterator[EnterpriseKey]:
        """Yield what every firm is compared by, for imports that look thousands of them up."""
        for row in self._connection.execute(_KEYS):
            yield EnterpriseKey(*row)

    def add(self, record: Enterprise) -> None:
        """Add one firm."""
        self._journal.insert(enterprise, [_row(record)])

    def update(self, record: Enterprise, before: Enterprise | None = None) -> bool:
        """Keep a firm as it is now; return False when nothing changed.

        ``before`` is the record as this transaction holds it, when the caller has read it already.
        """
        return self._journal.update(enterprise, _row(record), None if before is None else _row(before))


def _row(record: Enterprise) -> Values:
    return {
        "id": record.id,
        "name": record.name,
        "ubn": record.ubn,
        "site": record.site,
        "address": record.address,
        "county": record.county,
        "phone": record.phone,
        "factory_registration": record.factory_registration,
        "folded_name": fold_name(record.name),
        "folded_site": fold(record.site),
    }


def read_enterprise(row: Row[Any]) -> Enterprise:
    """Read one firm from its row."""
    return Enterprise(
        id=EnterpriseId(row.id),
        name=row.name,
        ubn=row.ubn,
        site=row.site,
        address=row.address,
        county=row.county,
        phone=row.phone,
        factory_registration=row.factory_registration,
    )

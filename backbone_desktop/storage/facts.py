"""The observations of facts, all kept; which of them counts is the domain's decision.

Rule: a value is never overwritten by another value, only confirmed, corrected, refused or withdrawn.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, literal_column, select

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.domain.fact_codec import content_from_json, content_to_json
from backbone_desktop.domain.facts import FactContent, Observation
from backbone_desktop.domain.identifiers import EnterpriseId
from backbone_desktop.storage.canonical import dump, load
from backbone_desktop.storage.journal import Values
from backbone_desktop.storage.repository import Repository, iso_instant
from backbone_desktop.storage.tables import observation

_OF = (
    select(observation)
    .where(observation.c.enterprise_id == bindparam("firm"), observation.c.withdrawn == 0)
    .order_by(literal_column("rowid"))
)
_EVER = (
    select(observation)
    .where(observation.c.enterprise_id == bindparam("firm"), observation.c.key == bindparam("fact"))
    .order_by(literal_column("rowid"))
)
_CHOSEN = select(observation.c.id, observation.c.as_of).where(
    observation.c.enterprise_id == bindparam("firm"),
    observation.c.key == bindparam("fact"),
    observation.c.chosen == 1,
)


@dataclass(frozen=True, slots=True)
class KeptObservation:
    """An observation as the history holds it, taken back or not."""

    observation: Observation
    withdrawn: bool


class Facts(Repository):
    """The observations."""

    def of(self, enterprise: EnterpriseId) -> tuple[Observation, ...]:
        """Return what was observed of a firm and not withdrawn, first recorded first."""
        return tuple(map(_read, self._connection.execute(_OF, {"firm": enterprise})))

    def of_many(self, enterprises: Collection[EnterpriseId]) -> dict[EnterpriseId, tuple[Observation, ...]]:
        """Return the same of many firms; a firm of which nothing was observed is absent."""
        found = self._of_many(observation, "enterprise_id", enterprises)
        return {
            EnterpriseId(firm): tuple(_read(row) for row in rows if not row.withdrawn)
            for firm, rows in found.items()
        }

    def ever(self, enterprise: EnterpriseId, fact: str) -> tuple[KeptObservation, ...]:
        """Return whatever was observed of one fact of a firm, first recorded first."""
        rows = self._connection.execute(_EVER, {"firm": enterprise, "fact": fact})
        return tuple(KeptObservation(_read(row), bool(row.withdrawn)) for row in rows)

    def add(self, enterprise: EnterpriseId, record: Observation) -> None:
        """Add one observation.

        A choice takes the place of the one before; a settled value only of one about a day not after its own.
        """
        self._journal.insert(observation, [_row(enterprise, record)])
        if record.chosen:
            self._clear_choices(enterprise, record.key, but=record.id)
        elif record.settled:
            self._clear_choices(enterprise, record.key, but=record.id, until=record.as_of)

    def learn(
        self,
        enterprise: EnterpriseId,
        contents: Mapping[str, FactContent],
        origin: Origin,
        as_of: date,
        source: str,
    ) -> None:
        """Add what one source said of a firm's facts, unconfirmed, logged as one change under the source.

        Args:
            enterprise: The firm.
            contents: What was said, by fact.
            origin: What kind of source it is.
            as_of: The day the values hold for.
            source: Id of the record or the import they came with.
        """
        if not contents:
            return
        alike = {
            "enterprise_id": enterprise,
            "origin": origin.value,
            "as_of": as_of.isoformat(),
            "state": ConfirmationState.UNCONFIRMED.value,
            "recorded_at": self._journal.at,
            "source": source,
            "chosen": 0,
            "withdrawn": 0,
        }
        ids = self._journal.new_id.many(len(contents))
        rows = [
            {"id": fresh, "key": key, "content": dump(content_to_json(content)), **alike}
            for fresh, (key, content) in zip(ids, contents.items(), strict=True)
        ]
        self._journal.insert_group(observation, rows, source or enterprise)

    def choose(self, key: str) -> None:
        """Settle a contradiction in favour of one observation; an earlier choice for the fact is cleared."""
        row = self._journal.require(observation, key)
        self._clear_choices(row["enterprise_id"], row["key"], but=key)
        self._journal.update(observation, row | {"chosen": 1})

    def withdraw(self, key: str) -> None:
        """Take an observation out of what counts; it stays in the file and in the history."""
        self._journal.update(
            observation, self._journal.require(observation, key) | {"withdrawn": 1, "chosen": 0}
        )

    def _clear_choices(self, enterprise: str, fact: str, *, but: str, until: date = date.max) -> None:
        for chosen in self._connection.execute(_CHOSEN, {"firm": enterprise, "fact": fact}).all():
            if chosen.id != but and chosen.as_of <= until.isoformat():
                row = self._journal.require(observation, chosen.id)
                self._journal.update(observation, row | {"chosen": 0})


def _row(enterprise: EnterpriseId, record: Observation) -> Values:
    return {
        "id": record.id,
        "enterprise_id": enterprise,
        "key": record.key,
        "content": None if record.content is None else dump(content_to_json(record.content)),
        "origin": record.origin.value,
        "as_of": record.as_of.isoformat(),
        "state": record.state.value,
        "recorded_at": iso_instant(record.recorded_at),
        "source": record.source,
        "chosen": int(record.chosen),
        "withdrawn": 0,
    }


def _read(row: Row[Any]) -> Observation:
    return Observation(
        id=row.id,
        key=row.key,
        content=None if row.content is None else content_from_json(load(row.content)),
        origin=Origin(row.origin),
        as_of=date.fromisoformat(row.as_of),
        state=ConfirmationState(row.state),
        recorded_at=datetime.fromisoformat(row.recorded_at),
        source=row.source,
        chosen=bool(row.chosen),
    )

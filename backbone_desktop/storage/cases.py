"""個案: one per enterprise, its whole file, and the list of all of them.

Rule: the list is read in pages by position, never by counting rows over; each order has its index.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, literal_column, select, text, tuple_

from backbone_desktop.domain.case import Case, CaseFile, CaseLine
from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.enterprise import Enterprise
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import CaseId, EnterpriseId
from backbone_desktop.storage.case_files import read_case_file
from backbone_desktop.storage.case_lines import lines_as_of, read_line
from backbone_desktop.storage.enterprises import read_enterprise
from backbone_desktop.storage.journal import Values
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.search_index import match_expression
from backbone_desktop.storage.tables import case_line, enterprise, service_case

ORDERS: Mapping[str, str] = MappingProxyType(
    {
        "name": "name_key",
        "ubn": "ubn",
        "assigned_on": "assigned_on",
        "last_contact": "last_contact_on",
        "next": "next_on",
        "open_needs": "open_needs",
        "unconfirmed": "unconfirmed",
    }
)
"""Names of orders and the columns behind them; a name after ``-`` runs backwards."""


_IDS = select(service_case.c.id).order_by(literal_column("rowid"))
_CONSULTANTS = (
    select(service_case.c.consultant)
    .where(service_case.c.consultant != "")
    .distinct()
    .order_by(service_case.c.consultant)
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the order's value there, and the case."""

    value: str | int
    case: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of the case list; ``next`` leads to the following one, None at the end."""

    lines: tuple[CaseLine, ...]
    next: Cursor | None


class Cases(Repository):
    """The cases."""

    def get(self, key: CaseId) -> Case:
        """Return one case; raises UserError when there is none."""
        return self._read(service_case.c.id == key)

    def find(self, key: CaseId) -> Case | None:
        """Return one case, None when there is none."""
        return self._found(service_case.c.id == key)

    def ids(self) -> tuple[CaseId, ...]:
        """Return the ids of all cases, first opened first."""
        return tuple(map(CaseId, self._connection.scalars(_IDS)))

    def of_enterprise(self, key: EnterpriseId) -> Case:
        """Return the case of a firm; raises UserError when there is none."""
        return self._read(service_case.c.enterprise_id == key)

    def of_enterprises(self, keys: Collection[EnterpriseId]) -> dict[EnterpriseId, Case]:
        """Return the cases of many firms; a firm without one is absent."""
        firms = {
            row.id: read_enterprise(row)
            for rows in self._of_many(enterprise, "id", keys).values()
            for row in rows
        }
        return {
            EnterpriseId(firm): _case(rows[0], firms[firm])
            for firm, rows in self._of_many(service_case, "enterprise_id", keys).items()
        }

    def file(self, key: CaseId) -> CaseFile:
        """Return everything kept on one case; raises UserError when there is none."""
        return read_case_file(self._scope, self.get(key))

    def add(self, record: Case) -> None:
        """Open a case for a firm that is already kept."""
        self._journal.insert(service_case, [_row(record)])

    def update(self, record: Case, before: Case | None = None) -> bool:
        """Keep a case's stage, date and consultant; return False when nothing changed.

        ``before`` is the record as this transaction holds it, when the caller has read it already.
        """
        return self._journal.update(service_case, _row(record), None if before is None else _row(before))

    def page(
        self,
        search: str = "",
        stage: Stage | None = None,
        order: str = "name",
        after: Cursor | None = None,
        limit: int = 100,
    ) -> CasePage:
        """Return one page of the case list.

        Args:
            search: Words to be found in name, number, site, address or a contact's name; empty for all.
            stage: Only cases at that stage.
            order: One of `ORDERS`, with ``-`` in front to run backwards.
            after: The end of the page before.
            limit: Lines in a page.

        Raises:
            ValueError: No such order.
        """
        backwards, name = order.startswith("-"), order.removeprefix("-")
        if name not in ORDERS:
            raise ValueError(f"no such order: {order}")
        values = _filter_values(search, stage)
        if values is None:
            return CasePage((), None)
        statement = _page_statement(ORDERS[name], backwards, after is not None, frozenset(values))
        if after is not None:
            values |= {"value": after.value, "case": after.case}
        self._scope.flush()
        rows = self._connection.execute(statement, {**values, "limit": limit + 1}).all()
        lines = tuple(read_line(row) for row in rows[:limit])
        if len(rows) <= limit:
            return CasePage(lines, None)
        return CasePage(lines, Cursor(getattr(rows[limit - 1], ORDERS[name]), lines[-1].case))

    def stage_counts(self, search: str = "") -> Mapping[Stage, int]:
        """Count the cases at every stage, those without any as 0."""
        counts = dict.fromkeys(Stage, 0)
        values = _filter_values(search)
        if values is not None:
            self._scope.flush()
            rows = self._connection.execute(_count_statement(frozenset(values)), values)
            counts.update((Stage(row.stage), row.cases) for row in rows)
        return counts

    def consultants(self) -> tuple[str, ...]:
        """Return the names cases are assigned to, in the order of their characters."""
        return tuple(self._connection.scalars(_CONSULTANTS))

    def lines_as_of(self, day: date) -> tuple[CaseLine, ...]:
        """Return a line for every case assigned by that day, by name, as its log stood at the day's end."""
        return lines_as_of(self._connection, day)

    def _read(self, condition: ColumnElement[bool]) -> Case:
        case = self._found(condition)
        if case is None:
            raise UserError(
                "找不到個案", "這個個案不在個案簿裡，可能已被復原或移除。", "請重新整理清單後再試一次。"
            )
        return case

    def _found(self, condition: ColumnElement[bool]) -> Case | None:
        firm = enterprise.c
        statement = select(
            service_case.c.id.label("case_key"), service_case.c.stage, service_case.c.assigned_on,
            service_case.c.consultant, *firm,
        ).join_from(service_case, enterprise, firm.id == service_case.c.enterprise_id)  # fmt: skip
        row = self._connection.execute(statement.where(condition)).first()
        if row is None:
            return None
        return Case(
            id=CaseId(row.case_key),
            enterprise=read_enterprise(row),
            stage=Stage(row.stage),
            assigned_on=date.fromisoformat(row.assigned_on),
            consultant=row.consultant,
        )


def _case(row: Row[Any], firm: Enterprise) -> Case:
    return Case(CaseId(row.id), firm, Stage(row.stage), date.fromisoformat(row.assigned_on), row.consultant)


def _row(record: Case) -> Values:
    return {
        "id": record.id,
        "enterprise_id": record.enterprise.id,
        "stage": record.stage.value,
        "assigned_on": record.assigned_on.isoformat(),
        "consultant": record.consultant,
    }


_FOUND = text(
    "case_line.case_id IN (SELECT s.case_id FROM search_index"
    " JOIN search_entry AS s ON s.id = search_index.rowid WHERE search_index MATCH :sought)"
)


def _filter_values(search: str, stage: Stage | None = None) -> dict[str, Any] | None:
    """Return the values of the filters in use, by name; None when the search can match nothing."""
    values: dict[str, Any] = {}
    if search.strip():
        values["sought"] = match_expression(search, "firm")
        if not values["sought"]:
            return None
    if stage is not None:
        values["stage"] = stage.value
    return values


def _filtered(statement: Select[Any], filters: frozenset[str]) -> Select[Any]:
    if "sought" in filters:
        statement = statement.where(_FOUND)
    if "stage" in filters:
        statement = statement.where(case_line.c.stage == bindparam("stage"))
    return statement


@cache
def _page_statement(column: str, backwards: bool, continued: bool, filters: frozenset[str]) -> Select[Any]:
    position = (case_line.c[column], case_line.c.case_id)
    statement = _filtered(select(case_line), filters)
    if continued:
        here, there = tuple_(*position), tuple_(bindparam("value"), bindparam("case"))
        statement = statement.where(here < there if backwards else here > there)
    ordered = [each.desc() if backwards else each for each in position]
    return statement.order_by(*ordered).limit(bindparam("limit"))


@cache
def _count_statement(filters: frozenset[str]) -> Select[Any]:
    statement = select(case_line.c.stage, func.count().label("cases"))
    return _filtered(statement, filters).group_by(case_line.c.stage)

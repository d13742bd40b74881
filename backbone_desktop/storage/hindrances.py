"""What stands against taking back what a batch did to a firm.

Rule: a firm that the import had opened goes only when nothing at all was added to it since; of one that was
there before, what counts is its own data, not the log of the work on it. What was changed and changed back
does not count, and neither does another import that was itself taken back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Row, Select, Table, bindparam, select

from backbone_desktop.domain.identifiers import CaseId, EnterpriseId
from backbone_desktop.domain.undoing import Hindrance, HindranceKind
from backbone_desktop.storage.batch_steps import FirmStep, batch_of_step, firm_of, is_blackened, rows_by_id
from backbone_desktop.storage.journal import Values, logged
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.tables import APPEND_ONLY, batch, change, enterprise, metadata, service_case

_DATA = frozenset({"enterprise", "contact", "observation", "response", "need"})
_RECORDED = frozenset(table.name for table in APPEND_ONLY)
_CHUNK = 500
_SINCE: Select[Any] = select(
    change.c.sequence, change.c.batch, change.c.kind, change.c.record, change.c.case_id
).where(change.c.sequence > bindparam("after"))  # fmt: skip
_ENTRIES: Select[Any] = (
    select(change)
    .where(change.c.sequence.in_(bindparam("sequences", expanding=True)))
    .order_by(change.c.sequence)
)
_FILES = select(batch.c.id, batch.c.file_name)
_FIRMS: Select[Any] = select(
    enterprise.c.id, enterprise.c.ubn, enterprise.c.folded_name, enterprise.c.folded_site
)
_CASES = select(service_case.c.id, service_case.c.enterprise_id)
ItemT = TypeVar("ItemT")
Found = dict[str, list[Hindrance]]
"""Hindrances by firm."""
_State = tuple[Any, str]
"""What a row was, and the batch or step that made it so."""


class Against(NamedTuple):
    """What stands against reversing the step of one firm.

    Attributes:
        hindrances: None when the step can be reversed.
        rival: The case of another firm that answers to the same number or name, if that is a reason.
    """

    hindrances: tuple[Hindrance, ...]
    rival: CaseId


class Hindrances(Repository):
    """The search for them; reads only."""

    def against(self, steps: Sequence[FirmStep]) -> Mapping[EnterpriseId, Against]:
        """Return what stands against reversing these steps, the last ones of one batch, by firm."""
        cases = {row.id: row.enterprise_id for row in self._connection.execute(_CASES)}
        found: Found = {step.firm: list(_own(step)) for step in steps}
        rivals = self._find_rivals(steps, found)
        self._find_later_changes(steps, cases, found)
        self._find_unlogged_changes(steps, found)
        home = {firm: case for case, firm in cases.items()}
        return {
            step.firm: Against(
                tuple(dict.fromkeys(found[step.firm])), CaseId(home.get(rivals.get(step.firm, ""), ""))
            )
            for step in steps
        }

    def _find_later_changes(self, steps: Sequence[FirmStep], cases: dict[str, str], found: Found) -> None:
        files = {row.id: row.file_name for row in self._connection.execute(_FILES)}
        for step, nets in self._later_changes(steps, cases):
            for kind, by in nets:
                if _counts(step, kind):
                    later = batch_of_step(by)
                    hindrance = (
                        Hindrance(HindranceKind.LATER_BATCH, files.get(later, ""))
                        if later
                        else Hindrance(HindranceKind.of(kind))
                    )
                    found[step.firm].append(hindrance)

    def _later_changes(
        self, steps: Sequence[FirmStep], cases: dict[str, str]
    ) -> Iterator[tuple[FirmStep, Iterable[tuple[str, str]]]]:
        """Yield for each firm the kinds of rows that differ since its step, and every batch that did it."""
        by_firm = {str(step.firm): step for step in steps}
        firms = cases | {str(step.case): str(step.firm) for step in steps if step.case}
        concerned: dict[int, FirmStep] = {}
        after = min((step.last for step in steps), default=0)
        for row in self._connection.execute(_SINCE, {"after": after}):
            firm = row.record if row.kind == enterprise.name else firms.get(row.case_id, "")
            step = by_firm.get(firm)
            if step is not None and row.sequence > step.last:
                concerned[row.sequence] = step
        followed: dict[str, dict[tuple[str, str], list[_State]]] = {}
        for row in self._entries(sorted(concerned)):
            _follow(followed.setdefault(concerned[row.sequence].firm, {}), row, firms)
        for firm, states in followed.items():
            yield by_firm[firm], ((kind, by) for (kind, _), path in states.items() for _, by in path[1:])

    def _entries(self, sequences: Sequence[int]) -> Iterator[Row[Any]]:
        for chunk in _chunks(sequences):
            yield from self._connection.execute(_ENTRIES, {"sequences": chunk})

    def _find_unlogged_changes(self, steps: Sequence[FirmStep], found: Found) -> None:
        """Compare every row with how the step left it; the log should have told, but it is not relied on."""
        wanted: dict[str, dict[str, tuple[str, Values | None]]] = {}
        for step in steps:
            if not found[step.firm]:
                for move in step.moves:
                    wanted.setdefault(move.kind, {})[move.key] = (step.firm, move.after)
        for kind, rows in wanted.items():
            table = metadata.tables[kind]
            now = self._rows(table, list(rows))
            for key, (firm, left) in rows.items():
                if now.get(key) != left:
                    found[firm].append(Hindrance(HindranceKind.of(kind)))

    def _rows(self, table: Table, keys: Sequence[str]) -> dict[str, Values]:
        rows: dict[str, Values] = {}
        for chunk in _chunks(keys):
            for row in self._connection.execute(_by_ids(table), {"keys": chunk}).mappings():
                rows[row["id"]] = logged(table, dict(row))
        return rows

    def _find_rivals(self, steps: Sequence[FirmStep], found: Found) -> dict[str, str]:
        """Find firms that would come back under the number or the name of another; return which other."""
        returning = {step.firm: image for step in steps if (image := _new_identity(step)) is not None}
        if not returning:
            return {}
        present = list(self._connection.execute(_FIRMS))
        numbered = _grouped(present, lambda row: (row.ubn, row.folded_site) if row.ubn else None)
        named = _grouped(present, lambda row: (row.folded_name, row.folded_site))
        rivals: dict[str, str] = {}
        for firm, image in returning.items():
            site = image["folded_site"]
            same = numbered.get((image["ubn"], site), []) if image["ubn"] else []
            alike = named.get((image["folded_name"], site), [])
            others = [*same, *(row for row in alike if not row.ubn or not image["ubn"])]
            rival = next((row.id for row in others if row.id != firm), None)
            if rival is not None:
                rivals[firm] = rival
                found[firm].append(Hindrance(HindranceKind.RIVAL))
        return rivals


def _chunks(items: Sequence[ItemT]) -> Iterator[Sequence[ItemT]]:
    return (items[at : at + _CHUNK] for at in range(0, len(items), _CHUNK))


def _own(step: FirmStep) -> Iterator[Hindrance]:
    """Yield what the step itself says against its reversal."""
    if not step.readable:
        yield Hindrance(HindranceKind.ERASED)
    yield from (Hindrance(HindranceKind.of(move.kind)) for move in step.moves if move.kind in _RECORDED)


def _counts(step: FirmStep, kind: str) -> bool:
    """Whether a later record of that kind keeps the firm as it is."""
    opened = step.move_of(enterprise.name)
    if opened is not None and opened.before is None:
        return True
    return kind in _DATA or (kind == service_case.name and step.move_of(kind) is not None)


def _follow(paths: dict[tuple[str, str], list[_State]], row: Row[Any], firms: dict[str, str]) -> None:
    """Keep of each row the states that lead to the last one, each with the batch that brought it.

    A row that is again what it was before is back there: what lies between was taken back.
    """
    if is_blackened(row):
        # What it said is gone; that something was done is not.
        paths.setdefault((row.kind, row.record), [(None, "")]).append((row.sequence, row.batch))
        return
    before, after = rows_by_id(row.before), rows_by_id(row.after)
    for key in {**before, **after}:
        if firm_of(row.kind, after.get(key) or before[key], firms):
            path = paths.setdefault((row.kind, key), [(before.get(key), "")])
            now = after.get(key)
            back = next((at for at, (state, _) in enumerate(path) if state == now), None)
            if back is None:
                path.append((now, row.batch))
            else:
                del path[back + 1 :]


def _new_identity(step: FirmStep) -> Values | None:
    """Return the firm as it would be again, None when its number, name and site stay as they are."""
    move = step.move_of(enterprise.name)
    if move is None or move.before is None:
        return None
    names = ("ubn", "folded_name", "folded_site")
    now = move.after
    if now is not None and all(now[name] == move.before[name] for name in names):
        return None
    return move.before


def _grouped(
    rows: Iterable[Row[Any]], key: Callable[[Row[Any]], tuple[str, str] | None]
) -> dict[tuple[str, str], list[Row[Any]]]:
    groups: dict[tuple[str, str], list[Row[Any]]] = {}
    for row in rows:
        if (group := key(row)) is not None:
            groups.setdefault(group, []).append(row)
    return groups


@cache
def _by_ids(table: Table) -> Select[Any]:
    return select(table).where(table.c.id.in_(bindparam("keys", expanding=True)))

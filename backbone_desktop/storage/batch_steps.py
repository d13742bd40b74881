"""What an import, and each undoing or redoing of it, did to every firm, as the change log tells it.

Rule: an import and whatever takes it back are steps of one batch, known by the batch their entries carry.
What a batch means for a firm now is the last step that touched the firm; going back is reversing that one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, bindparam, select

from backbone_desktop.domain.codes import LabelledCode
from backbone_desktop.domain.identifiers import BatchId, CaseId, EnterpriseId
from backbone_desktop.storage.canonical import load
from backbone_desktop.storage.journal import Exchange, Values
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.tables import change, enterprise, metadata, service_case

_AFTER_ANY_STEP = "~"
"""Sorts behind whatever follows a batch's id in the names of its steps."""
_OF_BATCH = (
    select(change)
    .where(change.c.batch >= bindparam("first"), change.c.batch < bindparam("end"))
    .order_by(change.c.sequence)
)
_NAME = select(enterprise.c.name, enterprise.c.ubn).where(enterprise.c.id == bindparam("firm"))
_CASES = select(service_case.c.id, service_case.c.enterprise_id)


class Direction(LabelledCode):
    """Which way a step goes."""

    UNDO = "undo", "復原"
    REDO = "redo", "重做"


def step_name(batch: BatchId, direction: Direction, key: str) -> BatchId:
    """Return what the entries of one undoing or redoing carry as their batch; ``key`` makes it unique."""
    return BatchId(f"{batch}/{direction.value}/{key}")


def batch_of_step(name: str) -> BatchId:
    """Return the batch that an entry's batch or step belongs to."""
    return BatchId(name.partition("/")[0])


@dataclass(frozen=True, slots=True)
class RowMove:
    """One row before and after a step, None where there was none; ``under`` is what its log entry named."""

    kind: str
    key: str
    under: str
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class FirmStep:
    """What the last step of a batch that touched a firm did to it.

    Attributes:
        step: The batch's id for the import, else the step's name.
        last: The number of the step's last entry about the firm.
        moves: In the order the rows were first touched, each once, from first to last state.
        readable: False when texts were blackened since.
    """

    firm: EnterpriseId
    case: CaseId
    step: str
    last: int
    moves: tuple[RowMove, ...]
    readable: bool

    @property
    def applied(self) -> bool:
        """Whether the firm is as the import left it, rather than taken back."""
        return f"/{Direction.UNDO.value}/" not in self.step

    def move_of(self, kind: str) -> RowMove | None:
        """Return the first move of a row of that kind, None when no such row was touched."""
        return next((move for move in self.moves if move.kind == kind), None)


class BatchSteps(Repository):
    """The steps of batches."""

    def latest(self, batch: BatchId) -> tuple[FirmStep, ...]:
        """Return the last step of the batch for every firm it touched, in the order it touched them."""
        reading = _Reading({row.id: row.enterprise_id for row in self._connection.execute(_CASES)})
        limits = {"first": batch, "end": f"{batch}/{_AFTER_ANY_STEP}"}
        for row in self._connection.execute(_OF_BATCH, limits):
            reading.add(row)
        return tuple(reading.steps())

    def name_of(self, step: FirmStep) -> tuple[str, str]:
        """Return name and 統一編號 of a step's firm as they are or, when it is gone, as they were."""
        row = self._connection.execute(_NAME, {"firm": step.firm}).first()
        if row is not None:
            return row.name, row.ubn
        move = step.move_of(enterprise.name)
        last = (move and (move.after or move.before)) or {"name": "", "ubn": ""}
        return last["name"], last["ubn"]

    def reverse(self, steps: Sequence[FirmStep]) -> None:
        """Bring everything these steps touched back to how it was before them."""
        self._journal.exchange_many([each for step in steps for each in _exchanges(step)])


@dataclass(slots=True)
class _Draft:
    """The step of one firm while it is read; ``moves`` hold what rows came under, and their states."""

    step: str
    last: int = 0
    readable: bool = True
    moves: dict[tuple[str, str], tuple[str, Values | None, Values | None]] = field(default_factory=dict)


class _Reading:
    """Sorts the entries of a batch by firm; a later step takes the place of an earlier one."""

    def __init__(self, firms: dict[str, str]) -> None:
        self._firms = firms
        self._cases = {firm: case for case, firm in firms.items()}
        self._drafts: dict[str, _Draft] = {}

    def add(self, row: Row[Any]) -> None:
        """Take in one entry; those that are about no firm are left out."""
        if is_blackened(row):
            self._add_blackened(row)
            return
        before, after = rows_by_id(row.before), rows_by_id(row.after)
        for key in {**before, **after}:
            image = after.get(key) or before[key]
            if row.kind == service_case.name:
                self._firms[key] = image["enterprise_id"]
                self._cases[image["enterprise_id"]] = key
            firm = firm_of(row.kind, image, self._firms)
            if firm:
                draft = self._draft(firm, row)
                first = draft.moves.get((row.kind, key))
                under, known = (row.record, before.get(key)) if first is None else first[:2]
                draft.moves[row.kind, key] = (under, known, after.get(key))

    def steps(self) -> Iterator[FirmStep]:
        """Yield what was found."""
        for firm, draft in self._drafts.items():
            moves = (RowMove(kind, key, *states) for (kind, key), states in draft.moves.items())
            told = tuple(move for move in moves if move.before != move.after)
            if told or not draft.readable:
                case = CaseId(self._cases.get(firm, ""))
                yield FirmStep(EnterpriseId(firm), case, draft.step, draft.last, told, draft.readable)

    def _add_blackened(self, row: Row[Any]) -> None:
        firm = row.record if row.kind == enterprise.name else self._firms.get(row.case_id, "")
        if firm:
            self._draft(firm, row).readable = False

    def _draft(self, firm: str, row: Row[Any]) -> _Draft:
        draft = self._drafts.get(firm)
        if draft is None or draft.step != row.batch:
            draft = self._drafts[firm] = _Draft(row.batch)
        draft.last = row.sequence
        return draft


def is_blackened(row: Row[Any]) -> bool:
    """Whether a text of an entry was taken out of the log, which keeps its digest."""
    return bool((row.before is None and row.before_digest) or (row.after is None and row.after_digest))


def rows_by_id(text: str | None) -> dict[str, Values]:
    """Return the row or the rows of one side of an entry by their ids."""
    rows = [] if text is None else load(text)
    return {row["id"]: row for row in (rows if isinstance(rows, list) else [rows])}


def firm_of(kind: str, row: Values, firms: dict[str, str]) -> str:
    """Return the firm a row is about, empty for what is about none; ``firms`` are known by their cases."""
    if kind == enterprise.name:
        return str(row["id"])
    return str(row.get("enterprise_id") or firms.get(row.get("case_id", ""), ""))


def _exchanges(step: FirmStep) -> Iterable[Exchange]:
    """Return what reverses a step: rows that came together are put back together."""
    groups: dict[tuple[str, str], list[RowMove]] = {}
    for move in step.moves:
        groups.setdefault((move.kind, move.under), []).append(move)
    for (kind, under), moves in groups.items():
        yield Exchange(
            metadata.tables[kind],
            under,
            step.case,
            tuple(move.after for move in moves if move.after is not None),
            tuple(move.before for move in moves if move.before is not None),
        )

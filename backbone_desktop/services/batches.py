"""匯入批次: the imports kept, and taking one back or doing it again.

Rule: what a human touched since is never taken back, only listed; one undoing is one transaction, and its
preview looks for the same hindrances.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.errors import Cancelled, UserError
from backbone_desktop.domain.identifiers import BatchId, CaseId
from backbone_desktop.domain.intake import Batch, BatchKind
from backbone_desktop.domain.undoing import Hindrance, HindranceKind, KeptRow, UndoReport
from backbone_desktop.services.changes import Changes, Done, Kind
from backbone_desktop.services.drafts import DraftService
from backbone_desktop.storage.batch_steps import Direction, step_name
from backbone_desktop.storage.ids import id_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.services.context import Context
    from backbone_desktop.storage.batch_steps import FirmStep
    from backbone_desktop.storage.unit_of_work import ReadView

FIRMS_AT_ONCE = 50
BROUGHT = {BatchKind.ROSTER: "enterprise", BatchKind.RESPONSES: "response"}
"""The kind of record that a new row of such a file brings into the casebook."""
Progress = Callable[[int, int], None]


class BatchService:
    """Use cases on whole imports."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list(self) -> tuple[Batch, ...]:
        """Return the imports kept, newest first."""
        with self._context.casebook.read() as view:
            return view.batches.list()

    def get(self, batch: BatchId) -> Batch:
        """Return one import; raises UserError when there is none."""
        with self._context.casebook.read() as view:
            return view.batches.get(batch)

    def find(self, reference: str) -> Batch:
        """Return the batch meant by its number, the first import being 1, or by the beginning of its id.

        Raises:
            UserError: No batch, or more than one, answers to it.
        """
        oldest_first = self.list()[::-1]
        asked = reference.strip()
        # An id begins with 0, a number does not, so that they are told apart.
        if asked.isascii() and asked.isdecimal() and not asked.startswith("0"):
            found = oldest_first[int(asked) - 1 : int(asked)]
        else:
            found = tuple(each for each in oldest_first if asked and each.id.startswith(asked))
        if len(found) == 1:
            return found[0]
        told = f"以「{asked}」開頭的批次有 {len(found)} 個。" if found else "個案簿裡沒有這個編號的匯入批次。"
        title = f"無法確定是哪一個批次：「{asked}」" if found else f"找不到匯入批次「{asked}」"
        raise UserError(title, told, "請以「imports list」查看批次編號。")

    def undo_preview(self, batch: BatchId) -> UndoReport:
        """Say what taking a batch back would do, leaving the casebook as it is.

        Raises:
            UserError: There is no such batch, or it is taken back already.
        """
        return self._preview(batch, Direction.UNDO)

    def redo_preview(self, batch: BatchId) -> UndoReport:
        """Say what doing a batch again would do, leaving the casebook as it is.

        Raises:
            UserError: There is no such batch, or it is not taken back.
        """
        return self._preview(batch, Direction.REDO)

    def undo(
        self,
        batch: BatchId,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Done[UndoReport]:
        """Remove what an import created and restore what it changed, but for firms touched since.

        A batch of which every firm was touched stays as it is, and the report says so.

        Raises:
            UserError: There is no such batch, or it is taken back already.
            Cancelled: Stopped on request; everything is as it was.
        """
        return self._go(batch, Direction.UNDO, _Watch(progress, cancelled))

    def redo(
        self,
        batch: BatchId,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Done[UndoReport]:
        """Bring back what taking an import back had removed or restored, but for firms touched since.

        Raises:
            UserError: There is no such batch, or it is not taken back.
            Cancelled: Stopped on request; everything is as it was.
        """
        return self._go(batch, Direction.REDO, _Watch(progress, cancelled))

    def _preview(self, batch: BatchId, direction: Direction) -> UndoReport:
        with self._context.casebook.read() as view:
            return self._plan(view, batch, direction).report

    def _go(self, batch: BatchId, direction: Direction, watch: _Watch) -> Done[UndoReport]:
        casebook = self._context.casebook
        step = step_name(batch, direction, id_source(casebook.clock)())
        with casebook.write(batch=step) as uow:
            plan = self._plan(uow, batch, direction)
            watch.look(0, len(plan.steps))
            for at in range(0, len(plan.steps), FIRMS_AT_ONCE):
                uow.steps.reverse(plan.steps[at : at + FIRMS_AT_ONCE])
                watch.look(min(at + FIRMS_AT_ONCE, len(plan.steps)), len(plan.steps))
            if not plan.steps:
                return Done(plan.report, Changes.of())
            uow.batches.mark_undone(batch, undone=direction is Direction.UNDO)
            done = replace(plan.report, batch=uow.batches.get(batch))
            uow.commit()
        return Done(done, Changes.of(Kind.CASES, Kind.FACTS, Kind.ANSWERS, Kind.NEEDS, Kind.BATCHES))

    def _plan(self, view: ReadView, key: BatchId, direction: Direction) -> _Plan:
        batch = view.batches.get(key)
        _refuse_twice(batch, direction)
        undoing = direction is Direction.UNDO
        steps = [each for each in view.steps.latest(key) if each.applied is undoing]
        against = view.hindrances.against(steps)
        drafts = frozenset(DraftService(self._context).cases())
        free, kept = [], []
        for step in steps:
            found, rival = against[step.firm]
            if _removes(step, "service_case") and step.case in drafts:
                found = (*found, Hindrance(HindranceKind.DRAFT))
            if found:
                kept.append(_kept(view, step, found, rival))
            else:
                free.append(step)
        removed = sum(undoing and _removes(step, BROUGHT[batch.kind]) for step in free)
        return _Plan(tuple(free), UndoReport(batch, len(free) - removed, removed, tuple(kept)))


@dataclass(frozen=True, slots=True)
class _Watch:
    """How the work is watched and stopped."""

    progress: Progress
    cancelled: Callable[[], bool]

    def look(self, done: int, total: int) -> None:
        """Tell how far it is; raises Cancelled when it is to stop."""
        if self.cancelled():
            raise Cancelled
        self.progress(done, total)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is going to be reversed, and what will be told of it."""

    steps: tuple[FirmStep, ...]
    report: UndoReport


def _refuse_twice(batch: Batch, direction: Direction) -> None:
    if direction is Direction.UNDO and batch.undone:
        raise UserError(
            f"「{batch.file_name}」這一批已經復原過了",
            "同一批不能連續復原兩次。",
            "要把內容放回去，請改用重做；要連當時保留的企業一起復原，請先重做，再復原一次。",
        )
    if direction is Direction.REDO and not batch.undone:
        raise UserError(
            f"「{batch.file_name}」這一批沒有復原過",
            "沒有復原的批次不能重做。",
            "要取消這次匯入，請改用復原。",
        )


def _removes(step: FirmStep, kind: str) -> bool:
    """Whether reversing the step takes away a record of that kind."""
    return any(move.kind == kind and move.before is None for move in step.moves)


def _kept(view: ReadView, step: FirmStep, found: Sequence[Hindrance], rival: CaseId) -> KeptRow:
    name, ubn = view.steps.name_of(step)
    present = step.case if step.case and view.cases.find(step.case) is not None else CaseId("")
    return KeptRow(name, ubn, present or rival, "；".join(each.words for each in found))

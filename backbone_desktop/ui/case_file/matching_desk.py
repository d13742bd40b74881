"""What the matching page does to a case: judging, deciding, putting questions on the list, going to a fact.

Rule: every write runs on the worker; what can be taken back says so in its notice.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backbone_desktop.domain.case import CaseFile, MeasureDecision, StoredAssessment
    from backbone_desktop.domain.checklist import ChecklistLine
    from backbone_desktop.domain.codes import Decision
    from backbone_desktop.domain.identifiers import ApplicationId, CaseId
    from backbone_desktop.services.changes import Done
    from backbone_desktop.ui.workspace import Workspace


class MatchingDesk(QObject):
    """The acts of one open case."""

    judging = Signal(bool)
    judged = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._file: CaseFile | None = None

    def take(self, file: CaseFile) -> None:
        """Act on this case from now on."""
        self._file = file

    def assess(self) -> None:
        """Judge every measure anew and keep the result."""
        if self._file is None:
            return
        case, service = self._file.case.id, self._workspace.services.assessment
        self.judging.emit(True)
        self._workspace.tasks.run(
            self.tr("評估措施"),
            lambda _control: service.assess(case),
            self._tell_judged,
            at_last=lambda: self.judging.emit(False),
        )

    def decide(self, number: int, decision: Decision, reason: str) -> None:
        """Record the consultant's word on a measure."""
        if self._file is not None:
            before = present_decision(self._file, number)
            self._decide(self._file.case.id, number, (decision, reason), before)

    def list_questions(self, facts: Sequence[str]) -> None:
        """Put facts on the list for the next visit; those on it already stay as they are."""
        if self._file is None:
            return
        case, service = self._file.case.id, self._workspace.services.checklist

        def tell(lines: tuple[ChecklistLine, ...]) -> None:
            if lines:
                text = self.tr("已列入下次訪視要問：{count} 項").format(count=len(lines))
                self._notify(text, partial(self._unlist, case, [line.fact for line in lines]))

        self._workspace.tasks.run(
            self.tr("列入下次訪視"), lambda _control: service.add(case, tuple(facts)), tell
        )

    def record_guidance(self, application: ApplicationId, *, complete: bool) -> None:
        """Add the guidance an application gave to the firm's recorded guidance."""
        if self._file is None:
            return
        case, service = self._file.case.id, self._workspace.services.outlook
        self._workspace.tasks.run(
            self.tr("列入輔導紀錄"),
            lambda _control: service.record_guidance(case, application, complete=complete),
            lambda _file: self._notify(self.tr("已列入輔導紀錄"), None),
        )

    def open_fact(self, key: str) -> None:
        """Go to a fact in the profile; a derived one leads to the fact it is made from."""
        if self._file is not None:
            self._workspace.shell.open_case(self._file.case.id, "profile", self.asked_fact(key))

    def asked_fact(self, key: str) -> str:
        """Return the fact to ask for: the key itself, or the source of a derived one."""
        definition = self._workspace.services.catalogue.facts.get(key)
        return key if definition is None else definition.derived_from or key

    def _decide(
        self, case: CaseId, number: int, word: tuple[Decision, str], before: MeasureDecision | None
    ) -> None:
        """Record a word on a case; its notice takes back what was said of that case, whichever is open."""
        logbook = self._workspace.services.logbook

        def tell(told: MeasureDecision) -> None:
            text = self.tr("已記錄第 {number} 項：{decision}")
            self._notify(
                text.format(number=number, decision=told.decision.label),
                None
                if before is None
                else partial(self._decide, case, number, (before.decision, before.reason), told),
            )

        self._workspace.tasks.run(
            self.tr("記錄決定"), lambda _control: logbook.decide(case, number, *word), tell
        )

    def _unlist(self, case: CaseId, facts: Sequence[str]) -> None:
        service = self._workspace.services.checklist

        def remove(fact: str, _control: object) -> Done[tuple[ChecklistLine, ...]]:
            return service.remove(case, fact)

        for fact in facts:
            self._workspace.tasks.run(self.tr("移除要問的資料"), partial(remove, fact))

    def _notify(self, text: str, undo: Callable[[], object] | None) -> None:
        if undo is None:
            self._workspace.shell.notify(text, Tone.OK)
        else:
            self._workspace.shell.notify(text, Tone.OK, self.tr("復原"), undo)

    def _tell_judged(self, stored: StoredAssessment) -> None:
        """Say so of the case in view alone; another one shows its new assessment when it is opened."""
        if self._file is not None and self._file.case.id == stored.case:
            self.judged.emit()


def present_decision(file: CaseFile, number: int) -> MeasureDecision | None:
    """Return the consultant's word on a measure, None before there is one."""
    return next((each for each in file.decisions if each.measure == number), None)

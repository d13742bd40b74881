"""What the card of the next visit asks of the services.

Rule: every press is one use case in the background; the card shows what the casebook then says.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from backbone_desktop.domain.codes import Channel
from backbone_desktop.ui.case_file.checklist_card import ChecklistCard
from backbone_desktop.ui.case_file.checklist_presenter import checklist_view
from backbone_desktop.ui.case_file.fact_acts import FactActions
from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.domain.identifiers import CaseId, VisitId
    from backbone_desktop.ui.workspace import Workspace


class ChecklistDesk(QObject):
    """Keeps one card in step with the case in view."""

    def __init__(self, workspace: Workspace, visit: Callable[[], VisitId | None]) -> None:
        """Make the card.

        Args:
            workspace: The services and the task runner.
            visit: Tells which kept visit is open, so that answers given at it name it as their source.
        """
        super().__init__()
        self._workspace = workspace
        self._visit = visit
        self._case: CaseId | None = None
        self.acts = FactActions(workspace)
        self.card = ChecklistCard(workspace.services.catalogue.facts)
        self.card.answered.connect(self._answer)
        self.card.declined.connect(self._decline)
        self.card.removed.connect(self._remove)
        self.card.added.connect(self._add)
        workspace.feed.settling.connect(self.card.finish)

    def show_file(self, file: CaseFile) -> None:
        """Show the checklist of a case; what was entered for another firm is that firm's answer."""
        if file.case.id != self._case:
            self.card.finish()
            self.card.forget()
        self._case = file.case.id
        self.acts.show_file(file)
        services = self._workspace.services
        self.card.show_view(
            checklist_view(
                services.checklist.questions(file),
                services.assessment.ask_next(file),
                services.catalogue.facts.asked,
                services.casework.sheet(file),
                services.maintenance.on,
            )
        )

    @Slot(str, object)
    def _answer(self, fact: str, content: FactContent) -> None:
        service, channel = self._workspace.services.checklist, self.card.channel
        visit = self._visit() if channel is Channel.VISIT else None
        self.acts.write(
            fact, self.tr("記下答案"), lambda case: service.answer(case, fact, content, channel, visit)
        )

    @Slot(str)
    def _decline(self, fact: str) -> None:
        service, channel = self._workspace.services.checklist, self.card.channel
        self.acts.write(fact, self.tr("記下拒答"), lambda case: service.refuse(case, fact, channel))

    @Slot(str)
    def _remove(self, fact: str) -> None:
        service, case = self._workspace.services.checklist, self._case
        if case is None:
            return
        named = self._workspace.services.catalogue.facts[fact].label
        words = self.tr("已自清單移除「{fact}」。").format(fact=named)
        # What was asked for already is known; only a question still open is worth putting back.
        back = partial(self._put, case, (fact,)) if fact in self.card.rows else None
        undo = "" if back is None else self.tr("復原")
        self._workspace.tasks.run(
            self.tr("移除要問的資料"),
            lambda _control: service.remove(case, fact),
            lambda _gone: self._workspace.shell.notify(words, Tone.NEUTRAL, undo, back),
        )

    @Slot(tuple)
    def _add(self, facts: tuple[str, ...]) -> None:
        if self._case is not None:
            self._put(self._case, facts)

    def _put(self, case: CaseId, facts: tuple[str, ...]) -> None:
        service = self._workspace.services.checklist
        self._workspace.tasks.run(self.tr("加入要問的資料"), lambda _control: service.add(case, facts))

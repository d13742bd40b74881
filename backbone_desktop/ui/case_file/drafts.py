"""Keeping what is typed for the log while it is typed, and offering it after a crash.

Rule: typing is on the disk within `KEEP_MS` and the time of one small write; a draft found there is offered,
never put into the form by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from backbone_desktop.domain.errors import BackboneError
from backbone_desktop.ui.background import TaskRunner
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label

if TYPE_CHECKING:
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.services.drafts import FollowUpDraft
    from backbone_desktop.ui.workspace import Workspace

KEEP_MS = 1000
LONGEST = 60


class DraftKeeper(QObject):
    """Writes drafts on a worker of its own, so that a long import does not hold them up."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = workspace.shell
        self._drafts = workspace.services.drafts
        self._tasks = TaskRunner(workspace.feed, self)
        self._kept: dict[CaseId, FollowUpDraft] = {}
        self._complained = False

    def kept(self, case: CaseId) -> FollowUpDraft | None:
        """Return the draft a case has on the disk."""
        try:
            draft = self._drafts.kept(case)
        except BackboneError as refusal:
            self._complain(refusal)
            return None
        if draft is not None:
            self._kept[case] = draft
        return draft

    def keep(self, case: CaseId, draft: FollowUpDraft | None) -> None:
        """Keep a draft, or forget the one kept with None; what is kept already is not written again."""
        if draft == self._kept.get(case):
            return
        title, drafts = self.tr("儲存草稿"), self._drafts
        if draft is None:
            del self._kept[case]
            self._tasks.run(title, lambda _control: drafts.discard(case), None, self._complain)
        else:
            self._kept[case] = draft
            self._tasks.run(title, lambda _control: drafts.keep(case, draft), None, self._complain)

    def finish(self) -> None:
        """Return once everything is on the disk."""
        self._tasks.wait()

    def _complain(self, refusal: BackboneError) -> None:
        """Say once that drafts are not kept; the disk would refuse every second."""
        if not self._complained:
            self._complained = True
            words = self.tr("追蹤草稿無法儲存：{reason}").format(reason=refusal.title)
            self._shell.notify(words, Tone.WARN)


class DraftOffer(QFrame):
    """Says that a draft is waiting, with the two things to do about it."""

    taken = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", Tone.WARN.value)
        self.setAccessibleName(self.tr("未記錄的草稿"))
        self.draft: FollowUpDraft | None = None
        self._words = label("", "second")
        self.restore = button(self.tr("復原"), self.taken.emit, "link")
        self.discard = button(self.tr("捨棄"), self.refused.emit, "link")
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.L, Space.S, Space.M, Space.S)
        line.setSpacing(Space.S)
        title = label(self.tr("有一則未記錄的草稿"), "strong", Tone.WARN, wrap=False)
        line.addWidget(title, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        line.addWidget(self.restore)
        line.addWidget(self.discard)
        self.hide()

    def show_draft(self, draft: FollowUpDraft | None) -> None:
        """Offer a draft, or nothing."""
        self.draft = draft
        if draft is not None:
            words = " ".join((draft.text or draft.next_step or draft.with_whom).split())
            self._words.setText(words if len(words) <= LONGEST else f"{words[:LONGEST]}…")
        self.setVisible(draft is not None)

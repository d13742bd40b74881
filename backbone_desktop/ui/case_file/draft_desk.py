"""Which draft stands in the form of the log: the one typed for the case in view, or a new one.

Rule: what is typed for a case waits for it, also on the disk; while a draft found there is on offer the form
is shut, so that neither the old words nor new ones can be lost to the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from backbone_desktop.domain.codes import Channel
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.services.drafts import FollowUpDraft
from backbone_desktop.ui.case_file.drafts import KEEP_MS, DraftKeeper, DraftOffer

if TYPE_CHECKING:
    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.ui.case_file.follow_up_form import FollowUpForm
    from backbone_desktop.ui.workspace import Workspace


class DraftDesk(QObject):
    """Moves drafts between the form, the cases looked at, and the disk."""

    def __init__(self, workspace: Workspace, form: FollowUpForm, parent: QObject) -> None:
        super().__init__(parent)
        self._maintenance = workspace.services.maintenance
        self._form = form
        self._file: CaseFile | None = None
        self._waiting: dict[CaseId, FollowUpDraft] = {}
        self._channel = Channel.PHONE
        self._untouched: FollowUpDraft | None = None
        self._keeper = DraftKeeper(workspace, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.keep)
        self.offer = DraftOffer()
        self.offer.taken.connect(self.take)
        self.offer.refused.connect(self.refuse)
        form.typed.connect(self._typed)
        workspace.feed.ending.connect(self._end)

    @property
    def shut(self) -> bool:
        """Whether a draft on offer has to be taken or given up first."""
        return self.offer.draft is not None

    def open(self, file: CaseFile) -> bool:
        """Show what belongs to a case, and return whether it is another case than before."""
        before, self._file = self._file, file
        if before is not None and before.case.id == file.case.id:
            if self._form.draft() == self._untouched:
                # Nothing is typed; the as-of date may have changed.
                self._form.show_draft(self._blank())
            return False
        if before is not None and not self.shut:
            self._waiting[before.case.id] = self._form.draft()
            self._keep_for(before.case.id)
        case = file.case.id
        found = None if case in self._waiting else self._keeper.kept(case)
        self._show(self._waiting.pop(case, self._blank()))
        self._offer(found)
        return True

    def begin_anew(self) -> None:
        """Show a new form; what was kept of the old one goes."""
        self._form.show_draft(self._blank())
        self.keep()
        self._form.setFocus()

    def recorded(self, case: CaseId, channel: Channel) -> None:
        """Forget the draft of an entry that is recorded; the next one begins with the same channel."""
        self._channel = channel
        if self._file is not None and self._file.case.id == case:
            self.begin_anew()
        else:
            self._waiting.pop(case, None)
            self._keeper.keep(case, None)

    @Slot()
    def take(self) -> None:
        """Put the draft that is offered into the form."""
        draft = self.offer.draft
        self._offer(None)
        if draft is not None:
            self._show(draft)
        self._form.setFocus()

    @Slot()
    def refuse(self) -> None:
        """Give the draft that is offered up."""
        self._offer(None)
        self.begin_anew()

    @Slot()
    def keep(self) -> None:
        """Bring what is typed to the disk, or forget what was kept when nothing is."""
        if self._file is not None and not self.shut:
            self._keep_for(self._file.case.id)

    def _keep_for(self, case: CaseId) -> None:
        self._timer.stop()
        draft = self._form.draft()
        self._keeper.keep(case, None if draft == self._untouched else draft)

    def _offer(self, draft: FollowUpDraft | None) -> None:
        self.offer.show_draft(draft)
        self._form.setEnabled(draft is None)

    def _show(self, draft: FollowUpDraft) -> None:
        log = () if self._file is None else self._file.follow_ups
        self._form.show_draft(draft, next((each for each in log if each.id == draft.corrects), None))

    def _blank(self) -> FollowUpDraft:
        self._untouched = FollowUpDraft(format_roc(self._maintenance.on), self._channel)
        return self._untouched

    @Slot()
    def _typed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _end(self) -> None:
        """Bring what is typed to the disk before the casebook is closed; nothing is typed after that."""
        self.keep()
        self._form.setEnabled(False)
        self._keeper.finish()

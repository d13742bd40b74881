"""What was typed for the log of a case and not recorded yet, kept so that no crash loses it.

Rule: a draft is no record; it is offered, never applied, and goes once its words are recorded or given up.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from backbone_desktop.domain.codes import Channel
from backbone_desktop.domain.identifiers import CaseId, FollowUpId
from backbone_desktop.storage.refusals import CasebookUnwritable

if TYPE_CHECKING:
    from backbone_desktop.services.context import Context

ROOM = "drafts"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """A follow-up as it stands in its form; the dates are text, since they may be half typed.

    Attributes:
        corrects: The entry it is to replace, None for a new one.
    """

    on: str
    channel: Channel
    with_whom: str = ""
    text: str = ""
    next_on: str = ""
    next_step: str = ""
    corrects: FollowUpId | None = None


class DraftService:
    """Use cases on drafts, one a case."""

    def __init__(self, context: Context) -> None:
        self._casebook = context.casebook

    def keep(self, case: CaseId, draft: FollowUpDraft) -> None:
        """Keep a draft in place of the one kept before; it is on the disk when the call returns.

        Raises:
            CasebookUnwritable: Opened for reading only, or the disk refuses.
        """
        if self._casebook.read_only:
            raise CasebookUnwritable(self._casebook.path, "是以唯讀方式開啟的")
        content = json.dumps(asdict(draft), ensure_ascii=False)
        self._casebook.vault.write_file(_name(case), content.encode())

    def kept(self, case: CaseId) -> FollowUpDraft | None:
        """Return the draft kept for a case; one that cannot be read counts as none and stays on the disk.

        Raises:
            CasebookUnwritable: The disk refuses.
        """
        vault = self._casebook.vault
        if not vault.exists(_name(case)):
            return None
        try:
            return _draft(json.loads(vault.read_file(_name(case))))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            log.warning("a draft cannot be read: %s", type(error).__name__)
            return None

    def discard(self, case: CaseId) -> None:
        """Forget the draft of a case; none is no matter.

        Raises:
            CasebookUnwritable: The disk refuses.
        """
        self._casebook.vault.remove(_name(case))

    def cases(self) -> tuple[CaseId, ...]:
        """Return the cases a draft waits for, without those that are gone."""
        names = self._casebook.vault.names(ROOM)
        return tuple(case for case in map(_case, names) if self._exists(case))

    def _exists(self, case: CaseId) -> bool:
        with self._casebook.read() as view:
            return view.cases.find(case) is not None


def _name(case: CaseId) -> str:
    return f"{ROOM}/{case}.json"


def _case(name: str) -> CaseId:
    return CaseId(name.removeprefix(f"{ROOM}/").removesuffix(".json"))


def _draft(values: dict[str, Any]) -> FollowUpDraft:
    """Build a draft; raises AttributeError, KeyError, TypeError or ValueError for what is none."""
    channel, corrects = Channel(values.pop("channel")), values.pop("corrects", None)
    texts = {name: str(text) for name, text in values.items()}
    return FollowUpDraft(channel=channel, corrects=corrects and FollowUpId(corrects), **texts)

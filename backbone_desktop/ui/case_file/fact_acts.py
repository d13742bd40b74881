"""What 概況 writes: entries, choices and taking back, each told of in a short notice with 復原.

Rule: every write goes to the worker; what can be undone is remembered for the session, last first.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from backbone_desktop.services.observations import TODAY_BY_HAND, Basis
from backbone_desktop.ui.case_file.profile_presenter import newest
from backbone_desktop.ui.case_file.profile_words import chosen_words, saved_words, taken_back_words
from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.enterprise import Contact, Enterprise
    from backbone_desktop.domain.facts import FactContent, FactDefinition, FactSheet, Observation
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.services.changes import Done
    from backbone_desktop.ui.workspace import Workspace

    Tell = Callable[[FactDefinition, FactSheet, Observation], str]


class FactActions(QObject):
    """The writes of one tab, for the case it shows."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self._undoable: list[tuple[CaseId, str, str]] = []

    def show_file(self, file: CaseFile) -> None:
        """Write to this case from now on."""
        self._file = file

    @Slot(str, object)
    def save(self, key: str, content: FactContent | None, basis: Basis = TODAY_BY_HAND) -> None:
        """Record a content, today and by hand unless said otherwise."""
        casework = self._workspace.services.casework
        self.write(key, self.tr("儲存基本資料"), lambda case: casework.set_facts(case, {key: content}, basis))

    @Slot(str)
    def refuse(self, key: str, basis: Basis = TODAY_BY_HAND) -> None:
        """Record that the firm will not say."""
        casework = self._workspace.services.casework
        self.write(key, self.tr("記錄拒答"), lambda case: casework.refuse_fact(case, key, basis))

    @Slot(str, str)
    def choose(self, key: str, observation: str) -> None:
        """Let one of several values count."""
        casework = self._workspace.services.casework
        self.write(
            key,
            self.tr("指定計入的內容"),
            lambda case: casework.settle_contradiction(case, observation),
            chosen_words,
        )

    @Slot(str, str)
    def take_back(self, key: str, observation: str) -> None:
        """Take an entry or a choice back."""
        if self._file is not None:
            self._take_back(self._file.case.id, key, observation)

    @Slot()
    def undo(self) -> None:
        """Take back the last entry of this session on the case shown that still stands."""
        if self._file is None:
            return
        standing = {each.id for each in self._file.observations}
        while self._undoable:
            case, key, observation = self._undoable.pop()
            if case == self._file.case.id and observation in standing:
                self._take_back(case, key, observation)
                return

    @Slot(object)
    def save_firm(self, firm: Enterprise) -> None:
        """Keep the firm's name, number and address."""
        if self._file is not None:
            casework, case = self._workspace.services.casework, self._file.case.id
            self._workspace.tasks.run(
                self.tr("儲存企業資料"), lambda _control: casework.update_enterprise(case, firm)
            )

    @Slot(object)
    def save_contact(self, contact: Contact) -> None:
        """Keep a person of the firm."""
        if self._file is not None:
            casework, case = self._workspace.services.casework, self._file.case.id
            self._workspace.tasks.run(
                self.tr("儲存聯絡人"), lambda _control: casework.save_contact(case, contact)
            )

    def write(
        self, key: str, title: str, work: Callable[[CaseId], Done[CaseFile]], tell: Tell = saved_words
    ) -> None:
        """Do what records something about a fact, then tell of it with the way back."""
        if self._file is None:
            return
        case, services = self._file.case.id, self._workspace.services

        def told(file: CaseFile) -> None:
            recorded = newest(file.observations, key)
            if recorded is None:
                return
            self._undoable.append((case, key, recorded.id))
            words = tell(services.catalogue.facts[key], services.casework.sheet(file), recorded)
            back = partial(self._take_back, case, key, recorded.id)
            self._workspace.shell.notify(words, Tone.OK, self.tr("復原"), back)

        self._workspace.tasks.run(title, lambda _control: work(case), told)

    def _take_back(self, case: CaseId, key: str, observation: str) -> None:
        services = self._workspace.services

        def told(file: CaseFile) -> None:
            words = taken_back_words(services.catalogue.facts[key], services.casework.sheet(file))
            self._workspace.shell.notify(words, Tone.NEUTRAL)

        self._workspace.tasks.run(
            self.tr("收回紀錄"), lambda _control: services.casework.take_back(case, observation), told
        )

"""The file of one case: its head, and a tab for each part of the work.

Rule: a file is read once for every change that concerns it; only the tab in view is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.domain.errors import UserError
from backbone_desktop.services.changes import Changes, Kind
from backbone_desktop.ui.case_file.follow_ups import FollowUpsTab
from backbone_desktop.ui.case_file.header import CaseHeader
from backbone_desktop.ui.case_file.header_presenter import header_view
from backbone_desktop.ui.case_file.matching import MatchingTab
from backbone_desktop.ui.case_file.needs import NeedsTab
from backbone_desktop.ui.case_file.profile import ProfileTab
from backbone_desktop.ui.case_file.profile_presenter import CONTRADICTED
from backbone_desktop.ui.case_file.tab import ANSWERS
from backbone_desktop.ui.case_file.visits import VisitsTab
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from backbone_desktop.domain.case import Case, CaseFile
    from backbone_desktop.domain.codes import Stage
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.ui.case_file.tab import CaseTab
    from backbone_desktop.ui.workspace import Workspace

PROFILE = "profile"
NEEDS = "needs"
SHOWN_KINDS = tuple(kind for kind in Kind if kind is not Kind.BATCHES)


@dataclass(frozen=True, slots=True)
class TabPlace:
    """One tab: its key, its title and the widget that is it."""

    key: str
    title: str
    tab: CaseTab
    widget: QWidget


class CaseFilePage(QWidget):
    """Shows one case at a time."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self._drawn: dict[str, CaseFile] = {}
        self.header = CaseHeader()
        self.header.stage_pressed.connect(self._set_stage)
        self.header.contradictions_pressed.connect(self._show_contradictions)
        self._places = self._build_tabs()
        self.tab_buttons = {place.key: self._tab_button(place) for place in self._places}
        self._stack = QStackedWidget()
        for place in self._places:
            self._stack.addWidget(place.widget)
        self._lay_out()
        self._add_shortcuts()
        workspace.feed.changed.connect(self._follow)
        self.show_tab(self._places[0].key)

    @property
    def case(self) -> CaseId | None:
        """The case shown, None before the first."""
        return None if self._file is None else self._file.case.id

    @property
    def shown(self) -> CaseFile | None:
        """The file shown, None before the first."""
        return self._file

    @property
    def current_tab(self) -> str:
        """The key of the tab in view."""
        return self._places[self._stack.currentIndex()].key

    def show_case(self, case: CaseId, tab: str = "", fact: str = "") -> None:
        """Read a case and show it, at a tab if one is named, at a fact with its editor open."""
        self._take(self._workspace.services.casework.open(case))
        self._draw_current()
        if fact:
            self.show_tab(PROFILE)
            self.profile.reveal(fact)
        elif tab == ANSWERS:
            self.show_tab(NEEDS)
            self.needs.start_asking()
        elif tab in self.tab_buttons:
            self.show_tab(tab)

    def show_tab(self, key: str) -> None:
        """Bring a tab into view."""
        for each, tab_button in self.tab_buttons.items():
            tab_button.setChecked(each == key)
        position = [place.key for place in self._places].index(key)
        self._stack.setCurrentIndex(position)
        self._draw(self._places[position])

    def _build_tabs(self) -> tuple[TabPlace, ...]:
        workspace = self._workspace
        self.profile = profile = ProfileTab(workspace)
        self.needs = needs = NeedsTab(workspace)
        visits = VisitsTab(workspace)
        matching, follow_ups = MatchingTab(workspace), FollowUpsTab(workspace)
        return (
            TabPlace(PROFILE, self.tr("概況"), profile, profile),
            TabPlace(NEEDS, self.tr("需求"), needs, needs),
            TabPlace("visits", self.tr("訪視診斷"), visits, visits),
            TabPlace("matching", self.tr("措施媒合"), matching, matching),
            TabPlace("follow_ups", self.tr("追蹤"), follow_ups, follow_ups),
        )

    def _tab_button(self, place: TabPlace) -> QPushButton:
        tab_button = button(place.title, partial(self.show_tab, place.key), "tab")
        tab_button.setCheckable(True)
        return tab_button

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.setSpacing(Space.XL)
        for place in self._places:
            tabs.addWidget(self.tab_buttons[place.key])
        tabs.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addSpacing(Space.S)
        column.addLayout(tabs)
        column.addWidget(rule())
        column.addSpacing(Space.M)
        column.addWidget(self._stack, 1)

    def _add_shortcuts(self) -> None:
        for position, place in enumerate(self._places):
            keys = f"Alt+{position + 1}"
            QShortcut(QKeySequence(keys), self, partial(self.show_tab, place.key))
            self.tab_buttons[place.key].setToolTip(
                self.tr("{title}（{keys}）").format(title=place.title, keys=keys)
            )

    def _take(self, file: CaseFile) -> None:
        self._file = file
        services = self._workspace.services
        self.header.show_view(header_view(file, services.casework.sheet(file), services.maintenance.on))
        for place in self._places:
            count = place.tab.count(file)
            words = place.title if count is None else f"{place.title} {count}"
            self.tab_buttons[place.key].setText(words)
            self.tab_buttons[place.key].setAccessibleName(words)

    def _draw_current(self) -> None:
        self._draw(self._places[self._stack.currentIndex()])

    def _draw(self, place: TabPlace) -> None:
        if self._file is not None and self._drawn.get(place.key) is not self._file:
            self._drawn[place.key] = self._file
            place.tab.show_file(self._file)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        case = self.case
        if case is None or not changes.concern(case, *SHOWN_KINDS):
            return
        try:
            self._take(self._workspace.services.casework.open(case))
        except UserError:
            # Taking an import back takes the cases with it that only the import had opened.
            self._file = None
        # Behind another page nobody sees the tab; what is at work there is not to wait for its drawing.
        if self.isVisible():
            self._draw_current()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the tab in view when the case changed behind another page."""
        super().showEvent(event)
        self._draw_current()

    @Slot()
    def _show_contradictions(self) -> None:
        self.show_tab(PROFILE)
        self.profile.narrow_to(CONTRADICTED)

    @Slot(object)
    def _set_stage(self, stage: Stage) -> None:
        if self._file is None or self._file.case.stage is stage:
            return
        case, before = self._file.case.id, self._file.case.stage

        def tell(_changed: Case) -> None:
            self._workspace.shell.notify(
                self.tr("階段已改為「{stage}」").format(stage=stage.label),
                Tone.OK,
                self.tr("復原"),
                partial(self._move, case, before),
            )

        self._move(case, stage, tell)

    def _move(self, case: CaseId, stage: Stage, tell: Callable[[Case], None] | None = None) -> None:
        services = self._workspace.services
        self._workspace.tasks.run(
            self.tr("更改階段"), lambda _control: services.casework.set_stage(case, stage), tell
        )

"""概況: what is known about the firm, what is not, and its people; everything edited in place.

Rule: every edit is a new observation, told of with a way back; nothing known before is lost.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.contacts import ContactsCard, IdentityCard
from backbone_desktop.ui.case_file.fact_acts import FactActions
from backbone_desktop.ui.case_file.fact_detail import FactDetail
from backbone_desktop.ui.case_file.fact_list import FactList
from backbone_desktop.ui.case_file.fold_card import FoldCard
from backbone_desktop.ui.case_file.profile_filter import Narrowing, ProfileFilter
from backbone_desktop.ui.case_file.profile_presenter import (
    ALL,
    FactView,
    fact_view,
    narrowed,
    narrowing_counts,
    visit_choices,
)
from backbone_desktop.ui.case_file.profile_words import firm_words, screening_words
from backbone_desktop.ui.case_file.screening_card import ScreeningCard
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import bring_into_view, button, label, row, scrolled

if TYPE_CHECKING:
    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.ui.case_file.fact_row import FactRow
    from backbone_desktop.ui.workspace import Workspace

FIRM_OPEN = "profile/firm_open"
ABOVE_REVEALED = 96


class ProfileTab(QWidget):
    """The firm's identity and contacts, its facts in groups, the programme's principles beside them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self.views: dict[str, FactView] = {}
        self._narrowings: dict[CaseId, Narrowing] = {}
        self.acts = FactActions(workspace)
        self.identity = IdentityCard()
        self.identity.edited.connect(self.acts.save_firm)
        self.contacts = ContactsCard()
        self.contacts.edited.connect(self.acts.save_contact)
        self.firm = FoldCard(self.tr("企業資料與聯絡人"), self.identity, self.contacts)
        self.firm.fold(folded=workspace.settings.text(FIRM_OPEN) != "yes")
        self.firm.toggled.connect(
            lambda folded: workspace.settings.keep_text(FIRM_OPEN, "" if folded else "yes")
        )
        self.screening = ScreeningCard()
        self.principles = FoldCard(self.tr("遴選原則對照"), self.screening)
        self.principles.toggled.connect(self._show_principles)
        self.filter = ProfileFilter()
        self.filter.changed.connect(self._narrow_anew)
        self.facts = FactList()
        workspace.feed.settling.connect(self.facts.finish)
        self._none = QWidget()
        self._lay_out()
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Undo),
            self,
            self.acts.undo,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    @property
    def rows(self) -> dict[str, FactRow]:
        """The rows by the keys of their facts."""
        return self.facts.rows

    def show_file(self, file: CaseFile) -> None:
        """Show a case; an editor that is open for it stays open."""
        self._build_rows()
        if self._file is None or self._file.case.id != file.case.id:
            self.facts.leave()
            self.area.verticalScrollBar().setValue(0)
            self.filter.narrow(self._narrowings.get(file.case.id, Narrowing()))
        self._file = file
        self.acts.show_file(file)
        services = self._workspace.services
        sheet = services.casework.sheet(file)
        decides = {each.fact: each.decides for each in services.assessment.ask_next(file)}
        self.views = {
            key: fact_view(services.catalogue.facts[key], sheet, decides.get(key, 0)) for key in self.rows
        }
        self.facts.show_views(self.views)
        self.identity.show_firm(file.case.enterprise)
        self.contacts.show_contacts(file.case.enterprise.id, file.contacts)
        self.firm.say(firm_words(file.case.enterprise, file.contacts))
        result = services.outlook.screening(file)
        self.screening.show_result(result)
        self.principles.say(screening_words(result))
        self.filter.show_counts(narrowing_counts(tuple(self.views.values())))
        self._narrow()
        if self.facts.unfolded:
            self._unfold(self.facts.unfolded)

    def count(self, _file: CaseFile) -> int | None:
        """The profile is not counted."""
        return None

    def reveal(self, fact: str) -> None:
        """Bring a fact into view, its editor open and focused; for a derived fact its source's."""
        definition = self._workspace.services.catalogue.facts.get(fact)
        fact_row = None if definition is None else self.rows.get(definition.derived_from or fact)
        if fact_row is None:
            return
        if fact_row.isHidden():
            self.filter.narrow(Narrowing())
        fact_row.edit()
        self._narrow()
        bring_into_view(self.area, fact_row, above=ABOVE_REVEALED)
        (fact_row.editor or fact_row.value).setFocus()

    def _bring_into_view(self, key: str) -> None:
        """Scroll to the whole of a fact and what is unfolded under it, its value in sight in any case."""
        bring_into_view(self.area, self.rows[key], self.rows[key].value)

    def _build_rows(self) -> None:
        """Build the rows with the first case, once the tab stands in its window: moving them costs time."""
        if self.rows:
            return
        self.facts.build(self._workspace.services.catalogue.facts.asked)
        for fact_row in self.rows.values():
            fact_row.changed.connect(self.acts.save)
            fact_row.confirmed.connect(self._confirm)
            fact_row.refused.connect(self.acts.refuse)
            fact_row.adopted.connect(self.acts.choose)
            fact_row.unfolded.connect(self._fold_or_unfold)

    @Slot()
    def _narrow(self) -> None:
        narrowing = self.filter.narrowing
        if self._file is not None:
            self._narrowings[self._file.case.id] = narrowing
        shown = narrowed(tuple(self.views.values()), narrowing.chip, narrowing.sought)
        self._none.setVisible(self.facts.narrow(shown) == 0)

    @Slot(bool)
    def _show_principles(self, folded: bool) -> None:
        if not folded:
            bring_into_view(self.area, self.screening, self.principles)

    @Slot()
    def _narrow_anew(self) -> None:
        """Show what is asked for now, without the history that was read before."""
        self.facts.finish()
        self.facts.fold_others("")
        self._narrow()

    @Slot(str)
    def _confirm(self, key: str) -> None:
        self.acts.save(key, self.views[key].content)

    @Slot(str, bool)
    def _fold_or_unfold(self, key: str, unfold: bool) -> None:
        if not unfold:
            self.rows[key].fold()
        elif self.rows[key].detail is None:
            self.facts.fold_others(key)
            self._unfold(key)
            self._bring_into_view(key)

    def _unfold(self, key: str) -> None:
        """Show the history of a fact; a panel that says the same stays, with what is typed in it."""
        if self._file is None:
            return
        services, on = self._workspace.services, self._workspace.services.maintenance.on
        history = services.fact_history.history(self._file.case.id, key)
        readers = services.fact_history.readers(key, services.assessment.judge(self._file))
        visits = visit_choices(self._file.visits, on)
        standing = self.rows[key].detail
        if standing is not None and standing.shown == (history, readers, visits):
            return
        detail = FactDetail(history, readers, visits, on)
        detail.chosen.connect(lambda observation: self.acts.choose(key, observation))
        detail.taken_back.connect(lambda observation: self.acts.take_back(key, observation))
        detail.entered.connect(lambda content, basis: self.acts.save(key, content, basis))
        detail.refused.connect(lambda basis: self.acts.refuse(key, basis))
        detail.measure_pressed.connect(self._workspace.shell.open_measure)
        detail.grown.connect(lambda: self._bring_into_view(key))
        self.rows[key].show_detail(detail)

    def narrow_to(self, chip: str) -> None:
        """Show the facts of one filter from the top, whatever was sought before."""
        self.filter.narrow(Narrowing(chip))
        self._narrow_anew()
        self.area.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        self._none.setLayout(
            row(
                label(self.tr("沒有符合的項目。"), "second", wrap=False),
                button(self.tr("清除篩選"), partial(self.narrow_to, ALL), "link"),
                1,
            )
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, Space.S, Space.M)
        column.setSpacing(Space.M)
        about = (self.firm, self.identity, self.contacts, self._none, self.facts, self.principles)
        for part in (*about, self.screening):
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.M)
        self.area = scrolled(content)
        outer.addWidget(self.filter)
        outer.addWidget(self.area, 1)

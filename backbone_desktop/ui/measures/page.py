"""措施: search and filters above, the measures found at the left, the chosen one at the right.

Rule: what is found, counted and chosen is the presenter's; which cases fit is read off the GUI thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.services.changes import Changes, Kind
from backbone_desktop.ui.measures.detail import MeasurePanel
from backbone_desktop.ui.measures.filter_bar import FilterBar
from backbone_desktop.ui.measures.list import CatalogueList
from backbone_desktop.ui.measures.presenter import MeasuresPresenter
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import EmptyState, button, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from backbone_desktop.domain.fit import Fits
    from backbone_desktop.ui.measures.facets import Mark
    from backbone_desktop.ui.measures.index import CatalogueIndex, CatalogueLine, Entry
    from backbone_desktop.ui.measures.presenter import ChipGroup
    from backbone_desktop.ui.workspace import Workspace

SPLITTER = "measures/splitter"
SEARCH_WIDTH = 320
LIST_LEAST = 280
PANEL_LEAST = 420
CATALOGUE_KINDS = frozenset({Kind.CATALOGUE, Kind.SETTINGS})
FIT_KINDS = frozenset({Kind.ASSESSMENTS, Kind.CASES, Kind.BATCHES}) | CATALOGUE_KINDS


class MeasuresPage(QWidget):
    """The catalogue in force."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._workspace = workspace
        self._stale = self._fits_stale = True
        services = workspace.services
        self.presenter = MeasuresPresenter(self, services.catalogue, lambda: services.maintenance.on)
        self.search = self._search_line()
        self._found = label("", "second", wrap=False)
        self.clear = button(self.tr("清除條件"), self.clear_all, "link")
        self.filters = FilterBar()
        self.filters.toggled.connect(self._toggle)
        nothing = EmptyState(
            self.tr("找不到符合的措施"),
            self.tr("請換個說法，或放寬篩選；兩個字就能找。"),
            (button(self.tr("清除條件"), self.clear_all),),
        )
        self.list = CatalogueList(workspace.theme, nothing)
        self.list.measure_chosen.connect(self._choose)
        self.panel = MeasurePanel(workspace)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        QShortcut(
            QKeySequence("Ctrl+F"),
            self,
            self.begin_search,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        workspace.feed.changed.connect(self._follow)

    def open_measure(self, number: int) -> None:
        """Show a measure; search and filters give way when they keep it away."""
        self._stale = False
        self.presenter.open(number)
        self.list.rows.setFocus()

    def begin_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def clear_all(self) -> None:
        """Show every measure."""
        self.presenter.clear()
        self.begin_search()

    # What the presenter says

    def show_groups(self, groups: Sequence[ChipGroup]) -> None:
        """Show the filters."""
        self.filters.show_groups(groups)

    def show_lines(self, lines: Sequence[CatalogueLine], chosen: int) -> None:
        """Show what was found."""
        if self.search.text().strip() != self.presenter.search:
            self.search.setText(self.presenter.search)
        self.list.show_lines(lines, chosen)

    def show_found(self, found: int, total: int, *, filtered: bool) -> None:
        """Say how many are shown."""
        words = self.tr("{found}／{total} 項") if filtered else self.tr("共 {total} 項")
        self._found.setText(words.format(found=found, total=total))
        self.clear.setVisible(filtered)

    def show_entry(self, entry: Entry | None, index: CatalogueIndex) -> None:
        """Show one measure."""
        if entry is None:
            self.panel.show_none()
        else:
            self.panel.show_entry(entry, index)

    @Slot(str)
    def _look_for(self, text: str) -> None:
        self.presenter.look_for(text)

    @Slot(object)
    def _toggle(self, mark: Mark) -> None:
        self.presenter.toggle(mark)

    @Slot(int)
    def _choose(self, number: int) -> None:
        self.presenter.choose(number)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        self._stale = self._stale or not changes.kinds.isdisjoint(CATALOGUE_KINDS)
        self._fits_stale = self._fits_stale or not changes.kinds.isdisjoint(FIT_KINDS)
        if self.isVisible():
            self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        if self._stale:
            self._stale = False
            self.presenter.refresh()
        if self._fits_stale:
            self._fits_stale = False
            service = self._workspace.services.assessment
            title = self.tr("彙整適用個案")
            self._workspace.tasks.run(title, lambda control: service.fits(control.cancelled), self._show_fits)

    def _show_fits(self, fits: Fits) -> None:
        words = self.tr("符合 {count} 家")
        counts = {
            line.number: len(fits.of(line.number, Verdict.ELIGIBLE))
            for line in (entry.line for entry in self.presenter.index.entries)
        }
        self.list.show_fits({number: words.format(count=count) for number, count in counts.items() if count})
        self.panel.show_fits(fits)

    def _search_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(self.tr("搜尋措施（Ctrl+F）"))
        line.setToolTip(self.tr("可搜尋名稱、內容、服務類型、主辦與執行單位；兩個字就能找"))
        line.setAccessibleName(self.tr("搜尋措施"))
        line.setClearButtonEnabled(True)
        line.setFixedWidth(SEARCH_WIDTH)
        line.textChanged.connect(self._look_for)
        line.installEventFilter(self)
        return line

    def _lay_out(self) -> None:
        self.list.setMinimumWidth(LIST_LEAST)
        self.panel.setMinimumWidth(PANEL_LEAST)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.panel)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(Space.L)
        self.splitter.setStretchFactor(1, 1)
        if not self.splitter.restoreState(self._workspace.settings.state(SPLITTER)):
            self.splitter.setSizes([PANEL_LEAST, 2 * PANEL_LEAST])
        self.splitter.splitterMoved.connect(self._keep_splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(row(self.search, self._found, self.clear, 1, spacing=Space.M))
        column.addWidget(self.filters)
        column.addWidget(self.splitter, 1)

    def _keep_splitter(self) -> None:
        self._workspace.settings.keep_state(SPLITTER, self.splitter.saveState())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys and Return of the search field go on into the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            going_on = Qt.Key(event.key()) in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if going_on:
                self.list.rows.setFocus()
            return going_on
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Read with the first look at the page, not while the window is being built."""
        super().showEvent(event)
        self._bring_up_to_date()

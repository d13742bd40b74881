"""What was imported, and who has not answered yet.

Rule: it reads one page at a time and starts nothing by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.intake.batch_card import BatchCard
from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import EmptyState, button, card, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QFrame

    from backbone_desktop.domain.intake import AwaitedFirm
    from backbone_desktop.ui.record_table import Page
    from backbone_desktop.ui.workspace import Workspace

AWAITED_LEAST, AWAITED_MOST = 264, 380


class IntakeOverview(QWidget):
    """The imports at the left, the firms still awaited at the right."""

    def __init__(self, workspace: Workspace, write_forms: Callable[[], object]) -> None:
        super().__init__()
        self._workspace = workspace
        self.imports = BatchCard(workspace)
        self.firms: RecordTableModel[AwaitedFirm] = RecordTableModel(self._firm_columns())
        self.awaited = RecordTableView(self.firms, self.tr("尚未回覆的企業"), self._open_firm)
        self._write = button(self.tr("為選取的企業產生問卷…"), write_forms)
        self._awaited_title = label("", "heading", wrap=False)
        self._firms_stack = QStackedWidget()
        self._lay_out()

    def refresh(self) -> None:
        """Read both lists again."""
        services = self._workspace.services
        self.imports.refresh()

        def fetch(cursor: Any) -> Page[AwaitedFirm]:
            return services.intake.awaiting(cursor)

        self.firms.load(fetch)
        counts = services.casework.stage_counts()
        waiting = counts.get(Stage.ASSIGNED, 0)
        self._awaited_title.setText(self.tr("尚未回覆 {count:,} 家").format(count=waiting))
        self._firms_stack.setCurrentIndex(0 if waiting else 1 if any(counts.values()) else 2)
        self._write.setVisible(bool(waiting))

    def chosen_firms(self) -> tuple[AwaitedFirm, ...]:
        """Return the awaited firms that are selected."""
        rows = sorted(index.row() for index in self.awaited.selectionModel().selectedRows())
        return tuple(self.firms.record(each) for each in rows)

    def _open_firm(self, firm: AwaitedFirm) -> None:
        self._workspace.shell.open_case(firm.case)

    def _firm_columns(self) -> tuple[Column[AwaitedFirm], ...]:
        return (
            Column(self.tr("企業"), _firm_name, 0, tip=_firm_name),
            Column(self.tr("問卷產生日"), self._sent, 108, colour=self._sent_colour),
        )

    def _sent(self, firm: AwaitedFirm) -> str:
        return self.tr("尚未產生") if firm.sent_on is None else format_roc(firm.sent_on)

    def _sent_colour(self, firm: AwaitedFirm) -> str:
        return self._workspace.theme.palette.muted if firm.sent_on is None else ""

    def _lay_out(self) -> None:
        everybody = EmptyState(self.tr("沒有企業在等問卷"), self.tr("每一家指派的企業都已有回覆。"))
        nobody = EmptyState(self.tr("尚無企業"), self.tr("匯入名冊之後，還沒有回覆問卷的企業會列在這裡。"))
        self._firms_stack.addWidget(self.awaited)
        self._firms_stack.addWidget(everybody)
        self._firms_stack.addWidget(nobody)
        self._firms_stack.setProperty("role", "plain")
        stage = label(self.tr("仍在「指派」階段"), "note", wrap=False)
        right = self._card(self._awaited_title, stage, self._firms_stack)
        foot = row(1, self._write)
        foot.setContentsMargins(Space.L, Space.XS, Space.M, Space.XS)
        inside = right.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addLayout(foot)
        right.setMinimumWidth(AWAITED_LEAST)
        right.setMaximumWidth(AWAITED_MOST)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.M)
        line.addWidget(self.imports, 2)
        line.addWidget(right, 1)

    @staticmethod
    def _card(title: QWidget, note: QWidget, body: QWidget) -> QFrame:
        frame, column = card(padding=0)
        column.setContentsMargins(1, 1, 1, Space.S)
        head = row(title, 1, note)
        head.setContentsMargins(Space.L, Space.M, Space.L, Space.XS)
        column.addLayout(head)
        column.addWidget(body, 1)
        return frame


def _firm_name(firm: AwaitedFirm) -> str:
    return " ".join(part for part in (firm.name, firm.site) if part)

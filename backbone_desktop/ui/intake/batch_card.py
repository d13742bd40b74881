"""匯入紀錄: the files that came in, and the way to take one back.

Rule: a batch is chosen in the list; what taking it back does is said under the list before it is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.intake.pieces import Manner, Piece, PieceDelegate, text_of
from backbone_desktop.ui.intake.undo_panel import UndoPanel
from backbone_desktop.ui.intake.undo_presenter import Phase, UndoState
from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import EmptyState, button, label, row

if TYPE_CHECKING:
    from backbone_desktop.domain.intake import Batch
    from backbone_desktop.ui.workspace import Workspace

KIND_TONES = {BatchKind.ROSTER: Tone.NEUTRAL, BatchKind.RESPONSES: Tone.ACCENT}
KIND, FILE = 0, 1
CHOSEN = "intake/batch"


class BatchCard(QFrame):
    """The list with its foot."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        # One window opens several casebooks, each with imports of its own.
        self._key = f"{CHOSEN}/{workspace.services.maintenance.casebook_id}"
        self.batches: RecordTableModel[Batch] = RecordTableModel(self._columns())
        self.imports = RecordTableView(self.batches, self.tr("匯入紀錄"), self._begin)
        self.imports.setSelectionMode(RecordTableView.SelectionMode.SingleSelection)
        self._delegates = (
            PieceDelegate(workspace.theme, _kind_pieces),
            PieceDelegate(workspace.theme, self._file_pieces),
        )
        for column, delegate in zip((KIND, FILE), self._delegates, strict=True):
            self.imports.setItemDelegateForColumn(column, delegate)
        self.undo = UndoPanel(workspace)
        self.undo.moved.connect(self._follow_panel)
        self.turn = button("", self._begin_chosen)
        self.hint = label("", "note")
        self._stack = QStackedWidget()
        self._lay_out()
        self.imports.selectionModel().selectionChanged.connect(self._follow_choice)

    @property
    def chosen(self) -> Batch | None:
        """The batch selected in the list, None when there is none."""
        rows = self.imports.selectionModel().selectedRows()
        return self.batches.record(rows[0].row()) if rows else None

    def refresh(self) -> None:
        """Read the list again and choose the same batch."""
        chosen = self._workspace.settings.text(self._key)
        self.batches.show(self._workspace.services.batches.list())
        self._stack.setCurrentIndex(0 if self.batches.rowCount() else 1)
        place = self.batches.row_of(lambda each: each.id == chosen)
        if place >= 0:
            self.imports.selectRow(place)
        self._follow_choice()
        self._show_foot(shown=self.undo.presenter.state.phase is Phase.AWAY)

    def _begin(self, batch: Batch) -> None:
        self.undo.presenter.begin(batch)

    def _begin_chosen(self) -> None:
        if self.chosen is not None:
            self._begin(self.chosen)

    def _follow_choice(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self._workspace.settings.keep_text(self._key, chosen.id)
        undone = chosen is not None and chosen.undone
        self.turn.setText(self.tr("重做選取的匯入…") if undone else self.tr("復原選取的匯入…"))
        self.turn.setAccessibleName(self.turn.text())
        self.turn.setEnabled(chosen is not None)

    def _follow_panel(self, state: UndoState) -> None:
        self._show_foot(shown=state.phase is Phase.AWAY)
        if state.phase is Phase.AWAY and self.isVisible():
            self.imports.setFocus()
        # The panel takes room from the list; the batch it is about stays in view.
        self.imports.scrollTo(self.imports.currentIndex())

    def _show_foot(self, *, shown: bool) -> None:
        for part in (self.turn, self.hint):
            part.setVisible(shown and bool(self.batches.rowCount()))

    def _columns(self) -> tuple[Column[Batch], ...]:
        return (
            Column(self.tr("種類"), lambda each: each.kind.label, 96),
            Column(
                self.tr("檔案"),
                lambda each: text_of(self._file_pieces(each)),
                0,
                tip=lambda each: each.file_name,
            ),
            Column(self.tr("時間"), _when, 132),
            Column(self.tr("新增"), lambda each: f"{each.new:,}", 72, numeric=True),
            Column(self.tr("變更"), lambda each: f"{each.changed:,}", 72, numeric=True),
            Column(self.tr("無變更"), lambda each: f"{each.unchanged:,}", 72, numeric=True),
            Column(
                self.tr("退回"), lambda each: f"{each.rejected:,}", 72, numeric=True, colour=self._rejected
            ),
            Column(self.tr("經手"), lambda each: each.consultant, 96, tip=lambda each: each.consultant),
        )

    def _rejected(self, batch: Batch) -> str:
        return self._workspace.theme.palette.bad if batch.rejected else ""

    def _file_pieces(self, batch: Batch) -> tuple[Piece, ...]:
        if batch.undone:
            return (Piece(self.tr("已復原"), Manner.TAG), Piece(batch.file_name, Manner.QUIET))
        return (Piece(batch.file_name),)

    def _lay_out(self) -> None:
        nothing = EmptyState(
            self.tr("還沒有匯入過檔案"),
            self.tr(
                "收到指派名冊後，請先匯入名冊；企業寄回問卷後，再匯入問卷回覆。也可以直接把檔案拖到這一頁。"
            ),
        )
        self.setProperty("role", "card")
        self._stack.setProperty("role", "plain")
        self._stack.addWidget(self.imports)
        self._stack.addWidget(nothing)
        head = row(
            label(self.tr("匯入紀錄"), "heading", wrap=False),
            1,
            label(self.tr("檔案也可以直接拖到這一頁"), "note", wrap=False),
        )
        head.setContentsMargins(Space.L, Space.M, Space.L, Space.XS)
        self.hint.setText(self.tr("匯入後有人動過的企業會原樣保留。"))
        foot = row(self.hint, self.turn)
        foot.setStretch(0, 1)
        foot.setContentsMargins(Space.L, Space.XS, Space.M, Space.XS)
        inset = QVBoxLayout()
        inset.setContentsMargins(Space.M, 0, Space.M, Space.XS)
        inset.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, Space.S)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(inset)
        column.addLayout(foot)


def _kind_pieces(batch: Batch) -> tuple[Piece, ...]:
    return (Piece(batch.kind.label, Manner.TAG, KIND_TONES[batch.kind]),)


def _when(batch: Batch) -> str:
    at = batch.at.astimezone()
    return f"{format_roc(at.date())} {at:%H:%M}"

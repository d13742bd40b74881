"""問卷追蹤: who was sent the questionnaire, who answered, what is missing, and whom to ask again.

Rule: it draws the tracker's overview, which the worker reads while the lines read before stay in view;
filtering and searching choose among its lines and read nothing anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.domain.errors import Cancelled
from backbone_desktop.domain.form_tracking import FormOverview, FormState, TrackedForm
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.case_file.tab import ANSWERS
from backbone_desktop.ui.intake.kept_place import KeptPlace
from backbone_desktop.ui.intake.last_response import LastResponse
from backbone_desktop.ui.intake.pieces import PieceDelegate, text_of
from backbone_desktop.ui.intake.tracker_words import TONES, day_words, note_pieces, state_pieces
from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView
from backbone_desktop.ui.roc_date_edit import RocDateEdit
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import ChipRow, EmptyState, button, card, label, row

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from backbone_desktop.ui.background import TaskControl, TaskHandle
    from backbone_desktop.ui.workspace import Workspace

ALL = ""
PAUSE_MS = 150
SEARCH_WIDTH = 220
ROOM_FOR_BOTH = 980
STATE, NOTE = 2, 5
WANTS_LOOKING = (FormState.WAITING, FormState.INCOMPLETE)


class TrackerPanel(QWidget):
    """Chips, the firms, and what the chosen one answered last."""

    write_pressed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._all = self._overview = FormOverview(())
        self._reading: TaskHandle | None = None
        self.chips = ChipRow(lambda _key: self._show_rows(), self.tr("依問卷狀態篩選"))
        self.search = QLineEdit()
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("搜尋名稱、統編"))
        self.search.setAccessibleName(self.tr("搜尋企業的問卷"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look_up)
        self.search.textChanged.connect(self._pause.start)
        self.model: RecordTableModel[TrackedForm] = RecordTableModel(self._columns())
        self.table = RecordTableView(self.model, self.tr("各企業的問卷"), self._open)
        theme = workspace.theme
        self._delegates = (PieceDelegate(theme, state_pieces), PieceDelegate(theme, note_pieces))
        for column, delegate in zip((STATE, NOTE), self._delegates, strict=True):
            self.table.setItemDelegateForColumn(column, delegate)
        self.table.selectionModel().currentChanged.connect(self._tell)
        self.last = LastResponse(self._confirm)
        self.write = button(self.tr("為選取的企業產生問卷…"), self.write_pressed.emit)
        self.sent_on = RocDateEdit()
        self.sent_on.setAccessibleName(self.tr("發出日期"))
        tip = self.tr("問卷以紙本、電子郵件或線上表單發出時，記下發出日期")
        self.mark = button(self.tr("標記為已發出"), self.mark_sent, tip=tip)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "plain")
        self._lay_out()

    def refresh(self) -> None:
        """Read the overview again on the worker, and show it at the place where the old one is looked at."""
        if self._reading is not None:
            # What it would bring is out of date; it need not even begin when it still waits its turn.
            self._reading.cancel()
        forms = self._workspace.services.forms

        def read(control: TaskControl) -> FormOverview:
            if control.cancelled():
                raise Cancelled
            return forms.overview()

        def show(overview: FormOverview) -> None:
            if self._reading is handle:
                self._receive(overview)

        def forget() -> None:
            if self._reading is handle:
                self._reading = None

        handle = self._workspace.tasks.run(self.tr("整理問卷進度"), read, show, at_last=forget)
        self._reading = handle

    @Slot()
    def look_up(self) -> None:
        """Choose the firms that match what is typed."""
        self._pause.stop()
        self._choose_matching()
        self._show_rows()

    def _receive(self, overview: FormOverview) -> None:
        """Show an overview that was read, with the same lines looked at and selected."""
        if self.sent_on.value is None:
            self.sent_on.set_value(self._workspace.services.maintenance.on)
        self._all = overview
        place = KeptPlace(self.table, self.model, lambda each: each.case)
        self._choose_matching()
        self._show_rows()
        place.restore()

    def _choose_matching(self) -> None:
        self._overview = self._all.matching(self.search.text())
        counts = self._overview.counts
        chips = [(ALL, self.tr("全部"), len(self._overview.forms))]
        chips += [(each.value, each.label, counts.get(each, 0)) for each in FormState]
        self.chips.show_chips(chips)
        for state in WANTS_LOOKING:
            self.chips.tint(state.value, TONES[state] if counts.get(state) else Tone.NEUTRAL)

    def chosen_firms(self) -> tuple[TrackedForm, ...]:
        """Return the firms that are selected."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.record(each) for each in rows)

    def mark_sent(self) -> None:
        """Note for the selected firms that the questionnaire went out on the day given."""
        firms, day = self.chosen_firms(), self.sent_on.value
        if not firms or day is None:
            words = self.tr("請先在清單裡選取企業，並填寫發出日期。")
            self._workspace.shell.notify(words, Tone.WARN)
            return
        on: date = day
        tracker, cases = self._workspace.services.forms, [each.case for each in firms]

        def tell(notes: tuple[str, ...]) -> None:
            words = self.tr("已記下 {count:,} 家企業的問卷於 {day} 發出。")
            text = words.format(count=len(notes), day=format_roc(on))
            self._workspace.shell.notify(text, Tone.OK, self.tr("復原"), lambda: self._unmark(notes))

        self._workspace.tasks.run(
            self.tr("標記問卷已發出"), lambda _control: tracker.mark_sent(cases, on), tell
        )

    def _unmark(self, notes: tuple[str, ...]) -> None:
        tracker = self._workspace.services.forms
        self._workspace.tasks.run(self.tr("取消已發出的標記"), lambda _control: tracker.unmark_sent(notes))

    def _show_rows(self) -> None:
        """Show the lines of the chosen state, with the firm looked at before where it still is."""
        chosen = self.chips.current
        forms = self._overview.of(FormState(chosen) if chosen else None)
        place = KeptPlace(self.table, self.model, lambda each: each.case)
        self.model.show(forms)
        self._stack.setCurrentIndex(0 if forms else 1 if self._all.forms else 2)
        # Looked at, not selected: what is selected is what a form is written for.
        place.look_again()
        if not forms:
            self.last.show_response(None, None)

    @Slot(QModelIndex)
    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            form = self.model.record(current.row())
            self.last.show_response(form, self._workspace.services.forms.last_response(form.case))

    def _open(self, form: TrackedForm) -> None:
        self._workspace.shell.open_case(form.case)

    def _confirm(self) -> None:
        current = self.table.currentIndex()
        if current.isValid():
            self._workspace.shell.open_case(self.model.record(current.row()).case, ANSWERS)

    def _columns(self) -> tuple[Column[TrackedForm], ...]:
        return (
            Column(self.tr("企業"), lambda each: each.title, 0, tip=lambda each: each.title),
            Column(self.tr("統編"), lambda each: each.ubn or "—", 96),
            Column(self.tr("狀態"), lambda each: each.state.label, 80),
            Column(self.tr("發出"), lambda each: day_words(each.sent_on), 94),
            Column(self.tr("回覆"), lambda each: day_words(each.answered_on), 94),
            Column(self.tr("說明"), _note, 176, tip=_note),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the room of a narrow window for the list; the answers stand in the case file as well."""
        super().resizeEvent(event)
        self.last.setVisible(event.size().width() >= ROOM_FOR_BOTH)

    def _lay_out(self) -> None:
        nothing = EmptyState(self.tr("沒有符合的企業"), self.tr("換一個狀態，或清除搜尋文字。"))
        nobody = EmptyState(self.tr("尚無企業"), self.tr("匯入指派名冊之後，每家企業的問卷進度會列在這裡。"))
        for part in (self.table, nothing, nobody):
            self._stack.addWidget(part)
        frame, column = card(padding=0)
        column.setContentsMargins(1, 1, 1, Space.S)
        column.addWidget(self._stack, 1)
        foot = row(label(self.tr("發出日期"), "second", wrap=False), self.sent_on, self.mark, 1, self.write)
        foot.setContentsMargins(Space.L, Space.XS, Space.M, Space.XS)
        column.addLayout(foot)
        body = QHBoxLayout()
        body.setSpacing(Space.M)
        body.addWidget(frame, 1)
        body.addWidget(self.last)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.M)
        head = row(self.chips, self.search, spacing=Space.M)
        head.setStretch(0, 1)
        outer.addLayout(head)
        outer.addLayout(body, 1)


def _note(form: TrackedForm) -> str:
    return text_of(note_pieces(form))

"""One editor for each type of fact.

Rule: an editor gives back a content, None for 未知, a refusal, or nothing when it is left as it was.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_text import UNKNOWN_TEXT, format_content, format_yes_no, read_content
from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.money import format_ntd_text, parse_ntd
from backbone_desktop.ui.case_file.composite_editors import CertificatesEditor, GuidanceEditor
from backbone_desktop.ui.case_file.fields import QuietBox, Segments, TextBox, line_edit
from backbone_desktop.ui.roc_date_edit import RocDateEdit
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, button, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from backbone_desktop.domain.facts import Certificate, FactContent, FactDefinition, PastGuidance

_DECLINED = "企業不願回答；判定時視為未知，不再列入待問"
UNKNOWN = "unknown"
YES, NO, REFUSED = "yes", "no", "refused"


class FactEditor(QWidget):
    """Edits one fact in place; Esc leaves it as it was.

    ``unchanged`` tells that a field was gone through without a change, ``left`` that the edit is given up.
    """

    committed = Signal(object)
    declined = Signal()
    unchanged = Signal()
    left = Signal()
    has_buttons = False

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.XS)

    def finish(self) -> None:
        """Commit what was entered and not yet committed; nothing where an entry is a choice at once."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class YesNoEditor(FactEditor):
    """是, 否, 未知 or 拒答."""

    def __init__(self, definition: FactDefinition, content: FactContent | None) -> None:
        super().__init__()
        options = (
            (YES, format_yes_no(answer=True)),
            (NO, format_yes_no(answer=False)),
            (UNKNOWN, UNKNOWN_TEXT),
            (REFUSED, ConfirmationState.REFUSED.label),
        )
        self.segments = Segments(options, definition.label)
        self.segments.set_value(UNKNOWN if content is None else YES if content else NO)
        self.segments.chosen.connect(self._choose)
        self.column.addWidget(self.segments)
        self.setFocusProxy(self.segments)

    def _choose(self, key: str) -> None:
        if key == REFUSED:
            self.declined.emit()
        else:
            self.committed.emit(None if key == UNKNOWN else key == YES)


class ChoiceBox(QuietBox):
    """A list that the arrow keys open: what is only passed by is not chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with an arrow key."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()
            return
        super().keyPressEvent(event)


class ChoiceEditor(FactEditor):
    """One of several, or 未知."""

    def __init__(self, definition: FactDefinition, content: FactContent | None) -> None:
        super().__init__()
        self.box = ChoiceBox()
        self.box.setAccessibleName(definition.label)
        self.box.addItem(UNKNOWN_TEXT, None)
        for choice in definition.choices:
            self.box.addItem(choice.label, choice.code)
        self.box.setCurrentIndex(max(self.box.findData(content), 0))
        self.box.activated.connect(lambda position: self.committed.emit(self.box.itemData(position)))
        self.column.addLayout(row(self.box, _decline_link(self), 1))
        self.setFocusProxy(self.box)


class ChoicesEditor(FactEditor):
    """Any of several; none at all is an answer, 未知 is not."""

    has_buttons = True

    def __init__(self, definition: FactDefinition, content: FactContent | None) -> None:
        super().__init__()
        chosen = content if isinstance(content, tuple) else ()
        self.boxes = {choice.code: QCheckBox(choice.label) for choice in definition.choices}
        flow = FlowLayout(spacing=Space.M)
        for code, box in self.boxes.items():
            box.setChecked(code in chosen)
            flow.addWidget(box)
        self.column.addLayout(flow)
        self.column.addLayout(_finish_line(self, lambda: self.committed.emit(self._content())))
        self.setFocusProxy(next(iter(self.boxes.values())))
        self._before = self._content()

    def finish(self) -> None:
        """Commit what is ticked now."""
        if self._content() != self._before:
            self.committed.emit(self._content())

    def _content(self) -> FactContent:
        return tuple(code for code, box in self.boxes.items() if box.isChecked())


class LineEditor(FactEditor):
    """Figures, shares, years and short texts, typed as an office writes them."""

    def __init__(self, definition: FactDefinition, content: FactContent | None) -> None:
        super().__init__()
        self._definition = definition
        self._before = "" if content is None else format_content(definition, content)
        self.line: QLineEdit = line_edit(definition.label, self.tr("留白表示未知"), self._before)
        self.line.selectAll()
        self.line.setMaximumWidth(320)
        self.remark = label("", "note")
        self.remark.hide()
        self.line.textEdited.connect(self._preview)
        self.line.editingFinished.connect(self.finish)
        line = row(1)
        line.insertWidget(0, self.line, 3)
        line.insertWidget(1, _decline_link(self))
        self.column.addLayout(line)
        self.column.addWidget(self.remark)
        self.setFocusProxy(self.line)

    def _preview(self, text: str) -> None:
        if self._definition.type is not FactType.MONEY:
            return
        try:
            self._say(format_ntd_text(parse_ntd(text)), wrong=False)
        except UserError:
            self._say("", wrong=False)

    def finish(self) -> None:
        """Commit what is typed, or say why it cannot be read."""
        text = self.line.text().strip()
        if text == self._before:
            self.unchanged.emit()
            return
        try:
            content = read_content(self._definition, text).content
        except UserError as refusal:
            self._say(f"{refusal.title}　{refusal.remedy}", wrong=True)
            return
        self._before = text
        self.committed.emit(content)

    def _say(self, text: str, *, wrong: bool) -> None:
        self.remark.setText(text)
        self.remark.setProperty("tone", "bad" if wrong else "")
        self.remark.setVisible(bool(text))
        self.line.setProperty("invalid", wrong)
        restyle(self.remark)
        restyle(self.line)


class DateEditor(FactEditor):
    """A day in ROC years, or 未知 when left empty."""

    def __init__(self, definition: FactDefinition, content: FactContent | None) -> None:
        super().__init__()
        self.day = RocDateEdit(cast("date | None", content))
        self.day.line.setAccessibleName(definition.label)
        self.day.setMaximumWidth(220)
        self.day.line.editingFinished.connect(self._pass)
        self.day.changed.connect(self.committed)
        line = row(1)
        line.insertWidget(0, self.day, 3)
        line.insertWidget(1, _decline_link(self))
        self.column.addLayout(line)
        self.setFocusProxy(self.day)

    def finish(self) -> None:
        """Commit the day that is typed."""
        self.day.set_text(self.day.line.text())

    def _pass(self) -> None:
        if self.day.valid:
            self.unchanged.emit()


class TextsEditor(FactEditor):
    """A list, one entry a line."""

    has_buttons = True

    def __init__(self, definition: FactDefinition, content: FactContent | None) -> None:
        super().__init__()
        entries = content if isinstance(content, tuple) else ()
        self.box = TextBox(definition.label, 4, self.tr("一行一項"))
        self.box.set_text("\n".join(str(each) for each in entries))
        self.box.submitted.connect(lambda: self.committed.emit(self._content()))
        self.column.addWidget(self.box)
        self.column.addLayout(_finish_line(self, lambda: self.committed.emit(self._content())))
        self.setFocusProxy(self.box)
        self._before = self._content()

    def finish(self) -> None:
        """Commit the lines as they are now."""
        if self._content() != self._before:
            self.committed.emit(self._content())

    def _content(self) -> FactContent:
        lines = (line.strip() for line in self.box.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))


class RowsEditor(FactEditor):
    """Certificates or past guidance, entry by entry."""

    has_buttons = True

    def __init__(self, rows: CertificatesEditor | GuidanceEditor) -> None:
        super().__init__()
        self.rows = rows
        self.column.addWidget(rows)
        self._remark = label("", "note", Tone.BAD)
        self._remark.hide()
        self.column.addWidget(self._remark)
        self.column.addLayout(_finish_line(self, self._complete))
        self.setFocusProxy(rows)

    def finish(self) -> None:
        """Commit the entries; one that was only added says nothing yet."""
        if self.rows.touched:
            self.committed.emit(self.rows.content())

    def _complete(self) -> None:
        complaint = self.rows.complaint()
        self._remark.setText(complaint)
        self._remark.setVisible(bool(complaint))
        if not complaint:
            self.committed.emit(self.rows.content())


def fact_editor(definition: FactDefinition, content: FactContent | None) -> FactEditor:
    """Return the editor for a fact, holding its content."""
    return _EDITORS.get(definition.type, LineEditor)(definition, content)


def _certificates(_definition: FactDefinition, content: FactContent | None) -> FactEditor:
    return RowsEditor(CertificatesEditor(cast("tuple[Certificate, ...]", content or ())))


def _guidance(_definition: FactDefinition, content: FactContent | None) -> FactEditor:
    return RowsEditor(GuidanceEditor(cast("tuple[PastGuidance, ...]", content or ())))


_EDITORS: Mapping[FactType, Callable[[FactDefinition, FactContent | None], FactEditor]] = MappingProxyType(
    {
        FactType.YES_NO: YesNoEditor,
        FactType.CHOICE: ChoiceEditor,
        FactType.CHOICES: ChoicesEditor,
        FactType.DATE: DateEditor,
        FactType.TEXTS: TextsEditor,
        FactType.CERTIFICATES: _certificates,
        FactType.PAST_GUIDANCE: _guidance,
    }
)


def _finish_line(editor: FactEditor, complete: Callable[[], None]) -> QHBoxLayout:
    done = button(editor.tr("完成"), complete, tip=editor.tr("儲存這些內容；一項都沒有就是「無」"))
    unknown = button(editor.tr("設為未知"), lambda: editor.committed.emit(None), "link")
    refused = button(editor.tr("拒答"), editor.declined.emit, "link", editor.tr(_DECLINED))
    leave = button(editor.tr("取消"), editor.left.emit, "link")
    return row(done, unknown, refused, leave, 1)


def _decline_link(editor: FactEditor) -> QPushButton:
    """Return the link for a refusal; by keyboard the menu of the row says the same."""
    link = button(editor.tr("拒答"), editor.declined.emit, "link", editor.tr(_DECLINED))
    # A field is finished when it loses the focus, and Tab leads on to the next fact.
    link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return link

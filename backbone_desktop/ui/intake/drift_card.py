"""What changed in the columns since the last file of the same source, and the renamings to be confirmed.

Rule: a guess is a question with two answers; what needs no answer is only told.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, clear, label, row, tag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QPushButton

    from backbone_desktop.domain.drift import RenamedColumn
    from backbone_desktop.ui.intake.import_state import ImportState

NAMES_SHOWN = 6


class DriftCard(QFrame):
    """Hidden while the columns are as they were, or the source is new."""

    def __init__(self, settle: Callable[[str, str], object]) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setAccessibleName(self.tr("與上次匯入不同的欄位"))
        self._settle = settle
        self._shown: object = None
        self.yes: list[QPushButton] = []
        self.no: list[QPushButton] = []
        self.title = label("", "strong", wrap=False)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.M, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self.title)
        column.addLayout(self._lines)
        self.hide()

    @property
    def asks(self) -> bool:
        """Whether a renaming waits for its answer."""
        return bool(self.yes)

    def show_state(self, state: ImportState, labels: Mapping[str, str]) -> None:
        """Ask about what was guessed and tell the rest."""
        asked = state.renames_to_confirm
        self.setVisible(bool(state.drift))
        if self._shown == (state.drift, asked):
            return
        self._shown = (state.drift, asked)
        clear(self._lines)
        self.yes, self.no = [], []
        self.title.setText(
            self.tr("有 {count} 個欄位疑似改了名稱，請確認").format(count=len(asked))
            if asked
            else self.tr("欄位與上次匯入不同")
        )
        for each in asked:
            self._lines.addWidget(self._question(each, labels))
        for word, tone, text in self._told(state, labels):
            line = QWidget()
            layout = row(tag(word, tone), label(text, "second"), spacing=Space.M)
            layout.setStretch(1, 1)
            line.setLayout(layout)
            self._lines.addWidget(line)
        if self.yes:
            self.yes[0].setFocus()

    def _question(self, each: RenamedColumn, labels: Mapping[str, str]) -> QWidget:
        question = labels.get(each.question, each.question)
        words = self.tr("「{column}」是不是上次的「{before}」？是的話，對應到「{question}」。")
        text = words.format(column=each.column, before=each.before, question=question)
        yes = button(self.tr("是，同一題"), partial(self._settle, each.column, each.question))
        no = button(self.tr("不是"), partial(self._settle, each.column, ""))
        yes.setAccessibleDescription(text)
        no.setAccessibleDescription(text)
        self.yes.append(yes)
        self.no.append(no)
        line = QWidget()
        layout = row(tag(self.tr("疑似改名"), Tone.WARN), label(text), yes, no, spacing=Space.M)
        layout.setStretch(1, 1)
        line.setLayout(layout)
        return line

    def _told(self, state: ImportState, labels: Mapping[str, str]) -> list[tuple[str, Tone, str]]:
        """Return the lines that need no answer: a word, its tone, and the columns."""
        drift, chosen = state.drift, dict(state.mapping)
        told = []
        confirmed = [each for each in drift.to_confirm if chosen.get(each.column)]
        renamed = [each for each in drift.renamed if each.settled] + confirmed
        if renamed:
            pairs = [self._renaming(each, labels) for each in renamed]
            told.append((self.tr("改名"), Tone.NEUTRAL, _listed(pairs)))
        told += [(self.tr("新增"), Tone.NEUTRAL, text) for text in self._new(state)]
        if drift.missing:
            told.append((self.tr("缺少"), Tone.WARN, _listed(drift.missing)))
        return told

    def _new(self, state: ImportState) -> list[str]:
        """Return what becomes of the new columns: those that answer a question, and the others."""
        unmapped = {each.column for each in state.columns if not each.question}
        asked = [each for each in state.drift.new if each not in unmapped]
        others = [each for each in state.drift.new if each in unmapped]
        is_roster = state.kind is BatchKind.ROSTER
        kept = self.tr("{names}（名冊不匯入）") if is_roster else self.tr("{names}（保留在回覆裡）")
        texts = ((self.tr("{names}（已對應）"), asked), (kept, others))
        return [words.format(names=_listed(names)) for words, names in texts if names]

    def _renaming(self, each: RenamedColumn, labels: Mapping[str, str]) -> str:
        question = labels.get(each.question, each.question)
        words = self.tr("{before} → {column}（{question}）")
        return words.format(before=each.before, column=each.column, question=question)


def _listed(names: Sequence[str]) -> str:
    shown = "、".join(names[:NAMES_SHOWN])
    return shown if len(names) <= NAMES_SHOWN else f"{shown}……"

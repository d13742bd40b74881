"""Step 2: which column answers which question.

Rule: every column is shown, also those that nothing claims; responses keep them, rosters do not, and the
words say which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.ui.intake.drift_card import DriftCard
from backbone_desktop.ui.intake.import_state import CHOSEN, TWICE, MappedColumn
from backbone_desktop.ui.intake.mapping_table import QUESTION, MappingModel, MappingView, QuestionDelegate
from backbone_desktop.ui.intake.pieces import Manner, Piece, PieceDelegate, text_of
from backbone_desktop.ui.record_table import Column
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import ChipRow, card, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.domain.questionnaire import Question
    from backbone_desktop.ui.intake.import_presenter import ImportPresenter
    from backbone_desktop.ui.intake.import_state import ImportState
    from backbone_desktop.ui.theme import Theme

ALL = ""
UNMAPPED = "unmapped"
CHANGED = "changed"
HOW = 3


class MappingStep(QWidget):
    """The columns, filtered by what is left to look at."""

    def __init__(self, presenter: ImportPresenter, theme: Theme) -> None:
        super().__init__()
        self._presenter = presenter
        self._columns: tuple[MappedColumn, ...] = ()
        self._labels: dict[str, str] = {}
        self._hows = {
            "code": self.tr("代碼"),
            "header": self.tr("欄名"),
            "alias": self.tr("別名"),
            "remembered": self.tr("沿用上次"),
            CHOSEN: self.tr("指定"),
            TWICE: self.tr("重複"),
        }
        self.drift = DriftCard(presenter.map_column)
        self.chips = ChipRow(lambda _key: self._show_rows(), self.tr("篩選欄位"))
        self.words = label("", "second")
        self.model = MappingModel(
            (
                Column(self.tr("檔案的欄名"), lambda each: each.column, 260, tip=lambda each: each.column),
                Column(self.tr("內容範例"), lambda each: each.example, 260, tip=lambda each: each.example),
                Column(self.tr("對應的題目"), lambda each: text_of(self._question(each)), 0),
                Column(self.tr("依據"), lambda each: text_of(self._how(each)), 110),
            )
        )
        self.model.chosen.connect(presenter.map_column)
        self.table = MappingView(self.model, self.tr("欄位對應"))
        self._question_delegate = QuestionDelegate(theme, self._question, self.tr("不對應"))
        self._how_delegate = PieceDelegate(theme, self._how)
        self.table.setItemDelegateForColumn(QUESTION, self._question_delegate)
        self.table.setItemDelegateForColumn(HOW, self._how_delegate)
        self._lay_out()

    def show_state(self, state: ImportState) -> None:
        """Show the columns when they changed."""
        if state.kind is not None and state.columns:
            self._take_questions(self._presenter.questions())
        self.drift.show_state(state, self._labels)
        if state.columns is self._columns:
            return
        same_file = [each.column for each in state.columns] == [each.column for each in self._columns]
        self._columns = state.columns
        self.model.fixed = state.mapping_is_fixed
        self.words.setText(self._summary(state))
        self.words.setProperty("tone", Tone.BAD.value if state.doubled else "")
        restyle(self.words)
        if not same_file:
            self.chips.current = ALL
        self._show_chips()
        if same_file and len(self._rows()) == self.model.rowCount():
            self.model.renew(self._rows())
        else:
            self._show_rows()

    def _take_questions(self, questions: Sequence[Question]) -> None:
        self._labels = {question.code: question.label for question in questions}
        self._question_delegate.questions = questions

    def _summary(self, state: ImportState) -> str:
        if state.mapping_is_fixed:
            return self.tr("這是本程式產生的問卷，答案依內部代碼對應，不需要調整。")
        if state.doubled:
            names = "、".join(self._labels.get(code, code) for code in sorted(state.doubled))
            return self.tr("有兩欄對應到同一題（{names}），只採用前面那一欄。").format(names=names)
        if not state.unmapped:
            return self.tr("所有欄位都已對應；點選題目可以更改。")
        if state.kind is BatchKind.ROSTER:
            return self.tr("名冊只匯入已對應的欄位，未對應的欄位不匯入；點選題目可以更改。")
        return self.tr("未對應的欄位會原樣保留在回覆裡；點選題目可以更改。")

    def _nothing(self) -> str:
        """Return what a column is said to answer that answers nothing."""
        if self._presenter.state.kind is BatchKind.ROSTER:
            return self.tr("不匯入")
        return self.tr("不對應，原樣保留")

    def _show_chips(self) -> None:
        chips = [(ALL, self.tr("全部"), len(self._columns))]
        for key, words in ((UNMAPPED, self.tr("未對應")), (CHANGED, self.tr("指定"))):
            count = len(self._filtered(key))
            if count or self.chips.current == key:
                chips.append((key, words, count))
        self.chips.show_chips(chips)

    def _show_rows(self) -> None:
        self.model.show(self._rows())

    def _rows(self) -> tuple[MappedColumn, ...]:
        return self._filtered(self.chips.current)

    def _filtered(self, key: str) -> tuple[MappedColumn, ...]:
        match key:
            case "unmapped":
                return tuple(each for each in self._columns if not each.question)
            case "changed":
                return tuple(each for each in self._columns if each.how == CHOSEN)
            case _:
                return self._columns

    def _question(self, column: MappedColumn) -> tuple[Piece, ...]:
        if not column.question:
            return (Piece(self._nothing(), Manner.QUIET),)
        return (Piece(self._labels.get(column.question, column.question)),)

    def _how(self, column: MappedColumn) -> tuple[Piece, ...]:
        if column.how == TWICE or column.question in self._presenter.state.doubled:
            return (Piece(self._hows[TWICE], Manner.TAG, Tone.BAD),)
        if column.how == CHOSEN:
            return (Piece(self._hows[CHOSEN], Manner.TAG, Tone.ACCENT),)
        if not column.question:
            return (Piece(self.tr("未對應"), Manner.TAG, Tone.WARN),)
        return (Piece(self._hows.get(column.how, column.how), Manner.TAG, Tone.NEUTRAL),)

    def _lay_out(self) -> None:
        frame, inside = card(padding=0)
        inside.setContentsMargins(1, Space.XS, 1, 1)
        inside.addWidget(self.table)
        head = row(self.chips, self.words, spacing=Space.M)
        head.setStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.drift)
        column.addLayout(head)
        column.addWidget(frame, 1)

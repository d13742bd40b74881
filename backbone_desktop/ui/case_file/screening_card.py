"""遴選評估: both tracks of the programme's principles, each with what decided it.

Rule: no overall verdict is shown, because the programme prints none; judgement is left to people in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from backbone_desktop.domain.reference import Track
from backbone_desktop.domain.verdict import Outcome
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import clear, label, row, rule, tag

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from backbone_desktop.domain.screening import PrincipleFinding, Screening

_TONES = {Outcome.MET: Tone.OK, Outcome.NOT_MET: Tone.BAD, Outcome.UNKNOWN: Tone.UNKNOWN}
TITLE_WIDTH = 136
OUTCOME_WIDTH = 80
"""Of the widest outcome, so that the reasons of both tracks begin on one line."""


class ScreeningCard(QFrame):
    """The principles one firm is looked at for."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("遴選評估"))
        self._tracks = QVBoxLayout()
        self._tracks.setSpacing(Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(label(self.tr("遴選評估"), "heading", wrap=False))
        column.addLayout(self._tracks)
        note = self.tr("只逐項對照計畫的遴選評估原則，計畫沒有訂總分或門檻；是否推薦由顧問判斷。")
        column.addWidget(label(note, "note"))

    def show_result(self, result: Screening) -> None:
        """Show a screening in the place of the one before."""
        clear(self._tracks)
        for place, track in enumerate(Track):
            if place:
                self._tracks.addWidget(rule())
            self._tracks.addLayout(self._head(result, track))
            self._tracks.addLayout(self._principles(result.track(track)))

    def _head(self, result: Screening, track: Track) -> QLayout:
        counts = self.tr("{met} 項符合，{not_met} 項不符合，{open} 項待判斷或資料不足").format(
            met=result.count(track, Outcome.MET),
            not_met=result.count(track, Outcome.NOT_MET),
            open=result.count(track, Outcome.UNKNOWN),
        )
        return row(label(track.label, "strong", wrap=False), label(counts, "note", wrap=False), 1)

    def _principles(self, findings: tuple[PrincipleFinding, ...]) -> QLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnMinimumWidth(1, OUTCOME_WIDTH)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for line, finding in enumerate(findings):
            grid.addWidget(self._title(finding), line, 0, top)
            grid.addWidget(tag(finding.standing, _TONES[finding.outcome]), line, 1, top)
            grid.addWidget(self._reasons(finding), line, 2)
        return grid

    def _title(self, finding: PrincipleFinding) -> QLabel:
        title = label(finding.title, wrap=False)
        title.setFixedWidth(TITLE_WIDTH)
        title.setToolTip(
            self.tr("{summary}\n出處：{citation}").format(summary=finding.summary, citation=finding.citation)
        )
        return title

    def _reasons(self, finding: PrincipleFinding) -> QLabel:
        """Return the sentence, with every reading under it where the readings differ."""
        readings = [each.text for each in finding.readings] if finding.readings_differ else []
        return label("\n".join((finding.sentence, *readings)), "second")

"""中堅企業優惠: what a measure gives backbone firms, as printed.

Rule: a holder the print does not tell apart is said so, with whom to ask; a cell that grants nothing is none.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.domain.codes import Holder
from backbone_desktop.domain.funding import Effect
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, label, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from backbone_desktop.domain.funding import Preference

_ASKING = "請洽"
_AT_MOST = "{effect}最高 {figure}"
_EXACTLY = "{effect} {figure}"
_UNITS: Mapping[Effect, str] = MappingProxyType(
    {
        Effect.POINTS: " 分",
        Effect.SCORE_PERCENT: "%",
        Effect.WEIGHT: "%",
        Effect.UPLIFT_PERCENT: "%",
        Effect.HIGHER_RATE: "%",
        Effect.HIGHER_CEILING: " 倍",
        Effect.DISCOUNT: " 折",
    }
)


class Preferences(QWidget):
    """Each preference with its printed heading, its holder, its figure and its place in the brochure."""

    def __init__(self, preferences: tuple[Preference, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for preference in preferences:
            column.addWidget(self._tags(preference))
            column.addWidget(label(preference.summary))
            below = "　".join((*self._limits(preference), preference.citation))
            column.addWidget(label(below, "note"))
            if preference.ask:
                column.addWidget(label(self._ask(preference), "second", Tone.WARN))
            column.addSpacing(Space.XS)

    def _tags(self, preference: Preference) -> QWidget:
        tags = QWidget()
        line = FlowLayout(tags, Space.XS)
        line.addWidget(tag(preference.kind, Tone.OK if preference.is_benefit else Tone.NEUTRAL))
        words = figure_words(preference)
        if words != preference.kind:
            line.addWidget(tag(words))
        if preference.is_benefit:
            clear_cut = preference.holder is not Holder.NOT_DISTINGUISHED
            line.addWidget(tag(preference.holder.label, Tone.ACCENT if clear_cut else Tone.WARN))
        return tags

    def _limits(self, preference: Preference) -> Iterator[str]:
        if preference.items:
            numbers = "、".join(str(number) for number in preference.items)
            yield self.tr("限服務項目 {numbers}").format(numbers=numbers)
        if preference.ceiling_ntd is not None:
            yield self.tr("提高後上限 {amount} 元").format(amount=format_ntd(preference.ceiling_ntd))
        # The cap of any other effect is not a share of the project; the summary says what it is of.
        if preference.cap_percent is not None and preference.effect is Effect.UPLIFT_PERCENT:
            share = preference.cap_percent.normalize()
            yield self.tr("加碼後不逾計畫總經費 {share}%").format(share=f"{share:f}")

    def _ask(self, preference: Preference) -> str:
        if _ASKING in preference.ask:
            return preference.ask
        if preference.holder is Holder.NOT_DISTINGUISHED:
            return self.tr("適用對象未區分，請洽{ask}").format(ask=preference.ask)
        return self.tr("手冊未能確定，請洽{ask}").format(ask=preference.ask)


def figure_words(preference: Preference) -> str:
    """Return what a preference does with its printed figure: 補助加碼最高 10%."""
    words = preference.effect.label
    if preference.amount is None:
        return words
    figure = f"{preference.amount.normalize():f}{_UNITS.get(preference.effect, '')}"
    return (_AT_MOST if preference.at_most else _EXACTLY).format(effect=words, figure=figure)

"""A line of differently spoken words in one table cell: plain, bold, struck out, or on a coloured ground.

Rule: the words come from the record; the delegate draws them on the theme's tokens and cuts what is too long.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from backbone_desktop.ui.record_table import RECORD_ROLE
from backbone_desktop.ui.theme import Space, Theme, Tone, TypeSize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

INDENT = 13
TAG_PADDING = 7
TAG_RADIUS = 5
TAG_HEIGHT = 20
LEAST = 2 * TAG_PADDING + TypeSize.SMALL + Space.S
"""The least width in pixels that says anything: a tag that holds nothing but …, and the gap before it."""


class Manner(StrEnum):
    """How a piece is spoken."""

    PLAIN = "plain"
    QUIET = "quiet"
    BOLD = "bold"
    STRUCK = "struck"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; ``tone`` colours bold words and tags."""

    text: str
    manner: Manner = Manner.PLAIN
    tone: Tone = Tone.NEUTRAL


def text_of(pieces: Sequence[Piece]) -> str:
    """Return the pieces as one line for a reader who does not see them."""
    return " ".join(piece.text for piece in pieces)


def closing_tags(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Return the tags a line ends with; a line of nothing else has none that close it."""
    others = [place for place, piece in enumerate(pieces) if piece.manner is not Manner.TAG]
    return pieces[others[-1] + 1 :] if others else ()


def cut_to(pieces: Sequence[Piece], room: int, base: QFont) -> tuple[Piece, ...]:
    """Return the pieces that fit into a width in pixels; where any is left out, the last one ends in ….

    Args:
        pieces: What is to be said.
        room: The width there is.
        base: The font of the cell, from which every manner has its own.
    """
    shown: list[Piece] = []
    for place, piece in enumerate(pieces, start=1):
        rest = room - _width(base, piece)
        is_last = place == len(pieces)
        if rest < 0 or (not is_last and rest < LEAST):
            metrics, text = QFontMetrics(_font(base, piece.manner)), piece.text + ("" if is_last else "…")
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - 2 * _padding(piece))
            shown.append(replace(piece, text=text))
            break
        shown.append(piece)
        room = rest - _gap(piece)
    return tuple(shown)


class PieceDelegate(QStyledItemDelegate):
    """Draws the pieces of a record from left to right."""

    def __init__(self, theme: Theme, pieces: Callable[[Any], Sequence[Piece]]) -> None:
        super().__init__()
        self._theme = theme
        self._pieces = pieces

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell's ground as the style sheet says, then the pieces."""
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The style sheet draws a rule at the bottom; the words stand in the middle of what is above it.
        room = option.rect.adjusted(INDENT, -1, -Space.S, -1)
        pieces = tuple(self._pieces(index.data(RECORD_ROLE)))
        tail = closing_tags(pieces)
        # What is counted or warned of at the end of the line is never cut by the words before it.
        end = room.right() - sum(_width(option.font, each) + _gap(each) for each in tail)
        for piece in cut_to(pieces[: len(pieces) - len(tail)], end - room.left(), option.font):
            words = QRect(room.topLeft(), QPoint(end, room.bottom()))
            room.setLeft(room.left() + self._draw(painter, option, words, piece))
        for piece in tail:
            room.setLeft(room.left() + self._draw(painter, option, room, piece))
        painter.restore()

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave the words to :meth:`paint`."""
        super().initStyleOption(option, index)
        option.text = ""

    def _draw(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, piece: Piece) -> int:
        """Draw one piece at the left of ``room`` and return the width it took with the gap after it."""
        font = _font(option.font, piece.manner)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        padding = _padding(piece)
        text = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, room.width() - 2 * padding)
        width = metrics.horizontalAdvance(text)
        if piece.manner is Manner.TAG:
            ground = QRect(0, 0, width + 2 * padding, TAG_HEIGHT)
            ground.moveCenter(QPoint(room.left() + ground.width() // 2, room.center().y()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.palette.soft(piece.tone)))
            painter.drawRoundedRect(ground, TAG_RADIUS, TAG_RADIUS)
            painter.setPen(QColor(self._theme.palette.text(piece.tone)))
            painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)
            return ground.width() + _gap(piece)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QColor(self._colour(piece, chosen=chosen)))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        return width + _gap(piece)

    def _colour(self, piece: Piece, *, chosen: bool) -> str:
        palette = self._theme.palette
        match piece.manner:
            case Manner.QUIET | Manner.STRUCK:
                # On the ground of a chosen row the muted ink would fall short of the contrast it needs.
                return palette.ink_second if chosen else palette.muted
            case Manner.BOLD if piece.tone is not Tone.NEUTRAL:
                return palette.text(piece.tone)
            case _:
                return palette.ink


def _width(base: QFont, piece: Piece) -> int:
    return QFontMetrics(_font(base, piece.manner)).horizontalAdvance(piece.text) + 2 * _padding(piece)


def _padding(piece: Piece) -> int:
    return TAG_PADDING if piece.manner is Manner.TAG else 0


def _gap(piece: Piece) -> int:
    return Space.S if piece.manner is Manner.TAG else Space.XS


def _font(base: QFont, manner: Manner) -> QFont:
    font = QFont(base)
    font.setPixelSize(TypeSize.NOTE if manner is Manner.TAG else TypeSize.SMALL)
    font.setBold(manner is Manner.BOLD)
    font.setStrikeOut(manner is Manner.STRUCK)
    return font

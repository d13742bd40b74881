"""What is said of a firm's questionnaire: its state as a tag, and in one line what it waits for or lacks.

Rule: the words are the same in the table, its tool tip and the copied text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backbone_desktop.domain.form_tracking import FormState
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.intake.pieces import Manner, Piece
from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from datetime import date

    from backbone_desktop.domain.form_tracking import TrackedForm

TONES = {
    FormState.NOT_SENT: Tone.NEUTRAL,
    FormState.WAITING: Tone.WARN,
    FormState.INCOMPLETE: Tone.BAD,
    FormState.ANSWERED: Tone.UNKNOWN,
    FormState.CONFIRMED: Tone.OK,
}
LONG_WAIT = 14
"""Days after which a firm that has not answered is worth a call."""
LABELS_SHOWN = 3


def state_pieces(form: TrackedForm) -> tuple[Piece, ...]:
    """Return the state as a tag."""
    return (Piece(form.state.label, Manner.TAG, TONES[form.state]),)


def note_pieces(form: TrackedForm) -> tuple[Piece, ...]:
    """Return what a questionnaire waits for or lacks."""
    match form.state:
        case FormState.NOT_SENT:
            return (Piece(_tr("指派於 {day}").format(day=format_roc(form.assigned_on)), Manner.QUIET),)
        case FormState.WAITING:
            return _waiting(form)
        case FormState.INCOMPLETE:
            return _incomplete(form)
        case FormState.ANSWERED:
            return (Piece(_tr("{count} 題未確認").format(count=form.unconfirmed)), *_open(form))
        case FormState.CONFIRMED:
            return _open(form)


def day_words(day: date | None) -> str:
    """Return a day, or a dash where there is none."""
    return "—" if day is None else format_roc(day)


def _waiting(form: TrackedForm) -> tuple[Piece, ...]:
    days = form.days_waiting or 0
    words = _tr("已等 {days} 天").format(days=days) if days else _tr("剛發出")
    manner, tone = (Manner.BOLD, Tone.WARN) if days >= LONG_WAIT else (Manner.PLAIN, Tone.NEUTRAL)
    waited = Piece(words, manner, tone)
    if form.answered_on is None:
        return (waited,)
    return (waited, Piece(_tr("上次 {day} 回覆").format(day=format_roc(form.answered_on)), Manner.QUIET))


def _incomplete(form: TrackedForm) -> tuple[Piece, ...]:
    labels = "、".join(form.missing[:LABELS_SHOWN])
    if len(form.missing) > LABELS_SHOWN:
        labels = _tr("{labels} 等 {count} 題").format(labels=labels, count=len(form.missing))
    return (Piece(_tr("缺必填：{labels}").format(labels=labels)), *_open(form))


def _open(form: TrackedForm) -> tuple[Piece, ...]:
    if not form.unanswered:
        return ()
    return (Piece(_tr("未答 {count} 題").format(count=form.unanswered), Manner.QUIET),)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Intake", text)

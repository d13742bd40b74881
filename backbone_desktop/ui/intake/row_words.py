"""What is said of one imported row: its outcome, and in one line what is new, different or wrong.

Rule: the first things said are the ones that decide; the rest is counted and stands in the detail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backbone_desktop.domain.correction import FIRM_CHOSEN, FIXED
from backbone_desktop.domain.intake import Gravity, RowOutcome
from backbone_desktop.ui.intake.pieces import Manner, Piece
from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backbone_desktop.domain.intake import CellChange, IntakeReport, Issue, RowResult

TONES = {
    RowOutcome.NEW: Tone.OK,
    RowOutcome.CHANGED: Tone.WARN,
    RowOutcome.UNCHANGED: Tone.NEUTRAL,
    RowOutcome.REJECTED: Tone.BAD,
}
GRAVITY_TONES = {Gravity.ERROR: Tone.BAD, Gravity.WARNING: Tone.WARN}
CHANGES_SHOWN = 3


def outcome_pieces(row: RowResult) -> tuple[Piece, ...]:
    """Return the outcome as a tag."""
    return (Piece(row.outcome.label, Manner.TAG, TONES[row.outcome]),)


def content_pieces(row: RowResult) -> tuple[Piece, ...]:
    """Return what is said of a row in one line."""
    match row.outcome:
        case RowOutcome.REJECTED:
            return (*_rejection(errors(row)), *_corrected(row))
        case RowOutcome.CHANGED if row.changes:
            return (*_changes(row.changes), *_corrected(row), *_reminder(row))
        case _:
            return (Piece(row.summary, Manner.QUIET), *_corrected(row), *_reminder(row))


def errors(row: RowResult) -> tuple[Issue, ...]:
    """Return the issues that stopped a row."""
    return tuple(issue for issue in row.issues if issue.gravity is Gravity.ERROR)


def change_pieces(change: CellChange) -> tuple[Piece, ...]:
    """Return one value as it was and as it becomes."""
    before = Piece(change.before, Manner.STRUCK) if change.before else Piece(_tr("未填"), Manner.QUIET)
    pieces = (Piece(change.label), before, Piece("→", Manner.QUIET), Piece(change.after, Manner.BOLD))
    confirmed = Piece(_tr("原值已確認"), Manner.TAG, Tone.UNKNOWN)
    return (*pieces, confirmed) if change.confirmed else pieces


def equation(report: IntakeReport) -> str:
    """Return the rows read as the sum of their outcomes, in the order of the chips."""
    counts = [report.count(outcome) for outcome in RowOutcome]
    words = _tr("讀入 {rows:,} = {sum}")
    return words.format(rows=len(report.rows), sum=" + ".join(f"{count:,}" for count in counts))


def _rejection(found: Sequence[Issue]) -> Iterator[Piece]:
    first = found[0]
    if first.column:
        yield Piece(first.column, Manner.BOLD, Tone.BAD)
    if len(found) > 1:
        yield Piece(_tr("等 {count} 處").format(count=len(found)), Manner.TAG, Tone.BAD)
    yield Piece(first.message)
    yield Piece(first.remedy, Manner.QUIET)


def _changes(changes: Sequence[CellChange]) -> Iterator[Piece]:
    for position, change in enumerate(changes[:CHANGES_SHOWN]):
        if position:
            yield Piece("・", Manner.QUIET)
        yield from change_pieces(change)
    if len(changes) > CHANGES_SHOWN:
        yield Piece(_tr("等 {count} 項").format(count=len(changes)), Manner.TAG)


def _corrected(row: RowResult) -> Iterator[Piece]:
    codes = {issue.code for issue in row.issues}
    if FIXED in codes:
        yield Piece(_tr("已在預覽更正"), Manner.TAG, Tone.ACCENT)
    if FIRM_CHOSEN in codes:
        yield Piece(_tr("已指定企業"), Manner.TAG, Tone.ACCENT)


def _reminder(row: RowResult) -> tuple[Piece, ...]:
    reminders = [issue for issue in row.issues if issue.gravity is Gravity.WARNING]
    count = sum(issue.code not in {FIXED, FIRM_CHOSEN} for issue in reminders)
    return (Piece(_tr("提醒 {count}").format(count=count), Manner.TAG, Tone.WARN),) if count else ()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Intake", text)

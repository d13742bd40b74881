"""What is said of taking an import back or doing it again, before and after.

Rule: the figures are those of the report; what is kept is always said along with what is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backbone_desktop.domain.intake import BatchKind

if TYPE_CHECKING:
    from backbone_desktop.domain.undoing import UndoReport


def heading(file: str, *, redoing: bool) -> str:
    """Return what is about to be done."""
    words = _tr("重做「{file}」") if redoing else _tr("復原「{file}」")
    return words.format(file=file)


def done_heading(report: UndoReport, *, redoing: bool) -> str:
    """Return what was done."""
    if not report.done:
        return _tr("「{file}」沒有更動").format(file=report.batch.file_name)
    words = _tr("已重做「{file}」") if redoing else _tr("已復原「{file}」")
    return words.format(file=report.batch.file_name)


def effect(report: UndoReport, *, redoing: bool, done: bool) -> str:
    """Return in one sentence what becomes, or became, of the firms of a batch."""
    if not report.done:
        kept = len(report.kept)
        return _tr("這一批的 {count:,} 家企業後來都有人動過，全部原樣保留。").format(count=kept)
    parts = [_tr("已") if done else _tr("會"), "；".join(_parts(report, redoing=redoing)), "。"]
    if report.kept:
        parts.append(_tr("另外 {count:,} 家後來有人動過，原樣保留。").format(count=len(report.kept)))
    if not done:
        parts.append(_tr("隨時可以再復原。") if redoing else _tr("之後可以重做。"))
    return "".join(parts)


def _parts(report: UndoReport, *, redoing: bool) -> list[str]:
    if redoing:
        return [_tr("讓 {count:,} 家企業回到匯入後的內容").format(count=report.restored)]
    parts = []
    if report.removed:
        of_roster = report.batch.kind is BatchKind.ROSTER
        words = _tr("移除 {count:,} 家新增的企業") if of_roster else _tr("移除 {count:,} 家企業新匯入的回覆")
        parts.append(words.format(count=report.removed))
    if report.restored:
        parts.append(_tr("把 {count:,} 家企業還原為匯入前的內容").format(count=report.restored))
    return parts


def _tr(text: str) -> str:
    return QCoreApplication.translate("UndoWords", text)

"""Editions and their differences as a person reads them in a terminal."""

from typing import TYPE_CHECKING

from backbone_desktop.cli.table import indented, table
from backbone_desktop.domain.edition_change import DiffLine, EditionDiff, TouchedCase
from backbone_desktop.domain.roc_date import format_roc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.services.editions import EditionLine

_IN_FORCE = "使用中"
_UNREADABLE = "無法讀取：{problem}"
_SHIPPED = "隨程式提供"


def editions_text(editions: "Sequence[EditionLine]") -> str:
    """Return the editions as a table."""
    rows = [
        (
            each.id,
            _UNREADABLE.format(problem=each.problem) if each.problem else each.title,
            each.publisher,
            each.measures,
            _origin(each),
            _IN_FORCE if each.in_force else "",
        )
        for each in editions
    ]
    return table(("版本", "名稱", "編印", "措施", "來源", "基準日依據"), rows, right=(3,))


def diff_text(diff: EditionDiff) -> str:
    """Return the differences one a line, below each the cases it touches."""
    if not diff.lines:
        return f"年度版 {diff.old} 與 {diff.new} 的內容相同。"
    cases = {each.case for line in diff.lines for each in line.cases}
    head = f"年度版 {diff.old} → {diff.new}：{len(diff.lines)} 處不同，涉及 {len(cases)} 件未結案的個案。"
    return "\n".join([head, *(_line(each) for each in diff.lines)])


def _origin(line: "EditionLine") -> str:
    if line.imported_at is None:
        return _SHIPPED
    on = format_roc(line.imported_at.astimezone().date())
    return f"{line.consultant} 於 {on} 匯入"


def _line(line: DiffLine) -> str:
    return "\n".join([line.change.line, *(indented(_case(each)) for each in line.cases)])


def _case(case: TouchedCase) -> str:
    reasons = "、".join(each.label for each in case.reasons)
    return f"{case.name}（{case.ubn or '無統編'}）：{reasons}"

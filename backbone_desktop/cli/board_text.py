"""Boards, plans, warnings and screenings as text for a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from backbone_desktop.cli.table import indented, table
from backbone_desktop.domain.roc_date import format_roc

if TYPE_CHECKING:
    from backbone_desktop.domain.backward_plan import BackwardPlan, PlanStep
    from backbone_desktop.domain.board import Board, LaneEntry
    from backbone_desktop.domain.case import Case
    from backbone_desktop.domain.measure_warning import MeasureWarning, UntoldGuidance
    from backbone_desktop.domain.screening import PrincipleFinding, Screening

_BETWEEN = "、"


def board_text(board: "Board") -> str:
    """Return what closes, then the two lanes without a day."""
    rows = (
        (
            format_roc(row.closes),
            f"{row.days_left} 日",
            row.measure,
            row.name,
            _items(row.item_names),
            row.window,
        )
        for row in board.rows
    )
    head = f"{format_roc(board.on)} 起 {board.within_days} 日內截止："
    closing = table(("截止日", "尚餘", "項次", "措施", "服務項目", "梯次"), rows, right=(1, 2))
    parts = [head, closing if board.rows else "（沒有）"]
    for title, lane in (("隨到隨辦：", board.rolling), ("依公告：", board.announced)):
        parts.extend(("", title, _lane(lane)))
    return "\n".join(parts)


def plan_text(plan: "BackwardPlan") -> str:
    """Return the steps of a plan under its heading, then the remarks."""
    head = f"第 {plan.measure} 項「{plan.name}」{plan.item_name}"
    rows = ((_day(each), each.kind.label, each.text, each.basis) for each in plan.steps)
    return "\n".join([head, table(("日期", "類別", "內容", "依據"), rows), *plan.remarks])


def outlook_text(
    case: "Case",
    warnings: "Mapping[int, tuple[MeasureWarning, ...]]",
    untold: "Sequence[UntoldGuidance]",
    names: Mapping[int, str],
) -> str:
    """Return the warnings by measure, then the guidance to be added with what adds it."""
    parts = [f"「{case.enterprise.name}」"]
    for number, found in warnings.items():
        parts.append(f"第 {number} 項「{names.get(number, '')}」")
        for each in found:
            items = _BETWEEN.join(map(str, each.items))
            parts.append(indented(f"{each.kind.label}（服務項目 {items}）：{each.text}\n依據：{each.source}"))
    if not warnings:
        parts.append("本個案簿的紀錄沒有需要提醒的事。")
    parts.extend(f"{each.text}（補入：--record {each.application}）" for each in untold)
    return "\n".join(parts)


def screening_text(case: "Case", screening: "Screening") -> str:
    """Return both tracks, principle by principle."""
    parts = [f"「{case.enterprise.name}」遴選評估（{format_roc(screening.on)}）"]
    track = None
    for finding in screening.findings:
        if finding.track is not track:
            track = finding.track
            parts.extend(("", track.label))
        parts.append(_principle(finding))
    return "\n".join(parts)


def _principle(finding: "PrincipleFinding") -> str:
    lines = [f"{finding.number}. {finding.title}：{finding.standing}", indented(finding.sentence, 3)]
    lines.extend(indented(each.text, 3) for each in finding.readings)
    lines.append(indented(f"出處：{finding.citation}", 3))
    return "\n".join(lines)


def _day(step: "PlanStep") -> str:
    if step.on is None:
        return "（未定）"
    return f"{format_roc(step.on)}（已過）" if step.passed else format_roc(step.on)


def _lane(entries: "Sequence[LaneEntry]") -> str:
    if not entries:
        return indented("（沒有）")
    rows = ((each.measure, each.name, _items(map(str, each.items)), each.text) for each in entries)
    return table(("項次", "措施", "服務項目", "受理方式"), rows, right=(0,))


def _items(names: Iterable[str]) -> str:
    return _BETWEEN.join(names)

"""The result of an import, as JSON and as text.

Rule: read = new + changed + unchanged + rejected; every remark and every change names its place.
"""

from pathlib import Path

from backbone_desktop.cli.json_form import Json, to_json
from backbone_desktop.cli.table import indented
from backbone_desktop.domain.drift import RenamedColumn
from backbone_desktop.domain.intake import (
    BatchKind,
    CellChange,
    Gravity,
    IntakeReport,
    Issue,
    RowOutcome,
    RowResult,
)

_OUTCOMES = (RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.UNCHANGED, RowOutcome.REJECTED)
_CHANGES_SHOWN = 50


def report_document(report: IntakeReport, errors: Path | None) -> dict[str, Json]:
    """Return an import's result; ``errors`` is the workbook of rejected rows."""
    return {
        "batch": report.batch,
        "file": report.file_name,
        "encoding": report.encoding,
        "encoding_guessed": report.encoding_guessed,
        "dry_run": report.dry_run,
        "read": len(report.rows),
        **{outcome.value: report.count(outcome) for outcome in _OUTCOMES},
        "rows": [_row_document(row) for row in report.rows],
        "issues": to_json(_issues(report)),
        "mapping": to_json([each for each in report.columns if each.question]),
        "unmapped": [each.column for each in report.columns if not each.question],
        "drift": to_json(report.drift),
        "errors": None if errors is None else str(errors.absolute()),
    }


def report_text(report: IntakeReport, errors: Path | None) -> str:
    """Return an import's result for a person."""
    counts = "，".join(f"{outcome.label} {report.count(outcome)}" for outcome in _OUTCOMES)
    issues = _issues(report)
    parts = [
        f"{_headline(report)}：讀取 {len(report.rows)} 列，{counts}。",
        _unmapped(report),
        *_drift(report),
        *_changes(report),
        *(_remark(issue) for issue in issues),
        "" if errors is None else f"退回的列已寫入：{errors}",
    ]
    return "\n".join(part for part in parts if part)


def _row_document(row: RowResult) -> dict[str, Json]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "outcome": row.outcome.value,
        "ubn": row.ubn,
        "name": row.name,
        "summary": row.summary,
        "changes": to_json(row.changes),
    }


def _unmapped(report: IntakeReport) -> str:
    """Say which columns answer no question, and what becomes of them."""
    names = "、".join(each.column for each in report.columns if not each.question)
    if not names:
        return ""
    kept = "不匯入" if report.kind is BatchKind.ROSTER else "原樣保留在回覆裡，不作為答案"
    return f"未對應的欄位（{kept}）：{names}"


def _drift(report: IntakeReport) -> list[str]:
    """Say what changed in the columns since the last file of the same source, and what to do about it."""
    drift = report.drift
    lines = [_renamed(each) for each in drift.renamed]
    lines += [f"欄位新增　「{column}」上次沒有這一欄。" for column in drift.new]
    lines += [f"欄位缺少　「{column}」上次有這一欄，這個檔案沒有。" for column in drift.missing]
    if drift.to_confirm:
        remedy = "疑似改名的欄位尚未對應；請以「--mapping」指定題目代碼（或空字串）後再匯入，之後會記得。"
        lines.append(indented(remedy, 6))
    return lines


def _renamed(column: RenamedColumn) -> str:
    if column.settled:
        return f"欄位改名　「{column.before}」→「{column.column}」，對應 {column.question}。"
    return f"疑似改名　「{column.before}」→「{column.column}」，可能是 {column.question}。"


def _changes(report: IntakeReport) -> list[str]:
    """Return a line for each change, as many as can be read, and how many more there are."""
    changes = [
        (row, change)
        for row in report.rows
        if row.outcome is not RowOutcome.REJECTED
        for change in row.changes
    ]
    lines = [_change(row, change) for row, change in changes[:_CHANGES_SHOWN]]
    more = len(changes) - len(lines)
    return [*lines, f"變更　另有 {more} 項"] if more else lines


def _change(row: RowResult, change: CellChange) -> str:
    firm = row.name or row.ubn
    confirmed = "（原值已確認）" if change.confirmed else ""
    values = f"{change.before or '未填'} → {change.after}{confirmed}"
    return f"變更　第 {row.row} 列　{firm}　{change.label}：{values}"


def _headline(report: IntakeReport) -> str:
    if report.dry_run:
        return f"試算「{report.file_name}」（未存入）"
    return f"匯入「{report.file_name}」" if report.batch else f"「{report.file_name}」沒有存入任何更動"


def _issues(report: IntakeReport) -> tuple[Issue, ...]:
    return (*report.issues, *(issue for row in report.rows for issue in row.issues))


def _remark(issue: Issue) -> str:
    place = "　".join(
        part for part in (issue.sheet, f"第 {issue.row} 列" if issue.row else "", issue.column) if part
    )
    gravity = "退回" if issue.gravity is Gravity.ERROR else "提醒"
    given = f"（{issue.given}）" if issue.given else ""
    return f"{gravity}　{place}{given}\n{indented(f'{issue.message}{issue.remedy}', 6)}"

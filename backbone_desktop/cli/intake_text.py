"""The result of an import, as JSON and as text.

Rule: read = new + changed + unchanged + rejected, and every remark names its sheet, row and column.
"""

from pathlib import Path

from backbone_desktop.cli.json_form import Json, to_json
from backbone_desktop.cli.table import indented
from backbone_desktop.domain.intake import Gravity, IntakeReport, Issue, RowOutcome

_OUTCOMES = (RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.UNCHANGED, RowOutcome.REJECTED)


def report_document(report: IntakeReport, errors: Path | None) -> dict[str, Json]:
    """Return an import's result; ``errors`` is the workbook of rejected rows."""
    return {
        "batch": report.batch,
        "file": report.file_name,
        "encoding": report.encoding,
        "dry_run": report.dry_run,
        "read": len(report.rows),
        **{outcome.value: report.count(outcome) for outcome in _OUTCOMES},
        "issues": to_json(_issues(report)),
        "mapping": to_json([each for each in report.columns if each.question]),
        "unmapped": [each.column for each in report.columns if not each.question],
        "errors": None if errors is None else str(errors.absolute()),
    }


def report_text(report: IntakeReport, errors: Path | None) -> str:
    """Return an import's result for a person."""
    counts = "，".join(f"{outcome.label} {report.count(outcome)}" for outcome in _OUTCOMES)
    issues = _issues(report)
    parts = [
        f"{_headline(report)}：讀取 {len(report.rows)} 列，{counts}。",
        *(_remark(issue) for issue in issues),
        "" if errors is None else f"退回的列已寫入：{errors}",
    ]
    return "\n".join(part for part in parts if part)


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

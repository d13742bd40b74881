"""Bringing firms into a casebook for tests, through the use case that does it for users."""

from pathlib import Path

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.domain.intake import IntakeReport, RowOutcome
from backbone_desktop.domain.roc_date import RocMonth
from backbone_desktop.services.intake import ImportChoices
from tests.sheets import write_csv

ONE_FIRM = """
| 統一編號 | 企業名稱 | 地址 | 實收資本額 | 員工人數 |
| 04595257 | 測試甲股份有限公司 | 臺中市測試路1號 | 48000000 | 186 |
"""


def import_roster(
    services: Services, folder: Path, table: str, *, all_or_nothing: bool = False
) -> IntakeReport:
    """Import a roster written as a table and return the report."""
    path = write_csv(folder / "roster.csv", table)
    return services.intake.import_roster(path, ImportChoices(all_or_nothing=all_or_nothing)).value


def import_responses(services: Services, folder: Path, table: str) -> IntakeReport:
    """Import responses written as a table and return the report."""
    path = write_csv(folder / "responses.csv", table, encoding="utf-8-sig")
    return services.intake.import_responses(path, ImportChoices()).value


def one_firm(services: Services, folder: Path) -> CaseId:
    """Open the case of one firm and return its id."""
    import_roster(services, folder, ONE_FIRM)
    return services.casework.find("04595257").id


def log_head(services: Services) -> tuple[int, str]:
    """Return number and digest of the last change, as the monthly sheet prints them."""
    sheet = services.reports.monthly_sheet(RocMonth.parse("105-03"))
    return sheet.log_sequence, sheet.log_digest


def counts(report: IntakeReport) -> tuple[int, int, int, int]:
    """Return how many rows were new, changed, unchanged and rejected."""
    new, changed, unchanged, rejected = (report.count(outcome) for outcome in RowOutcome)
    return new, changed, unchanged, rejected


def codes(report: IntakeReport) -> list[str]:
    """Return the codes of all issues in row order."""
    return [issue.code for row in report.rows for issue in row.issues]

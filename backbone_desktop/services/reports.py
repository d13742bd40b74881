"""月報 and 個案摘要: gathering what a workbook says and having it written.

Rule: an unsealed export changes nothing in the casebook; the same contents give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.facts import standing_facts
from backbone_desktop.domain.report import CaseSummary, MonthlySheet
from backbone_desktop.domain.text import quote
from backbone_desktop.services.casework import fact_lines
from backbone_desktop.services.monthly import gather_month

if TYPE_CHECKING:
    from pathlib import Path

    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.domain.roc_date import RocMonth
    from backbone_desktop.services.context import Context


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook that was written; ``digest`` is the SHA-256 of its bytes."""

    path: Path
    rows: int
    digest: str


class ReportService:
    """Use cases that produce workbooks."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def case_summary(self, case: CaseId) -> CaseSummary:
        """Gather the summary of one firm."""
        context = self._context
        with context.casebook.read() as view:
            file = view.cases.file(case)
            consultant = view.settings.consultant()
        sheet = standing_facts(file.observations, context.on())
        return CaseSummary(
            file=file,
            consultant=consultant,
            produced_on=context.on(),
            edition_title=context.edition.title,
            profile=fact_lines(context.facts, sheet),
            fact_labels={key: definition.label for key, definition in context.facts.items()},
            measure_names=context.measure_names(file),
        )

    def monthly_sheet(self, month: RocMonth, consultant: str | None = None) -> MonthlySheet:
        """Gather one consultant's month; every consultant's cases when no name is given."""
        with self._context.casebook.read() as view:
            return gather_month(self._context, view, month, consultant)

    def consultants(self) -> tuple[str, ...]:
        """Return the names cases are assigned to, in the order of their characters."""
        with self._context.casebook.read() as view:
            return view.cases.consultants()

    def export_case(self, case: CaseId, out: Path) -> Exported:
        """Write the case summary.

        Raises:
            ExportError: The file cannot be written; what stood there is unchanged.
        """
        from backbone_desktop.exchange.case_summary import write_case_summary  # noqa: PLC0415 - start-up: openpyxl

        summary = self.case_summary(case)
        return Exported(out, len(summary.profile), write_case_summary(summary, out))

    def export_monthly(self, month: RocMonth, out: Path, consultant: str | None = None) -> Exported:
        """Write the monthly follow-up sheet.

        Raises:
            UserError: No case is assigned to that consultant.
            ExportError: The file cannot be written; what stood there is unchanged.
        """
        if consultant is not None:
            self._require_consultant(consultant)
        from backbone_desktop.exchange.monthly_sheet import write_monthly_sheet  # noqa: PLC0415 - start-up: openpyxl

        sheet = self.monthly_sheet(month, consultant)
        return Exported(out, len(sheet.rows), write_monthly_sheet(sheet, out))

    def _require_consultant(self, name: str) -> None:
        known = self.consultants()
        if name not in known:
            listed = "、".join(f"「{each}」" for each in known)
            raise UserError(
                f"沒有{quote(name)}負責的個案",
                f"個案的專責顧問有：{listed}。" if known else "個案簿裡還沒有指派專責顧問的個案。",
                "請確認姓名；要列出全部個案時不必指定顧問。",
            )

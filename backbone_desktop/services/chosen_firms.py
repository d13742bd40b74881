"""Rows whose firm a person chose or created in the preview, because the file alone could not say.

Rule: a choice holds for one row of one import; the firm keeps its own number and name, and the row says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.case import Case
from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.correction import FIRM_CHOSEN, NEW_FIRM, RowPlace
from backbone_desktop.domain.county import county_of_address
from backbone_desktop.domain.enterprise import Enterprise
from backbone_desktop.domain.identifiers import CaseId, EnterpriseId
from backbone_desktop.domain.intake import Gravity, Issue
from backbone_desktop.exchange.table_reading import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backbone_desktop.exchange.responses import ParsedResponse
    from backbone_desktop.services.context import Context
    from backbone_desktop.services.intake_rows import ImportedRow
    from backbone_desktop.storage.unit_of_work import UnitOfWork

_UBN = "ubn"
_REMEDY = "來源檔沒有更動；下次匯入同一個檔案，請先在來源檔補上正確的統一編號。"


class ChosenFirms:
    """The firms a person settled for rows of one file."""

    def __init__(self, context: Context, uow: UnitOfWork, chosen: Mapping[RowPlace, EnterpriseId]) -> None:
        self._context, self._uow, self._chosen = context, uow, chosen

    def of(self, row: ImportedRow) -> EnterpriseId | None:
        """Return the firm chosen for a row: an id, ``NEW_FIRM``, or None when the row was left alone."""
        return self._chosen.get(RowPlace(row.sheet, row.row))

    def settle(self, row: ParsedResponse) -> ParsedResponse:
        """Return a response as one of the firm chosen for it; the firm's own number counts."""
        chosen = self.of(row)
        if chosen is None or row.rejected:
            return row
        if chosen == NEW_FIRM:
            return replace(row, issues=(*row.issues, _remark(row, f"已在預覽新增企業「{row.name}」。")))
        firm = self._uow.enterprises.get(chosen)
        settled = replace(
            row, enterprise=firm.id, issues=(*row.issues, _remark(row, f"已在預覽指定為「{firm.name}」。"))
        )
        if not firm.ubn or row.ubn == firm.ubn:
            return settled
        answers = {code: content for code, content in row.answers.items() if code != _UBN}
        return replace(settled, ubn=firm.ubn, answers=answers)

    def open_case(self, row: ParsedResponse) -> Enterprise:
        """Open a case for the new firm a response is of."""
        county = county_of_address(text_of(row.answers, "address"))
        firm = Enterprise(
            id=EnterpriseId(self._uow.new_id()),
            name=row.name,
            ubn=row.ubn,
            site=row.site,
            county="" if county is None else county.code,
        )
        self._uow.enterprises.add(firm)
        consultant = self._uow.settings.consultant().name
        on = self._context.on()
        self._uow.cases.add(Case(CaseId(self._uow.new_id()), firm, Stage.ASSIGNED, on, consultant))
        return firm


def _remark(row: ImportedRow, message: str) -> Issue:
    return Issue(row.sheet, row.row, "", FIRM_CHOSEN, row.ubn or row.name, message, _REMEDY, Gravity.WARNING)

"""What is wrong in a catalogue workbook, cell by cell.

Rule: every problem names sheet, row and column as the person sees them; all of them are told at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from backbone_desktop.domain.errors import DataFileError

MOST_SHOWN = 50
"""How many problems the refusal's own text lists; ``problems`` has them all."""

_PLACE = "「{sheet}」{cell}{header}：{message}"
_CELL = "第 {row} 列"
_HEADER = "「{header}」欄"
_MORE = "另有 {count} 項問題未列出。"
_REMEDY = "請依所列工作表、列與欄更正後存檔，再重新匯入；目錄沒有任何更動。"


@dataclass(frozen=True, slots=True)
class BookProblem:
    """One problem.

    Attributes:
        row: The sheet's own row number from 1; 0 when the sheet as a whole is meant.
        column: The column's letters (``F``); empty when the row as a whole is meant.
        header: What stands above the column.
        given: The cell as it was read, empty when it is.
    """

    sheet: str
    row: int
    column: str
    header: str
    given: str
    message: str

    def __str__(self) -> str:
        """Return the problem in one sentence."""
        cell = f"{_CELL.format(row=self.row)} {self.column}".rstrip() if self.row else ""
        header = _HEADER.format(header=self.header) if self.header else ""
        return _PLACE.format(sheet=self.sheet, cell=cell, header=header, message=self.message)


class CatalogueBookRefused(DataFileError):  # noqa: N818 - a refusal, named as the caller meets it
    """The workbook does not make an edition; nothing of it was taken."""

    def __init__(self, file_name: str, problems: Sequence[BookProblem]) -> None:
        shown = [str(each) for each in problems[:MOST_SHOWN]]
        if len(problems) > MOST_SHOWN:
            shown.append(_MORE.format(count=len(problems) - MOST_SHOWN))
        title = f"「{file_name}」有 {len(problems)} 處不能匯入"
        super().__init__(title, "\n".join(shown), _REMEDY)
        self.problems = tuple(problems)

"""The hidden sheet behind the drop-downs of a workbook; one column for each distinct list.

Rule: a list is written once and referred to from then on.
"""

from openpyxl import Workbook

from backbone_desktop.exchange.workbook import cell_at, put_text


class ChoiceLists:
    """The lists of one workbook."""

    def __init__(self, workbook: Workbook, name: str) -> None:
        self._sheet = workbook.create_sheet(name)
        self._sheet.sheet_state = "hidden"
        self._sheet.protection.sheet = True
        self._name = name
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_of(self, choices: tuple[str, ...]) -> str:
        """Return the formula a drop-down of these choices refers to."""
        if choices not in self._ranges:
            column = len(self._ranges) + 1
            for row, choice in enumerate(choices, start=1):
                put_text(cell_at(self._sheet, row, column), choice)
            letter = cell_at(self._sheet, 1, column).column_letter
            self._ranges[choices] = f"{self._name}!${letter}$1:${letter}${len(choices)}"
        return self._ranges[choices]

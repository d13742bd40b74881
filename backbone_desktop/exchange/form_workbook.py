"""The fillable questionnaire for one firm, prefilled with what is known.

Rule: what the firm may change is unlocked and formatted as text, so that Excel keeps what was typed; the rest
is locked without a password, which is a guard-rail and not a secret.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from pathlib import Path
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from backbone_desktop.domain.enterprise import Contact, Enterprise
from backbone_desktop.domain.facts import Choice, FactDefinition, FactSheet, FactType
from backbone_desktop.domain.questionnaire import Form, Question
from backbone_desktop.exchange import form_layout as layout
from backbone_desktop.exchange.choice_lists import ChoiceLists
from backbone_desktop.exchange.form_prefill import digest_of, prefill
from backbone_desktop.exchange.look import Look
from backbone_desktop.exchange.workbook import cell_at, new_workbook, put_text, save_workbook, set_up_print

_WIDTHS = {layout.CODE_COLUMN: 4, layout.LABEL_COLUMN: 27, layout.ENTRY_COLUMN: 38, layout.HINT_COLUMN: 46}
_LINE_HEIGHT = 17.0
_LONG_ENTRY_HEIGHT = 88.0
_SMALL_FONT = 1.15
_YES_NO = ("是", "否", "未知")
_INTRODUCTION = (
    "請填寫黃底欄位；不清楚的項目請填「未知」。填妥後存檔，以電子郵件寄回專責顧問即可，不需另存其他格式。"
)
_OPTIONS_ADVICE = "{label}：符合者請選「{tick}」。"
_OPTION_LABEL = "　{label}"
_NOTICE_TITLE = "個人資料告知事項"


def write_form(
    form: Form,
    facts: Mapping[str, FactDefinition],
    enterprise: Enterprise,
    known: FactSheet,
    contacts: Sequence[Contact],
    out: Path,
) -> None:
    """Write the questionnaire for one firm.

    Args:
        form: The edition to ask.
        facts: Definitions of the facts its questions feed.
        enterprise: Whom it is for; its id and 統編 travel in a hidden sheet, with a digest of what is put in.
        known: What is known already; put in for the firm to correct.
        contacts: The first one is put in.
        out: Where the workbook goes.

    Raises:
        ExportError: It could not be written; a file that stood there is unchanged.
    """
    workbook = new_workbook(layout.FORM_SHEET)
    sheet = workbook.worksheets[0]
    lists = _Lists(workbook)
    given = prefill(form, facts, enterprise, known, contacts)
    _FormWriter(sheet, lists, given).write(form, enterprise)
    _write_meta(workbook, form, enterprise, digest_of(given))
    save_workbook(workbook, out, form.title)


class _FormWriter:
    """Writes one sheet from top to bottom."""

    def __init__(self, sheet: Worksheet, lists: "_Lists", given: Mapping[str, str]) -> None:
        self._sheet = sheet
        self._lists = lists
        self._given = given
        self._row = 1

    def write(self, form: Form, enterprise: Enterprise) -> None:
        """Write title, notice and sections, and set the sheet up."""
        self._line(form.title, Look.TITLE, height=30)
        who = " ".join(part for part in (enterprise.name, enterprise.site) if part)
        number = enterprise.ubn or "未填"
        self._line(f"{who}（統一編號：{number}）", Look.SUBTITLE, height=22)
        self._line(_INTRODUCTION, Look.NOTE)
        title_rows = f"1:{self._row - 2}"
        self._row += 1
        self._line(_NOTICE_TITLE, Look.SECTION, height=22)
        for paragraph in form.notice.splitlines():
            self._line(paragraph, Look.NOTE)
        for section in form.sections:
            self._row += 1
            self._line(section.title, Look.SECTION, height=24)
            if section.note:
                self._line(section.note, Look.NOTE)
            for question in form.questions:
                if question.section == section.code:
                    self._question(question)
        self._finish(title_rows)

    def _line(self, text: str, look: Look, height: float = 0.0) -> None:
        columns = range(layout.LABEL_COLUMN, layout.HINT_COLUMN + 1)
        put_text(cell_at(self._sheet, self._row, layout.LABEL_COLUMN), text, look)
        for column in columns[1:]:
            cell_at(self._sheet, self._row, column).style = look.value
        self._sheet.merge_cells(
            start_row=self._row, end_row=self._row, start_column=columns[0], end_column=columns[-1]
        )
        width = sum(_WIDTHS[column] for column in columns)
        self._sheet.row_dimensions[self._row].height = height or _height(text, width)
        self._row += 1

    def _question(self, question: Question) -> None:
        if question.type is FactType.CHOICES:
            self._options(question)
            return
        label = f"{question.label}（必填）" if question.required else question.label
        entry = self._entry(question.code, label, _hint_of(question))
        choices = _choices_of(question)
        self._lists.offer(self._sheet, entry, question, choices)
        if question.multiline:
            self._sheet.row_dimensions[self._row - 1].height = _LONG_ENTRY_HEIGHT

    def _options(self, question: Question) -> None:
        advice = _OPTIONS_ADVICE.format(label=question.label, tick=layout.TICK)
        self._line(" ".join(part for part in (advice, _hint_of(question)) if part), Look.LABEL)
        for choice in question.choices:
            code = f"{question.code}{layout.OPTION_MARK}{choice.code}"
            entry = self._entry(code, _OPTION_LABEL.format(label=choice.label), "")
            self._lists.offer(self._sheet, entry, question, (layout.TICK,))

    def _entry(self, code: str, label: str, hint: str) -> str:
        put_text(cell_at(self._sheet, self._row, layout.CODE_COLUMN), code, Look.NOTE)
        put_text(cell_at(self._sheet, self._row, layout.LABEL_COLUMN), label, Look.LABEL)
        entry = cell_at(self._sheet, self._row, layout.ENTRY_COLUMN)
        value = self._given.get(code, "")
        if value:
            put_text(entry, value, Look.ENTRY)
        else:
            entry.style = Look.ENTRY.value
        put_text(cell_at(self._sheet, self._row, layout.HINT_COLUMN), hint, Look.HINT)
        self._sheet.row_dimensions[self._row].height = max(
            _height(label, _WIDTHS[layout.LABEL_COLUMN]),
            _height(value, _WIDTHS[layout.ENTRY_COLUMN]),
            _height(hint, _WIDTHS[layout.HINT_COLUMN] * _SMALL_FONT),
        )
        self._row += 1
        return entry.coordinate

    def _finish(self, title_rows: str) -> None:
        sheet = self._sheet
        for column, width in _WIDTHS.items():
            sheet.column_dimensions["ABCD"[column - 1]].width = width
        sheet.column_dimensions["A"].hidden = True
        sheet.sheet_view.showGridLines = False
        sheet.protection.sheet = True
        sheet.protection.formatRows = False
        sheet.protection.formatColumns = False
        set_up_print(sheet, title_rows)
        sheet.print_area = f"B1:D{self._row - 1}"


class _Lists:
    """The drop-downs of the questionnaire."""

    def __init__(self, workbook: Workbook) -> None:
        self._lists = ChoiceLists(workbook, layout.LISTS_SHEET)

    def offer(self, sheet: Worksheet, entry: str, question: Question, choices: Sequence[str]) -> None:
        """Give an entry its list, if it has choices, and the sentence shown when it is entered."""
        hint = _hint_of(question)[:250]
        validation = DataValidation(allow_blank=True)
        if choices:
            validation.type = "list"
            validation.formula1 = self._lists.range_of(tuple(choices))
            # What the reader understands (是, 有, ✓ …) is wider than the list: advise, do not forbid.
            validation.errorStyle = "warning"
            validation.errorTitle = "不在選項中"
            validation.error = "這個內容不在清單中，仍要保留嗎？"
            validation.showErrorMessage = True
        if hint:
            validation.promptTitle = question.label[:30]
            validation.prompt = hint
            validation.showInputMessage = True
        if choices or hint:
            validation.add(entry)
            sheet.add_data_validation(validation)


def _write_meta(workbook: Workbook, form: Form, enterprise: Enterprise, prefilled: str) -> None:
    sheet = workbook.create_sheet(layout.META_SHEET)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    pairs = (
        (layout.META_FORM, form.id),
        (layout.META_ENTERPRISE, enterprise.id),
        (layout.META_UBN, enterprise.ubn),
        (layout.META_NAME, enterprise.name),
        (layout.META_PREFILL, prefilled),
    )
    for row, pair in enumerate(pairs, start=1):
        for column, text in enumerate(pair, start=1):
            put_text(cell_at(sheet, row, column), text)


def _choices_of(question: Question) -> tuple[str, ...]:
    if question.type is FactType.YES_NO:
        return _YES_NO
    return tuple(_labels(question.choices)) if question.type is FactType.CHOICE else ()


def _labels(choices: Iterable[Choice]) -> Iterable[str]:
    return (choice.label for choice in choices)


def _hint_of(question: Question) -> str:
    unit = f"單位：{question.unit}。" if question.unit else ""
    return " ".join(part for part in (question.hint, unit) if part)


def _height(text: str, width: float) -> float:
    """Estimate a row's height in points; a full-width character takes two of the column's units."""
    lines = 0
    for paragraph in text.split("\n"):
        units = sum(2 if east_asian_width(char) in "WFA" else 1 for char in paragraph)
        lines += max(1, ceil(units / max(1.0, width)))
    return lines * _LINE_HEIGHT + 5

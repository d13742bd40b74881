"""One cell of an answer, typed: what it says, and what about it should be confirmed.

Rule: a cell whose meaning would have to be guessed is refused with both readings, never guessed silently.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from backbone_desktop.domain.correction import IN_PREVIEW_TOO
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_bounds import check_share
from backbone_desktop.domain.fact_text import ContentReading, read_content
from backbone_desktop.domain.facts import FactContent, FactDefinition, FactType
from backbone_desktop.domain.form_answers import PERIOD_PARTS
from backbone_desktop.domain.identifiers import check_ubn, factory_registration_warning, mask_national_ids
from backbone_desktop.domain.intake import Gravity
from backbone_desktop.domain.money import HIGHEST_NTD, parse_ntd_range
from backbone_desktop.domain.phone import parse_phone
from backbone_desktop.domain.questionnaire import Question
from backbone_desktop.domain.roc_date import ParsedDate, SuspectedSerial
from backbone_desktop.domain.roc_range import parse_roc_range
from backbone_desktop.domain.text import fold, quote
from backbone_desktop.exchange.day_reading import TEXT_MARKS, read_day
from backbone_desktop.exchange.sheets.table import Cell, cell_text

LONGEST_NAME = 200
DATE_SERIAL = "date-serial"
NATIONAL_ID = "national-id"

_FIGURES = frozenset({FactType.INTEGER, FactType.MONEY})
_CONFIRM = "請向企業確認後再採用。"
_CONFIRM_ENDING = re.compile("，請(?:向企業)?確認。$")
_BLANKS = frozenset(
    {"-", "--", "\u2013", "\u2014", "\u2014\u2014", "\u2015", "\u2500", "n/a", "na", "n.a.", "不詳", "無資料"}
)
"""What offices write into a cell they leave empty, folded: dashes of every length, and words for none."""
_NOBODY = frozenset({"anonymous", "匿名"})
"""What form services put in the place of an address when nobody had to sign in, folded."""
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_LONGEST_BLANK = 8
"""Before folding, which takes blanks out; a longer text is not folded for nothing in thousands of rows."""
_LINE_END = re.compile(r"\s*[\r\n\v\f\u0085\u2028\u2029]+\s*")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about a cell; it becomes an issue once its place is known."""

    code: str
    message: str
    remedy: str
    gravity: Gravity = Gravity.WARNING


class CellReading(NamedTuple):
    """What a cell says; ``given`` is its text with national ids masked.

    Attributes:
        answered: Something stands in the cell that can be kept; with ``content`` None the firm does not know.
    """

    given: str
    answered: bool
    content: FactContent | None = None
    remarks: tuple[Remark, ...] = ()


def read_cell(question: Question, definition: FactDefinition, cell: Cell, header: str = "") -> CellReading:
    """Read one cell as the answer to a question, or to one choice of it as ``definition`` then says.

    A time stamp is read on the clock that its ``header`` is known for.
    """
    text = cell_text(cell)
    given, found = mask_national_ids(text) if isinstance(cell, str) else (text, 0)
    if not given or (len(given) <= _LONGEST_BLANK and fold(given) in _BLANKS):
        return CellReading("", answered=False)
    masked = (id_remark(),) if found else ()
    try:
        reading = _read(question, definition, given if found else cell, header)
    except UserError as error:
        return CellReading(given, answered=False, remarks=(*masked, _unreadable(definition, given, error)))
    if isinstance(reading, Remark):
        return CellReading(given, answered=False, remarks=(*masked, reading))
    noted = (_to_confirm(reading.warning),) if reading.warning else ()
    return CellReading(given, answered=True, content=reading.content, remarks=(*masked, *noted))


def id_remark() -> Remark:
    """Return what is said of a cell in which a national id was masked."""
    return Remark(
        NATIONAL_ID,
        "儲存格含有身分證或居留證號碼，已遮蔽，不會儲存。",
        "問卷不蒐集身分證統一編號，請通知填答企業不要填寫，並刪除來源檔中的號碼。",
    )


def _unreadable(definition: FactDefinition, given: str, error: UserError) -> Remark:
    if definition.type is FactType.MONEY and _is_range(given):
        message = f"{quote(given)}是金額範圍，請填單一金額。"
        return Remark("money-range", message, "請向企業問明後填一個金額，例如 25萬元。", Gravity.ERROR)
    return Remark("not-readable", f"{error.title}：{error.detail}", error.remedy, Gravity.ERROR)


def _is_range(text: str) -> bool:
    try:
        span = parse_ntd_range(text)
    except UserError:
        return False
    return span.low != span.high


def _to_confirm(warning: str) -> Remark:
    """Return what was assumed; that it is to be confirmed is said once, by the remedy."""
    return Remark("to-confirm", _CONFIRM_ENDING.sub("。", warning), _CONFIRM)


def _read(question: Question, definition: FactDefinition, cell: Cell, header: str) -> ContentReading | Remark:
    if question.type in _FIGURES and type(cell) is int and 0 <= cell <= HIGHEST_NTD:
        # A number where a number is asked for is read already.
        return ContentReading(cell)
    if question.type is FactType.DATE:
        return _read_date(cell, header)
    if isinstance(cell, date):
        return _read_stray_date(question, cell)
    if question.type is FactType.PERCENT and isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _read_percent(definition, cell)
    if question.type is FactType.TEXT:
        return _read_text(question, cell_text(cell))
    return read_content(definition, cell_text(cell).lstrip(TEXT_MARKS))


def _read_date(cell: Cell, header: str) -> ContentReading | Remark:
    if isinstance(cell, str) and read_content(_ANY_TEXT, cell).content is None:
        return ContentReading(None)
    match parsed := read_day(cell, header):
        case SuspectedSerial():
            remedy = f"請在來源檔把該格改成日期，例如 105/03/15，再匯入一次；{IN_PREVIEW_TOO}"
            return Remark(DATE_SERIAL, _CONFIRM_ENDING.sub("。", parsed.warning), remedy, Gravity.ERROR)
        case ParsedDate():
            return ContentReading(parsed.value, parsed.warning)


def _read_stray_date(question: Question, cell: date) -> ContentReading | Remark:
    if question.type is FactType.TEXT:
        return ContentReading(cell_text(cell))
    return Remark(
        "unexpected-date",
        f"「{question.label}」讀到日期 {cell.isoformat()}，可能是 Excel 自動轉換的結果。",
        f"請在來源檔把該格改成文字或數字後再匯入；{IN_PREVIEW_TOO}",
        Gravity.ERROR,
    )


def _read_percent(definition: FactDefinition, cell: int | Decimal) -> ContentReading:
    """Read a number cell; Excel keeps 35% as 0.35 and a typed 35 as 35."""
    if 0 < cell <= 1:
        points = (Decimal(cell) * 100).normalize()
        shown = f"{points:f}%"
        return ContentReading(
            Decimal(f"{points:f}"), f"數字 {cell} 讀作 {shown}；若不是這個比率，請在來源檔改填例如 35%。"
        )
    return ContentReading(check_share(definition, Decimal(cell)))


def _read_text(question: Question, text: str) -> ContentReading | Remark:
    if (read := _TEXTS.get(question.code)) is not None:
        return read(text)
    if question.part in PERIOD_PARTS:
        parse_roc_range(text)
        return ContentReading(text)
    return read_content(_ANY_TEXT, text) if question.fact else ContentReading(text)


def _read_name(text: str) -> ContentReading | Remark:
    """Read a firm's name: one line, and no longer than any registered name."""
    name = _LINE_END.sub(lambda end: "" if ord(text[end.start() - 1]) > ord("\x7f") else " ", text)
    if len(name) > LONGEST_NAME:
        return Remark(
            "name-too-long",
            f"企業名稱有 {len(name)} 個字，超過 {LONGEST_NAME} 個字，可能貼進了其他內容。",
            f"請在來源檔更正企業名稱後再匯入；{IN_PREVIEW_TOO}",
            Gravity.ERROR,
        )
    return ContentReading(name, "" if name == text else f"企業名稱中有換行，已併為一行，讀作{quote(name)}。")


def _read_email(text: str) -> ContentReading:
    """Read an address, which is kept as it was written; what a service says of nobody is none."""
    if fold(text) in _NOBODY:
        return ContentReading(None)
    return ContentReading(
        text, "" if _ADDRESS.fullmatch(text) else f"{quote(text)}不像電子郵件地址，照原文保留。"
    )


def _read_ubn(text: str) -> ContentReading:
    check = check_ubn(text.lstrip(TEXT_MARKS))
    return ContentReading(check.value, check.warning)


def _read_phone(text: str) -> ContentReading:
    """Read a number, which is kept as the firm wrote it; one that cannot be right is remarked on."""
    return ContentReading(text, parse_phone(text).warning)


def _read_factory_registration(text: str) -> ContentReading:
    return ContentReading(text, factory_registration_warning(text))


_ANY_TEXT = FactDefinition("", FactType.TEXT, "", "")
_TEXTS: dict[str, Callable[[str], ContentReading | Remark]] = {
    "enterprise_name": _read_name,
    "ubn": _read_ubn,
    "phone": _read_phone,
    "contact_phone": _read_phone,
    "contact_email": _read_email,
    "factory_registration_number": _read_factory_registration,
}
"""How the texts that tell and reach a firm are read, by the code of their question."""

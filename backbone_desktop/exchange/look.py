"""How every workbook we write looks: named styles, kept in one place.

Rule: a cell gets a look by name; no other module builds fonts, fills or borders.
"""

from enum import StrEnum

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

FONT_NAME = "Microsoft JhengHei"

_INK = "1F2A37"
_MUTED = "5B6776"
_ACCENT = "1F4E79"
_BAND = "E8EEF5"
_ENTRY = "FFFBEA"
_ALERT = "A61B1B"
_FAULT = "FBE9E7"
_LINE = "B8C2CE"


class Look(StrEnum):
    """A named style; the value is the name a reader sees in the style gallery."""

    TITLE = "個案簿標題"
    SUBTITLE = "個案簿副標題"
    NOTE = "個案簿說明"
    SECTION = "個案簿段落"
    HEADER = "個案簿欄名"
    LABEL = "個案簿題目"
    TEXT = "個案簿文字"
    NUMBER = "個案簿數字"
    DATE = "個案簿日期"
    ENTRY = "個案簿填寫"
    HINT = "個案簿提示"
    WARNING = "個案簿警示"
    FAULT = "個案簿錯誤"
    NAME = "個案簿企業名稱"
    UNIT = "個案簿單位"
    DATA = "個案簿資料"
    DATA_NUMBER = "個案簿資料數值"


# A text that touches the rule beside it looks unfinished on paper.
_INDENTED = frozenset({Look.HINT, Look.LABEL, Look.ENTRY, Look.TEXT, Look.NUMBER, Look.WARNING, Look.FAULT})


def register_looks(workbook: Workbook) -> None:
    """Make every look available in a workbook; once for each workbook."""
    for style in _styles():
        workbook.add_named_style(style)


def _styles() -> tuple[NamedStyle, ...]:
    thin = Side(style="thin", color=_LINE)
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    under = Border(bottom=Side(style="medium", color=_ACCENT))
    band = PatternFill("solid", fgColor=_BAND)
    return (
        _style(Look.TITLE, Font(name=FONT_NAME, size=18, bold=True, color=_ACCENT), wrap=False),
        _style(Look.SUBTITLE, Font(name=FONT_NAME, size=12, color=_INK), wrap=False),
        _style(Look.NOTE, Font(name=FONT_NAME, size=10, color=_MUTED), vertical="top"),
        _style(
            Look.SECTION, Font(name=FONT_NAME, size=13, bold=True, color=_ACCENT), border=under, wrap=False
        ),
        _style(Look.HEADER, _bold(), box, band, horizontal="center"),
        _style(Look.LABEL, _plain(), box, band),
        _style(Look.TEXT, _plain(), box, number_format="@"),
        _style(Look.NUMBER, _plain(), box, horizontal="right", wrap=False),
        _style(Look.DATE, _plain(), box, horizontal="center", wrap=False),
        _style(Look.ENTRY, _plain(), box, PatternFill("solid", fgColor=_ENTRY), number_format="@"),
        _style(Look.HINT, Font(name=FONT_NAME, size=10, color=_MUTED)),
        _style(Look.WARNING, Font(name=FONT_NAME, size=11, color=_ALERT), box),
        _style(
            Look.FAULT, Font(name=FONT_NAME, size=11, color=_ALERT), box, PatternFill("solid", fgColor=_FAULT)
        ),
        _style(Look.NAME, Font(name=FONT_NAME, size=12, bold=True, color=_INK), number_format="@"),
        _style(Look.UNIT, Font(name=FONT_NAME, size=10, color=_MUTED), horizontal="right"),
        _style(Look.DATA, _plain(), number_format="@", wrap=False),
        _style(Look.DATA_NUMBER, _plain(), horizontal="right", wrap=False),
    )


def _plain() -> Font:
    return Font(name=FONT_NAME, size=11, color=_INK)


def _bold() -> Font:
    return Font(name=FONT_NAME, size=11, bold=True, color=_INK)


def _style(
    look: Look,
    font: Font,
    border: Border | None = None,
    fill: PatternFill | None = None,
    *,
    horizontal: str = "left",
    vertical: str = "center",
    number_format: str = "General",
    wrap: bool = True,
) -> NamedStyle:
    return NamedStyle(
        name=look.value,
        font=font,
        border=border or Border(),
        fill=fill or PatternFill(),
        alignment=Alignment(
            horizontal=horizontal, vertical=vertical, wrap_text=wrap, indent=int(look in _INDENTED)
        ),
        number_format=number_format,
        protection=Protection(locked=look is not Look.ENTRY),
    )

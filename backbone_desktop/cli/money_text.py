"""A money sheet as a person reads it in a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from backbone_desktop.cli.table import indented, table
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.money_sheet import MoneyLine, MoneyReading, MoneySheet

_HEADERS = ("", "類別", "項目", "金額（元）", "算式", "出處")
_BITES = "▶"
_ONLY = "試算"
_BETWEEN = "、"


def sheets_text(number: int, name: str, sheets: Sequence[MoneySheet]) -> str:
    """Return the sheets of a measure, each with all its readings."""
    return "\n\n".join((f"第 {number} 項　{name}", *(_sheet(each) for each in sheets)))


def _sheet(sheet: MoneySheet) -> str:
    parts = [f"{sheet.item}. {sheet.name}"]
    parts += (indented(_reading(each, len(sheet.readings) > 1), 3) for each in sheet.readings)
    parts += (indented(f"註：{each.text}（{each.citation}）", 3) for each in sheet.notes)
    return "\n".join(parts)


def _reading(reading: MoneyReading, several: bool) -> str:
    head = f"讀法　{reading.name}" if several else reading.name or _ONLY
    lines = [f"［{head}］{_result(reading)}", *_table(reading.lines)]
    lines += (f"檢核　{each.name}　{each.outcome.label}　{each.sentence}" for each in reading.tests)
    if reading.wants:
        lines.append(f"請補充：{_BETWEEN.join(each.label for each in reading.wants)}")
    lines += (f"請確認：{each}" for each in reading.remarks)
    lines += (f"洽詢：{each}" for each in reading.asks)
    return "\n".join(lines)


def _result(reading: MoneyReading) -> str:
    if reading.result_ntd is None:
        known = "" if reading.ceiling_ntd is None else f"（已知上限 {format_ntd(reading.ceiling_ntd)} 元）"
        return (
            f"{reading.kind.label}：無法算出單一金額{known}" if _has_figures(reading) else reading.kind.label
        )
    most = "最高 " if reading.at_most else ""
    cap = f"，由「{reading.cap}」決定" if reading.cap else ""
    provisional = "（暫定）" if reading.tentative else ""
    return f"{reading.kind.label}：{most}{format_ntd(reading.result_ntd)} 元{provisional}{cap}"


def _has_figures(reading: MoneyReading) -> bool:
    return any(
        each.amount_ntd is not None or each.percent is not None or each.wants for each in reading.lines
    )


def _table(lines: Iterable[MoneyLine]) -> Iterator[str]:
    rows = [
        (
            _BITES if each.binding else "",
            each.role.label,
            each.label,
            _amount(each),
            each.working,
            each.citation,
        )
        for each in lines
    ]
    if rows:
        yield table(_HEADERS, rows, right=(3,))


def _amount(line: MoneyLine) -> str:
    if line.amount_ntd is not None:
        return format_ntd(line.amount_ntd)
    return "" if line.percent is None else f"{line.percent.normalize():f}%"

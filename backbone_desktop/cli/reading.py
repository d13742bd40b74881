"""What is typed on the command line, read as dates, months, amounts, numbers and codes.

Rule: a value that cannot be read is wrong usage and names the option it was given for.
"""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from backbone_desktop.cli.usage import WrongUsage, refused
from backbone_desktop.domain.codes import CodeT, read_code
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.money import parse_ntd
from backbone_desktop.domain.roc_date import RocMonth, parse_roc_date
from backbone_desktop.domain.text import quote

ReadT = TypeVar("ReadT")

_MOST_DIGITS = 9


def read_day(text: str, where: str) -> date:
    """Read a date in ROC years or ISO form; one that leaves something to assume is refused."""
    parsed = _read(parse_roc_date, text, where)
    if parsed.warning:
        raise WrongUsage(
            f"{where}：日期無法確定", parsed.warning, "請以 105/03/10 或 2016-03-10 的寫法輸入。"
        )
    return parsed.value


def read_month(text: str, where: str) -> RocMonth:
    """Read a month such as ``105-03``."""
    return _read(RocMonth.parse, text, where)


def read_amount(text: str, where: str) -> int:
    """Read an amount of 元, 0 or more."""
    amount = _read(parse_ntd, text, where)
    if amount < 0:
        raise WrongUsage(f"{where}：金額不能是負數", f"輸入的是{quote(text)}。", "請輸入 0 以上的金額。")
    return amount


def read_number(text: str, where: str) -> int:
    """Read the number of a measure or an item, 1 or more."""
    return read_count(text, where, "編號")


def read_count(text: str, where: str, what: str, least: int = 1) -> int:
    """Read a whole number from ``least``; ``what`` it is stands in the refusal."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS and int(digits) >= least):
        raise WrongUsage(f"{where}：不是{what}", f"輸入的是{quote(text)}。", f"請輸入 {least} 以上的整數。")
    return int(digits)


def read_choice(kind: type[CodeT], text: str, where: str) -> CodeT:
    """Read a code, or the zh-TW label that stands for it; ``-`` may be typed for ``_``."""
    chosen = read_code(kind, text) or read_code(kind, text.replace("-", "_"))
    if chosen is None:
        allowed = "、".join(f"{each.value}（{each.label}）" for each in kind)
        raise WrongUsage(f"{where}：沒有這個選擇", f"輸入的是{quote(text)}。", f"可用的有：{allowed}。")
    return chosen


def _read(reader: Callable[[str], ReadT], text: str, where: str) -> ReadT:
    try:
        return reader(text)
    except UserError as error:
        raise refused(error, where) from error

"""Dates in definition files: one spelling, so that two transcribers cannot write the same day differently.

Rule: ``105/03/15`` is a day, ``105/05`` a month and ``105/10中旬`` a part of a month; nothing else is read.
"""

import re
from datetime import date

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.roc_date import ROC_OFFSET
from backbone_desktop.domain.roc_range import PartialDate, PartOfMonth
from backbone_desktop.exchange.definitions.toml_table import Table

_WRITTEN = re.compile(r"(?P<year>[0-9]{3})/(?P<month>[0-9]{2})(?:/(?P<day>[0-9]{2})|(?P<part>[上中下])旬)?")
_PARTS: dict[str, PartOfMonth] = {"上": "early", "中": "middle", "下": "late"}


def read_partial_date(table: Table, key: str) -> PartialDate | None:
    """Read a day, a month or a part of a month; None when it is not written or after noting a problem."""
    text = table.text(key) if key in table else ""
    if not text:
        return None
    match = _WRITTEN.fullmatch(text)
    if match is None:
        table.problem(key, f"「{text}」須寫成 105/03/15、105/05 或 105/10中旬。")
        return None
    try:
        return PartialDate(
            int(match["year"]) + ROC_OFFSET,
            int(match["month"]),
            None if match["day"] is None else int(match["day"]),
            None if match["part"] is None else _PARTS[match["part"]],
        )
    except UserError as refusal:
        table.problem(key, f"{refusal.title}：{refusal.detail}")
        return None


def read_day(table: Table, key: str) -> date | None:
    """Read a day that must be there; None after noting a problem."""
    if key not in table:
        table.problem(key, "缺少必填欄位。")
    bound = read_partial_date(table, key)
    if bound is None:
        return None
    if bound.day is None:
        table.problem(key, "須為某一天。")
    return bound.first

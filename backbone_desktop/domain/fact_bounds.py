"""How far a content may go beyond its type: shares of a whole, and days that have been.

Rule: what cannot be is refused with a sentence where it is entered, never cut down to what could be.
"""

from datetime import date
from decimal import Decimal

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.facts import FactContent, FactDefinition
from backbone_desktop.domain.roc_date import format_roc

WHOLE = Decimal(100)
"""The whole that a share is a part of, in percent points."""


def check_share(definition: FactDefinition, points: Decimal) -> Decimal:
    """Return percent points that may be this fact's.

    Raises:
        UserError: They are below 0, or above 100 for a share of the whole.
    """
    told = f"讀到的是 {points:f}%。"
    if points < 0:
        raise UserError(f"「{definition.label}」不能是負數", told, "請輸入 0 以上的比率，例如 70%。")
    if definition.share_of_whole and points > WHOLE:
        raise UserError(f"「{definition.label}」不能超過 100%", told, "請輸入 0% 到 100% 的比率，例如 70%。")
    return points


def check_day(definition: FactDefinition, content: FactContent | None, on: date) -> None:
    """Refuse a day still to come for what must have happened by the as-of date ``on``.

    Raises:
        UserError: The day lies after it.
    """
    if definition.past and isinstance(content, date) and content > on:
        raise UserError(
            f"「{definition.label}」晚於基準日",
            f"填的是 {format_roc(content)}，個案簿的基準日是 {format_roc(on)}。",
            "請改填基準日當天或之前的日期。",
        )

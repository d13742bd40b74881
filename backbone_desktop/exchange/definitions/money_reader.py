"""Reading money terms and preferences.

Rule: a term carries the figures its kind lives on and no others; amounts are whole 元, percentages exact.
"""

from decimal import Decimal

from backbone_desktop.domain.codes import Holder
from backbone_desktop.domain.funding import (
    Deduction,
    Effect,
    FundingTest,
    MoneyKind,
    MoneyTerm,
    Per,
    Preference,
)
from backbone_desktop.exchange.definitions.citation import Place
from backbone_desktop.exchange.definitions.toml_table import Table

_IN_NTD = frozenset(
    {
        MoneyKind.GRANT_CEILING,
        MoneyKind.GRANT_AMOUNT,
        MoneyKind.PROJECT_CEILING,
        MoneyKind.FULL_PRICE,
        MoneyKind.LOAN_CEILING,
        MoneyKind.GUARANTEE_CEILING,
    }
)
_IN_PERCENT = frozenset(
    {
        MoneyKind.SUBSIDY_RATE,
        MoneyKind.LOAN_SHARE,
        MoneyKind.RATE_MARKUP,
        MoneyKind.GUARANTEE_SHARE,
        MoneyKind.PARTNER_SHARE,
        MoneyKind.DISCOUNT,
    }
)
_WITHOUT_FIGURES = frozenset({MoneyKind.FREE, MoneyKind.NEGOTIATED, MoneyKind.NO_GRANT, MoneyKind.FREE_QUOTA})


def read_money(table: Table, place: Place) -> MoneyTerm:
    """Read one money term."""
    kind = table.code("kind", MoneyKind)
    term = MoneyTerm(
        kind=kind or MoneyKind.NEGOTIATED,
        citation=place.citation(table),
        per=table.code("per", Per, Per.CASE) or Per.CASE,
        label=table.text("label", ""),
        low_ntd=table.optional_integer("low_ntd"),
        high_ntd=table.optional_integer("high_ntd"),
        low_percent=table.optional_decimal("low_percent"),
        high_percent=table.optional_decimal("high_percent"),
        tax_included=table.flag("tax_included", default=False),
        tentative=table.flag("tentative", default=False),
        holder=table.code("holder", Holder) if "holder" in table else None,
        reading=table.text("reading", ""),
        ask=table.text("ask", ""),
        when=table.text("when", ""),
        additional=table.flag("additional", default=False),
        deduction=table.code("deduction", Deduction) if "deduction" in table else None,
        tests=table.codes("tests", FundingTest),
    )
    if kind is not None:
        _check_figures(table, term)
        _check_owner(table, term)
    _check_ranges(table, term)
    table.close()
    return term


def _check_figures(table: Table, term: MoneyTerm) -> None:
    has_ntd = "low_ntd" in table or "high_ntd" in table
    has_percent = "low_percent" in table or "high_percent" in table
    named = f"「{term.kind.label}」（{term.kind}）"
    if term.kind in _IN_NTD and (has_percent or not has_ntd):
        table.problem("kind", f"{named}須以元（low_ntd、high_ntd）表示。")
    if term.kind in _IN_PERCENT and (has_ntd or not has_percent):
        table.problem("kind", f"{named}須以百分比（low_percent、high_percent）表示。")
    if term.kind in _WITHOUT_FIGURES and (has_ntd or has_percent):
        table.problem("kind", f"{named}不可有金額或百分比。")
    if not (has_ntd or has_percent or term.label or term.kind in _WITHOUT_FIGURES):
        table.problem("label", "沒有數字的條件須以文字說明。")


def _check_owner(table: Table, term: MoneyTerm) -> None:
    """Refuse what only terms of one kind can say on a term of another."""
    if term.tests and term.kind is not MoneyKind.SELF_FUNDING:
        table.problem("tests", "只有自籌款可載明檢核關係。")
    if term.deduction is not None and term.kind is not MoneyKind.LOAN_SHARE:
        table.problem("deduction", "只有貸款占計畫經費可載明補助款的扣除方式。")
    if term.additional and term.kind is not MoneyKind.GRANT_CEILING:
        table.problem("additional", "只有補助上限可另計。")


def _check_ranges(table: Table, term: MoneyTerm) -> None:
    _check_pair(table, "ntd", term.low_ntd, term.high_ntd)
    _check_pair(table, "percent", term.low_percent, term.high_percent)
    for key, value in (("low_percent", term.low_percent), ("high_percent", term.high_percent)):
        if value is not None and value > 100:
            table.problem(key, "百分比不可大於 100。")


def _check_pair(table: Table, unit: str, low: int | Decimal | None, high: int | Decimal | None) -> None:
    for key, value in ((f"low_{unit}", low), (f"high_{unit}", high)):
        if value is not None and value < 0:
            table.problem(key, "不可為負數。")
    if low is not None and high is not None and low > high:
        table.problem(f"low_{unit}", "下限大於上限。")


def read_preference(table: Table, place: Place) -> Preference:
    """Read one backbone preference of the measure."""
    effect = table.code("effect", Effect)
    preference = Preference(
        kind=table.text("kind"),
        effect=effect or Effect.NONE,
        holder=table.code("holder", Holder) or Holder.NOT_DISTINGUISHED,
        summary=table.text("summary"),
        citation=place.citation(table),
        items=table.integers("items"),
        amount=table.optional_decimal("amount"),
        at_most=table.flag("at_most", default=False),
        ceiling_ntd=table.optional_integer("ceiling_ntd"),
        cap_percent=table.optional_decimal("cap_percent"),
        ask=table.text("ask", ""),
    )
    if effect is Effect.NONE and {"amount", "ceiling_ntd", "cap_percent"} & set(table.written):
        table.problem("effect", "沒有優惠者不可有數字。")
    if preference.holder is Holder.NOT_DISTINGUISHED and effect is not Effect.NONE and not preference.ask:
        table.problem("ask", "適用對象未區分者，須載明洽詢對象。")
    table.close()
    return preference

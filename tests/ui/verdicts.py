"""Verdicts made by hand, for tests about how they are shown."""

from datetime import date

from backbone_desktop.domain.verdict import (
    Assessment,
    Finding,
    ItemVerdict,
    MeasureVerdict,
    Outcome,
    PreferenceLine,
    Verdict,
    WindowStatus,
)
from backbone_desktop.domain.window import WindowKind, WindowState

ROLLING = WindowStatus(WindowKind.ROLLING, WindowState.OPEN, "隨到隨辦")


def finding(
    criterion: str = "capital",
    outcome: Outcome = Outcome.MET,
    fact: str = "paid_in_capital",
    members: tuple[Finding, ...] = (),
) -> Finding:
    """Return a finding."""
    return Finding(
        criterion=criterion,
        role="hard",
        outcome=outcome,
        fact=fact,
        value="48,000,000 元",
        origin="問卷・未確認",
        threshold="80,000,000 元以下",
        citation="測試版 第1項",
        sentence="一句話說明理由。",
        members=members,
    )


def item(verdict: Verdict, window: WindowStatus = ROLLING, number: int = 1) -> ItemVerdict:
    """Return an item's verdict."""
    return ItemVerdict(f"1-{number}", number, "項目", "輔導補助", verdict, (finding(),), (), window)


def measure(
    *items: ItemVerdict,
    verdict: Verdict = Verdict.ELIGIBLE,
    recorded: bool = True,
    preferences: tuple[PreferenceLine, ...] = (),
    number: int = 1,
) -> MeasureVerdict:
    """Return a measure's verdict."""
    reasons = ("未對應已知的需求", "條件均符合", "申請期間：隨到隨辦", "沒有適用的優惠", "未載明補助金額")
    return MeasureVerdict(
        number=number,
        name="測試措施",
        aspect="technology",
        verdict=verdict,
        items=items,
        missing_facts=(),
        preferences=preferences,
        rank=number,
        reasons=reasons if recorded else ("條件尚未建檔", *reasons),
        recorded=recorded,
    )


def assessment(*measures: MeasureVerdict, digest: str = "digest") -> Assessment:
    """Return an assessment made on 105/03/10."""
    return Assessment("105.1", digest, "1", date(2016, 3, 10), measures)

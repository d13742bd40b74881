"""Money an item gives, lends or costs, as printed terms in integer 元.

Rule: a term is one printed figure with what it is counted per; computing with terms is ``matching``'s.
"""

from dataclasses import dataclass
from decimal import Decimal

from backbone_desktop.domain.codes import Holder, LabelledCode


class MoneyKind(LabelledCode):
    """What a figure limits or grants."""

    GRANT_CEILING = "grant_ceiling", "補助上限"
    GRANT_AMOUNT = "grant_amount", "補助金額"
    SUBSIDY_RATE = "subsidy_rate", "補助比率"
    PROJECT_CEILING = "project_ceiling", "計畫規模上限"
    SELF_FUNDING = "self_funding", "自籌款"
    FULL_PRICE = "full_price", "服務全額"
    FEE = "fee", "廠商負擔費用"
    FREE = "free", "免費"
    NEGOTIATED = "negotiated", "個案洽定"
    LOAN_CEILING = "loan_ceiling", "貸款額度上限"
    LOAN_SHARE = "loan_share", "貸款占計畫經費"
    RATE_MARKUP = "rate_markup", "利率加碼上限"
    GUARANTEE_CEILING = "guarantee_ceiling", "保證額度"
    GUARANTEE_SHARE = "guarantee_share", "保證成數"
    DISCOUNT = "discount", "優惠折扣"
    PARTNER_SHARE = "partner_share", "合作單位占比"
    NO_GRANT = "no_grant", "不提供補助"
    FREE_QUOTA = "free_quota", "免費名額"


class Per(LabelledCode):
    """What a figure is counted per."""

    CASE = "case", "每案"
    FIRM = "firm", "每家"
    PERSON = "person", "每人"
    YEAR = "year", "每年"
    FIRM_YEAR = "firm_year", "每家每年"
    PLAN = "plan", "每一計畫"
    PROJECT_COST = "project_cost", "計畫總經費"
    TUITION = "tuition", "學費"
    ITEM = "item", "本項服務"


class Deduction(LabelledCode):
    """Where grants already received are deducted."""

    FROM_COST = "from_cost", "自計畫總經費扣除"
    FROM_LOAN = "from_loan", "自可貸額度扣除"


class FundingTest(LabelledCode):
    """A printed relation between the grant, the firm's own funds and its paid-in capital."""

    GRANT_AT_MOST_OWN = "grant_at_most_own", "補助款≦自籌款"
    OWN_BELOW_CAPITAL = "own_below_capital", "自籌款＜實收資本額"
    OWN_AT_MOST_CAPITAL = "own_at_most_capital", "自籌款≦實收資本額"


@dataclass(frozen=True, slots=True)
class MoneyTerm:
    """One printed figure.

    Attributes:
        low_ntd, high_ntd: 元; a single figure stands in ``high_ntd`` for ceilings, in both for exact amounts.
        low_percent, high_percent: Percent points of ``per``.
        holder: Set when the figure is only for that backbone status.
        reading: Names one of two readings of an ambiguous print, or empty.
        ask: Whom to ask when the print does not decide.
        when: The circumstance in which the figure holds (「大企業」), or empty when it always does.
        additional: The figure comes on top of the others, for costs of its own.
        deduction: Where grants already received are deducted.
        tests: The relations the term demands.
    """

    kind: MoneyKind
    citation: str
    per: Per = Per.CASE
    label: str = ""
    low_ntd: int | None = None
    high_ntd: int | None = None
    low_percent: Decimal | None = None
    high_percent: Decimal | None = None
    tax_included: bool = False
    tentative: bool = False
    holder: Holder | None = None
    reading: str = ""
    ask: str = ""
    when: str = ""
    additional: bool = False
    deduction: Deduction | None = None
    tests: tuple[FundingTest, ...] = ()


class Effect(LabelledCode):
    """What a backbone preference does."""

    REVIEW_PRIORITY = "review_priority", "優先支持"
    POINTS = "points", "審查加分"
    SCORE_PERCENT = "score_percent", "審查加分比例"
    WEIGHT = "weight", "評分項目權重"
    UPLIFT_PERCENT = "uplift_percent", "補助加碼"
    HIGHER_CEILING = "higher_ceiling", "提高額度"
    HIGHER_RATE = "higher_rate", "提高補助比率"
    DISCOUNT = "discount", "費用優惠"
    FREE_SERVICE = "free_service", "免費服務"
    EXCLUSIVE_ACCESS = "exclusive_access", "專屬資源"
    NONE = "none", "無優惠"


@dataclass(frozen=True, slots=True)
class Preference:
    """中堅企業優惠: one printed preference.

    Attributes:
        kind: The heading as printed (優先支持, 補助加碼, 提高額度, 專屬資源, 其他).
        items: Item numbers it applies to; empty for the whole measure.
        amount: Points, percent points or folds according to ``effect``; None when no figure is printed.
        at_most: The figure is printed as a ceiling (最高, 上限).
        ceiling_ntd: The raised ceiling in 元.
        cap_percent: The share of the project that grant and uplift together may not exceed.
        ask: Whom to ask when holder or cap is not printed.
    """

    kind: str
    effect: Effect
    holder: Holder
    summary: str
    citation: str
    items: tuple[int, ...] = ()
    amount: Decimal | None = None
    at_most: bool = False
    ceiling_ntd: int | None = None
    cap_percent: Decimal | None = None
    ask: str = ""

    @property
    def is_benefit(self) -> bool:
        """Whether the cell grants anything at all."""
        return self.effect is not Effect.NONE

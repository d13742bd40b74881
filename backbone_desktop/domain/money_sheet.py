"""經費試算表: what one service item gives, lends or costs for one project, with every step shown.

Rule: results of different kinds are never added together, and scores never to money. An input that was not
given is not known: it is asked for, never taken as zero.
"""

from dataclasses import dataclass
from decimal import Decimal

from backbone_desktop.domain.codes import Holder, LabelledCode, read_code
from backbone_desktop.domain.funding import MoneyKind
from backbone_desktop.domain.verdict import Outcome


class MoneyInput(LabelledCode):
    """What a sheet is made from."""

    COST = "cost", "計畫總經費"
    APPROVED = "approved", "核定補助款"
    PERSONS = "persons", "人數"
    YEARS = "years", "年數"
    CAPITAL = "capital", "實收資本額"
    OWN = "own", "自籌款"
    GRANTS = "grants", "已獲政府補助款"
    HOLDER = "holder", "中堅企業身分"


class HolderGiven(LabelledCode):
    """What is said of a firm's backbone statuses where they are typed or chosen."""

    POTENTIAL = "potential", "潛力"
    OUTSTANDING = "outstanding", "卓越"
    BOTH = "both", "兩者"
    NONE = "none", "無"
    UNKNOWN = "unknown", "未知"

    @property
    def holders(self) -> frozenset[str] | None:
        """The statuses held; None when they are not known."""
        match self:
            case HolderGiven.UNKNOWN:
                return None
            case HolderGiven.NONE:
                return frozenset()
            case HolderGiven.BOTH:
                return frozenset({Holder.POTENTIAL.value, Holder.OUTSTANDING.value})
            case _:
                return frozenset({self.value})

    @classmethod
    def of(cls, holders: frozenset[str] | None) -> "HolderGiven":
        """Return the choice that stands for these statuses."""
        return next(each for each in cls if each.holders == holders)

    @classmethod
    def read(cls, text: str) -> "HolderGiven | None":
        """Return the choice a code or label stands for, a status's own label included; None for no choice."""
        wanted = text.strip()
        holder = read_code(Holder, wanted)
        return read_code(cls, wanted) or (None if holder is None else read_code(cls, holder.value))


class ResultKind(LabelledCode):
    """What the result of a reading is."""

    GRANT = "grant", "政府補助"
    LOAN = "loan", "貸款"
    GUARANTEE = "guarantee", "信用保證"
    DISCOUNT = "discount", "折扣後應付"
    FEE = "fee", "企業負擔"
    FREE = "free", "免費"
    NEGOTIATED = "negotiated", "個案洽定"
    NO_GRANT = "no_grant", "不提供補助"
    NOT_STATED = "not_stated", "手冊未載經費"


class LineRole(LabelledCode):
    """What a line is within its reading."""

    CEILING = "ceiling", "上限"
    BASE = "base", "基礎"
    UPLIFT = "uplift", "加碼"
    DEDUCTION = "deduction", "扣除"
    OWN = "own", "自籌"
    SHARE = "share", "其中"
    PAYMENT = "payment", "應付"
    EXTRA = "extra", "另計"
    OTHER_CASE = "other_case", "其他情形"
    TERM = "term", "載明"


@dataclass(frozen=True, slots=True)
class MoneyRequest:
    """What is known of the project; amounts in 元, None where not known.

    Attributes:
        cost_ntd: 計畫總經費; of a course the fees of all persons, of a loan or guarantee what is financed, of
            a discount the undiscounted price.
        approved_ntd: The grant as approved, before any uplift.
        persons: Trainees or others that figures per person are counted by.
        years: Calendar years the project runs, for ceilings per year.
        capital_ntd: Paid-in capital.
        own_ntd: The firm's own funds; derived from cost and grant when not given.
        grants_ntd: Government grants already received.
        holders: The backbone statuses held (``potential``, ``outstanding``); empty for none of them.
    """

    cost_ntd: int | None = None
    approved_ntd: int | None = None
    persons: int | None = None
    years: int | None = None
    capital_ntd: int | None = None
    own_ntd: int | None = None
    grants_ntd: int | None = None
    holders: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One step or one printed figure.

    Attributes:
        kind: The printed term's; None for what follows from the figures given.
        amount_ntd: 元; None when the line has no amount, or not without ``wants``.
        percent: The printed share behind the amount.
        working: The arithmetic in zh-TW (「4,500,000 × 120% = 5,400,000」), or empty.
        binding: The result is what it is because of this line.
        at_most: Printed as a ceiling (最高).
        tentative: Printed as provisional (暫定).
        wants: Inputs without which there is no amount.
    """

    role: LineRole
    label: str
    citation: str
    amount_ntd: int | None = None
    percent: Decimal | None = None
    working: str = ""
    kind: MoneyKind | None = None
    binding: bool = False
    at_most: bool = False
    tentative: bool = False
    wants: tuple[MoneyInput, ...] = ()


@dataclass(frozen=True, slots=True)
class MoneyTest:
    """One printed demand on the figures; ``sentence`` says in zh-TW how they stand to it."""

    name: str
    outcome: Outcome
    sentence: str
    citation: str
    wants: tuple[MoneyInput, ...] = ()


@dataclass(frozen=True, slots=True)
class MoneyReading:
    """The computation under one reading of the print and one standing of the firm.

    Attributes:
        name: What sets it apart from the other readings of its sheet; empty when it is the only one.
        result_ntd: 元; None when nothing can be computed, with ``wants`` or the lines saying why.
        cap: The label of the printed figure that bit, empty when none did.
        ceiling_ntd: The lowest printed ceiling that could be computed, also where there is no result.
        at_most: The result is the most there can be (最高), not what there will be.
        tentative: It rests on a figure printed as provisional.
        certain: False while it rests on a backbone status that is not confirmed.
        wants: Inputs that would make the result, or make it surer.
        asks: Whom to ask what the print leaves open.
        remarks: Figures given that do not agree with one another.
    """

    name: str
    kind: ResultKind
    lines: tuple[MoneyLine, ...]
    result_ntd: int | None = None
    cap: str = ""
    ceiling_ntd: int | None = None
    at_most: bool = False
    tentative: bool = False
    certain: bool = True
    tests: tuple[MoneyTest, ...] = ()
    wants: tuple[MoneyInput, ...] = ()
    asks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MoneyNote:
    """What the print says beside the figures: other preferences, and where it contradicts itself."""

    text: str
    citation: str


@dataclass(frozen=True, slots=True)
class MoneySheet:
    """All readings of one item for one request; there is always at least one."""

    measure: int
    item: int
    name: str
    readings: tuple[MoneyReading, ...]
    notes: tuple[MoneyNote, ...] = ()

    @property
    def first(self) -> MoneyReading:
        """The reading that promises least of what is not confirmed."""
        return self.readings[0]

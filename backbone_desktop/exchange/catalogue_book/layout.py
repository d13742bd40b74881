"""The sheets of the catalogue workbook and what stands in their columns.

Rule: sheets are found by name and columns by the key in the hidden first row, so that a person may move and
hide columns; a test holds the columns against the fields of the domain's records.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from backbone_desktop.domain.codes import Aspect, Holder
from backbone_desktop.domain.criterion import Comparison, GroupKind, Role
from backbone_desktop.domain.funding import Deduction, Effect, FundingTest, MoneyKind, Per
from backbone_desktop.domain.measure import Applicant, ContactRole
from backbone_desktop.domain.window import WindowFlag, WindowKind
from backbone_desktop.exchange.catalogue_book.columns import Column, Shape, labels_of

KEY_ROW = 1
HEADER_ROW = 2
FIRST_ROW = 3
LISTS_SHEET = "lists"

HEAD_SHEET = "版本"
HEAD_LABEL_COLUMN = 2
HEAD_VALUE_COLUMN = 3

MEASURE = "measure"
ITEM = "item"
PARENT = "parent"
TEST = "test"
NAME_NOTE = "#name"
"""Keys of columns that no record has: the numbers of the owners, the group a criterion belongs to, a
comparison or the kind of a group, and the measure's name, which is only there to be looked at."""

_MANY = "可填數個，以頓號分隔。"
_LINES = "可填數項，一項一行（Alt+Enter 換行）。"
_FLAGS = labels_of(WindowFlag)
_DATE_HINT = "寫成 105/03/15、105/05 或 105/10中旬。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of rows; ``frozen`` columns stay in sight on the left."""

    name: str
    columns: tuple[Column, ...]
    frozen: int = 0

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in the order of the columns."""
        return tuple(each.key for each in self.columns)

    def column(self, key: str) -> Column:
        """Return the column with that key; raises KeyError when there is none."""
        for each in self.columns:
            if each.key == key:
                return each
        raise KeyError(key)

    def with_labels(self, key: str, labels: Mapping[str, str]) -> "Sheet":
        """Return the sheet with these words for the codes of one column, where it has that column."""
        columns = tuple(replace(each, labels=labels) if each.key == key else each for each in self.columns)
        return replace(self, columns=columns)


_MEASURE = Column(MEASURE, "措施編號", Shape.WHOLE, 9)
_ITEM = Column(ITEM, "服務項目", Shape.WHOLE, 9)
_NAME = Column(NAME_NOTE, "措施名稱（對照用）", Shape.TEXT, 24, hint="只供對照，匯入時不讀取。")
_CITATION = Column("citation", "出處", Shape.TEXT, 32, hint="例如：105年版 第12項 申請期間")
_ITEMS = Column("items", "限服務項目", Shape.WHOLES, 11, hint=f"空白表示全部服務項目。{_MANY}")
_ASPECT = Column("aspect", "面向", Shape.CODE, 11, labels_of(Aspect))

HEAD = (
    Column("id", "版本編號", hint="年度加修訂序號，例如 105.2；匯入時須高於同年度既有的版本。"),
    Column("roc_year", "民國年度", Shape.WHOLE),
    Column("title", "名稱"),
    Column("publisher", "編印單位"),
    Column("group.name", "服務團名稱"),
    Column("group.host", "服務團主辦單位"),
    Column("group.programme", "所屬計畫"),
    Column("group.website", "網站"),
    Column("group.address", "地址"),
    Column("group.fax", "傳真"),
    Column("group.email", "電子郵件"),
    Column("group.objectives", "計畫目標", Shape.TEXTS, hint=_LINES),
    Column("group.funds_used_ntd", "累計運用政府資源（元）", Shape.WHOLE, money=True),
)
"""Fields of the edition itself; each is a row of the first sheet. A dot leads into the group's table."""

MEASURES = Sheet(
    "措施",
    (
        Column("number", "編號", Shape.WHOLE, 7),
        Column("name", "措施名稱", Shape.TEXT, 34),
        _ASPECT,
        Column("section", "分類編號", Shape.WHOLE, 9),
        Column("summary", "摘要", Shape.TEXT, 70),
        Column("core_industries", "核心戰略產業", Shape.WHOLES, 13, hint=f"編號 1 至 6。{_MANY}"),
        Column(
            "core_industries_basis", "產業推論依據", Shape.TEXT, 34, hint="有填核心戰略產業者須說明依據。"
        ),
        Column("criteria_recorded", "條件已建檔", Shape.FLAG, 11),
    ),
    frozen=2,
)
ITEMS = Sheet(
    "服務項目",
    (
        _MEASURE,
        Column("number", "項目編號", Shape.WHOLE, 9),
        _NAME,
        Column("name", "項目名稱", Shape.TEXT, 26),
        Column("kind", "服務類別", Shape.TEXT, 14),
        Column("offer", "提供內容", Shape.TEXT, 56),
        Column("audience", "服務對象", Shape.TEXT, 48),
        Column("applicants", "申請者", Shape.CODES, 18, labels_of(Applicant), _MANY),
        Column("duration", "期程", Shape.TEXT, 30),
        Column("documents", "應備文件", Shape.TEXTS, 44, hint=_LINES),
        Column("guidance_systems", "輔導體系", Shape.WHOLES, 11, hint=f"編號 1 至 11。{_MANY}"),
        Column("guidance_basis", "體系推論依據", Shape.TEXT, 34, hint="有填輔導體系者須說明依據。"),
    ),
    frozen=4,
)
CRITERIA = Sheet(
    "申請條件",
    (
        _MEASURE,
        _ITEM,
        _NAME,
        Column("id", "條件代碼", Shape.TEXT, 24, hint="小寫英文字母、數字與連字號；同一服務項目內不重複。"),
        Column(PARENT, "上層條件", Shape.TEXT, 20, hint="屬於哪一個條件群組；群組須列在本列之前。"),
        Column("role", "作用", Shape.CODE, 9, labels_of(Role), "只填在最上層的條件。"),
        Column("implied", "手冊未載明", Shape.FLAG, 11, hint="只填在最上層的條件。"),
        Column("label", "條件", Shape.TEXT, 44),
        Column(TEST, "判斷方式", Shape.CODE, 16, {**labels_of(Comparison), **labels_of(GroupKind)}),
        Column("fact", "依據的資料", Shape.CODE, 24),
        Column("low", "下限", Shape.NUMBER, 15, money=True),
        Column("high", "上限", Shape.NUMBER, 15, money=True),
        Column("strict", "不含界限本身", Shape.FLAG, 13, hint="「超過」「未滿」填是。"),
        Column("values", "可比對的值", Shape.TEXTS, 22, hint=_LINES),
        Column("on", "日期", Shape.DATE, 12, hint="某一天，寫成 105/03/15。"),
        _CITATION,
    ),
    frozen=4,
)
WINDOWS = Sheet(
    "申請期間",
    (
        _MEASURE,
        _ITEM,
        _NAME,
        Column("kind", "期間種類", Shape.CODE, 14, labels_of(WindowKind), "第二段期間起留空。"),
        Column("flags", "附帶說明", Shape.CODES, 22, _FLAGS, f"{'、'.join(_FLAGS.values())}。{_MANY}"),
        Column("note", "備註", Shape.TEXT, 40),
        _CITATION,
        Column("label", "梯次或活動", Shape.TEXT, 22),
        Column("office", "受理機關", Shape.TEXT, 18),
        Column("opens", "起日", Shape.DATE, 13, hint=_DATE_HINT),
        Column("closes", "迄日", Shape.DATE, 13, hint=_DATE_HINT),
        Column("tentative", "此段為預訂", Shape.FLAG, 11),
        Column("inherited_year", "年度未印出", Shape.FLAG, 11),
    ),
    frozen=3,
)
WINDOW_KEYS = ("kind", "flags", "note", "citation")
"""Columns that say something of the window as a whole; the others describe one stretch of it."""

MONEY = Sheet(
    "經費",
    (
        _MEASURE,
        _ITEM,
        _NAME,
        Column("kind", "種類", Shape.CODE, 16, labels_of(MoneyKind)),
        Column("per", "計算單位", Shape.CODE, 13, labels_of(Per), "空白表示每案。"),
        Column("label", "說明", Shape.TEXT, 34),
        Column("low_ntd", "金額下限（元）", Shape.WHOLE, 16, money=True),
        Column("high_ntd", "金額上限（元）", Shape.WHOLE, 16, money=True),
        Column("low_percent", "百分比下限", Shape.EXACT, 11),
        Column("high_percent", "百分比上限", Shape.EXACT, 11),
        Column("tax_included", "含稅", Shape.FLAG, 8),
        Column("tentative", "預訂", Shape.FLAG, 8),
        Column("holder", "限中堅企業", Shape.CODE, 19, labels_of(Holder)),
        Column("reading", "讀法", Shape.TEXT, 24),
        Column("ask", "洽詢", Shape.TEXT, 34),
        Column("when", "適用情形", Shape.TEXT, 24),
        Column("additional", "另計", Shape.FLAG, 8, hint="在其他上限之外另給者填是。"),
        Column("deduction", "補助款扣除", Shape.CODE, 16, labels_of(Deduction)),
        Column("tests", "檢核關係", Shape.CODES, 26, labels_of(FundingTest), _MANY),
        _CITATION,
    ),
    frozen=3,
)
PREFERENCES = Sheet(
    "中堅企業優惠",
    (
        _MEASURE,
        _ITEMS,
        _NAME,
        Column("kind", "優惠類別", Shape.TEXT, 12),
        Column("effect", "效果", Shape.CODE, 15, labels_of(Effect)),
        Column("holder", "適用對象", Shape.CODE, 20, labels_of(Holder)),
        Column("summary", "內容", Shape.TEXT, 48),
        Column("amount", "數值", Shape.EXACT, 9, hint="依效果為分數、百分點或倍數。"),
        Column("at_most", "以此為上限", Shape.FLAG, 11),
        Column("ceiling_ntd", "提高後上限（元）", Shape.WHOLE, 17, money=True),
        Column("cap_percent", "合計占比上限（%）", Shape.EXACT, 18),
        Column("ask", "洽詢", Shape.TEXT, 34),
        _CITATION,
    ),
    frozen=3,
)
CONTACTS = Sheet(
    "聯絡單位",
    (
        _MEASURE,
        _ITEMS,
        _NAME,
        Column("role", "角色", Shape.CODE, 11, labels_of(ContactRole)),
        Column("unit", "單位", Shape.TEXT, 34),
        Column("person", "聯絡人", Shape.TEXT, 14),
        Column("phones", "電話", Shape.TEXTS, 26, hint=_LINES),
        Column("region", "地區", Shape.TEXT, 16),
    ),
    frozen=3,
)
WEBSITES = Sheet(
    "網站",
    (_MEASURE, _NAME, Column("title", "名稱", Shape.TEXT, 40), Column("url", "網址", Shape.TEXT, 56)),
    frozen=2,
)
NOTES = Sheet(
    "校註",
    (
        _MEASURE,
        _NAME,
        Column("code", "代碼", Shape.TEXT, 26),
        Column("where", "手冊位置", Shape.TEXT, 26),
        Column("note", "說明", Shape.TEXT, 80),
    ),
    frozen=2,
)
SECTIONS = Sheet(
    "分類",
    (Column("number", "分類編號", Shape.WHOLE, 9), _ASPECT, Column("title", "名稱", Shape.TEXT, 48)),
)
GROUP_CONTACTS = Sheet(
    "服務團窗口",
    (
        Column("duty", "職務", Shape.TEXT, 22),
        Column("person", "姓名", Shape.TEXT, 14),
        Column("phone", "電話", Shape.TEXT, 32),
    ),
)
GROUP_SERVICES = Sheet(
    "服務團服務",
    (
        Column("number", "編號", Shape.WHOLE, 7),
        Column("title", "名稱", Shape.TEXT, 30),
        Column("summary", "說明", Shape.TEXT, 80),
    ),
)

SHEETS = (
    *(MEASURES, ITEMS, CRITERIA, WINDOWS, MONEY, PREFERENCES, CONTACTS, WEBSITES, NOTES),
    *(SECTIONS, GROUP_CONTACTS, GROUP_SERVICES),
)
"""After the sheet of the edition itself, in the order they stand."""

"""What differs between two editions of the catalogue, one entry per thing that differs.

Rule: a difference says what stood before and what stands now, in words a consultant reads.
"""

from dataclasses import dataclass

from backbone_desktop.domain.codes import LabelledCode
from backbone_desktop.domain.identifiers import CaseId

_OF_EDITION = "{kind}　{what}：{values}"
_OF_MEASURE = "{kind}　第 {number} 項「{name}」{item}{what}：{values}"
_ITEM = "服務項目 {item}　"
_VALUES = "{before} → {after}"
_NOTHING = "（無）"


class ChangeKind(LabelledCode):
    """What kind of thing differs."""

    ADDED = "added", "新增"
    CLOSED = "closed", "取消"
    WINDOW = "window", "申請期間變更"
    MONEY = "money", "經費變更"
    CRITERION = "criterion", "條件變更"
    PREFERENCE = "preference", "優惠變更"
    CONTACT = "contact", "聯絡資訊變更"
    TEXT = "text", "內容變更"


@dataclass(frozen=True, slots=True)
class EditionChange:
    """One difference.

    Attributes:
        old_measure, new_measure: The measure's number in either edition; both None for the edition itself.
        name: The measure's name, the newer one where it has two.
        item: The item's number in the newer edition, in the older one for a closed item; None for the whole
            measure.
        what: The thing that differs, such as 「申請期間」.
        before, after: Empty where there was, or is, nothing.
    """

    kind: ChangeKind
    what: str
    before: str
    after: str
    old_measure: int | None = None
    new_measure: int | None = None
    name: str = ""
    item: int | None = None

    @property
    def line(self) -> str:
        """The difference on one line."""
        values = _VALUES.format(before=self.before or _NOTHING, after=self.after or _NOTHING)
        number = self.old_measure if self.new_measure is None else self.new_measure
        if number is None:
            return _OF_EDITION.format(kind=self.kind.label, what=self.what, values=values)
        return _OF_MEASURE.format(
            kind=self.kind.label,
            number=number,
            name=self.name,
            item="" if self.item is None else _ITEM.format(item=self.item),
            what=self.what,
            values=values,
        )


class Touch(LabelledCode):
    """Why a difference matters to a case."""

    ELIGIBLE = "eligible", "最近評估為符合"
    UNDETERMINED = "undetermined", "最近評估為需洽詢或資料不足"
    DECIDED = "decided", "顧問已有決定"
    APPLIED = "applied", "已有申請案"


@dataclass(frozen=True, slots=True)
class TouchedCase:
    """An open case that a difference touches."""

    case: CaseId
    name: str
    ubn: str
    reasons: tuple[Touch, ...]


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A difference with the open cases it touches."""

    change: EditionChange
    cases: tuple[TouchedCase, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """Two editions compared, by their ids; no lines when they say the same."""

    old: str
    new: str
    lines: tuple[DiffLine, ...]

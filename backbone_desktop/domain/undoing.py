"""What taking back a batch, or doing it again, did or would do, and which firms it leaves as they are.

Rule: a firm is taken back whole or kept whole, and what is kept is listed with the reason.
"""

from dataclasses import dataclass

from backbone_desktop.domain.codes import LabelledCode
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.domain.intake import Batch


class HindranceKind(LabelledCode):
    """What stands against taking back a firm's row; the codes of records are the names of their kinds."""

    LATER_BATCH = "later_batch", "另一批匯入後來也動過，請先復原或重做那一批"
    RIVAL = "rival", "個案簿裡另有一家統一編號或名稱相同的企業"
    ENTERPRISE = "enterprise", "企業資料後來有修改"
    CONTACT = "contact", "聯絡人後來有新增或修改"
    OBSERVATION = "observation", "基本資料後來有填寫或修改"
    RESPONSE = "response", "問卷答案後來有確認或更正"
    NEED = "need", "需求後來有新增或修改"
    VISIT = "visit", "已有訪視紀錄"
    FOLLOW_UP = "follow_up", "已有追蹤紀錄"
    DRAFT = "draft", "有尚未記錄的追蹤草稿"
    APPLICATION = "application", "已有申請案"
    DECISION = "decision", "已記下對措施的決定"
    CHECKLIST_LINE = "checklist_line", "已列出下次訪視要問的資料"
    ASSESSMENT = "assessment", "已有媒合評估紀錄"
    FORM_SENT = "form_sent", "已產生問卷"
    SERVICE_CASE = "service_case", "個案的階段或指派後來有變更"
    ERASED = "erased", "部分內容已依請求刪除，無法還原"
    OTHER = "other", "後來有其他更動"

    @classmethod
    def of(cls, kind: str) -> "HindranceKind":
        """Return the hindrance that a later record of that kind is."""
        return next((each for each in cls if each.value == kind), cls.OTHER)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One reason why a firm is kept; ``file`` names the other import that is the reason, if one is."""

    kind: HindranceKind
    file: str = ""

    @property
    def words(self) -> str:
        """The reason in zh-TW."""
        return f"{self.kind.label}（{self.file}）" if self.file else self.kind.label


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A firm left as it is.

    Attributes:
        case: The case to look at; empty when the firm is no longer in the casebook.
        reason: In zh-TW.
    """

    name: str
    ubn: str
    case: CaseId
    reason: str


@dataclass(frozen=True, slots=True)
class UndoReport:
    """The result of taking back a batch or doing it again, or its preview.

    Attributes:
        batch: As it is afterwards; unchanged when nothing could be done.
        restored: Firms brought back to other values; done again, all firms that are as imported again.
        removed: Firms of which what the import had brought is gone.
        kept: Firms left as they are.
    """

    batch: Batch
    restored: int
    removed: int
    kept: tuple[KeptRow, ...]

    @property
    def done(self) -> int:
        """How many firms were changed."""
        return self.restored + self.removed

"""需求: something a firm asked for, within one aspect.

Rule: a need is what the firm said, not what a measure offers; matching compares the two.
"""

from dataclasses import dataclass
from datetime import date

from backbone_desktop.domain.codes import Aspect, ConfirmationState, NeedState, Urgency


@dataclass(frozen=True, slots=True)
class Need:
    """One need.

    Attributes:
        item_kinds: Service headings wanted in the brochure's terms (訪視診斷, 輔導補助 …); may be empty.
        wanted_by: The date by which help is wanted, None when not given.
        budget_ntd: 元 the firm sets aside, None when not given.
        source: Id of the response it came from, or empty when entered by hand.
    """

    id: str
    aspect: Aspect
    item_kinds: tuple[str, ...]
    text: str
    urgency: Urgency = Urgency.UNKNOWN
    state: NeedState = NeedState.OPEN
    wanted_by: date | None = None
    budget_ntd: int | None = None
    source: str = ""
    confirmation: ConfirmationState = ConfirmationState.UNCONFIRMED

"""The order in which measures are put before a firm, with the reasons for it.

Rule: compared one after another, never added up:

1. need: an item not excluded answers an open urgent need, then any open need, then none;
2. verdict: eligible, undetermined, undetermined because the criteria are not recorded, not eligible;
3. window: open, opening later, cannot be told, closed or expired;
4. preference: one the firm surely has, one it may have, none;
5. money: the largest grant to the firm, larger first; what is granted by the head is no such figure;
6. the measure's number, so that the order is always the same.

Verdict, window and money are those of the items that count: the ones that answer the need, of all items when
none does; and of these, for window and money, the ones with the best verdict.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from backbone_desktop.domain.codes import NeedState, Urgency
from backbone_desktop.domain.funding import MoneyKind, Per
from backbone_desktop.domain.measure import Measure
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.text import fold, quote
from backbone_desktop.domain.verdict import WINDOW_ORDER, ItemVerdict, MeasureVerdict, Verdict, best_window
from backbone_desktop.domain.window import WindowState

NOT_RECORDED = "條件尚未建檔，請依手冊並洽主辦單位確認"

_URGENT_NEED = "回應急迫需求{need}"
_NEED = "回應需求{need}"
_NO_NEED = "未對應已知的需求"
_VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.ELIGIBLE: "條件均符合",
        Verdict.UNDETERMINED: "資料不足，尚無法判定",
        Verdict.NOT_ELIGIBLE: "有條件不符合",
    }
)
_OF_ITEM = "「{item}」{reason}"
_WINDOW = "申請期間：{text}"
_SURE_PREFERENCE = "享有中堅企業優惠"
_POSSIBLE_PREFERENCE = "可能享有中堅企業優惠"
_NO_PREFERENCE = "沒有適用的中堅企業優惠"
_MONEY = "補助金額最高 {amount} 元"
_MONEY_BY_HEAD = "補助按人數計算"
_NO_MONEY = "手冊未載明補助金額"

_VERDICT_ORDER = (Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE)
_GRANTS = frozenset({MoneyKind.GRANT_CEILING, MoneyKind.GRANT_AMOUNT})
_BY_HEAD = frozenset({Per.PERSON, Per.TUITION})

_Step = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A measure to be ranked.

    Attributes:
        need: The foremost open need it answers, None when there is none.
        items: The items that count.
    """

    measure: Measure
    judged: MeasureVerdict
    need: Need | None
    items: tuple[ItemVerdict, ...]

    @property
    def verdict(self) -> Verdict:
        """The best verdict among the items that count."""
        return min(
            (item.verdict for item in self.items), key=_VERDICT_ORDER.index, default=self.judged.verdict
        )

    @property
    def best_items(self) -> list[ItemVerdict]:
        """The items that count and have that verdict."""
        return [item for item in self.items if item.verdict is self.verdict]


def ranked(
    measures: Iterable[Measure], judged: Mapping[int, MeasureVerdict], needs: Sequence[Need]
) -> tuple[MeasureVerdict, ...]:
    """Return the verdicts with rank and reasons, first rank first."""
    standing = []
    for measure in measures:
        candidate = _candidate(measure, judged[measure.number], needs)
        steps = [step(candidate) for step in _STEPS]
        standing.append(([weight for weight, _ in steps], measure.number, steps))
    standing.sort(key=lambda each: each[:2])
    return tuple(
        replace(judged[number], rank=place, reasons=_reasons(judged[number], steps))
        for place, (_, number, steps) in enumerate(standing, start=1)
    )


def _reasons(judged: MeasureVerdict, steps: list[_Step]) -> tuple[str, ...]:
    texts = [text for _, text in steps]
    return tuple(texts) if judged.recorded else (NOT_RECORDED, *texts)


def _candidate(measure: Measure, judged: MeasureVerdict, needs: Sequence[Need]) -> _Candidate:
    wanted = [need for need in needs if need.state is NeedState.OPEN]
    for need in sorted(wanted, key=lambda each: each.urgency is not Urgency.HIGH):
        answering = _answering(measure, judged, need)
        if answering:
            return _Candidate(measure, judged, need, answering)
    return _Candidate(measure, judged, None, judged.items)


def _answering(measure: Measure, judged: MeasureVerdict, need: Need) -> tuple[ItemVerdict, ...]:
    """Return the items whose aspect and kind fit; a need that names no kind takes any item of its aspect."""
    if measure.aspect is not need.aspect:
        return ()
    wanted = {fold(kind) for kind in need.item_kinds}
    return tuple(
        item
        for item in judged.items
        if item.verdict is not Verdict.NOT_ELIGIBLE and (not wanted or fold(item.kind) in wanted)
    )


def _by_need(candidate: _Candidate) -> _Step:
    need = candidate.need
    if need is None:
        return 2, _NO_NEED
    name = quote(need.text) if need.text.strip() else quote(need.aspect.label)
    if need.urgency is Urgency.HIGH:
        return 0, _URGENT_NEED.format(need=name)
    return 1, _NEED.format(need=name)


def _by_verdict(candidate: _Candidate) -> _Step:
    verdict, reason = candidate.verdict, _VERDICTS[candidate.verdict]
    weight = 2 * _VERDICT_ORDER.index(verdict)
    if verdict is not candidate.judged.verdict:
        # The measure owes its own verdict to an item that does not answer the need.
        reason = _OF_ITEM.format(item=candidate.best_items[0].name, reason=reason)
    return weight if candidate.judged.recorded else weight + 1, reason


def _by_window(candidate: _Candidate) -> _Step:
    best = best_window(item.window for item in candidate.best_items)
    if best is None:
        return len(WINDOW_ORDER), _WINDOW.format(text=WindowState.CANNOT_TELL.label)
    return WINDOW_ORDER.index(best.state), _WINDOW.format(text=best.text)


def _by_preference(candidate: _Candidate) -> _Step:
    lines = candidate.judged.preferences
    if any(line.certain for line in lines):
        return 0, _SURE_PREFERENCE
    return (1, _POSSIBLE_PREFERENCE) if lines else (2, _NO_PREFERENCE)


def _by_money(candidate: _Candidate) -> _Step:
    grants = [
        term
        for item in candidate.best_items
        for term in candidate.measure.item(item.number).money
        if term.kind in _GRANTS
    ]
    amounts = [each.high_ntd for each in grants if each.high_ntd is not None and each.per not in _BY_HEAD]
    if amounts:
        return -max(amounts), _MONEY.format(amount=format_ntd(max(amounts)))
    return 0, _MONEY_BY_HEAD if grants else _NO_MONEY


_STEPS: tuple[Callable[[_Candidate], _Step], ...] = (
    _by_need,
    _by_verdict,
    _by_window,
    _by_preference,
    _by_money,
)

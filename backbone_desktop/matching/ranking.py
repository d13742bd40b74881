"""The order in which measures are put before a firm, with the reasons for it.

Rule: compared one after another, never added up:

1. need: an item not excluded answers an open urgent need, then any open need, then none;
2. verdict: eligible, undetermined, undetermined because the criteria are not recorded, not eligible;
3. window of the items with the measure's verdict: open, opening later, cannot be told, closed or expired;
4. preference: one the firm surely has, one it may have, none;
5. money: the largest grant per case or firm, larger first;
6. the measure's number, so that the order is always the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from backbone_desktop.domain.codes import NeedState, Urgency
from backbone_desktop.domain.funding import MoneyKind
from backbone_desktop.domain.measure import Measure
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.text import fold, quote
from backbone_desktop.domain.verdict import ItemVerdict, MeasureVerdict, Verdict
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
_WINDOW = "申請期間：{text}"
_SURE_PREFERENCE = "享有中堅企業優惠"
_POSSIBLE_PREFERENCE = "可能享有中堅企業優惠"
_NO_PREFERENCE = "沒有適用的中堅企業優惠"
_MONEY = "補助金額最高 {amount} 元"
_NO_MONEY = "手冊未載明補助金額"

_VERDICT_ORDER = (Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE)
_WINDOW_ORDER: Mapping[WindowState, int] = MappingProxyType(
    {
        WindowState.OPEN: 0,
        WindowState.OPENS_LATER: 1,
        WindowState.CANNOT_TELL: 2,
        WindowState.CLOSED: 3,
        WindowState.EXPIRED_EDITION: 3,
    }
)
_GRANTS = frozenset({MoneyKind.GRANT_CEILING, MoneyKind.GRANT_AMOUNT})

_Step = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    measure: Measure
    judged: MeasureVerdict

    @property
    def best_items(self) -> list[ItemVerdict]:
        return [item for item in self.judged.items if item.verdict is self.judged.verdict]


def ranked(
    measures: Iterable[Measure], judged: Mapping[int, MeasureVerdict], needs: Sequence[Need]
) -> tuple[MeasureVerdict, ...]:
    """Return the verdicts with rank and reasons, first rank first."""
    standing = []
    for measure in measures:
        candidate = _Candidate(measure, judged[measure.number])
        steps = [step(candidate, needs) for step in _STEPS]
        standing.append(([weight for weight, _ in steps], measure.number, steps))
    standing.sort(key=lambda each: each[:2])
    return tuple(
        replace(judged[number], rank=place, reasons=_reasons(judged[number], steps))
        for place, (_, number, steps) in enumerate(standing, start=1)
    )


def _reasons(judged: MeasureVerdict, steps: list[_Step]) -> tuple[str, ...]:
    texts = [text for _, text in steps]
    return tuple(texts) if judged.recorded else (NOT_RECORDED, *texts)


def _by_need(candidate: _Candidate, needs: Sequence[Need]) -> _Step:
    answered = [need for need in needs if need.state is NeedState.OPEN and _answers(candidate, need)]
    if not answered:
        return 2, _NO_NEED
    answered.sort(key=lambda need: need.urgency is not Urgency.HIGH)
    first = answered[0]
    name = quote(first.text) if first.text.strip() else quote(first.aspect.label)
    if first.urgency is Urgency.HIGH:
        return 0, _URGENT_NEED.format(need=name)
    return 1, _NEED.format(need=name)


def _answers(candidate: _Candidate, need: Need) -> bool:
    """Whether aspect and item kinds fit; a need that names no kind is answered by any item of its aspect."""
    if candidate.measure.aspect is not need.aspect:
        return False
    wanted = {fold(kind) for kind in need.item_kinds}
    return any(
        item.verdict is not Verdict.NOT_ELIGIBLE and (not wanted or fold(item.kind) in wanted)
        for item in candidate.judged.items
    )


def _by_verdict(candidate: _Candidate, _needs: Sequence[Need]) -> _Step:
    judged = candidate.judged
    weight = 2 * _VERDICT_ORDER.index(judged.verdict)
    return weight if judged.recorded else weight + 1, _VERDICTS[judged.verdict]


def _by_window(candidate: _Candidate, _needs: Sequence[Need]) -> _Step:
    windows = [item.window for item in candidate.best_items]
    if not windows:
        return len(_WINDOW_ORDER), _WINDOW.format(text=WindowState.CANNOT_TELL.label)
    best = min(windows, key=lambda window: _WINDOW_ORDER[window.state])
    return _WINDOW_ORDER[best.state], _WINDOW.format(text=best.text)


def _by_preference(candidate: _Candidate, _needs: Sequence[Need]) -> _Step:
    lines = candidate.judged.preferences
    if any(line.certain for line in lines):
        return 0, _SURE_PREFERENCE
    return (1, _POSSIBLE_PREFERENCE) if lines else (2, _NO_PREFERENCE)


def _by_money(candidate: _Candidate, _needs: Sequence[Need]) -> _Step:
    amounts = [
        term.high_ntd
        for item in candidate.best_items
        for term in candidate.measure.item(item.number).money
        if term.kind in _GRANTS and term.high_ntd is not None
    ]
    if not amounts:
        return 0, _NO_MONEY
    return -max(amounts), _MONEY.format(amount=format_ntd(max(amounts)))


_STEPS: tuple[Callable[[_Candidate, Sequence[Need]], _Step], ...] = (
    _by_need,
    _by_verdict,
    _by_window,
    _by_preference,
    _by_money,
)

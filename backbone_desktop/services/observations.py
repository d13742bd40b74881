"""Recording what the consultant learnt of a fact, choosing among values that differ, and taking either back.

Rule: nothing is overwritten: a choice and a correction are observations of their own, and taking one back
lets count again what counted before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_history import ENTERED
from backbone_desktop.domain.facts import Observation
from backbone_desktop.domain.roc_date import format_roc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.domain.identifiers import EnterpriseId
    from backbone_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Basis:
    """What a consultant's entry rests on.

    Attributes:
        origin: ``HAND``, or ``VISIT`` for what was seen or told on a visit.
        as_of: The day the value is about; None for the as-of date of the casebook.
        source: Id of the visit, or empty.
    """

    origin: Origin = Origin.HAND
    as_of: date | None = None
    source: str = ""


TODAY_BY_HAND = Basis()


def record(
    uow: UnitOfWork,
    enterprise: EnterpriseId,
    contents: Mapping[str, FactContent | None],
    basis: Basis,
    on: date,
    state: ConfirmationState = ConfirmationState.CONFIRMED,
) -> None:
    """Record contents by fact; None records that the firm does not know, or will not say.

    Raises:
        UserError: The day lies after the as-of date ``on``.
    """
    as_of = basis.as_of or on
    if as_of > on:
        raise UserError(
            "資料日期晚於基準日",
            f"填的是 {format_roc(as_of)}，個案簿的基準日是 {format_roc(on)}。",
            "請改填基準日當天或之前的日期。",
        )
    for key, content in contents.items():
        uow.facts.add(
            enterprise,
            Observation(
                id=uow.new_id(),
                key=key,
                content=content,
                origin=basis.origin,
                as_of=as_of,
                state=state,
                recorded_at=uow.now,
                source=basis.source,
            ),
        )


def choose(uow: UnitOfWork, enterprise: EnterpriseId, key: str) -> None:
    """Let one observation count from now on, as an observation of its own that says when that was decided.

    Raises:
        UserError: The firm has no such observation.
    """
    meant = _meant(uow.facts.of(enterprise), key)
    uow.facts.add(enterprise, replace(meant, id=uow.new_id(), recorded_at=uow.now, chosen=True))


def take_back(uow: UnitOfWork, enterprise: EnterpriseId, key: str) -> None:
    """Take back what the consultant entered or chose; a choice it had replaced counts again.

    Raises:
        UserError: The firm has no such observation, or it came with a file or a response.
    """
    known = uow.facts.of(enterprise)
    meant = _meant(known, key)
    if not (meant.chosen or meant.origin in ENTERED or _was_choice(uow, key)):
        raise UserError(
            "這一筆不能在這裡收回",
            f"這筆內容來自{meant.origin.label}，不是顧問輸入的。",
            "請指定另一筆內容或填入正確的內容；整批匯入有誤時，請復原該次匯入。",
        )
    replaced = [each for each in known if each.key == meant.key and _gave_way(uow, each, meant)]
    uow.facts.withdraw(key)
    for each in replaced[-1:]:
        uow.facts.choose(each.id)


def _meant(known: Iterable[Observation], key: str) -> Observation:
    found = next((each for each in known if each.id == key), None)
    if found is None:
        raise UserError("找不到這筆內容", "這筆內容已被收回，或不屬於這家企業。", "請重新整理後再試一次。")
    return found


def _was_choice(uow: UnitOfWork, key: str) -> bool:
    return any(each.before is None and each.after["chosen"] for each in uow.changes.of_record(key))


def _gave_way(uow: UnitOfWork, earlier: Observation, to: Observation) -> bool:
    """Whether a choice was cleared in the moment another observation was recorded."""
    return any(
        each.at == to.recorded_at
        and each.before is not None
        and each.before["chosen"]
        and not each.after["chosen"]
        for each in uow.changes.of_record(earlier.id)
    )

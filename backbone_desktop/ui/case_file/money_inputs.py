"""What the money calculator asks for: which figures matter, which the case answers, what was typed over them.

Rule: only what was typed is remembered; a figure the case answers follows the case.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.money_sheet import HolderGiven, MoneyInput, MoneyRequest, ResultKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.domain.money_sheet import MoneySheet

FIGURES = (
    (MoneyInput.COST, "cost_ntd"),
    (MoneyInput.APPROVED, "approved_ntd"),
    (MoneyInput.PERSONS, "persons"),
    (MoneyInput.YEARS, "years"),
    (MoneyInput.OWN, "own_ntd"),
    (MoneyInput.CAPITAL, "capital_ntd"),
    (MoneyInput.GRANTS, "grants_ntd"),
)
"""The inputs that are figures, with the field of a request each one fills."""

_FROM_CASE = "{inputs}已依企業資料與需求帶入，可以改。"
_BETWEEN = "、"


class MoneyMemory:
    """What was typed for each measure of each case, until the window closes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[CaseId, int], Mapping[str, object]] = {}

    def recall(self, case: CaseId, measure: int, defaults: MoneyRequest) -> MoneyRequest:
        """Return what the case answers now, under what was typed."""
        return replace(defaults, **self._kept.get((case, measure), {}))  # type: ignore[arg-type]

    def keep(self, case: CaseId, measure: int, request: MoneyRequest, defaults: MoneyRequest) -> None:
        """Remember what is other than the case answers."""
        names = (each.name for each in fields(MoneyRequest))
        typed = {name: getattr(request, name) for name in names}
        self._kept[case, measure] = {
            name: value for name, value in typed.items() if value != getattr(defaults, name)
        }

    def forget(self, case: CaseId, measure: int) -> None:
        """Go back to what the case knows."""
        self._kept.pop((case, measure), None)


def wanted_inputs(sheets: Iterable[MoneySheet]) -> frozenset[MoneyInput]:
    """Return the inputs that make or change an amount of these sheets, as far as they tell."""
    found: set[MoneyInput] = set()
    for reading in (each for sheet in sheets for each in sheet.readings):
        found.update(reading.wants)
        found.update(want for line in reading.lines for want in line.wants)
        found.update(want for test in reading.tests for want in test.wants)
        if reading.kind is ResultKind.GRANT and reading.lines:
            found.update((MoneyInput.COST, MoneyInput.APPROVED))
    return frozenset(found)


def given_inputs(request: MoneyRequest) -> frozenset[MoneyInput]:
    """Return the inputs a request answers."""
    figures = {kind for kind, name in FIGURES if getattr(request, name) is not None}
    return frozenset(figures if request.holders is None else {*figures, MoneyInput.HOLDER})


def with_figure(request: MoneyRequest, kind: MoneyInput, figure: int | None) -> MoneyRequest:
    """Return a request with one figure changed."""
    name = next(field for each, field in FIGURES if each is kind)
    changes: dict[str, int | None] = {name: figure}
    return replace(request, **changes)  # type: ignore[arg-type]


def with_holder(request: MoneyRequest, given: HolderGiven) -> MoneyRequest:
    """Return a request with other backbone statuses."""
    return replace(request, holders=given.holders)


def prefilled_words(
    defaults: MoneyRequest, request: MoneyRequest, among: Collection[MoneyInput] = tuple(MoneyInput)
) -> str:
    """Say which of some inputs of a request are still as the case answered them; empty when none."""
    names = {**dict(FIGURES), MoneyInput.HOLDER: "holders"}
    labels = [
        each.label
        for each in MoneyInput
        if each in among
        and each in given_inputs(defaults)
        and getattr(request, names[each]) == getattr(defaults, names[each])
    ]
    return _FROM_CASE.format(inputs=_BETWEEN.join(labels)) if labels else ""

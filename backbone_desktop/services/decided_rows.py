"""A preview carried on: after a correction only the rows it can reach are decided anew.

Rows meet where they name one firm: by number, by name, by the form it was written for, by the choice of a
person, or by what the casebook knows of a firm. Rows that do not meet cannot change each other's verdict.

Rule: what is carried on is what deciding every row would say; when anything else changed, nothing is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from backbone_desktop.domain.correction import RowPlace
from backbone_desktop.domain.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from backbone_desktop.domain.case import Consultant
    from backbone_desktop.domain.identifiers import EnterpriseId
    from backbone_desktop.domain.intake import BatchKind, RowResult
    from backbone_desktop.services.intake_rows import ImportedRow


@dataclass(frozen=True, slots=True)
class Basis:
    """What verdicts rest on beside the rows: the casebook's last change, the form, and the day."""

    kind: BatchKind
    form: str
    on: date
    consultant: Consultant
    head: object


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """A row as it was read, the firm chosen for it, and its verdict."""

    row: ImportedRow
    chosen: EnterpriseId | None
    verdict: RowResult


@dataclass(frozen=True, slots=True)
class Decided:
    """A preview by its rows' places."""

    basis: Basis
    rows: Mapping[RowPlace, DecidedRow]


def decided(
    basis: Basis,
    rows: Sequence[ImportedRow],
    verdicts: Sequence[RowResult],
    chosen: Mapping[RowPlace, EnterpriseId],
) -> Decided:
    """Return a preview to be carried on; ``rows`` and ``verdicts`` go side by side."""
    return Decided(
        basis,
        {
            place: DecidedRow(row, chosen.get(place), verdict)
            for row, verdict in zip(rows, verdicts, strict=True)
            for place in (place_of(row),)
        },
    )


def standing_verdicts(
    before: Decided | None,
    basis: Basis,
    rows: Sequence[ImportedRow],
    chosen: Mapping[RowPlace, EnterpriseId],
    firms: Iterable[tuple[str, str, str, str]],
) -> dict[RowPlace, RowResult]:
    """Return the verdicts that stand, by place; the other rows are to be decided, in their order.

    Args:
        before: The preview as it was; None when there was none.
        basis: What verdicts rest on now.
        rows: As they are read now.
        chosen: The firms a person chose.
        firms: Of every firm of the casebook the id, the 統一編號, the folded name and the site.
    """
    now = {place_of(row): row for row in rows}
    if before is None or before.basis != basis or len(now) != len(rows):
        return {}
    meetings = _Meetings()
    for firm, ubn, name, _site in firms:
        meetings.join(_tokens(ubn, name, (firm,)))
    for place, row in now.items():
        meetings.join(_tokens_of(place, row, chosen.get(place)))
    touched = [
        place
        for place in now.keys() | before.rows.keys()
        if _differs(before.rows.get(place), now.get(place), chosen.get(place))
    ]
    for place in touched:
        if (former := before.rows.get(place)) is not None:
            meetings.join(_tokens_of(place, former.row, former.chosen))
    reached = {meetings.of(_token(place)) for place in touched}
    return {place: before.rows[place].verdict for place in now if meetings.of(_token(place)) not in reached}


def place_of(row: ImportedRow) -> RowPlace:
    """Return where a row stands in its file."""
    return RowPlace(row.sheet, row.row)


def _differs(former: DecidedRow | None, row: ImportedRow | None, chosen: EnterpriseId | None) -> bool:
    return former is None or former.row != row or former.chosen != chosen


@dataclass(slots=True)
class _Meetings:
    """What is named together, as disjoint sets."""

    parents: dict[str, str] = field(default_factory=dict)

    def of(self, token: str) -> str:
        """Return the token that stands for all that a token meets."""
        parents = self.parents
        while (parent := parents.setdefault(token, token)) != token:
            parents[token] = token = parents[parent]
        return token

    def join(self, tokens: Iterable[str]) -> None:
        """Let tokens meet."""
        first = ""
        for token in tokens:
            root = self.of(token)
            if first:
                self.parents[root] = first
            else:
                first = root


def _tokens_of(place: RowPlace, row: ImportedRow, chosen: EnterpriseId | None) -> Iterator[str]:
    written_for: Any = getattr(row, "enterprise", "")
    yield _token(place)
    yield from _tokens(row.ubn, fold_name(row.name), (written_for, chosen or ""))


def _tokens(ubn: str, name: str, firms: Iterable[str]) -> Iterator[str]:
    if ubn:
        yield f"number {ubn}"
    if name:
        yield f"name {name}"
    yield from (f"firm {firm}" for firm in firms if firm)


def _token(place: RowPlace) -> str:
    return f"row {place.row} {place.sheet}"

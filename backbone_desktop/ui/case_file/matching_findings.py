"""The reasons of one item: each demand, the firm's value and its origin, and the verdict on it.

Rule: the sentence of a finding stands as it was stored; groups are indented under their demand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.criterion import CriterionGroup, Role
from backbone_desktop.domain.fact_text import NO_TEXT, UNKNOWN_TEXT, YES_TEXT
from backbone_desktop.domain.verdict import Outcome
from backbone_desktop.ui.case_file.matching_presenter import OUTCOME_TONES
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, rule, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtWidgets import QLabel, QPushButton

    from backbone_desktop.domain.criterion import CriterionNode
    from backbone_desktop.domain.measure import ServiceItem
    from backbone_desktop.domain.verdict import Finding

INDENT = 18
VALUE_WIDTH = 76
_HEADERS = ("條件", "本企業", "來源", "要求", "判定", "出處")
_INDENT_TEXT = "　"
_OF_FACT = "{fact}：{value}"
NO_NAMES: Mapping[str, str] = MappingProxyType({})
TOP = Qt.AlignmentFlag.AlignTop
TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One line of the reasons tree.

    Attributes:
        demand: The catalogue's label, else the stored threshold.
        value: The firm's value; under a demand that something is not so it says of what, since
            「不是陸資企業」 beside a bare 「否」 could be read either way.
    """

    finding: Finding
    depth: int
    demand: str
    value: str


@dataclass(frozen=True, slots=True)
class _Names:
    """What criteria demand by their ids, and what facts are called by their keys."""

    demands: Mapping[str, str]
    facts: Mapping[str, str]


def finding_rows(
    findings: tuple[Finding, ...], labels: Mapping[str, str], facts: Mapping[str, str] = NO_NAMES
) -> tuple[FindingRow, ...]:
    """Return findings in print order, members after their group.

    A group that reads as one demand (a criterion that must not hold) carries its member's value itself.

    Args:
        findings: Of one item.
        labels: What each criterion demands, by its id.
        facts: The name of each fact, by its key.
    """
    names = _Names(labels, facts)
    return tuple(row for finding in findings for row in _rows(finding, names, 0))


def demand_labels(item: ServiceItem | None) -> Mapping[str, str]:
    """Return the label of every criterion and group of an item by its id."""
    if item is None:
        return {}
    return {node.id: node.label for each in item.conditions for node in _nodes(each.node)}


def reasons_as_table(rows: tuple[FindingRow, ...]) -> str:
    """Return reasons as tab-separated lines with a header, members indented, for the clipboard."""
    lines = [
        (
            _INDENT_TEXT * row.depth + row.demand,
            row.value,
            row.finding.origin,
            row.finding.threshold,
            row.finding.outcome.label,
            row.finding.citation,
        )
        for row in rows
    ]
    return "\n".join("\t".join(cells) for cells in (_HEADERS, *lines))


class FindingsTable(QWidget):
    """Three columns: 條件, 本企業, 判定; under what is not met or not known, the sentence that says why."""

    fact_pressed = Signal(str)

    def __init__(self, rows: tuple[FindingRow, ...]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnMinimumWidth(1, VALUE_WIDTH)
        self._line = 0
        for column, title in enumerate((self.tr("條件"), self.tr("本企業"), self.tr("判定"))):
            self._grid.addWidget(label(title, "note"), 0, column)
        for row in rows:
            self._add(row)

    def _add(self, row: FindingRow) -> None:
        finding = row.finding
        if row.depth == 0:
            self._next(rule(), 0, 3)
        verdict = tag(finding.outcome.label, OUTCOME_TONES[finding.outcome])
        verdict.setToolTip(finding.sentence)
        verdict.setAccessibleDescription(finding.sentence)
        demand = label(row.demand)
        demand.setIndent(row.depth * INDENT)
        demand.setToolTip(finding.sentence)
        self._line += 1
        self._grid.addWidget(demand, self._line, 0, TOP)
        self._grid.addWidget(self._value(row), self._line, 1, TOP)
        self._grid.addWidget(verdict, self._line, 2, TOP_LEFT)
        source = label(self._source(row), "note")
        source.setIndent(row.depth * INDENT)
        self._line += 1
        self._grid.addWidget(source, self._line, 0, TOP)
        self._grid.addWidget(self._origin(finding), self._line, 1, TOP)
        if finding.fact:
            self._grid.addWidget(self._way_to_fact(row), self._line, 2, TOP_LEFT)
        if row.depth == 0 and finding.outcome is not Outcome.MET:
            self._next(label(finding.sentence, "second"), 0, 3)

    def _next(self, widget: QWidget, column: int, span: int) -> None:
        self._line += 1
        self._grid.addWidget(widget, self._line, column, 1, span)

    def _value(self, row: FindingRow) -> QLabel:
        if not row.finding.fact:
            return label(self.tr("見下列各項"), "second")
        return label(row.value, tone=Tone.UNKNOWN if row.value == UNKNOWN_TEXT else None)

    def _origin(self, finding: Finding) -> QLabel:
        if not finding.fact:
            return label("", "note")
        doubtful = finding.contradicted or ConfirmationState.UNCONFIRMED.label in finding.origin
        return label(finding.origin or self.tr("尚未取得"), "note", Tone.WARN if doubtful else None)

    def _way_to_fact(self, row: FindingRow) -> QPushButton:
        fact = row.finding.fact
        words = self.tr("填寫") if row.finding.value == UNKNOWN_TEXT else self.tr("看資料")
        way = button(words, partial(self.fact_pressed.emit, fact), "link", self.tr("到「概況」的這一項"))
        way.setProperty("place", "lead")
        way.setAccessibleName(self.tr("{act}：{demand}").format(act=words, demand=row.demand))
        return way

    def _source(self, row: FindingRow) -> str:
        finding, parts = row.finding, []
        said = finding.threshold in {YES_TEXT, NO_TEXT} or _bare(finding.threshold) in _bare(row.demand)
        if not said:
            parts.append(self.tr("要求：{threshold}").format(threshold=finding.threshold))
        parts.append(finding.citation)
        if finding.implied:
            parts.append(self.tr("手冊未載明條件"))
        if row.depth == 0 and finding.role == Role.PRIORITY:
            parts.append(self.tr("僅影響優先順序"))
        elif row.depth == 0 and finding.role == Role.INFORMATION:
            parts.append(self.tr("僅供參考，不影響判定"))
        return "・".join(parts)


def _rows(finding: Finding, names: _Names, depth: int) -> Iterator[FindingRow]:
    demand = names.demands.get(finding.criterion) or finding.threshold
    yield FindingRow(finding, depth, demand, _value_words(finding, names.facts.get(finding.fact, "")))
    if not finding.fact:
        for member in finding.members:
            yield from _rows(member, names, depth + 1)


def _value_words(finding: Finding, fact: str) -> str:
    if not finding.fact:
        return ""
    negated = finding.threshold == NO_TEXT and finding.value != UNKNOWN_TEXT
    return _OF_FACT.format(fact=fact, value=finding.value) if negated and fact else finding.value


def _bare(text: str) -> str:
    return text.replace(" ", "")


def _nodes(node: CriterionNode) -> Iterator[CriterionNode]:
    yield node
    if isinstance(node, CriterionGroup):
        for member in node.members:
            yield from _nodes(member)

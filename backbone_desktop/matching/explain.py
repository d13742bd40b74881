"""Findings: one complete zh-TW sentence per criterion, naming demand, value, origin and threshold.

Rule: a sentence is one template with named fields; those on single criteria stand in this module only.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from backbone_desktop.domain.criterion import Condition, Criterion, CriterionGroup, CriterionNode, GroupKind
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.facts import FactDefinition
from backbone_desktop.domain.verdict import Finding
from backbone_desktop.matching.criteria import MET, OUTCOMES, UNKNOWN, grade
from backbone_desktop.matching.demands import demand_phrase, group_phrase, negated_phrase, shortfall
from backbone_desktop.matching.derived import KnownFacts
from backbone_desktop.matching.evidence import is_refused, origin_text, standing, value_text
from backbone_desktop.matching.group_sentences import group_sentence

_MET = "符合「{demand}」：{fact}為「{value}」（{origin}），要求為「{threshold}」。"
_NOT_MET = "不符合「{demand}」：{fact}為「{value}」（{origin}），要求為「{threshold}」。"
_SHORT = "不符合「{demand}」：{fact}為「{value}」（{origin}），要求為「{threshold}」，差 {distance}。"
_OVER = "不符合「{demand}」：{fact}為「{value}」（{origin}），要求為「{threshold}」，超出 {distance}。"
_AT_BOUND = "不符合「{demand}」：{fact}為「{value}」（{origin}），要求為「{threshold}」，等於門檻仍不符合。"
_NEVER_ASKED = "尚無法判斷「{demand}」：尚未取得「{fact}」的資料，要求為「{threshold}」。"
_REFUSED = "尚無法判斷「{demand}」：企業拒答「{fact}」（{origin}），要求為「{threshold}」。"
_NOT_KNOWN = "尚無法判斷「{demand}」：「{fact}」記為未知（{origin}），要求為「{threshold}」。"
_INCOMPLETE = "尚無法判斷「{demand}」：{fact}為「{value}」（{origin}），資料不完整，要求為「{threshold}」。"
_HOLDS = "「{demand}」成立：{fact}為「{value}」（{origin}）。"
_DOES_NOT_HOLD = "「{demand}」不成立：{fact}為「{value}」（{origin}）。"
_HOLDING_NEVER_ASKED = "「{demand}」是否成立尚無法判斷：尚未取得「{fact}」的資料。"
_HOLDING_REFUSED = "「{demand}」是否成立尚無法判斷：企業拒答「{fact}」（{origin}）。"
_HOLDING_NOT_KNOWN = "「{demand}」是否成立尚無法判斷：「{fact}」記為未知（{origin}）。"
_HOLDING_INCOMPLETE = "「{demand}」是否成立尚無法判斷：{fact}為「{value}」（{origin}），資料不完整。"

_KNOWN_DETAIL = "{fact}為「{value}」（{origin}）"
_MISSING_DETAIL = "尚未取得「{fact}」的資料"
_BETWEEN = "、"

_UNKNOWN_TEMPLATES = (_NEVER_ASKED, _REFUSED, _NOT_KNOWN, _INCOMPLETE)
_UNKNOWN_HOLDING_TEMPLATES = (
    _HOLDING_NEVER_ASKED,
    _HOLDING_REFUSED,
    _HOLDING_NOT_KNOWN,
    _HOLDING_INCOMPLETE,
)


@dataclass(frozen=True, slots=True)
class _Fields:
    """The named fields of a criterion's sentence, and the key of the fact they speak of."""

    key: str
    demand: str
    fact: str
    value: str
    origin: str
    threshold: str
    contradicted: bool

    def fill(self, template: str, distance: str = "") -> str:
        return template.format(
            demand=self.demand,
            fact=self.fact,
            value=self.value,
            origin=self.origin,
            threshold=self.threshold,
            distance=distance,
        )


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains conditions to one firm, from what is known of it and what the facts are called."""

    known: KnownFacts
    definitions: Mapping[str, FactDefinition]

    def finding(self, condition: Condition) -> Finding:
        """Return the finding of a top-level condition with those of its members."""
        return self._of(condition.node, condition.role.value, implied=condition.implied)

    def _of(
        self, node: CriterionNode, role: str, *, implied: bool = False, within_not: bool = False
    ) -> Finding:
        if isinstance(node, Criterion):
            return self._of_criterion(node, role, implied, within_not)
        if node.kind is GroupKind.NOT and isinstance(node.members[0], Criterion):
            return self._of_negation(node, node.members[0], role, implied)
        return self._of_group(node, role, implied)

    def _of_criterion(self, criterion: Criterion, role: str, implied: bool, within_not: bool) -> Finding:
        definition = self.definitions[criterion.fact]
        graded = grade(criterion, self.known.value)
        fields = self._fields(criterion, criterion.label, demand_phrase(criterion, definition))
        sentence = self._holding(graded, fields) if within_not else self._sentence(criterion, graded, fields)
        return _finding(criterion, fields, graded, sentence, role, implied=implied)

    def _of_negation(self, group: CriterionGroup, criterion: Criterion, role: str, implied: bool) -> Finding:
        """A criterion that must not hold reads as one demand, so that its value and threshold stand in it."""
        definition = self.definitions[criterion.fact]
        graded = grade(group, self.known.value)
        fields = self._fields(criterion, group.label, negated_phrase(criterion, definition))
        sentence = (
            self._unknown(fields) if graded == UNKNOWN else fields.fill(_MET if graded == MET else _NOT_MET)
        )
        members = (self._of(criterion, role, within_not=True),)
        return _finding(group, fields, graded, sentence, role, implied=implied, members=members)

    def _of_group(self, group: CriterionGroup, role: str, implied: bool) -> Finding:
        graded = grade(group, self.known.value)
        members = tuple(
            self._of(member, role, within_not=group.kind is GroupKind.NOT) for member in group.members
        )
        sentence = group_sentence(
            group,
            graded,
            [each.outcome for each in members],
            _BETWEEN.join(dict.fromkeys(self._details(group))),
        )
        return Finding(
            criterion=group.id,
            role=role,
            outcome=OUTCOMES[graded],
            fact="",
            value="",
            origin="",
            threshold=group_phrase(group),
            citation=group.citation,
            sentence=sentence,
            implied=implied,
            label=group.label,
            contradicted=any(member.contradicted for member in members),
            members=members,
        )

    def _fields(self, criterion: Criterion, demand: str, threshold: str) -> _Fields:
        key, definition = criterion.fact, self.definitions[criterion.fact]
        fact = standing(self.known, key)
        return _Fields(
            key=key,
            demand=demand,
            fact=definition.label,
            value=value_text(self.known, definition),
            origin=origin_text(self.known, key),
            threshold=threshold,
            contradicted=fact is not None and bool(fact.contradicted_by),
        )

    def _sentence(self, criterion: Criterion, graded: int, fields: _Fields) -> str:
        if graded == UNKNOWN:
            return self._unknown(fields)
        if graded == MET:
            return fields.fill(_MET)
        value = self.known.value(criterion.fact)
        missed_by = None if value is None else shortfall(criterion, value)
        if missed_by is None:
            return fields.fill(_NOT_MET)
        if missed_by == 0:
            return fields.fill(_AT_BOUND)
        template, size = (_SHORT, missed_by) if missed_by > 0 else (_OVER, -missed_by)
        return fields.fill(template, format_content(self.definitions[criterion.fact], size))

    def _holding(self, graded: int, fields: _Fields) -> str:
        """What must not hold is told as holding or not; its own threshold would read as the demand."""
        if graded == UNKNOWN:
            return self._unknown(fields, _UNKNOWN_HOLDING_TEMPLATES)
        return fields.fill(_HOLDS if graded == MET else _DOES_NOT_HOLD)

    def _unknown(self, fields: _Fields, templates: tuple[str, str, str, str] = _UNKNOWN_TEMPLATES) -> str:
        never_asked, refused, not_known, incomplete = templates
        fact = standing(self.known, fields.key)
        if fact is None:
            return fields.fill(never_asked)
        if is_refused(self.known, fields.key):
            return fields.fill(refused)
        return fields.fill(not_known if fact.content is None else incomplete)

    def _details(self, node: CriterionNode) -> list[str]:
        if isinstance(node, CriterionGroup):
            return [detail for member in node.members for detail in self._details(member)]
        definition = self.definitions[node.fact]
        fact = standing(self.known, node.fact)
        if fact is None or fact.content is None:
            return [_MISSING_DETAIL.format(fact=definition.label)]
        value = value_text(self.known, definition)
        origin = origin_text(self.known, node.fact)
        return [_KNOWN_DETAIL.format(fact=definition.label, value=value, origin=origin)]


def _finding(
    node: CriterionNode,
    fields: _Fields,
    graded: int,
    sentence: str,
    role: str,
    *,
    implied: bool,
    members: tuple[Finding, ...] = (),
) -> Finding:
    """Return the finding of a node that reads one fact."""
    return Finding(
        criterion=node.id,
        role=role,
        outcome=OUTCOMES[graded],
        fact=fields.key,
        value=fields.value,
        origin=fields.origin,
        threshold=fields.threshold,
        citation=node.citation,
        sentence=sentence,
        implied=implied,
        label=node.label,
        contradicted=fields.contradicted,
        members=members,
    )

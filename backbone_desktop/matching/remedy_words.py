"""Remedies in words.

Rule: a sentence is one template with named fields, and stands in this module only.
"""

from collections.abc import Mapping, Sequence

from backbone_desktop.domain.criterion import CriterionNode
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.facts import FactDefinition
from backbone_desktop.domain.remedy import Remedy, RemedyStep
from backbone_desktop.matching.demands import choice_labels, demand_phrase, negated_phrase
from backbone_desktop.matching.derived import HOLDER, KnownFacts
from backbone_desktop.matching.evidence import value_text
from backbone_desktop.matching.remedy_options import Option

_GROW = "將「{label}」由 {before}增加到 {after}（差 {distance}）"
_CERTIFICATE = "取得有效的{after}證書（目前：{before}）"
_CHANGE = "將「{label}」由「{before}」改為「{after}」"
_STEP = "{action}（{citation}）。"

_BETWEEN_STEPS = "，並"
_BETWEEN_LABELS = "、"
_ELIGIBLE = "{steps}，即符合全部條件。"
_STILL_OPEN = "{steps}，即不再被排除；是否符合還要看「{open}」。"
_READINGS_LEFT = "{steps}，即不再被排除；其餘條件手冊讀法不一，須洽主辦單位。"

_CANNOT_CHANGE = "無可改變的條件：「{label}」（{citation}）。"
_CANNOT_COMBINE = "各項條件雖可個別改變，但改變 {steps} 項以內的資料仍無法同時符合。"
_TOO_MANY_STEPS = "改變 {steps} 項以內的資料，無法符合全部條件。"


def remedy_of(
    changes: Sequence[Option],
    known: KnownFacts,
    definitions: Mapping[str, FactDefinition],
    eligible: bool,
    open_facts: tuple[str, ...],
) -> Remedy:
    """Return a remedy in words; ``open_facts`` are the keys that still decide after it."""
    told = [_told(each, known, definitions[each.clause.fact]) for each in changes]
    steps = _BETWEEN_STEPS.join(action for action, _ in told)
    template = _ELIGIBLE if eligible else _STILL_OPEN if open_facts else _READINGS_LEFT
    labels = _BETWEEN_LABELS.join(dict.fromkeys(definitions[key].label for key in open_facts))
    sentence = template.format(steps=steps, open=labels)
    return Remedy(tuple(step for _, step in told), eligible, open_facts, sentence)


def cannot_change(node: CriterionNode) -> str:
    """Return the sentence on a clause nothing the firm could change would satisfy."""
    return _CANNOT_CHANGE.format(label=node.label, citation=node.citation)


def cannot_combine(steps: int) -> str:
    """Return the sentence on clauses that can be satisfied one by one, but not together."""
    return _CANNOT_COMBINE.format(steps=steps)


def too_many_steps(steps: int) -> str:
    """Return the sentence on clauses of which it is not known whether more changes would satisfy them."""
    return _TOO_MANY_STEPS.format(steps=steps)


def _told(option: Option, known: KnownFacts, definition: FactDefinition) -> tuple[str, RemedyStep]:
    """Return what to do in words, and the step."""
    clause = option.clause
    phrase = negated_phrase if option.negated else demand_phrase
    distance = option.distance
    words = {
        "label": definition.label,
        "before": value_text(known, definition),
        "after": _after(option, definition),
        "distance": "" if distance is None else format_content(definition, distance),
    }
    template = _CERTIFICATE if definition.key == HOLDER else _CHANGE if distance is None else _GROW
    action = template.format(**words)
    step = RemedyStep(
        fact=option.fact,
        content=option.content,
        threshold=phrase(clause, definition),
        citation=clause.citation,
        sentence=_STEP.format(action=action, citation=clause.citation),
        **words,
    )
    return action, step


def _after(option: Option, definition: FactDefinition) -> str:
    if definition.key == HOLDER:
        return _BETWEEN_LABELS.join(choice_labels(definition, option.codes))
    return format_content(definition, option.content)

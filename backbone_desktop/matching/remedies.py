"""What would change a verdict: the smallest sets of changes that let a firm into an item.

Rule: a set counts only after the item was graded under it. Sets lead to the best verdict that changes alone
can reach: eligible; else, where something nobody has answered decides too, no longer excluded. An item that
waits for answers only has no remedies but questions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations, product

from backbone_desktop.domain.criterion import CriterionNode, leaves
from backbone_desktop.domain.facts import FactDefinition
from backbone_desktop.domain.remedy import Remedy
from backbone_desktop.matching.criteria import MET, NOT_MET, Read, Value, grade, missing_facts
from backbone_desktop.matching.derived import KnownFacts, source_of
from backbone_desktop.matching.remedy_options import Option, options
from backbone_desktop.matching.remedy_words import cannot_change, cannot_combine, remedy_of, too_many_steps

MOST_REMEDIES = 5
MOST_STEPS = 4


@dataclass(frozen=True, slots=True)
class Advice:
    """The remedies of an item, or the sentences saying that there are none."""

    remedies: tuple[Remedy, ...] = ()
    unchangeable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Trial:
    """Some changes, and the grades the item's demands come to under them."""

    changes: tuple[Option, ...]
    grades: tuple[int, ...]

    @property
    def gains(self) -> frozenset[object]:
        return frozenset().union(*(each.gains for each in self.changes))


class RemedyFinder:
    """Finds remedies for one firm on one date."""

    def __init__(self, known: KnownFacts, definitions: Mapping[str, FactDefinition]) -> None:
        self._known = known
        self._definitions = definitions
        # Read hundreds of times for one firm, and a derived fact is computed anew each time.
        self._values = {key: known.value(key) for key in definitions}
        self._found: dict[tuple[CriterionNode, ...], Advice] = {}

    def advice(self, nodes: Sequence[CriterionNode]) -> Advice:
        """Return what would let the firm into an item with these hard demands.

        At most :data:`MOST_REMEDIES`, the fewest steps first, then in the order of the definitions, a smaller
        figure before a larger one and codes as the clause lists them.
        """
        key = tuple(nodes)
        if key not in self._found:
            # Items of one measure often share their demands.
            self._found[key] = self._advice(nodes)
        return self._found[key]

    def _advice(self, nodes: Sequence[CriterionNode]) -> Advice:
        standing = [grade(node, self._values.get) for node in nodes]
        now = min(standing, default=MET)
        if now == MET:
            return Advice()
        by_fact = options(nodes, self._known, self._values.get, self._definitions)
        trials = list(self._trials(nodes, standing, by_fact))
        reached = [max(column) for column in zip(standing, *(each.grades for each in trials), strict=True)]
        blocked = [node for node, best in zip(nodes, reached, strict=True) if best == NOT_MET]
        if blocked:
            return Advice(unchangeable=_sentences_on(blocked, by_fact.keys()))
        best = max((min(each.grades) for each in trials), default=now)
        if best <= now:
            return Advice(unchangeable=(cannot_combine(MOST_STEPS),) if now == NOT_MET else ())
        smallest = _smallest(each for each in trials if min(each.grades) == best)
        return Advice(tuple(self._remedy(each, nodes) for each in smallest[:MOST_REMEDIES]))

    def _trials(
        self,
        nodes: Sequence[CriterionNode],
        standing: Sequence[int],
        by_fact: Mapping[str, Sequence[Option]],
    ) -> Iterator[_Trial]:
        """Yield every combination of at most :data:`MOST_STEPS` changes, fewest first, with its grades."""
        reads = [frozenset(leaf.fact for leaf in leaves(node)) for node in nodes] if by_fact else []
        for size in range(1, min(len(by_fact), MOST_STEPS) + 1):
            for facts in combinations(by_fact.values(), size):
                for changes in product(*facts):
                    changed = _changed(changes)
                    read = self._reading(changed)
                    grades = (
                        before if keys.isdisjoint(changed) else grade(node, read)
                        for node, before, keys in zip(nodes, standing, reads, strict=True)
                    )
                    yield _Trial(changes, tuple(grades))

    def _reading(self, changed: Mapping[str, Value | None]) -> Read:
        return lambda key: changed[key] if key in changed else self._values.get(key)

    def _remedy(self, trial: _Trial, nodes: Sequence[CriterionNode]) -> Remedy:
        read = self._reading(_changed(trial.changes))
        left = tuple(dict.fromkeys(key for node in nodes for key in missing_facts(node, read)))
        eligible = min(trial.grades) == MET
        return remedy_of(trial.changes, self._known, self._definitions, eligible, left)


def _sentences_on(blocked: Iterable[CriterionNode], changeable: AbstractSet[str]) -> tuple[str, ...]:
    """Return what is true of demands that no trial came to meet.

    A demand is beyond all change only where every change of the facts it reads was tried.
    """
    certain = [
        node
        for node in blocked
        if len(changeable & {source_of(leaf.fact) for leaf in leaves(node)}) <= MOST_STEPS
    ]
    return tuple(cannot_change(node) for node in certain) or (too_many_steps(MOST_STEPS),)


def _changed(changes: Iterable[Option]) -> dict[str, Value | None]:
    return {key: value for each in changes for key, value in each.values.items()}


def _smallest(trials: Iterable[_Trial]) -> list[_Trial]:
    """Return the trials that gain nothing needless, fewest steps first."""
    found: list[_Trial] = []
    for trial in sorted(trials, key=lambda each: (len(each.changes), len(each.gains))):
        if not any(each.gains <= trial.gains for each in found):
            found.append(trial)
    return found

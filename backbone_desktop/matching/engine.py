"""媒合評估: every measure of an edition judged for one firm on one date, with all reasons.

Rule: only hard conditions decide an item, a measure is as good as its best item, and the result depends on
nothing but what is passed in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backbone_desktop.domain.facts import FactDefinition, FactSheet
from backbone_desktop.domain.measure import Edition, Measure, ServiceItem
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.verdict import Assessment, ItemVerdict, MeasureVerdict, Verdict
from backbone_desktop.matching.compiled import CompiledEdition, hard_nodes
from backbone_desktop.matching.criteria import UNKNOWN, VERDICTS, grade, missing_facts
from backbone_desktop.matching.derived import KnownFacts, source_of
from backbone_desktop.matching.explain import Explainer
from backbone_desktop.matching.preferences import holder_status, preference_lines
from backbone_desktop.matching.ranking import ranked
from backbone_desktop.matching.remedies import RemedyFinder
from backbone_desktop.matching.snapshot import facts_seen, needs_seen
from backbone_desktop.matching.windows import window_status

ENGINE_VERSION = "1"
"""Raised whenever the same facts under the same edition may lead to another verdict."""

_BEST_FIRST = (Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE)


def assess(
    edition: Edition,
    facts: Mapping[str, FactDefinition],
    sheet: FactSheet,
    needs: Sequence[Need],
    on: date,
) -> Assessment:
    """Judge every measure for one firm.

    Args:
        edition: The catalogue of one ROC year.
        facts: The definitions of every fact the edition reads.
        sheet: What is known of the firm.
        needs: What the firm asked for; only open needs count.
        on: The as-of date.

    Returns:
        All verdicts with findings, windows and preferences, ordered by rank.
    """
    known = KnownFacts(sheet, on)
    judge = _Judge(edition.roc_year, Explainer(known, facts), RemedyFinder(known, facts))
    judged = {each.number: judge.measure(each) for each in edition.measures}
    return Assessment(
        edition=edition.id,
        edition_digest=edition.digest,
        engine_version=ENGINE_VERSION,
        assessed_on=on,
        measures=ranked(edition.measures, judged, needs),
        facts=facts_seen(sheet, facts),
        needs=needs_seen(needs),
    )


def verdicts(edition: Edition, sheets: Sequence[FactSheet], on: date) -> dict[int, tuple[Verdict, ...]]:
    """Return the verdicts :func:`assess` gives, without reasons, for many firms at once.

    Returns:
        For every measure's number the verdicts of the firms, in the order of their sheets.
    """
    return CompiledEdition(edition).verdicts(sheets, on)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges the measures of one edition for one firm."""

    roc_year: int
    explainer: Explainer
    finder: RemedyFinder

    def measure(self, measure: Measure) -> MeasureVerdict:
        items = tuple(self._item(item, measure) for item in measure.items)
        verdict = min((item.verdict for item in items), key=_BEST_FIRST.index, default=Verdict.UNDETERMINED)
        missing = _once(key for item in items for key in item.missing_facts)
        return MeasureVerdict(
            number=measure.number,
            name=measure.name,
            aspect=measure.aspect.value,
            verdict=verdict,
            items=items,
            missing_facts=missing if verdict is Verdict.UNDETERMINED else (),
            preferences=preference_lines(measure, holder_status(self.explainer.known)),
            rank=0,
            reasons=(),
            recorded=measure.criteria_recorded,
        )

    def _item(self, item: ServiceItem, measure: Measure) -> ItemVerdict:
        known = self.explainer.known
        # An item nobody transcribed conditions for has not been shown to admit anyone.
        conditions = item.conditions if measure.criteria_recorded else ()
        nodes = hard_nodes(conditions)
        graded = min((grade(node, known.value) for node in nodes), default=UNKNOWN)
        missing = _once(source_of(key) for node in nodes for key in missing_facts(node, known.value))
        advice = self.finder.advice(nodes)
        return ItemVerdict(
            item=item.id,
            number=item.number,
            name=item.name,
            kind=item.kind,
            verdict=VERDICTS[graded],
            findings=tuple(self.explainer.finding(condition) for condition in conditions),
            missing_facts=missing if graded == UNKNOWN else (),
            window=window_status(item.window, known.on, self.roc_year),
            remedies=advice.remedies,
            unchangeable=advice.unchangeable,
        )


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))

"""Oddities in whom a service is for, and who applies.

Rule: the conditions are read as data; the headings they are cited from say where the print put them.
"""

from collections.abc import Iterator

from backbone_desktop.domain.criterion import CriterionGroup, CriterionNode, GroupKind, leaves
from backbone_desktop.domain.lint import LintFinding
from backbone_desktop.domain.measure import Applicant, Edition, ServiceItem
from backbone_desktop.matching.lint.rule import HOLDER, items_of, printed_demands

_ORDINARY_FIRM = "一般企業"
_SUMMARY_HEADING = "簡介"
_RECRUITS_HEADING = "招募對象"
_SME_NAME = "中小企業"
_SME = "is_sme"
_PREFERENCES = "中堅企業優惠方式"


def holder_read_in_two_ways(edition: Edition) -> Iterator[LintFinding]:
    """A service for 中堅企業 in one place and for 潛力中堅企業 in another."""
    for measure, item in items_of(edition):
        for node in _readings(item):
            statuses = {
                frozenset(leaf.values)
                for member in node.members
                for leaf in leaves(member)
                if leaf.fact == HOLDER
            }
            if len(statuses) > 1:
                message = "一處寫中堅企業，一處只寫其中一種資格。"
                yield LintFinding("holder-disagrees", measure.number, node.citation, message, (item.number,))


def holder_changes_among_preferences(edition: Edition) -> Iterator[LintFinding]:
    """Preferences of one measure of which some name the status and others do not, or name another."""
    for measure in edition.measures:
        holders = {each.holder for each in measure.preferences if each.is_benefit}
        if len(holders) > 1:
            named = "、".join(sorted(each.label for each in holders))
            message = f"同一優惠欄的適用對象不同：{named}。"
            yield LintFinding("holder-disagrees", measure.number, _PREFERENCES, message)


def ordinary_firms_beside_holders(edition: Edition) -> Iterator[LintFinding]:
    """Conditions that admit holders only, beside a preference that speaks of ordinary firms."""
    for measure in edition.measures:
        exclusive = [item.number for item in measure.items if _is_for_holders(item)]
        for each in measure.preferences:
            if exclusive and _ORDINARY_FIRM in each.summary:
                message = "對象只列中堅企業，優惠欄卻提到一般企業。"
                yield LintFinding("audience-disagrees", measure.number, each.citation, message, (*exclusive,))


def name_narrower_than_audience(edition: Edition) -> Iterator[LintFinding]:
    """A service named for small and medium enterprises that does not clearly demand to be one."""
    for measure, item in items_of(edition):
        demands = [node for node in printed_demands(item) if not isinstance(node, CriterionGroup)]
        if _SME_NAME in item.name and not any(node.fact == _SME for node in demands):
            message = "服務名稱限中小企業，服務對象未限規模。"
            yield LintFinding("audience-narrower-in-name", measure.number, item.name, message, (item.number,))


def demand_from_the_summary(edition: Edition) -> Iterator[LintFinding]:
    """A demand that the cell of the audience lacks and only the summary makes."""
    for measure, item in items_of(edition):
        for node in printed_demands(item):
            if _SUMMARY_HEADING in node.citation:
                message = f"對象欄未列「{node.label}」，條件取自簡介。"
                yield LintFinding(
                    "audience-wider-than-content", measure.number, node.citation, message, (item.number,)
                )


def firms_under_recruits(edition: Edition) -> Iterator[LintFinding]:
    """Firms printed where the persons to be recruited belong."""
    for measure, item in items_of(edition):
        for node in printed_demands(item):
            if _RECRUITS_HEADING in node.citation:
                message = f"「{_RECRUITS_HEADING}」欄印的是企業，不是被招募的人才。"
                yield LintFinding(
                    "audience-under-wrong-heading", measure.number, node.citation, message, (item.number,)
                )


def connective_not_printed(edition: Edition) -> Iterator[LintFinding]:
    """Demands on the same facts, joined by *and* in one reading and by *or* in the other."""
    for measure, item in items_of(edition):
        for node in _readings(item):
            groups = [member for member in node.members if isinstance(member, CriterionGroup)]
            kinds = {group.kind for group in groups}
            if {GroupKind.ALL, GroupKind.ANY} <= kinds and len({_facts(group) for group in groups}) == 1:
                message = "條列之間未印「且」或「或」。"
                yield LintFinding(
                    "connective-not-printed", measure.number, node.citation, message, (item.number,)
                )


def two_applicants(edition: Edition) -> Iterator[LintFinding]:
    """A firm and its guidance unit, both with their qualifications, and nothing on who files."""
    for measure, item in items_of(edition):
        if {Applicant.FIRM, Applicant.GUIDANCE_UNIT} <= set(item.applicants):
            message = "輔導單位與受輔導企業的資格並列，未載明由哪一方送件。"
            yield LintFinding("applicant-not-stated", measure.number, "申請資格", message, (item.number,))


def _readings(item: ServiceItem) -> Iterator[CriterionGroup]:
    for node in printed_demands(item):
        if isinstance(node, CriterionGroup) and node.kind is GroupKind.READINGS:
            yield node


def _facts(node: CriterionNode) -> frozenset[str]:
    return frozenset(leaf.fact for leaf in leaves(node))


def _is_for_holders(item: ServiceItem) -> bool:
    return any(_facts(node) == {HOLDER} for node in printed_demands(item))

"""Which measures read a fact: the way back from a fact to the criteria that ask for it.

Rule: a fact that is computed counts as its source; what no criterion names is read by nobody.
"""

from collections.abc import Iterator

from backbone_desktop.domain.criterion import Role, leaves
from backbone_desktop.domain.measure import Edition, Measure
from backbone_desktop.matching.derived import source_of


def measures_reading(edition: Edition, fact: str) -> tuple[tuple[Measure, bool], ...]:
    """Return the measures whose criteria read a fact, each with whether a hard condition does.

    Args:
        edition: The catalogue of one ROC year.
        fact: The key of a fact that is asked; facts derived from it are read as well.
    """
    found = ((measure, frozenset(_roles(measure, fact))) for measure in edition.measures)
    return tuple((measure, Role.HARD in roles) for measure, roles in found if roles)


def _roles(measure: Measure, fact: str) -> Iterator[Role]:
    for item in measure.items:
        for condition in item.conditions:
            if any(source_of(leaf.fact) == fact for leaf in leaves(condition.node)):
                yield condition.role

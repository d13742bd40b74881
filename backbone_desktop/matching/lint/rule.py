"""What the rules share: their shape, and the texts they read.

Rule: a rule sees the whole edition, changes nothing, and knows nothing of the notes that may explain it.
"""

from collections.abc import Callable, Iterable, Iterator

from backbone_desktop.domain.criterion import CriterionNode, Role
from backbone_desktop.domain.lint import LintFinding
from backbone_desktop.domain.measure import Edition, Measure, ServiceItem

Rule = Callable[[Edition], Iterable[LintFinding]]

HOLDER = "backbone_holder"
"""The fact that says which backbone status a firm holds."""


def items_of(edition: Edition) -> Iterator[tuple[Measure, ServiceItem]]:
    """Yield every item with its measure, in print order."""
    for measure in edition.measures:
        for item in measure.items:
            yield measure, item


def described(item: ServiceItem) -> tuple[str, ...]:
    """Return the texts that describe an item."""
    return item.offer, item.audience, item.duration


def texts_of(measure: Measure) -> tuple[str, ...]:
    """Return every text of a measure in which a name or a figure may stand, notes left out."""
    items = (text for item in measure.items for text in (item.name, *described(item), item.window.note))
    preferences = (text for each in measure.preferences for text in (each.summary, each.ask))
    titles = (each.title for each in measure.websites)
    units = (each.unit for each in measure.contacts)
    return tuple(text for text in (measure.summary, *items, *preferences, *titles, *units) if text)


def printed_demands(item: ServiceItem) -> tuple[CriterionNode, ...]:
    """Return the hard demands the brochure prints for an item."""
    return tuple(each.node for each in item.conditions if each.role is Role.HARD and not each.implied)

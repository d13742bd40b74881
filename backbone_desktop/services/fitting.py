"""Which cases every measure fits, gathered from the latest stored assessments.

Rule: assessments are only read, and each is read once: what it says of a measure never changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.domain.errors import Cancelled
from backbone_desktop.domain.fit import Fits, FittingCase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from backbone_desktop.domain.identifiers import AssessmentId
    from backbone_desktop.domain.verdict import Verdict
    from backbone_desktop.services.context import Context


class Fitting:
    """Remembers the verdicts of assessments already read."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[AssessmentId, Mapping[int, Verdict]] = {}

    def fits(self, cancelled: Callable[[], bool] = lambda: False) -> Fits:
        """Return the cases by measure and verdict; some milliseconds for every assessment not read before.

        Assessments under an edition of another year say nothing of this edition's measures.

        Raises:
            Cancelled: On request, between two cases.
        """
        year = self._context.edition.roc_year
        gathered: dict[tuple[int, Verdict], list[FittingCase]] = {}
        with self._context.casebook.read() as view:
            latest = [each for each in view.verdict_lines.latest() if _year(each.edition) == year]
            for each in latest:
                if cancelled():
                    raise Cancelled
                if each.id not in self._known:
                    self._known[each.id] = view.verdict_lines.verdicts(each.id)
                case = FittingCase(each.case, each.firm, each.assessed_on)
                for number, verdict in self._known[each.id].items():
                    gathered.setdefault((number, verdict), []).append(case)
            cases = view.verdict_lines.cases()
        self._known = {each.id: self._known[each.id] for each in latest}
        return Fits(len(latest), cases, {key: tuple(found) for key, found in gathered.items()})


def _year(edition: str) -> int:
    """Return the ROC year of an edition's id."""
    return int(edition.partition(".")[0])

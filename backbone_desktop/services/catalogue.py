"""The catalogue in force, for looking things up.

Rule: the edition is the one the as-of date is judged by, and never changed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.roc_date import ROC_OFFSET
from backbone_desktop.domain.text import fold
from backbone_desktop.matching.lint import lint
from backbone_desktop.matching.windows import window_status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backbone_desktop.domain.agency import AgencyChange
    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.codes import Aspect
    from backbone_desktop.domain.fact_catalogue import FactCatalogue
    from backbone_desktop.domain.lint import LintFinding
    from backbone_desktop.domain.measure import Edition, Measure, ServiceItem
    from backbone_desktop.domain.questionnaire import Form
    from backbone_desktop.domain.reference import Reference
    from backbone_desktop.domain.verdict import WindowStatus
    from backbone_desktop.services.context import Context


class CatalogueService:
    """Use cases on measures."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def edition(self) -> Edition:
        """The edition in force."""
        return self._context.edition

    @property
    def is_expired(self) -> bool:
        """Whether the as-of date lies past the edition's year, so that no printed date holds any more."""
        return self._context.on().year - ROC_OFFSET > self.edition.roc_year

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The imported editions passed over because they cannot be read any more, by id."""
        return tuple(sorted(self._context.editions.refusals))

    @property
    def facts(self) -> FactCatalogue:
        """The facts a criterion may read, with their labels and questions."""
        return self._context.facts

    @property
    def form(self) -> Form:
        """The questionnaire in force, with the words of its questions."""
        return self._context.form

    @property
    def reference(self) -> Reference:
        """Guidance systems, industries, the programme's principles and agency names."""
        return self._context.reference

    def measure_names(self, file: CaseFile) -> Mapping[int, str]:
        """Return names by number as a case means them, each from the edition of its day."""
        return self._context.measure_names(file)

    def agency_changes(self, unit: str) -> tuple[AgencyChange, ...]:
        """Return what became of an office by the as-of date, oldest first; empty while its name stands."""
        return self.reference.agencies.changes_until(unit, self._context.on())

    def measure(self, number: int) -> Measure:
        """Return one measure.

        Raises:
            UserError: The edition has no measure of that number.
        """
        try:
            return self.edition.measure(number)
        except KeyError:
            raise UserError(
                f"沒有第 {number} 項措施",
                f"{self.edition.roc_year}年版的措施編號為 1 至 {len(self.edition.measures)}。",
                "請確認編號，或用名稱搜尋。",
            ) from None

    def search(self, text: str = "", aspect: Aspect | None = None) -> tuple[Measure, ...]:
        """Return the measures whose `searched_text` holds ``text``, in print order."""
        wanted = fold(text)
        measures = (each for each in self.edition.measures if aspect is None or each.aspect is aspect)
        return tuple(each for each in measures if wanted in searched_text(each))

    def window(self, item: ServiceItem) -> WindowStatus:
        """Judge an item's window on the as-of date."""
        return window_status(item.window, self._context.on(), self.edition.roc_year)

    def lint(self) -> tuple[LintFinding, ...]:
        """Return what is odd in the edition in force, known oddities with the edition's note."""
        return lint(self.edition)


def searched_text(measure: Measure) -> str:
    """Return the folded text a measure is found by: name, summary, offices, offers, audiences, websites."""
    offices = (f"{each.unit} {each.person}" for each in measure.contacts)
    offers = (f"{each.name} {each.kind} {each.offer} {each.audience}" for each in measure.items)
    websites = (each.title for each in measure.websites)
    return fold("\n".join((measure.name, measure.summary, *offices, *offers, *websites)))

"""What stands beside the print: the present names of agencies, and links of ours to systems and industries.

Rule: a name of today never replaces the printed one, and every link says that it is our inference and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.domain.reference import INFERRED
from backbone_desktop.domain.roc_date import format_roc

if TYPE_CHECKING:
    from backbone_desktop.domain.measure import Measure, ServiceItem
    from backbone_desktop.services.catalogue import CatalogueService

_PRESENT = "現名：{name}（{since} 起）"
_LINKED = "{names}（{inferred}：{basis}）"


class ReferenceWords:
    """Words from the reference data, as of the day the casebook speaks for."""

    def __init__(self, catalogue: CatalogueService) -> None:
        self._catalogue = catalogue

    def present_name(self, unit: str) -> str:
        """Return what a printed office is called now, empty while its name stands or nothing is known."""
        changes = self._catalogue.agency_changes(unit)
        if not changes:
            return ""
        return _PRESENT.format(name=changes[-1].successor, since=format_roc(changes[-1].since))

    def guidance(self, item: ServiceItem) -> str:
        """Return the guidance systems an item belongs to, empty for none."""
        reference = self._catalogue.reference
        names = [reference.guidance_system(number).name for number in item.guidance_systems]
        return _linked(names, item.guidance_basis)

    def industries(self, measure: Measure) -> str:
        """Return the core industries a measure speaks to, empty for none."""
        reference = self._catalogue.reference
        names = [reference.core_industry(number).name for number in measure.core_industries]
        return _linked(names, measure.core_industries_basis)


def _linked(names: list[str], basis: str) -> str:
    if not names:
        return ""
    return _LINKED.format(names="、".join(names), inferred=INFERRED, basis=basis)

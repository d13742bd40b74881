"""What every service works on: the open casebook, the day it speaks for, and the definitions in force.

Rule: built once by ``bootstrap``; services read it and never replace it. The edition follows the as-of date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.fact_catalogue import FactCatalogue
    from backbone_desktop.domain.measure import Edition
    from backbone_desktop.domain.questionnaire import Form
    from backbone_desktop.domain.reference import Reference
    from backbone_desktop.services.editions_in_force import Editions
    from backbone_desktop.storage.casebook import Casebook


class AsOf:
    """The day the casebook speaks for: the one asked for at start, else its own setting, else today."""

    __slots__ = ("_asked", "_pretended", "_stored", "_today")

    def __init__(self, today: Callable[[], date], stored: date | None, asked: date | None = None) -> None:
        self._today = today
        self._stored = stored
        self._asked = asked
        self._pretended: date | None = None

    def __call__(self) -> date:
        """Return the day."""
        return self._pretended or self._asked or self._stored or self._today()

    @property
    def is_today(self) -> bool:
        """Whether that day is today."""
        return self() == self._today()

    def store(self, on: date | None) -> None:
        """Follow a change of the casebook's setting, which the consultant means to see at once."""
        self._stored = on
        self._asked = None

    def pretend(self, on: date | None) -> None:
        """Speak for another day while sample records are dated; None ends it."""
        self._pretended = on


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a use case."""

    casebook: Casebook
    on: AsOf
    facts: FactCatalogue
    editions: Editions
    form: Form
    roster: Form
    reference: Reference

    @property
    def edition(self) -> Edition:
        """The edition of the catalogue that the as-of date is judged by."""
        return self.editions.in_force(self.on())

    def measure_names(self, file: CaseFile) -> dict[int, str]:
        """Return names by number as a case means them.

        What the case applied for or decided on keeps the name it had in the edition of that day.
        """
        names = {measure.number: measure.name for measure in self.edition.measures}
        dated = [(each.measure, each.on) for each in file.decisions]
        dated.extend((each.measure, each.history[0].on) for each in file.applications)
        for number, on in dated:
            then = self.editions.in_force(on).measures
            names.update({measure.number: measure.name for measure in then if measure.number == number})
        return names

"""What became of the agencies a catalogue names: every change of name with the day it took effect.

Rule: a name stays as it was printed; the history only offers the name the same office bears on a given day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class AgencyChange:
    """改制或更名: one office and what it is called from a day on.

    Attributes:
        name: The name until that day.
        aliases: Other ways the same name is written, abbreviations among them.
        successor: The name from that day on.
        since: First day of the new name.
        since_proven: False where the day was taken over from a change made together with this one.
        source: Where the change is known from.
        note: What else moved with it; empty when nothing is known.
    """

    name: str
    successor: str
    since: date
    source: str
    aliases: tuple[str, ...] = ()
    since_proven: bool = True
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every way the old name is written."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class AgencyHistory:
    """The known changes of name, and the agencies known to bear their printed name still.

    Attributes:
        unchanged: Names that stand; a department or branch begins with its agency's name.
        unchanged_as_of: The day up to which that was looked at.
    """

    changes: tuple[AgencyChange, ...]
    unchanged: tuple[str, ...]
    unchanged_as_of: date

    def changes_until(self, name: str, on: date) -> tuple[AgencyChange, ...]:
        """Return the changes the office called ``name`` went through until the day ``on``, oldest first."""
        found: list[AgencyChange] = []
        current = name
        while (change := self._change_of(current)) is not None and change.since <= on:
            found.append(change)
            current = change.successor
        return tuple(found)

    def knows(self, name: str) -> bool:
        """Whether the office's name is known to have changed, or known to stand."""
        return self._change_of(name) is not None or any(name.startswith(each) for each in self.unchanged)

    def _change_of(self, name: str) -> AgencyChange | None:
        return next((each for each in self.changes if name in each.names), None)

"""What closes soon across an edition, and what has no day to count to.

Rule: only a printed day is counted down; rolling and announced windows stand in lanes of their own.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BoardRow:
    """The items of one measure whose window closes on the same day.

    Attributes:
        measure: The measure's number.
        items: Item numbers sharing the window.
        window: The round, event or office as printed (第一梯次), or empty.
        days_left: Calendar days from the board's date to ``closes``; 0 on the last day.
    """

    measure: int
    name: str
    items: tuple[int, ...]
    item_names: tuple[str, ...]
    window: str
    closes: date
    days_left: int


@dataclass(frozen=True, slots=True)
class LaneEntry:
    """The items of one measure that take applications without a printed day, and what the print says."""

    measure: int
    name: str
    items: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Board:
    """Windows closing from ``on`` through ``within_days`` later, soonest first, and the two lanes."""

    on: date
    within_days: int
    rows: tuple[BoardRow, ...]
    rolling: tuple[LaneEntry, ...]
    announced: tuple[LaneEntry, ...]

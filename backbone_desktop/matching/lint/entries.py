"""Entries of a measure that say the same twice.

Rule: entries are the same when nothing tells them apart; where they differ in a word both may be meant.
"""

from collections.abc import Iterator, Sequence

from backbone_desktop.domain.lint import LintFinding
from backbone_desktop.domain.measure import Edition, Measure

_CODE = "entry-doubled"


def repeated_entries(edition: Edition) -> Iterator[LintFinding]:
    """An office, address, preference, note or money term that stands twice."""
    for measure in edition.measures:
        for where, entries in _lists_of(measure):
            if _repeats(entries):
                yield LintFinding(_CODE, measure.number, where, "同一內容重複登錄。")
        for item in measure.items:
            if _repeats(item.money):
                yield LintFinding(_CODE, measure.number, item.name, "同一經費條件重複登錄。", (item.number,))


def _lists_of(measure: Measure) -> tuple[tuple[str, Sequence[object]], ...]:
    return (
        ("聯絡方式", measure.contacts),
        ("相關網站", measure.websites),
        ("中堅企業優惠方式", measure.preferences),
        ("附註", measure.notes),
    )


def _repeats(entries: Sequence[object]) -> bool:
    return any(entry in entries[:place] for place, entry in enumerate(entries))

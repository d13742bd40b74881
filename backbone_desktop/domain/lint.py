"""What a careful editor would stop at in a year edition.

Rule: a finding never changes the catalogue; it is known when the edition carries a note on it.
"""

from dataclasses import dataclass

from backbone_desktop.domain.measure import OddityNote


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One oddity.

    Attributes:
        code: Kebab-case name of the kind of oddity, the one a note on it carries.
        measure: Number of the measure.
        where: The citation, or the place in the measure's entry.
        message: zh-TW sentence on what is odd.
        items: Numbers of the service items concerned; empty for the measure as a whole.
        known: The edition's own note on it, None while nobody has looked into it.
    """

    code: str
    measure: int
    where: str
    message: str
    items: tuple[int, ...] = ()
    known: OddityNote | None = None

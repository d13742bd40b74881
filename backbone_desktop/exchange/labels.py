"""Words for what records keep as codes, as every workbook says them.

Rule: a reader sees a name; a code that means nothing to us is shown as it is, never dropped.
"""

from backbone_desktop.domain.codes import Holder, read_code
from backbone_desktop.domain.county import county_by_code

NOT_KNOWN = "未知"


def county_label(county: str) -> str:
    """Return the name of a county kept as a code or a name; empty for none."""
    found = county_by_code(county)
    return county if found is None else found.name


def holder_label(holder: str) -> str:
    """Return the name of a backbone status kept as a code or a name; 未知 for none on record."""
    found = read_code(Holder, holder)
    return (holder or NOT_KNOWN) if found is None else found.label

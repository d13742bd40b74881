"""The one text of an edition, in which it is kept in a casebook and by which its digest is taken.

Rule: equal editions have equal texts, whatever files, workbook or text they were read from.
"""

import hashlib
import json

from backbone_desktop.domain.measure import Edition
from backbone_desktop.exchange.definitions.edition_tree import head_tree, measure_tree

EDITION_KEY = "edition"
MEASURES_KEY = "measures"


def canonical_text(edition: Edition) -> str:
    """Return the edition as JSON: keys sorted, no blanks, characters as they are.

    The digest is left out, because it is taken over this text.
    """
    tree = {EDITION_KEY: head_tree(edition), MEASURES_KEY: [measure_tree(each) for each in edition.measures]}
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(edition: Edition) -> str:
    """Return the SHA-256 of the edition's text in hexadecimal, the same on every platform."""
    return hashlib.sha256(canonical_text(edition).encode()).hexdigest()

"""JSON as it is kept: one text for one value, so that digests and comparisons mean something.

Rule: keys sorted, no blanks, characters as they are.
"""

import hashlib
import json
from typing import Any

# Made once: an import writes a hundred thousand small values.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def dump(value: Any) -> str:
    """Return the one text of a JSON value."""
    if value is True or value is False:
        return "true" if value else "false"
    return str(value) if type(value) is int else _ENCODER.encode(value)


def load(text: str) -> Any:
    """Read what `dump` wrote."""
    return json.loads(text)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()

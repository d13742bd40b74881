"""JSON as it is kept: one text for one value, so that digests and comparisons mean something.

Rule: keys sorted, no blanks, characters as they are.
"""

import hashlib
from typing import Any

from msgspec import json

# Made once: an import writes a hundred thousand small values.
_ENCODER = json.Encoder(order="sorted")


def dump(value: Any) -> str:
    """Return the one text of a JSON value."""
    return encoded(value).decode()


def encoded(value: Any) -> bytes:
    """Return the one text of a JSON value as UTF-8, for what goes to the file and to its digest alone."""
    return _ENCODER.encode(value)


def load(text: str) -> Any:
    """Read what `dump` wrote."""
    return json.decode(text)


def digest_of(text: str | bytes) -> str:
    """Return the SHA-256 of a text, or of its UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()

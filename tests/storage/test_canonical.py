"""JSON as it is kept: the text every casebook holds so far, and nothing lost on the way."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.storage.canonical import digest_of, dump, encoded, load

# No amount passes through a float, and no text with half a pair of surrogates can be kept at all.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


@given(value=VALUES)
def test_the_text_is_the_one_casebooks_are_full_of(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert dump(value) == text
    assert encoded(value) == text.encode()
    assert load(text) == value


@given(text=TEXTS)
def test_a_text_and_its_bytes_have_one_digest(text: str) -> None:
    assert digest_of(text) == digest_of(text.encode()) == hashlib.sha256(text.encode()).hexdigest()

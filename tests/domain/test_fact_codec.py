"""Contents survive JSON in value and type."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.fact_codec import content_from_json, content_to_json
from backbone_desktop.domain.facts import Certificate, FactContent, PastGuidance

DAYS = st.none() | st.dates()
CONTENTS = st.one_of(
    st.booleans(),
    st.integers(-(10**16), 10**16),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.text(),
    st.lists(st.text()).map(tuple),
    st.lists(st.builds(Certificate, st.text(), st.text(), DAYS, DAYS, DAYS, DAYS)).map(tuple),
    st.lists(st.builds(PastGuidance, st.text(), st.text(), DAYS, DAYS)).map(tuple),
)


@given(content=CONTENTS)
def test_a_content_comes_back_equal_and_of_the_same_type(content: FactContent) -> None:
    written = json.dumps(content_to_json(content), allow_nan=False)
    back = content_from_json(json.loads(written))
    assert (type(back), back) == (type(content), content)
    assert repr(back) == repr(content)


def test_amounts_never_pass_through_a_float() -> None:
    assert content_to_json(Decimal("0.10")) == {"decimal": "0.10"}
    assert content_to_json(date(2016, 3, 10)) == {"date": "2016-03-10"}


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"other": 1},
        {"list": [1]},
        {"list": [{"number": "A"}]},
        {"list": [{"kind": "potential", "valid_to": 1}]},
        {"list": [{"programme": "A", "agency": 1}]},
        {"date": "x"},
    ],
)
def test_what_was_not_written_by_us_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        content_from_json(value)

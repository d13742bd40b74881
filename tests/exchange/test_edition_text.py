"""An edition has one text, and the text says everything the edition does."""

import json
from contextlib import suppress
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.measure import Edition
from backbone_desktop.exchange.definitions import canonical_text, read_edition, read_edition_text, read_facts
from tests.exchange.definition_files import read_small_edition, small_facts
from tests.exchange.edition_strategies import editions

RESOURCES = Path(__file__).resolve().parent.parent.parent / "resources"
FACTS = read_facts(RESOURCES)


@pytest.fixture(scope="module")
def shipped() -> Edition:
    return read_edition(RESOURCES / "catalogue" / "105", FACTS)


def test_the_shipped_edition_is_the_same_after_its_text_is_read(shipped: Edition) -> None:
    again = read_edition_text(canonical_text(shipped), FACTS)
    assert again == shipped
    assert canonical_text(again) == canonical_text(shipped)


@pytest.mark.slow("writes and reads many editions")
@settings(max_examples=60)
@given(edition=editions(FACTS))
def test_any_edition_is_the_same_after_its_text_is_read(edition: Edition) -> None:
    text = canonical_text(edition)
    again = read_edition_text(text, FACTS)
    assert replace(again, digest="") == edition
    assert canonical_text(again) == text


@settings(max_examples=30)
@given(edition=editions(FACTS))
def test_the_digest_is_left_out_of_the_text_it_is_taken_over(edition: Edition) -> None:
    assert canonical_text(replace(edition, digest="x")) == canonical_text(edition)


def test_numbers_that_are_equal_are_spelled_alike(tmp_path: Path) -> None:
    edition = read_small_edition(tmp_path)
    (preference,) = edition.measures[0].preferences
    for spelling in ("10", "10.0", "1E+1"):
        other = replace(preference, amount=Decimal(spelling))
        measure = replace(edition.measures[0], preferences=(other,))
        assert canonical_text(replace(edition, measures=(measure,))) == canonical_text(edition)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[[[[", '{"edition":[],"measures":{}}'])
def test_what_is_no_such_text_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(DataFileError):
        read_edition_text(text, small_facts(tmp_path))


@given(data=st.data())
def test_a_spoiled_text_is_an_edition_or_a_refusal(data: st.DataObject, shipped: Edition) -> None:
    values = json.loads(canonical_text(replace(shipped, measures=shipped.measures[:2])))
    owner = data.draw(st.sampled_from([values["edition"], *values["measures"]]))
    owner[data.draw(st.sampled_from(sorted(owner)))] = data.draw(
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.integers()), st.just({}))
    )
    with suppress(DataFileError):
        assert read_edition_text(json.dumps(values), FACTS).digest


def test_the_wrong_number_of_measures_is_refused(shipped: Edition) -> None:
    values = json.loads(canonical_text(shipped))
    values["measures"].pop()
    with pytest.raises(DataFileError, match="無法讀取") as refused:
        read_edition_text(json.dumps(values), FACTS)
    assert "數目" in refused.value.detail


def test_every_field_of_an_edition_reaches_its_text(tmp_path: Path) -> None:
    facts = small_facts(tmp_path)
    edition = read_small_edition(tmp_path)
    kept = {each.name for each in fields(Edition)} - {"digest", "measures"}
    assert kept < set(json.loads(canonical_text(edition))["edition"])
    assert read_edition_text(canonical_text(edition), facts) == edition

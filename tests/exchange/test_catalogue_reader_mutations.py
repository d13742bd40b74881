"""Whatever becomes of a definition file, the reader gives an edition or refuses it; nothing else escapes."""

import tomllib
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition
from backbone_desktop.exchange.definitions import read_edition, read_facts
from tests.exchange.definition_files import EDITION, FACTS, MEASURE, small_facts, write_edition

VALUES = st.sampled_from(
    r"""
    0 | 1 | -1 | 99 | true | 1.5 | nan | inf | 1979-05-27 | 07:32:00 | [] | [[]] | [1, 'a'] | {} | [{}]
    "" | "x" | "105/02/30" | "105/10下旬" | "\u0000" | "NaN" | "at_most" | "any" | "105年版 第1項 "
    { a = 1 } | [{ kind = 1 }] | [{ members = [{}] }]
    """.strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.fixture(scope="module")
def facts() -> FactCatalogue:
    with TemporaryDirectory() as folder:
        return small_facts(Path(folder))


def read(measure: str, edition: str, facts: FactCatalogue) -> Edition | None:
    with TemporaryDirectory() as folder:
        try:
            return read_edition(write_edition(Path(folder), measure, edition), facts)
        except DataFileError:
            return None


@st.composite
def one_value_replaced(draw: st.DrawFn, text: str) -> str:
    """Give one ``key = value`` line another value."""
    lines = text.splitlines()
    places = [place for place, line in enumerate(lines) if " = " in line and not line.startswith(" ")]
    place = draw(st.sampled_from(places))
    key = lines[place].partition(" = ")[0]
    lines[place] = f"{key} = {draw(VALUES)}"
    return "\n".join(lines)


@st.composite
def lines_lost_or_doubled(draw: st.DrawFn, text: str) -> str:
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        lines[place : place + 1] = draw(st.sampled_from([[], [lines[place], lines[place]]]))
    return "\n".join(lines)


@given(measure=one_value_replaced(MEASURE))
def test_a_measure_with_any_value_replaced_is_read_or_refused(measure: str, facts: FactCatalogue) -> None:
    read(measure, EDITION, facts)


@given(edition=one_value_replaced(EDITION))
def test_an_edition_with_any_value_replaced_is_read_or_refused(edition: str, facts: FactCatalogue) -> None:
    read(MEASURE, edition, facts)


@given(measure=lines_lost_or_doubled(MEASURE))
def test_a_measure_with_lines_lost_or_doubled_is_read_or_refused(measure: str, facts: FactCatalogue) -> None:
    read(measure, EDITION, facts)


@given(start=st.integers(0, len(MEASURE)), length=st.integers(0, 40), text=st.text(max_size=20))
def test_a_measure_with_any_passage_overwritten_is_read_or_refused(
    start: int, length: int, text: str, facts: FactCatalogue
) -> None:
    clean = text.encode("utf-8", "replace").decode("utf-8")
    read(MEASURE[:start] + clean + MEASURE[start + length :], EDITION, facts)


@given(text=one_value_replaced(FACTS))
def test_facts_with_any_value_replaced_are_read_or_refused(text: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "facts.toml").write_text(text, encoding="utf-8")
        with suppress(DataFileError):
            read_facts(Path(folder))


@given(measure=one_value_replaced(MEASURE))
def test_what_is_accepted_says_what_the_file_says(measure: str, facts: FactCatalogue) -> None:
    edition = read(measure, EDITION, facts)
    if edition is not None:
        written = tomllib.loads(measure)
        assert edition.measures[0].name == written["name"]
        assert [item.offer for item in edition.measures[0].items] == [
            each["offer"] for each in written["items"]
        ]

"""Whatever is lost, doubled or mistyped in a committed measure file is refused by file and key path.

What the format lets an editor leave out is listed; nothing else may disappear unnoticed.
"""

from datetime import date
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.exchange.definitions import read_edition
from backbone_desktop.exchange.definitions.problems import Problems
from backbone_desktop.exchange.definitions.toml_file import parse_toml
from tests.exchange.real_measures import (
    FOLDER,
    NUMBERS,
    Spot,
    edition_105,
    facts_105,
    holder_of,
    paths_in,
    read,
    refusals,
    spots,
    text_of,
    value_at,
    values_of,
)

MAY_BE_LEFT_OUT = {
    "": {"criteria_recorded", "websites", "preferences", "notes", "core_industries"},
    "contacts": {"person", "phones", "region", "items"},
    "items": {"duration", "documents", "guidance_systems", "money"},
    "window": {"flags", "note", "spans"},
    "spans": {"opens", "closes", "label", "office", "tentative", "inherited_year"},
    "conditions": {"role", "implied", "strict"},
    "members": set(),
    "money": {
        "per", "label", "low_ntd", "high_ntd", "low_percent", "high_percent",
        "tax_included", "tentative", "holder", "reading", "ask", "when", "additional", "deduction", "tests",
    },
    "preferences": {"items", "amount", "at_most", "ceiling_ntd", "cap_percent", "ask"},
    "websites": set(),
    "notes": set(),
}  # fmt: skip
"""Keys by the table they stand in, without which a file only says less."""

MAY_STAND_TWICE = {"contacts", "websites", "money", "preferences", "notes"}
"""Lists without ids of their own; the lint finds entries that repeat one another."""

OTHER_TYPES = {
    str: [7, True, 1.5, [], ["x"], {}, date(2016, 3, 10)],
    int: ["7", True, 1.5, [], {}],
    bool: ["true", 1, 0, [], {}],
    list: ["x", 7, True, {}],
    dict: ["x", 7, True, []],
}

any_spot = st.deferred(lambda: st.sampled_from(spots()))
any_key = st.deferred(lambda: st.sampled_from([spot for spot in spots() if isinstance(spot.key, str)]))
any_entry = st.deferred(lambda: st.sampled_from([spot for spot in spots() if isinstance(spot.key, int)]))


def table_name(spot: Spot) -> str:
    """Return what kind of table the spot's key stands in: the nearest name above it."""
    return next((step for step in reversed(spot.steps[:-1]) if isinstance(step, str)), "")


def is_within(path: str, spot: Spot) -> bool:
    """Whether a named path is the spot, something below it, its table, or a neighbour there.

    A period that lost a bound or its label is told apart from its neighbours no more, which are then named.
    """
    if table_name(spot) == "spans":
        return path.startswith(spot.table_path.rpartition("[")[0])
    table, _, _ = path.rpartition(".")
    return path.startswith(spot.path) or spot.table_path in {path, table} - {""}


@pytest.mark.parametrize("number", NUMBERS)
def test_the_files_as_committed_are_read_as_the_edition_has_them(number: int) -> None:
    assert read(number, values_of(number)) == edition_105().measure(number)


@given(spot=any_spot, data=st.data())
def test_a_value_of_another_type_is_refused_at_its_path(spot: Spot, data: st.DataObject) -> None:
    values = values_of(spot.number)
    wrong = data.draw(st.sampled_from(OTHER_TYPES[type(value_at(values, spot))]))
    holder_of(values, spot)[spot.key] = wrong
    assert spot.path in paths_in(refusals(spot.number, values), spot.file)


@given(spot=any_key)
def test_a_lost_key_is_refused_or_may_be_left_out(spot: Spot) -> None:
    values = values_of(spot.number)
    del holder_of(values, spot)[spot.key]
    lines = refusals(spot.number, values)
    if lines:
        named = paths_in(lines, spot.file)
        assert any(is_within(path, spot) for path in named), named
    else:
        is_neutral = read(spot.number, values) == edition_105().measure(spot.number)
        assert is_neutral or spot.key in MAY_BE_LEFT_OUT[table_name(spot)], spot


@given(spot=any_key)
def test_a_renamed_key_is_refused_at_its_new_name(spot: Spot) -> None:
    values = values_of(spot.number)
    holder = holder_of(values, spot)
    holder[f"{spot.key}x"] = holder.pop(spot.key)
    assert f"{spot.path}x" in paths_in(refusals(spot.number, values), spot.file)


@given(spot=any_entry)
def test_an_entry_said_twice_is_refused_at_its_place_or_left_to_the_lint(spot: Spot) -> None:
    assert isinstance(spot.key, int)
    values = values_of(spot.number)
    holder = holder_of(values, spot)
    again = spot.key + 1
    holder.insert(again, holder[spot.key])
    lines = refusals(spot.number, values)
    if lines:
        twin = f"{spot.table_path}[{again + 1}]"
        assert any(path.startswith(twin) for path in paths_in(lines, spot.file)), lines
    else:
        assert table_name(spot) in MAY_STAND_TWICE, spot


@given(number=st.sampled_from(NUMBERS), seed=st.integers(0, 2**32 - 1))
def test_the_order_of_keys_is_neutral(number: int, seed: int) -> None:
    shuffled = _shuffled(values_of(number), Random(seed))
    assert read(number, shuffled) == edition_105().measure(number)


@given(number=st.sampled_from(NUMBERS), data=st.data())
def test_a_line_written_twice_is_refused_by_file_and_line(number: int, data: st.DataObject) -> None:
    lines = text_of(number).splitlines()
    places = [place for place, line in enumerate(lines) if " = " in line and line[:1].isalpha()]
    place = data.draw(st.sampled_from(places))
    assume(not lines[place].endswith(("[", "{")))
    lines.insert(place, lines[place])
    problems = Problems()
    table = parse_toml("\n".join([*lines, ""]).encode(), f"measure-{number:02}.toml", problems)
    assert table is None
    with pytest.raises(DataFileError) as refusal:
        problems.refuse_if_any("年度版資料無法讀取")
    assert f"measure-{number:02}.toml" in refusal.value.detail
    assert f"line {place + 2}" in refusal.value.detail


@settings(max_examples=15)
@given(number=st.sampled_from(NUMBERS), data=st.data())
def test_one_spoilt_file_spoils_the_edition_by_name(
    number: int, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = copytree(FOLDER, tmp_path_factory.mktemp("edition") / "105")
    required = [line for line in text_of(number).splitlines() if line.startswith(("name = ", "citation = "))]
    lost = data.draw(st.sampled_from(required))
    (folder / f"measure-{number:02}.toml").write_text(
        text_of(number).replace(f"{lost}\n", "", 1), encoding="utf-8"
    )
    with pytest.raises(DataFileError) as refusal:
        read_edition(folder, facts_105())
    key = lost.partition(" = ")[0]
    (path,) = paths_in(refusal.value.detail.splitlines(), f"measure-{number:02}.toml")
    assert path == key or path.endswith(f".{key}")


def test_what_may_be_left_out_is_not_more_than_the_files_use() -> None:
    """Guard the list: what no file leaves out needs no leave."""
    used = {(table_name(spot), spot.key) for spot in spots() if isinstance(spot.key, str)}
    listed = {(table, key) for table, keys in MAY_BE_LEFT_OUT.items() for key in keys}
    assert listed - used - {("", "core_industries")} == set()


def _shuffled(held: Any, random: Random) -> Any:
    if isinstance(held, dict):
        keys = list(held)
        random.shuffle(keys)
        return {key: _shuffled(held[key], random) for key in keys}
    return [_shuffled(each, random) for each in held] if isinstance(held, list) else held


def test_the_folder_is_the_committed_one() -> None:
    assert sorted(path.name for path in Path(FOLDER).glob("measure-*.toml")) == [
        f"measure-{number:02}.toml" for number in NUMBERS
    ]

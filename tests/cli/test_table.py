"""Columns stay aligned where a Chinese character is as wide as two letters."""

from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.cli.table import display_width, pad, pairs, table

CELLS = st.text(alphabet=st.sampled_from("aZ0 中企，（）-é"), max_size=12)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5)


def test_columns_start_where_the_header_starts() -> None:
    lines = table(
        ("統編", "企業", "需求"), [("04595257", "測試甲", 4), ("", "Firm", 12)], right=[2]
    ).splitlines()
    assert lines == ["統編      企業    需求", "04595257  測試甲     4", "          Firm      12"]


def test_an_accent_of_its_own_takes_no_place() -> None:
    assert display_width("e\u0301") == 1


def test_labels_stand_before_their_values_and_blank_ones_are_left_out() -> None:
    assert pairs([("統編", "1"), ("廠別", ""), ("地", None), ("名", "甲\n乙")]) == "統編  1\n名    甲 乙"


@given(ROWS)
def test_every_column_begins_at_the_same_place(rows: list[tuple[str, str, str]]) -> None:
    marked = [(first, f"|{second}", third) for first, second, third in rows]
    lines = table(("a", "|b", "c"), marked).splitlines()
    assert len({display_width(line.partition("|")[0]) for line in lines}) == 1


@given(CELLS, st.integers(0, 40))
def test_padding_never_shortens(text: str, width: int) -> None:
    assert display_width(pad(text, width)) == max(width, display_width(text))

"""CSV text is read to its last row or not at all."""

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.exchange.sheets.delimited import DELIMITERS, find_delimiter, read_delimited

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\uffff"), max_size=8)


def _cells(text: str) -> list[tuple[object, ...]]:
    return [row.cells for row in read_delimited(text, "a").rows]


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r", "\n\n"])
def test_the_last_row_is_read_however_the_file_ends(end: str) -> None:
    assert _cells(f"a,b\n1,2{end}") == [("a", "b"), ("1", "2")]


@pytest.mark.parametrize("text", ['a,b\n1,"2', 'a,b\n1,"2\n3,4\n', 'a,b\n1,"2""\n'])
def test_a_quote_that_never_ends_is_refused_and_swallows_no_rows(text: str) -> None:
    with pytest.raises(DataFileError, match="CSV"):
        read_delimited(text, "a")


def test_a_number_kept_as_text_by_a_formula_is_the_number() -> None:
    assert _cells('統編,式\n="04595257","=""0012"""\n=1+1,="a"&"b"\n') == [
        ("統編", "式"),
        ("04595257", "0012"),
        ("=1+1", '="a"&"b"'),
    ]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=6), st.sampled_from(DELIMITERS))
def test_what_was_written_as_csv_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    assume(find_delimiter(buffer.getvalue()) == delimiter)
    assume(not any(cell.startswith('="') for row in rows for cell in row))
    expected = [tuple(cell if cell.strip() else None for cell in row) for row in rows]
    read = [row + (None,) * 5 for row in _cells(buffer.getvalue())]
    assert [row[: len(kept)] for row, kept in zip(read, filter(any, expected), strict=True)] == list(
        filter(any, expected)
    )

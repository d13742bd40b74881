"""Many rows with few statements: however many there are, each comes in once, in order and as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import IntegrityError

from backbone_desktop.storage import bulk
from backbone_desktop.storage.canonical import digest_of
from backbone_desktop.storage.engine import Access, open_engine, writing
from backbone_desktop.storage.tables import change, consultant, metadata
from tests.storage.casebooks import CONSULTANT, create

MOST_VALUES_OF_A_STATEMENT = 32_766
"""What SQLite takes where it was not built to take more."""
_ALL = bulk.rows_at_once(consultant)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """Yield a transaction on a new casebook, which knows one consultant."""
    create(tmp_path / "casebook").close()
    with writing(open_engine(tmp_path / "casebook" / "casebook.db", Access.WRITE)).connect() as opened:
        yield opened


def kept(connection: Connection) -> list[tuple[object, ...]]:
    """Return the consultants in the order they came, but for the casebook's own."""
    return [tuple(row) for row in connection.execute(select(consultant)) if row.name != CONSULTANT.name]


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: str(table.name))
def test_no_statement_has_more_values_than_any_engine_takes(table: Table) -> None:
    assert 1 <= bulk.rows_at_once(table) * len(table.columns) <= MOST_VALUES_OF_A_STATEMENT


@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 255, 256, 273, _ALL - 1, _ALL, _ALL + 1, 2 * _ALL + 273])
def test_rows_come_in_once_and_in_order_however_many(connection: Connection, count: int) -> None:
    rows: list[bulk.RowValues] = [(f"id-{number}", f"第{number}位", "", "") for number in range(count)]
    bulk.insert(connection, consultant, rows)
    assert kept(connection) == rows

    changed: list[bulk.RowValues] = [(row[0], row[1], "新辦公室", "") for row in rows]
    bulk.update(connection, consultant, changed[::-1])
    assert kept(connection) == changed

    bulk.delete(connection, consultant, [str(row[0]) for row in rows[1:]])
    assert kept(connection) == changed[:1]


def test_the_last_of_two_changes_of_one_row_holds(connection: Connection) -> None:
    bulk.insert(connection, consultant, [("id", "甲", "", "")])
    bulk.update(connection, consultant, [("id", "甲", number, "") for number in ("1", "2")])
    assert kept(connection) == [("id", "甲", "2", "")]


def test_a_row_that_is_there_already_is_not_added_over_it(connection: Connection) -> None:
    bulk.insert(connection, consultant, [("id", "甲", "", "")])
    with pytest.raises(IntegrityError, match="UNIQUE"):
        bulk.insert(connection, consultant, [("id", "乙", "", "")])
    assert kept(connection) == [("id", "甲", "", "")]


def test_texts_of_the_log_are_texts_in_the_file(connection: Connection) -> None:
    said = '{"name":"測試甲"}'
    row = (99, "", "consultant", "id", "", "", "2016-03-10T01:00:00.000000+00:00")
    bulk.insert(connection, change, [(*row, None, said.encode(), "", digest_of(said), "", "digest")])
    found = connection.exec_driver_sql(
        "SELECT before, after, typeof(after) FROM change WHERE sequence = 99"
    ).one()
    assert tuple(found) == (None, said, "text")

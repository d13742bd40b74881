"""Connections: the pragmas, and structure changes that roll back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlcipher3 import dbapi2

from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.engine import APPLICATION_ID, Access, connect, open_engine, writing

CREATE = "CREATE TABLE made_halfway (x INTEGER)"


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("secure_delete", 1),
        ("recursive_triggers", 1),
        ("busy_timeout", 5000),
        ("application_id", APPLICATION_ID),
    ],
)
def test_every_writing_connection_has_the_pragmas(casebook: Casebook, pragma: str, value: object) -> None:
    with closing(connect(casebook.path, Access.WRITE)) as connection:
        assert connection.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_structure_changes_roll_back(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "new.db", Access.CREATE)
    with writing(engine).connect() as connection:
        connection.exec_driver_sql(CREATE)
        connection.rollback()
        assert not inspect(connection).has_table("made_halfway")
    engine.dispose()


def test_control_structure_changes_stay_with_the_drivers_own_transactions(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'naive.db'}", module=sqlite3)
    with engine.connect() as connection:
        connection.exec_driver_sql(CREATE)
        connection.rollback()
        assert inspect(connection).has_table("made_halfway")
    engine.dispose()


def test_a_writing_transaction_holds_the_write_lock_from_its_start(casebook: Casebook) -> None:
    with casebook.write(), closing(connect(casebook.path, Access.WRITE)) as other:
        other.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(dbapi2.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


@pytest.mark.parametrize("access", [Access.READ, Access.SNAPSHOT])
def test_a_reading_connection_cannot_write(casebook: Casebook, access: Access) -> None:
    with closing(connect(casebook.path, access)) as connection, pytest.raises(dbapi2.OperationalError):
        connection.execute("DELETE FROM setting")


def test_a_path_with_signs_of_its_own_meaning_is_taken_as_a_path(tmp_path: Path) -> None:
    path = tmp_path / "100% a?b#c 甲.db"
    with closing(connect(path, Access.CREATE)) as connection:
        connection.execute(CREATE)
    assert path.is_file()

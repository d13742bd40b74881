"""Tables in code, migrations and schema.sql say the same; the migrations go forward and back."""

import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from backbone_desktop import paths
from backbone_desktop.storage.engine import Access, connect, open_engine, writing
from backbone_desktop.storage.tables import metadata
from backbone_desktop.storage.triggers import append_only_triggers
from backbone_desktop.storage.upgrade import upgrade

DB = paths.migrations_dir().parent


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    path = tmp_path / "migrated.db"
    upgrade(path, Access.CREATE)
    return path


@pytest.fixture
def connection(migrated: Path) -> Iterator[Connection]:
    engine = open_engine(migrated, Access.WRITE)
    with writing(engine).connect() as connection:
        yield connection
    engine.dispose()


def normal(sql: str) -> str:
    return (
        re.sub(r"\s+", " ", sql)
        .replace('"', "")
        .replace("( ", "(")
        .replace(" )", ")")
        .replace(" ,", ",")
        .strip()
    )


def statements(path: Path) -> dict[str, str]:
    with closing(connect(path, Access.READ)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    own = {name: normal(sql) for name, sql in rows if not name.startswith("search_index")}
    del own["alembic_version"]
    return own


def test_tables_in_code_equal_the_migrations_word_by_word(migrated: Path) -> None:
    dialect = create_engine("sqlite://").dialect
    expected = {}
    for table in metadata.sorted_tables:
        expected[table.name] = normal(str(CreateTable(table).compile(dialect=dialect)))
        expected |= {
            str(each.name): normal(str(CreateIndex(each).compile(dialect=dialect))) for each in table.indexes
        }
    expected |= {name: normal(sql) for name, sql in append_only_triggers()}
    assert statements(migrated) == expected


def test_autogenerate_finds_nothing_to_do_and_leaves_the_search_index_alone(connection: Connection) -> None:
    def include_name(name: str | None, kind: str, _parents: object) -> bool:
        return not (kind == "table" and str(name).startswith("search_index"))

    context = MigrationContext.configure(connection, opts={"include_name": include_name})
    assert compare_metadata(context, metadata) == []


def test_control_autogenerate_would_drop_the_search_index_if_not_told(connection: Connection) -> None:
    found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert {change[1].name for change in found if change[0] == "remove_table"} >= {"search_index_data"}


def test_the_migrations_go_back_and_forward_again(migrated: Path, connection: Connection) -> None:
    before = statements(migrated)
    config = Config()
    config.set_main_option("script_location", str(paths.migrations_dir()))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.downgrade(config, "base")
    connection.commit()
    with closing(connect(migrated, Access.READ)) as look:
        left = {row[0] for row in look.execute("SELECT name FROM sqlite_master")}
    assert left <= {"alembic_version", "sqlite_autoindex_alembic_version_1"}
    command.upgrade(config, "head")
    connection.commit()
    tables = {name for name in before if not name.endswith(("_refuses_update", "_refuses_delete"))}
    assert set(statements(migrated)) == tables


def test_schema_sql_is_current() -> None:
    text = runpy.run_path(str(DB / "schema.py"))["schema_text"]()
    assert (DB / "schema.sql").read_text("utf-8") == text


def test_running_migrations_leaves_logging_alone(tmp_path: Path) -> None:
    script = (
        "import logging; from pathlib import Path; from backbone_desktop.storage.upgrade import upgrade;"
        "from backbone_desktop.storage.engine import Access; mine = logging.getLogger('mine');"
        f"upgrade(Path({str(tmp_path / 'x.db')!r}), Access.CREATE);"
        "assert not mine.disabled and not logging.getLogger().handlers"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_opening_an_up_to_date_casebook_does_not_import_alembic(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.storage.casebooks import create, reopen;"
        f"folder = Path({str(tmp_path)!r});"
        "created = len(sys.argv) > 1 and create(folder);"
        "book = created or reopen(folder); book.close();"
        "assert ('alembic' in sys.modules) == bool(created), sys.argv;"
        "assert created or 'sqlalchemy.orm' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script, "create"], check=True)
    subprocess.run([sys.executable, "-c", script], check=True)

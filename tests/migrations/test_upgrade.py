"""Upgrading: backed up first, all or nothing, no child row and no trigger lost."""

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlcipher3 import dbapi2

from backbone_desktop.domain.checklist import ChecklistLine
from backbone_desktop.domain.imported_edition import ImportedEdition
from backbone_desktop.storage.backup import list_backups, verify_backup
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.engine import DATABASE_NAME, Access, connect
from backbone_desktop.storage.inspection import count_rows, read_version
from backbone_desktop.storage.opening import open_checked
from backbone_desktop.storage.refusals import CasebookNewer, CasebookOlder, UpgradeRefused
from backbone_desktop.storage.triggers import append_only_triggers
from backbone_desktop.storage.upgrade import known_version
from tests.migrations.revisions import REBUILD_ENTERPRISE, REBUILD_FOLLOW_UP, go_back, with_revision
from tests.storage.casebooks import CLOCK, add_case, add_entry, bytes_of, create, reopen
from tests.storage.killing import killed_at, lines_of

KILLS = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed casebook of the shipped version with a firm, its case and a log entry."""
    folder = tmp_path / "casebook"
    with create(folder) as book, book.write() as uow:
        add_entry(uow, add_case(uow), "一筆紀錄")
        uow.commit()
    return folder


def open_with(folder: Path, migrations: Path, *, read_only: bool = False) -> None:
    _, lock = open_checked(folder, CLOCK, read_only=read_only, migrations=migrations)
    if lock is not None:
        lock.release()


def look(folder: Path) -> dbapi2.Connection:
    return connect(folder / DATABASE_NAME, Access.READ)


def names_of(connection: dbapi2.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}


def test_an_older_casebook_is_backed_up_and_upgraded(folder: Path, tmp_path: Path) -> None:
    migrations = with_revision(tmp_path, REBUILD_ENTERPRISE)
    with closing(look(folder)) as connection:
        before = count_rows(connection)
    open_with(folder, migrations)
    with closing(look(folder)) as connection:
        assert read_version(connection) == known_version(migrations) == known_version() + 1
        assert count_rows(connection) == before
        assert connection.execute("SELECT nickname FROM enterprise").fetchall() == [("",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    (backup,) = list_backups(folder)
    assert backup.schema_version == known_version()
    assert verify_backup(backup.path).problems == ()


def test_this_program_then_refuses_the_upgraded_casebook_untouched(folder: Path, tmp_path: Path) -> None:
    open_with(folder, with_revision(tmp_path, REBUILD_ENTERPRISE))
    before = bytes_of(folder)
    with pytest.raises(CasebookNewer) as caught:
        reopen(folder)
    assert (caught.value.found, caught.value.known) == (str(known_version() + 1), str(known_version()))
    assert bytes_of(folder) == before


def test_a_casebook_of_the_first_version_gains_the_editions_and_keeps_every_row(folder: Path) -> None:
    go_back(folder / DATABASE_NAME, "0001")
    with closing(look(folder)) as connection:
        before = count_rows(connection)
        assert (read_version(connection), "edition" in before) == (1, False)
    with reopen(folder) as book, book.write() as uow:
        assert uow.editions.list() == ()
        uow.editions.add(ImportedEdition("106.1", 106, 1, "d", uow.now, "測試顧問甲", "{}"))
        uow.commit()
    (backup,) = list_backups(folder)
    assert (backup.schema_version, verify_backup(backup.path).problems) == (1, ())
    with closing(look(folder)) as connection:
        after = dict(count_rows(connection))
        assert read_version(connection) == known_version()
    assert (after.pop("edition"), after.pop("checklist_line")) == (1, 0)
    assert after == {**before, "change": before["change"] + 1}


def test_a_casebook_of_the_second_version_gains_the_checklist_and_loses_unused_indexes(folder: Path) -> None:
    go_back(folder / DATABASE_NAME, "0002")
    unused = {"ix_visit_visited_on", "ix_follow_up_noted_on", "ix_application_changed_on"}
    with closing(look(folder)) as connection:
        before = count_rows(connection)
        assert unused <= names_of(connection)
    line = ChecklistLine("line", "employees", date(2016, 3, 10))
    with reopen(folder) as book, book.write() as uow:
        (case,) = uow.cases.ids()
        uow.checklists.add(case, [line])
        uow.commit()
    (backup,) = list_backups(folder)
    assert (backup.schema_version, verify_backup(backup.path).problems) == (2, ())
    with reopen(folder) as book, book.read() as view:
        assert view.checklists.of(case) == (line,)
        assert view.changes.verify()
    with closing(look(folder)) as connection:
        assert names_of(connection).isdisjoint(unused)
        after = dict(count_rows(connection))
    assert after == {**before, "change": before["change"] + 1, "checklist_line": 1}


def test_reading_only_never_upgrades(folder: Path, tmp_path: Path) -> None:
    before = bytes_of(folder)
    with pytest.raises(CasebookOlder):
        open_with(folder, with_revision(tmp_path, REBUILD_ENTERPRISE), read_only=True)
    assert bytes_of(folder) == before


def test_triggers_survive_the_rebuilding_of_their_table(folder: Path, tmp_path: Path) -> None:
    open_with(folder, with_revision(tmp_path, REBUILD_FOLLOW_UP))
    with closing(connect(folder / DATABASE_NAME, Access.WRITE)) as connection:
        found = {
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        }
        assert found == {name for name, _ in append_only_triggers()}
        with pytest.raises(dbapi2.IntegrityError, match="append-only"):
            connection.execute("DELETE FROM follow_up")


@pytest.mark.parametrize(
    ("harm", "word"),
    [
        ('    op.get_bind().exec_driver_sql("DELETE FROM setting")\n', "筆數不符（setting）"),
        ("    op.drop_table('decision')\n", "筆數不符（decision）"),
        ("    op.get_bind().exec_driver_sql(\"UPDATE service_case SET enterprise_id = 'gone'\")\n", "關聯"),
    ],
)
def test_an_upgrade_that_loses_something_is_taken_back(
    folder: Path, tmp_path: Path, harm: str, word: str
) -> None:
    before = bytes_of(folder)
    with pytest.raises(UpgradeRefused, match="升級") as caught:
        open_with(folder, with_revision(tmp_path, REBUILD_ENTERPRISE + harm))
    assert word in caught.value.detail
    assert bytes_of(folder) == before
    with reopen(folder) as book, book.read() as view:
        assert len(view.cases.ids()) == 1


def test_a_revision_may_say_whose_rows_it_changes_in_number(folder: Path, tmp_path: Path) -> None:
    migrations = with_revision(
        tmp_path, "    op.drop_table('decision')\n", extra='RECOUNTED_TABLES = ("decision",)\n'
    )
    open_with(folder, migrations)
    with closing(look(folder)) as connection:
        assert "decision" not in count_rows(connection)


def test_a_revision_that_fails_leaves_the_casebook_as_it_was(folder: Path, tmp_path: Path) -> None:
    before = bytes_of(folder)
    migrations = with_revision(tmp_path, REBUILD_ENTERPRISE + "    raise RuntimeError('halfway')\n")
    with pytest.raises(RuntimeError, match="halfway"):
        open_with(folder, migrations)
    assert bytes_of(folder) == before
    reopen(folder).close()


def test_control_rebuilding_with_foreign_keys_on_loses_the_children(tmp_path: Path) -> None:
    """The reason for the order in upgrade.py: the same rebuilding, done carelessly, on cascading children."""
    script = tmp_path / "naive"
    (script / "versions").mkdir(parents=True)
    (script / "env.py").write_text(
        "from alembic import context\n"
        "context.configure(connection=context.config.attributes['connection'], render_as_batch=True)\n"
        "with context.begin_transaction():\n    context.run_migrations()\n"
    )
    (script / "versions" / "one.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\nrevision = '1'\ndown_revision = None\n"
        "def upgrade():\n"
        "    with op.batch_alter_table('parent', recreate='always') as batch:\n"
        "        batch.add_column(sa.Column('more', sa.Text))\n"
    )
    engine = create_engine(f"sqlite:///{tmp_path / 'naive.db'}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.exec_driver_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql(
            "CREATE TABLE child (id INTEGER PRIMARY KEY,"
            " parent INTEGER REFERENCES parent (id) ON DELETE CASCADE)"
        )
        connection.exec_driver_sql("INSERT INTO parent VALUES (1)")
        connection.exec_driver_sql("INSERT INTO child VALUES (1, 1)")
        connection.commit()
        config = Config()
        config.set_main_option("script_location", str(script))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        assert connection.exec_driver_sql("SELECT count(*) FROM child").scalar_one() == 0
    engine.dispose()


def test_cascading_children_survive_our_upgrade(folder: Path, tmp_path: Path) -> None:
    """The guarded counterpart of the control above."""
    child = (
        '    op.get_bind().exec_driver_sql("CREATE TABLE child (id INTEGER PRIMARY KEY, firm TEXT'
        ' REFERENCES enterprise (id) ON DELETE CASCADE)")\n'
        '    op.get_bind().exec_driver_sql("INSERT INTO child SELECT 1, id FROM enterprise")\n'
    )
    open_with(folder, with_revision(tmp_path, child + REBUILD_ENTERPRISE))
    with closing(look(folder)) as connection:
        assert count_rows(connection)["child"] == 1


def test_an_up_to_date_casebook_makes_no_backup(folder: Path) -> None:
    reopen(folder).close()
    assert list_backups(folder) == ()


def test_the_running_program_knows_the_version_it_opened(folder: Path) -> None:
    with reopen(folder) as book:
        assert isinstance(book, Casebook)
        assert book.schema_version == known_version()


@pytest.mark.slow(reason="starts a process for every kill")
def test_a_kill_at_any_step_of_an_upgrade_leaves_the_old_or_the_new(folder: Path, tmp_path: Path) -> None:
    trial = tmp_path / "trial"
    trial.mkdir()
    migrations = with_revision(trial, REBUILD_ENTERPRISE)
    shutil.copytree(folder, trial / "book")
    total = lines_of("upgrade", trial / "book")
    versions = set()
    for step in range(KILLS):
        shutil.rmtree(trial / "book")
        shutil.copytree(folder, trial / "book")
        assert killed_at("upgrade", trial / "book", 1 + step * (total - 1) // (KILLS - 1))
        with closing(look(trial / "book")) as connection:
            versions.add(read_version(connection))
            firms = connection.execute("SELECT count(*) FROM enterprise").fetchone()[0]
        assert firms == 1
        open_with(trial / "book", migrations)
        with closing(look(trial / "book")) as connection:
            assert read_version(connection) == known_version() + 1
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert versions == {known_version(), known_version() + 1}

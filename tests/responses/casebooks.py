"""Casebooks that know the thirty firms and no answers yet, copied from one that was made once.

Rule: a copy is of a closed casebook, so that nothing of it is still in a log beside it.
"""

import csv
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Consultant
from backbone_desktop.services.intake import ImportChoices
from tests.responses.thirty import firms

AS_OF = date(2016, 3, 10)


def make_template(folder: Path) -> Path:
    """Create the casebook of the thirty firms, through a roster, and close it."""
    roster = folder / "roster.csv"
    with roster.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("統一編號", "企業名稱", "廠別"), *firms()])
    with bootstrap.create_session(folder / "casebook", Consultant("", "測試顧問"), as_of=AS_OF) as session:
        session.services.intake.import_roster(roster, ImportChoices())
    return folder / "casebook"


@contextmanager
def copy_of(template: Path, folder: Path) -> Iterator[bootstrap.Session]:
    """Open a copy of the casebook in ``folder``."""
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("backups"))
    with bootstrap.open_session(folder, as_of=AS_OF) as session:
        yield session


def content_digest(session: bootstrap.Session, without: tuple[str, ...] = ()) -> str:
    """Return a digest of every row of every table, the change log and the search index among them."""
    digest = hashlib.sha256()
    with session.casebook.examine() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).all()
        for name, sql in tables:
            digest.update(f"{name}{sql}".encode())
            if name in without or "fts5" in (sql or ""):
                # Its rows stand in its shadow tables, which are read like the others.
                continue
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'):
                digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()

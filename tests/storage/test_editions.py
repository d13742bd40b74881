"""Imported editions: kept whole, logged by digest, never changed."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from backbone_desktop.domain.errors import DataFileError, UserError
from backbone_desktop.domain.imported_edition import ImportedEdition, revision_of
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.check import check_casebook
from backbone_desktop.storage.engine import DATABASE_NAME, Access, connect
from tests.storage.casebooks import START, create

TEXT = '{"edition":{"id":"106.2"}}'
EDITION = ImportedEdition(
    "106.2", 106, 2, hashlib.sha256(TEXT.encode()).hexdigest(), START, "測試顧問甲", TEXT
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    with create(tmp_path / "casebook") as opened:
        with opened.write() as uow:
            uow.editions.add(EDITION)
            uow.commit()
        yield opened


def spoil(book: Casebook, document: bytes) -> None:
    with closing(connect(book.folder / DATABASE_NAME, Access.WRITE)) as connection:
        connection.execute("DROP TRIGGER edition_refuses_update")
        connection.execute("UPDATE edition SET document = ?", (document,))


def test_an_edition_is_kept_with_its_text_and_listed_without(book: Casebook) -> None:
    with book.read() as view:
        assert view.editions.get("106.2") == EDITION
        (listed,) = view.editions.list()
    assert (listed.id, listed.digest, listed.text) == (EDITION.id, EDITION.digest, "")
    assert revision_of("106.12") == 12


def test_the_log_names_the_edition_by_its_digest_and_not_by_its_text(book: Casebook) -> None:
    with book.read() as view:
        (change,) = view.changes.of_record("106.2")
        assert view.changes.verify()
    assert (change.kind, change.before, change.after["digest"]) == ("edition", None, EDITION.digest)
    assert "document" not in change.after


@pytest.mark.parametrize("verb", ["UPDATE edition SET digest = 'x'", "DELETE FROM edition"])
def test_an_edition_is_never_changed_or_removed(book: Casebook, verb: str) -> None:
    with (
        closing(connect(book.folder / DATABASE_NAME, Access.WRITE)) as connection,
        pytest.raises(dbapi2.IntegrityError, match="append-only"),
    ):
        connection.execute(verb)


def test_one_that_is_not_there_is_said_to_be_missing(book: Casebook) -> None:
    with book.read() as view, pytest.raises(UserError, match="年度版"):
        view.editions.get("107.1")


@pytest.mark.parametrize("document", [b"no zip", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_damaged_text_is_refused_and_found_by_the_check(book: Casebook, document: bytes) -> None:
    assert check_casebook(book, deep=True).problems == ()
    spoil(book, document)
    with book.read() as view, pytest.raises(DataFileError, match="損壞"):
        view.editions.get("106.2")
    assert any("年度版" in problem for problem in check_casebook(book, deep=True).problems)

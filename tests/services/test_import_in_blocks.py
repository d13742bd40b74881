"""An import reads and writes in blocks; where one ends shows neither in verdicts nor in what is kept."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.errors import Cancelled
from backbone_desktop.domain.intake import BatchKind, IntakeReport
from backbone_desktop.exchange.parsed_file import ParsedFile
from backbone_desktop.exchange.roster import ParsedRosterRow, read_roster
from backbone_desktop.services import intake
from backbone_desktop.services.intake import ROWS_PER_POLL, ImportChoices, Watch
from backbone_desktop.storage import bulk
from backbone_desktop.storage.unit_of_work import UnitOfWork
from tests.services.firms import counts
from tests.services.record_pictures import differing, picture
from tests.services.undoing import ANSWERS, FIRST, SECOND, sound
from tests.sheets import write_csv
from tests.storage.casebooks import add_case

# Every firm comes again some rows later, the new ones as well; in the responses word for word.
ROSTER = f"""{SECOND.rstrip()}
| 66666666 | 測試丁股份有限公司 | 屏東縣測試路4號 | (08)2359-0004 | 丁窗口 | 0912-000-004 | 7000000 | 30 |
{"".join(SECOND.strip().splitlines(keepends=True)[1:])}
| 22099131 | 測試丙股份有限公司 | 新竹市別的路3號 | | | | | |
|  | 測試丁股份有限公司 |  |  | 戊窗口 |  |  | |
"""
RESPONSES = f"""{ANSWERS.rstrip()}
| 2016/2/17 下午 3:04:05 | 22099131 | 測試丙股份有限公司 | 新竹市測試路3號 | 241 | 是 | 訓練 | 急 | 沒有 |
{"".join(ANSWERS.strip().splitlines(keepends=True)[1:])}
| 2016/2/17 下午 3:04:05 | 22099131 | 測試丙股份有限公司 | 新竹市測試路3號 | 241 | 是 | 訓練 | 急 | 沒有 |
"""
FILES = ((BatchKind.ROSTER, FIRST), (BatchKind.ROSTER, ROSTER), (BatchKind.RESPONSES, RESPONSES))

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
INSTANT = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+\+00:00")


@contextmanager
def blocks_of(rows: int, per_statement: int) -> Iterator[None]:
    """Read so many rows ahead, bring lists up to date after as many, and write a few rows at once."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(intake, "ROWS_AHEAD", rows)
        patched.setattr(intake, "ROWS_PER_FLUSH", rows)
        patched.setattr(bulk, "rows_at_once", lambda _table: per_statement)
        patched.setattr(bulk, "_SIZES", (2, 1))
        yield


def a_casebook(folder: Path) -> bootstrap.Session:
    return bootstrap.create_session(folder, Consultant("", "測試顧問"), as_of=date(2016, 3, 10))


def import_all(session: bootstrap.Session, folder: Path) -> list[IntakeReport]:
    return [_import(session, folder, kind, table) for kind, table in FILES]


def _import(session: bootstrap.Session, folder: Path, kind: BatchKind, table: str) -> IntakeReport:
    path = write_csv(folder / "file.csv", table, encoding="utf-8-sig")
    service = session.services.intake
    bring_in = service.import_roster if kind is BatchKind.ROSTER else service.import_responses
    return bring_in(path, ImportChoices()).value


def told(session: bootstrap.Session) -> dict[str, list[str]]:
    """Return all rows as texts, with ids numbered as the change log comes to them and no instants."""
    with session.casebook.examine() as connection:
        log = connection.exec_driver_sql(
            "SELECT sequence, kind, record, case_id, before, after FROM change ORDER BY sequence"
        )
        rows = {"log": [repr(tuple(row)) for row in log]}
    rows |= {name: list(map(repr, found)) for name, found in picture(session).items()}
    numbers: dict[str, str] = {}

    def numbered(match: re.Match[str]) -> str:
        return numbers.setdefault(match[0], f"#{len(numbers)}")

    return {name: sorted(INSTANT.sub("", ID.sub(numbered, row)) for row in rows[name]) for name in rows}


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[IntakeReport], dict[str, list[str]]]:
    """Return what is reported and kept of files that fit into one block each."""
    folder = tmp_path_factory.mktemp("at-once")
    with a_casebook(folder / "casebook") as session:
        reports = import_all(session, folder)
        return reports, told(session)


def test_control_the_files_say_something_of_every_kind(
    at_once: tuple[list[IntakeReport], dict[str, list[str]]],
) -> None:
    reports, kept = at_once
    assert [counts(each) for each in reports] == [(2, 0, 0, 0), (2, 1, 1, 5), (3, 0, 3, 0)]
    assert all(kept[name] for name in ("log", "case_line", "search", "need", "contact", "observation"))


@pytest.mark.parametrize(("rows", "per_statement"), [(1, 1), (2, 3), (3, 2), (4, 7)])
def test_where_a_block_ends_does_not_show(
    at_once: tuple[list[IntakeReport], dict[str, list[str]]], rows: int, per_statement: int, tmp_path: Path
) -> None:
    with blocks_of(rows, per_statement), a_casebook(tmp_path / "casebook") as session:
        reports = import_all(session, tmp_path)
        assert [each.rows for each in reports] == [each.rows for each in at_once[0]]
        assert told(session) == at_once[1]
        assert sound(session.services)


def test_undoing_and_redoing_in_small_statements_meet_where_they_began(tmp_path: Path) -> None:
    with blocks_of(2, 2), a_casebook(tmp_path / "casebook") as session:
        batches = session.services.batches
        _import(session, tmp_path, *FILES[0])
        before = picture(session)
        batch = _import(session, tmp_path, *FILES[1]).batch
        assert batch is not None
        after = picture(session)
        assert "service_case" in differing(before, after)
        firms = _in_order(session)
        for _ in range(2):
            batches.undo(batch)
            assert differing(before, picture(session)) == []
            assert _in_order(session) == firms[:2]
            assert sound(session.services)
            batches.redo(batch)
            assert differing(after, picture(session)) == []
            assert sound(session.services)


def test_cancelling_in_the_midst_of_deciding_keeps_nothing(tmp_path: Path) -> None:
    rows = (f"{number:08d},測試{number}號有限公司" for number in range(1, 3 * ROWS_PER_POLL))
    path = tmp_path / "roster.csv"
    path.write_text("\n".join(["統一編號,企業名稱", *rows, ""]), encoding="utf-8-sig")
    decided: list[int] = []
    watch = Watch(lambda done, _: decided.append(done), lambda: ROWS_PER_POLL in decided)
    with blocks_of(ROWS_PER_POLL, 2), a_casebook(tmp_path / "casebook") as session:
        before = picture(session)
        with pytest.raises(Cancelled):
            session.services.intake.import_roster(path, ImportChoices(), watch)
        assert decided[-1] == ROWS_PER_POLL
        assert differing(before, picture(session)) == []
        session.services.intake.import_roster(path, ImportChoices())
        assert "enterprise" in differing(before, picture(session))


def test_a_preview_neither_makes_lists_nor_keeps_others_from_writing_while_it_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_while_another_writes(*given: Any, **how: Any) -> ParsedFile[ParsedRosterRow]:
        parsed = read_roster(*given, **how)

        def rows() -> Iterator[ParsedRosterRow]:
            _write(session)
            yield from parsed.rows

        return replace(parsed, rows=rows())

    def refuse(_: UnitOfWork) -> None:
        raise AssertionError("of no use to a preview")

    monkeypatch.setattr(intake, "read_roster", read_while_another_writes)
    monkeypatch.setattr(UnitOfWork, "flush_behind", refuse)
    path = write_csv(tmp_path / "roster.csv", FIRST)
    with blocks_of(1, 1), a_casebook(tmp_path / "casebook") as session:
        assert counts(session.services.intake.preview_roster(path, ImportChoices())) == (2, 0, 0, 0)


def _write(session: bootstrap.Session) -> None:
    with session.casebook.write() as uow:
        add_case(uow, "別的公司")
        uow.commit()


def _in_order(session: bootstrap.Session) -> list[str]:
    """Return the firms in the order they came, which is the one they are told in."""
    with session.casebook.examine() as connection:
        return list(connection.exec_driver_sql("SELECT id FROM enterprise ORDER BY rowid").scalars())

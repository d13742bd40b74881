"""Rows on their way into the file: whatever is written early or late, the file says what was asked last."""

from itertools import count, pairwise
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from backbone_desktop.storage import bulk
from backbone_desktop.storage.change_chain import Entry, Stamp, first_broken
from backbone_desktop.storage.engine import Access, open_engine, writing
from backbone_desktop.storage.pending import Pending
from backbone_desktop.storage.tables import change, contact, enterprise, service_case
from tests.storage.casebooks import create

STAMP = Stamp("", "0190-consultant", "2016-03-10T01:00:00.000000+00:00")
STEPS = st.lists(
    st.tuples(st.sampled_from(("add", "change", "remove", "add again")), st.integers(0, 50)), max_size=60
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a new casebook, to be copied."""
    create(folder := tmp_path_factory.mktemp("empty")).close()
    return folder / "casebook.db"


@given(steps=STEPS, at_once=st.integers(1, 5), firm_first=st.booleans())
@example(steps=[("add", 0), ("change", 0), ("change", 0)], at_once=2, firm_first=True)
@example(steps=[("add", 0), ("add", 0), ("change", 0), ("remove", 0)], at_once=2, firm_first=True)
@example(steps=[("add", 0), ("remove", 0), ("add again", 0), ("remove", 0)], at_once=3, firm_first=True)
def test_the_file_says_what_was_asked_whatever_is_written_when(
    empty: Path, steps: list[tuple[str, int]], at_once: int, firm_first: bool
) -> None:
    with pytest.MonkeyPatch.context() as patched, TemporaryDirectory() as folder:
        patched.setattr(bulk, "rows_at_once", lambda _table: at_once)
        patched.setattr(bulk, "_SIZES", (2, 1))
        path = Path(copyfile(empty, Path(folder) / "casebook.db"))
        people: dict[str, dict[str, Any]] = {}
        gone: list[str] = []
        numbers = count()
        with writing(open_engine(path, Access.WRITE)).connect() as connection:
            pending = Pending(connection, STAMP)
            if firm_first:
                pending.add(enterprise, [_FIRM])
            for step, number in steps:
                key = list(people)[number % len(people)] if people else ""
                match step:
                    case "add":
                        key = f"person-{next(numbers)}"
                        people[key] = _person(key, "甲")
                        pending.add(contact, [people[key]])
                    case "change" if people:
                        people[key] = _person(key, f"第{number}位")
                        pending.change(contact, people[key])
                    case "remove" if people:
                        del people[key]
                        gone.append(key)
                        pending.remove(contact, key)
                    case "add again" if gone:
                        key = gone.pop(number % len(gone))
                        people[key] = _person(key, "乙")
                        pending.add(contact, [people[key]])
                pending.log(Entry("contact", key or "nobody", "", None, {"step": step}))
            if not firm_first:
                pending.add(enterprise, [_FIRM])
            pending.write_out()
            connection.commit()
            kept = {row.id: dict(row._mapping) for row in connection.execute(select(contact))}
            assert kept == people
            steps_logged = connection.scalars(select(change.c.after).where(change.c.kind == "contact")).all()
            assert list(steps_logged) == [f'{{"step":"{step}"}}' for step, _ in steps]
            assert first_broken(connection) is None


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_what_takes_the_place_of_something_unique_comes_after_it_has_gone(
    at_once: int, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "rows_at_once", lambda _table: at_once)
    path = Path(copyfile(empty, tmp_path / "casebook.db"))
    with writing(open_engine(path, Access.WRITE)).connect() as connection:
        pending = Pending(connection, STAMP)
        pending.add(enterprise, [_FIRM])
        pending.add(service_case, [_case("first")])
        for former, key in pairwise(["first", "second", "third", "first", "fourth"]):
            pending.remove(service_case, former)
            pending.add(service_case, [_case(key)])
            pending.change(service_case, _case(key, "survey"))
        pending.write_out()
        connection.commit()
        assert [dict(row._mapping) for row in connection.execute(select(service_case))] == [
            _case("fourth", "survey")
        ]


def test_an_entry_alone_is_written(empty: Path, tmp_path: Path) -> None:
    path = Path(copyfile(empty, tmp_path / "casebook.db"))
    with writing(open_engine(path, Access.WRITE)).connect() as connection:
        pending = Pending(connection, STAMP)
        pending.log(Entry("contact", "nobody", "", None, None))
        pending.write_out()
        assert connection.scalars(select(change.c.record)).all()[-1] == "nobody"


def test_a_row_written_ahead_of_what_it_refers_to_is_refused_when_that_never_comes(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "rows_at_once", lambda _table: 1)
    path = Path(copyfile(empty, tmp_path / "casebook.db"))
    with writing(open_engine(path, Access.WRITE)).connect() as connection:
        pending = Pending(connection, STAMP)
        pending.add(contact, [_person("person", "甲")])
        pending.write_out()
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            connection.commit()


_FIRM: dict[str, Any] = {
    "id": "firm",
    "name": "測試甲公司",
    "ubn": "",
    "site": "",
    "address": "",
    "county": "",
    "phone": "",
    "factory_registration": "",
    "folded_name": "測試甲",
    "folded_site": "",
}


def _person(key: str, name: str) -> dict[str, Any]:
    texts = dict.fromkeys(("title", "phone", "email"), "")
    return {"id": key, "enterprise_id": "firm", "name": name, **texts, "consent": None}


def _case(key: str, stage: str = "assigned") -> dict[str, Any]:
    return {
        "id": key,
        "enterprise_id": "firm",
        "stage": stage,
        "assigned_on": "2016-03-10",
        "consultant": "測試顧問",
    }

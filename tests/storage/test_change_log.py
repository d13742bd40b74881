"""The change log: complete, append-only, and telling of any tampering."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from backbone_desktop.domain.codes import Aspect, Origin, Stage
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import BatchId, ResponseId
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.questionnaire import Answer, Response
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.engine import Access, connect
from tests.storage.casebooks import CONSULTANT, add_case, add_entry, observed

COLUMNS = (
    "batch", "kind", "record", "case_id", "consultant", "at", "before", "after",
    "before_digest", "after_digest", "previous", "digest",
)  # fmt: skip


def tamper(casebook: Casebook, statement: str, *values: Any) -> None:
    """Change the file as someone would who has other tools and no respect for triggers."""
    with closing(connect(casebook.path, Access.WRITE)) as connection:
        for verb in ("update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS change_refuses_{verb}")
        connection.execute(statement, values)


def verified(casebook: Casebook) -> bool:
    with casebook.read() as view:
        return view.changes.verify()


def test_every_change_tells_what_was_before_and_after_by_whom_and_in_which_import(casebook: Casebook) -> None:
    with casebook.write(batch=BatchId("batch-1")) as uow:
        case = add_case(uow)
        uow.cases.update(replace(case, stage=Stage.SURVEY))
        added, opened, moved = uow.changes.of_case(case.id)
        at = uow.now
        uow.commit()
    assert [each.kind for each in (added, opened, moved)] == ["enterprise", "service_case", "service_case"]
    assert added.before is None
    assert added.after["name"] == case.enterprise.name
    assert (moved.before["stage"], moved.after["stage"]) == ("assigned", "survey")
    assert {each.consultant for each in (added, opened, moved)} == {CONSULTANT.name}
    assert {each.batch for each in (added, opened, moved)} == {"batch-1"}
    assert moved.at == at
    with casebook.read() as view:
        assert [each.sequence for each in view.changes.of_batch(BatchId("batch-1"))] == [4, 5, 6]
        assert view.changes.head().sequence == 6


def test_a_response_has_one_entry_whatever_the_number_of_answers(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        before = uow.changes.head().sequence
        answers = tuple(Answer(uow.new_id(), f"q{number}", number) for number in range(60))  # type: ignore[arg-type]
        record = Response(ResponseId(uow.new_id()), case.enterprise.id, "105.1", date(2016, 3, 1), answers)
        uow.responses.add(record)
        assert uow.changes.head().sequence == before + 1
        source = record.id
        facts = {f"fact_{number}": number for number in range(40)}
        uow.facts.learn(case.enterprise.id, facts, Origin.RESPONSE, date(2016, 3, 1), source)
        assert uow.changes.head().sequence == before + 2
        assert [each.kind for each in uow.changes.of_record(source)] == ["response", "observation"]


@pytest.mark.parametrize("table", ["change", "follow_up", "assessment"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET case_id = ''", "DELETE FROM {}", "REPLACE INTO {} SELECT * FROM {}"]
)
def test_recorded_rows_cannot_be_changed_or_removed(casebook: Casebook, table: str, statement: str) -> None:
    with casebook.write() as uow:
        add_entry(uow, add_case(uow), "一筆紀錄")
        uow.commit()
    with closing(connect(casebook.path, Access.WRITE)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        if table == "assessment":
            connection.execute(
                "INSERT INTO assessment (id, case_id, assessed_on, recorded_at, document)"
                " VALUES ('a', '', '2016-03-01', '2016-03-01T00:00:00+00:00', x'00')"
            )
        with pytest.raises(dbapi2.IntegrityError, match="append-only"):
            connection.execute(statement.format(table, table))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(column=st.sampled_from(COLUMNS), entry=st.integers(1, 6), value=st.text(min_size=1).filter(str.strip))
def test_any_edited_entry_is_found(casebook: Casebook, column: str, entry: int, value: str) -> None:
    with casebook.write() as uow:
        if not uow.cases.ids():
            uow.cases.update(replace(add_case(uow), stage=Stage.SURVEY))
            uow.commit()
    with closing(connect(casebook.path, Access.WRITE)) as connection:
        kept = connection.execute(f"SELECT {column} FROM change WHERE sequence = ?", (entry,)).fetchone()[0]
    new = "null" if column in {"before", "after"} else value
    if column == "at":
        new = "1999-01-01T00:00:00+00:00"
    tamper(casebook, f"UPDATE change SET {column} = ? WHERE sequence = ?", new, entry)
    assert verified(casebook) == (new == kept)
    tamper(casebook, f"UPDATE change SET {column} = ? WHERE sequence = ?", kept, entry)
    assert verified(casebook)


def test_a_removed_entry_is_found(casebook: Casebook) -> None:
    with casebook.write() as uow:
        add_case(uow)
        uow.commit()
    assert verified(casebook)
    tamper(casebook, "DELETE FROM change WHERE sequence = 2")
    assert not verified(casebook)


def test_a_blackened_text_without_its_digest_is_found(casebook: Casebook) -> None:
    tamper(casebook, "UPDATE change SET after = NULL WHERE sequence = 1")
    assert not verified(casebook)


def test_undoing_a_change_restores_the_row_and_is_itself_a_change(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        uow.cases.update(replace(case, stage=Stage.SURVEY))
        moved = uow.changes.head().sequence
        uow.changes.revert(moved)
        assert uow.cases.get(case.id) == case
        assert uow.changes.head().sequence == moved + 1
        assert uow.cases.page().lines[0].stage is Stage.ASSIGNED


def test_undoing_a_creation_removes_it_from_lists_and_search(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow, "誤建的公司")
        opened = uow.changes.head().sequence
        uow.changes.revert(opened)
        uow.changes.revert(opened - 1)
        assert uow.cases.ids() == ()
        assert uow.cases.page().lines == ()
        assert uow.search.query("誤建") == ()
        uow.changes.revert(opened + 2)
        uow.changes.revert(opened + 1)
        assert uow.cases.get(case.id) == case
        assert len(uow.search.query("誤建")) == 1


def test_undoing_what_came_together_undoes_it_together(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow).id
        response = ResponseId(uow.new_id())
        first = [Need(uow.new_id(), Aspect.TALENT, (), "培訓", source=response)]
        second = [Need(uow.new_id(), each, (), "設備", source=response) for each in (Aspect.IP, Aspect.OTHER)]
        uow.needs.replace_from_response(case, response, first)
        uow.needs.replace_from_response(case, response, second)
        replaced = uow.changes.head().sequence
        uow.needs.replace_from_response(case, response, second)
        assert uow.changes.head().sequence == replaced
        assert uow.needs.of(case) == tuple(second)
        uow.changes.revert(replaced)
        assert uow.needs.of(case) == tuple(first)


def test_undoing_is_refused_when_something_changed_since(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        uow.cases.update(replace(case, stage=Stage.SURVEY))
        moved = uow.changes.head().sequence
        uow.cases.update(replace(case, stage=Stage.CLOSED))
        with pytest.raises(UserError, match="之後又有變更"):
            uow.changes.revert(moved)
        with pytest.raises(UserError, match="找不到"):
            uow.changes.revert(99)


def test_a_recorded_entry_cannot_be_undone(casebook: Casebook) -> None:
    with casebook.write() as uow:
        add_entry(uow, add_case(uow), "一筆紀錄")
        with pytest.raises(UserError, match="不能復原"):
            uow.changes.revert(uow.changes.head().sequence)


def test_choosing_one_value_clears_the_other_choice(casebook: Casebook) -> None:
    with casebook.write() as uow:
        firm = add_case(uow).enterprise.id
        first, second = observed(uow), observed(uow, content=130)
        uow.facts.add(firm, first)
        uow.facts.add(firm, second)
        uow.facts.choose(first.id)
        uow.facts.choose(second.id)
        assert uow.facts.of(firm) == (first, replace(second, chosen=True))


def test_a_withdrawn_value_counts_no_more_and_stays_in_the_log(casebook: Casebook) -> None:
    with casebook.write() as uow:
        firm = add_case(uow).enterprise.id
        record = observed(uow)
        uow.facts.add(firm, record)
        uow.facts.withdraw(record.id)
        assert uow.facts.of(firm) == ()
        assert len(uow.changes.of_record(record.id)) == 2


def test_what_was_taken_away_meanwhile_cannot_be_changed(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow).id
        need = Need(uow.new_id(), Aspect.IP, (), "專利布局", source=ResponseId("response"))
        uow.needs.add(case, need)
        uow.needs.replace_from_response(case, ResponseId("response"), ())
        with pytest.raises(UserError, match="找不到這筆資料"):
            uow.needs.update(case, replace(need, text="商標"))

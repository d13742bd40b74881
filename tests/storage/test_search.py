"""Search: two Chinese characters are enough, and the answers are those of LIKE on folded text."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from backbone_desktop.domain.enterprise import Contact
from backbone_desktop.domain.identifiers import ContactId, VisitId
from backbone_desktop.domain.text import fold
from backbone_desktop.domain.visit import Visit
from backbone_desktop.storage.casebook import Casebook
from tests.storage.casebooks import add_case, add_entry

IDEOGRAPHS = st.text(alphabet="中堅企業自動化台臺溫温設備", min_size=1, max_size=8)
TEXTS = st.lists(IDEOGRAPHS, min_size=1, max_size=3).map("，".join)


@pytest.mark.parametrize("tokenizer", ["unicode61", "trigram"])
def test_control_the_engines_own_tokenizers_find_nothing_for_two_characters(
    tmp_path: Path, tokenizer: str
) -> None:
    with closing(dbapi2.connect(str(tmp_path / "naive.db"))) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE naive USING fts5(line, tokenize='{tokenizer}')")
        connection.execute("INSERT INTO naive VALUES ('洽談自動化設備補助')")
        assert connection.execute("SELECT * FROM naive WHERE naive MATCH '設備'").fetchall() == []


@pytest.mark.parametrize("sought", ["設備", "備", "自動化", "設備 洽談", "設備補助"])
def test_one_two_and_more_characters_find_the_line(casebook: Casebook, sought: str) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        entry = add_entry(uow, case, "洽談自動化設備補助")
        add_entry(uow, case, "無關的紀錄")
        uow.commit()
    with casebook.read() as view:
        (hit,) = view.search.query(sought)
        assert (hit.record, hit.case, hit.title) == (entry.id, case.id, case.enterprise.name)
        assert hit.snippet_source == entry.text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=5), sought=IDEOGRAPHS)
def test_the_answers_are_those_of_like_on_folded_text(
    casebook: Casebook, texts: list[str], sought: str
) -> None:
    with casebook.write() as uow:
        case = add_case(uow, "某公司")
        entries = [add_entry(uow, case, text) for text in texts]
        found = {hit.record for hit in uow.search.query(sought, 10_000)}
    assert found == {entry.id for entry in entries if fold(sought) in fold(entry.text)}


@pytest.mark.parametrize("sought", ["", "  ", "，。", '"', "*", "firm:", "NEAR(", "' OR 1"])
def test_signs_of_the_query_language_are_only_text(casebook: Casebook, sought: str) -> None:
    with casebook.write() as uow:
        add_case(uow)
        assert uow.search.query(sought) == ()
        assert len(uow.cases.page(search=sought).lines) == (0 if sought.strip() else 1)


def test_a_firm_is_found_by_name_number_site_address_and_contact(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow, "測試乙工業有限公司", "12345675")
        uow.contacts.add(Contact(ContactId(uow.new_id()), case.enterprise.id, "王測試"))
        for sought in ("測試乙", "1234", "王測", "乙工業"):
            assert [hit.record for hit in uow.search.query(sought)] == [case.enterprise.id]
            assert [line.case for line in uow.cases.page(search=sought).lines] == [case.id]


def test_firms_come_first_then_the_latest_lines(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow, "自動化公司")
        older, newer = add_entry(uow, case, "自動化一"), add_entry(uow, case, "自動化二")
        assert [hit.record for hit in uow.search.query("自動化")] == [case.enterprise.id, newer.id, older.id]
        assert [hit.record for hit in uow.search.query("自動化", 2)] == [case.enterprise.id, newer.id]


def test_a_renamed_firm_and_a_rewritten_visit_are_found_by_the_new_text_only(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow, "舊名公司")
        visit = Visit(VisitId(uow.new_id()), case.id, date(2016, 3, 1), summary="廠房漏水")
        uow.visits.add(visit)
        uow.enterprises.update(type(case.enterprise)(case.enterprise.id, "新稱公司"))
        uow.visits.update(Visit(visit.id, case.id, visit.on, summary="產線升級"))
        uow.commit()
    with casebook.read() as view:
        assert [len(view.search.query(each)) for each in ("舊名", "新稱", "漏水", "產線")] == [0, 1, 0, 1]


def test_the_end_of_one_field_and_the_start_of_the_next_are_no_word(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow, "甲")
        firm = type(case.enterprise)(case.enterprise.id, "甲", site="乙")
        uow.enterprises.update(firm)
        assert uow.search.query("甲乙") == ()


def test_the_latest_firm_changes_while_others_are_added(casebook: Casebook) -> None:
    with casebook.write() as uow:
        latest = add_case(uow, "先來的公司")
        uow.commit()
    with casebook.write() as uow:
        uow.enterprises.update(replace(latest.enterprise, name="改名的公司"))
        added = add_case(uow, "後來的公司")
        uow.commit()
    with casebook.read() as view:
        found = {each: [hit.case for hit in view.search.query(each)] for each in ("先來", "改名", "後來")}
    assert found == {"先來": [], "改名": [latest.id], "後來": [added.id]}

"""Ctrl+K finds the facts of the open case and goes to them."""

from backbone_desktop.domain.case import CaseFile
from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.ui.case_file.fact_finder import FactFinder
from backbone_desktop.ui.search_presenter import SearchPresenter
from tests.ui.case_fixtures import OPTICS, Office


def finder(office: Office, shown: CaseFile | None, opened: list[tuple[CaseId, str, str]]) -> FactFinder:
    services = office.workspace.services

    def go(case: CaseId, tab: str, fact: str) -> None:
        opened.append((case, tab, fact))

    return FactFinder(services.catalogue.facts, lambda: shown, services.casework.sheet, go)


def test_a_fact_of_the_open_case_is_found_with_its_value_and_opened(office: Office) -> None:
    office.observe(OPTICS, "employees", 230, ConfirmationState.CONFIRMED)
    opened: list[tuple[CaseId, str, str]] = []
    facts = finder(office, office.file(OPTICS), opened)
    presenter = SearchPresenter(lambda _text, _limit: (), lambda *_: None, lambda: (), facts=facts.find)
    found = presenter.find("員工人數")
    assert [(each.kind, each.title, each.detail) for each in found[:1]] == [
        ("資料", "員工人數", f"230 人・{OPTICS}")
    ]
    found[0].go()
    assert opened == [(office.cases[OPTICS], "", "employees")]


def test_a_fact_named_so_comes_before_one_whose_question_mentions_it(office: Office) -> None:
    found = finder(office, office.file(OPTICS), []).find("物流")
    assert found[0].title == "物流業"


def test_no_open_case_or_no_text_finds_no_fact(office: Office) -> None:
    assert finder(office, None, []).find("員工") == ()
    assert finder(office, office.file(OPTICS), []).find(" ") == ()

"""What the list of firms asks for and says, without a window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from backbone_desktop.domain.case import CaseLine
from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.ui.enterprises.presenter import Chip, EnterprisesPresenter
from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from backbone_desktop.services.casework import CaseworkService

ON = date(2016, 3, 10)


@dataclass
class Page:
    lines: tuple[CaseLine, ...]
    next: object = None


@dataclass
class RecordedCasework:
    counts: dict[Stage, int]
    asked: list[tuple[str, Stage | None, object]] = field(default_factory=list)

    def stage_counts(self, search: str = "") -> dict[Stage, int]:
        return dict.fromkeys(Stage, 0) | ({} if search == "沒有" else self.counts)

    def list_cases(self, search: str, stage: Stage | None, after: object, limit: int) -> Page:
        assert limit > 0
        self.asked.append((search, stage, after))
        return Page(())


@dataclass
class RecordedView:
    chips: list[Chip] = field(default_factory=list)
    states: list[tuple[bool, int]] = field(default_factory=list)
    kept: list[bool] = field(default_factory=list)

    def show_lines(self, fetch: Callable[[Any], tuple[Sequence[CaseLine], Any]], *, keep_place: bool) -> None:
        self.kept.append(keep_place)
        fetch(None)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        self.chips = list(chips)

    def show_state(self, *, empty_casebook: bool, found: int) -> None:
        self.states.append((empty_casebook, found))


def presenter(counts: dict[Stage, int]) -> tuple[EnterprisesPresenter, RecordedView, RecordedCasework]:
    view, casework = RecordedView(), RecordedCasework(counts)
    return EnterprisesPresenter(view, cast("CaseworkService", casework), lambda: ON), view, casework


def line(next_on: date | None = None) -> CaseLine:
    return CaseLine(
        CaseId("c"),
        "e",
        "示範織造有限公司",
        "",
        "二廠",
        "TXG",
        Stage.SURVEY,
        "",
        "",
        ON,
        0,
        0,
        None,
        next_on,
        "",
    )


def test_chips_count_the_stages_that_have_cases() -> None:
    shown, view, _casework = presenter({Stage.SURVEY: 2, Stage.CLOSED: 1})
    shown.refresh()
    assert view.chips == [("", "全部", 3), ("survey", "需求", 2), ("closed", "結案", 1)]


def test_the_chosen_stage_keeps_its_chip_when_its_last_case_leaves() -> None:
    shown, view, casework = presenter({Stage.SURVEY: 1})
    shown.filter("survey")
    casework.counts = {Stage.MATCHING: 1}
    shown.refresh()
    assert ("survey", "需求", 0) in view.chips


def test_the_same_search_is_not_asked_twice() -> None:
    shown, _view, casework = presenter({Stage.SURVEY: 1})
    shown.look_for("光學")
    shown.look_for(" 光學 ")
    assert casework.asked == [("光學", None, None)]


def test_a_search_without_hits_is_not_an_empty_casebook() -> None:
    shown, view, _casework = presenter({Stage.SURVEY: 1})
    shown.look_for("沒有")
    assert view.states == [(False, 0)]


def test_an_empty_casebook_is_told_apart() -> None:
    shown, view, _casework = presenter({})
    shown.refresh()
    assert view.states == [(True, 0)]


def test_an_overdue_date_is_said_in_words() -> None:
    shown, _view, _casework = presenter({})
    words = shown.words(line(date(2016, 3, 7)))
    assert (words.standing, words.day, words.tone) == ("逾期 3 天", "105/03/07", Tone.BAD)


def test_the_day_itself_is_not_overdue() -> None:
    shown, _view, _casework = presenter({})
    assert shown.words(line(ON)).standing == "今天"


def test_a_row_names_site_county_and_stage_and_says_when_there_is_no_number() -> None:
    shown, _view, _casework = presenter({})
    words = shown.words(line())
    assert (words.name, words.second, words.day) == ("示範織造有限公司　二廠", "無統編・臺中市・需求", "")

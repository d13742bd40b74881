"""What the 措施 page finds, counts and shows, over the real edition."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from backbone_desktop import paths
from backbone_desktop.domain.codes import Aspect, Holder
from backbone_desktop.domain.measure import Edition, ServiceItem
from backbone_desktop.domain.verdict import WindowStatus
from backbone_desktop.domain.window import WindowState
from backbone_desktop.exchange.definitions import read_edition, read_facts
from backbone_desktop.matching.windows import window_status
from backbone_desktop.ui.measures.facets import Facet, Mark, MoneySort
from backbone_desktop.ui.measures.index import CatalogueIndex, CatalogueLine, Entry
from backbone_desktop.ui.measures.presenter import ChipGroup, MeasuresPresenter

ON = date(2016, 3, 10)
NEXT_YEAR = date(2017, 1, 5)
TECHNOLOGY = Mark(Facet.ASPECT, Aspect.TECHNOLOGY)
TALENT = Mark(Facet.ASPECT, Aspect.TALENT)
OPEN = Mark(Facet.WINDOW, WindowState.OPEN)
CLOSED = Mark(Facet.WINDOW, WindowState.CLOSED)


@pytest.fixture(scope="module")
def edition() -> Edition:
    resources = paths.resources_dir()
    return read_edition(resources / "catalogue" / "105", read_facts(resources))


@dataclass
class Desk:
    """Stands where the catalogue service and the calendar stand."""

    edition: Edition
    on: date = ON
    judged: int = 0

    def window(self, item: ServiceItem) -> WindowStatus:
        self.judged += 1
        return window_status(item.window, self.on, self.edition.roc_year)

    def today(self) -> date:
        return self.on


@dataclass
class Remembered:
    """A page that remembers what it was told."""

    groups: list[Sequence[ChipGroup]] = field(default_factory=list)
    lines: list[Sequence[CatalogueLine]] = field(default_factory=list)
    found: list[tuple[int, int, bool]] = field(default_factory=list)
    entries: list[int] = field(default_factory=list)

    def show_groups(self, groups: Sequence[ChipGroup]) -> None:
        self.groups.append(groups)

    def show_lines(self, lines: Sequence[CatalogueLine], chosen: int) -> None:
        assert not lines or chosen in {line.number for line in lines}
        self.lines.append(lines)

    def show_found(self, found: int, total: int, *, filtered: bool) -> None:
        self.found.append((found, total, filtered))

    def show_entry(self, entry: Entry | None, index: CatalogueIndex) -> None:
        assert entry is None or entry in index.entries
        self.entries.append(0 if entry is None else entry.measure.number)

    def numbers(self) -> list[int]:
        return [line.number for line in self.lines[-1]]

    def count(self, mark: Mark) -> int:
        chips = [chip for group in self.groups[-1] for chip in group.chips if chip.mark == mark]
        return chips[0].count


@pytest.fixture
def desk(edition: Edition) -> Desk:
    return Desk(edition)


@pytest.fixture
def view() -> Remembered:
    return Remembered()


@pytest.fixture
def presenter(view: Remembered, desk: Desk) -> MeasuresPresenter:
    presenter = MeasuresPresenter(view, desk, desk.today)
    presenter.refresh()
    return presenter


def test_everything_is_shown_at_first_and_the_first_measure_is_read(
    presenter: MeasuresPresenter, view: Remembered
) -> None:
    assert view.numbers() == list(range(1, 43))
    assert view.found == [(42, 42, False)]
    assert view.entries == [1]
    assert presenter.number == 1


@pytest.mark.parametrize(
    ("text", "holds"), [("節能", 33), ("ＣＩＴＤ", 12), ("citd", 12), ("台灣精品", 20), ("第12項", 12)]
)
def test_folded_text_finds_a_measure(
    presenter: MeasuresPresenter, view: Remembered, text: str, holds: int
) -> None:
    presenter.look_for(text)
    assert holds in view.numbers()
    assert view.found[-1][2]


def test_every_word_of_a_search_must_be_there(presenter: MeasuresPresenter, view: Remembered) -> None:
    presenter.look_for("工業局 節能")
    both = set(view.numbers())
    presenter.look_for("工業局")
    one = set(view.numbers())
    presenter.look_for("節能")
    assert both == one & set(view.numbers())
    assert both


def test_filters_of_one_facet_add_and_of_two_narrow(presenter: MeasuresPresenter, view: Remembered) -> None:
    presenter.toggle(TECHNOLOGY)
    technology = view.numbers()
    assert technology == list(range(11, 16))
    presenter.toggle(TALENT)
    assert view.numbers() == [*range(1, 11), *technology]
    presenter.toggle(TALENT)
    presenter.toggle(OPEN)
    assert set(view.numbers()) < set(technology)


def test_a_chip_counts_what_choosing_it_would_show(presenter: MeasuresPresenter, view: Remembered) -> None:
    presenter.look_for("補助")
    presenter.toggle(OPEN)
    for mark in (TECHNOLOGY, Mark(Facet.MONEY, MoneySort.GRANT), Mark(Facet.AGENCY, "經濟部工業局")):
        promised = view.count(mark)
        presenter.toggle(mark)
        assert len(view.numbers()) == promised
        presenter.toggle(mark)


def test_a_chip_is_counted_apart_from_what_else_is_chosen_of_its_facet(
    presenter: MeasuresPresenter, view: Remembered
) -> None:
    presenter.toggle(OPEN)
    promised = view.count(CLOSED)
    presenter.toggle(OPEN)
    presenter.toggle(CLOSED)
    assert len(view.numbers()) == promised > 0
    assert view.count(OPEN) > promised


def test_every_option_is_borne_by_some_measure(presenter: MeasuresPresenter, view: Remembered) -> None:
    assert all(chip.count > 0 for group in view.groups[-1] for chip in group.chips)
    assert {group.facet for group in view.groups[-1]} == set(Facet)
    assert presenter.filters == frozenset()


def test_a_preference_for_both_holders_is_found_for_each(
    presenter: MeasuresPresenter, view: Remembered
) -> None:
    for holder in (Holder.OUTSTANDING, Holder.POTENTIAL):
        presenter.toggle(Mark(Facet.HOLDER, holder))
        assert 12 in view.numbers()
        presenter.toggle(Mark(Facet.HOLDER, holder))
    presenter.toggle(Mark(Facet.HOLDER, "none"))
    assert view.numbers() == [15]


def test_the_chosen_measure_stays_while_it_is_found_and_gives_way_when_not(
    presenter: MeasuresPresenter, view: Remembered
) -> None:
    presenter.choose(12)
    presenter.toggle(TECHNOLOGY)
    assert presenter.number == 12
    assert view.entries == [1, 12]
    presenter.toggle(TECHNOLOGY)
    presenter.toggle(TALENT)
    assert view.entries == [1, 12, 1]


def test_nothing_found_shows_no_measure_and_clearing_brings_all_back(
    presenter: MeasuresPresenter, view: Remembered
) -> None:
    presenter.look_for("沒有這種措施")
    assert (view.numbers(), view.entries[-1]) == ([], 0)
    presenter.clear()
    assert len(view.numbers()) == 42


def test_opening_a_measure_that_filters_keep_away_lifts_them(
    presenter: MeasuresPresenter, view: Remembered
) -> None:
    presenter.toggle(TALENT)
    presenter.look_for("訓練")
    presenter.open(33)
    assert (presenter.number, presenter.search, presenter.filters) == (33, "", frozenset())
    presenter.toggle(Mark(Facet.ASPECT, Aspect.OTHER))
    presenter.open(34)
    assert presenter.filters
    assert view.entries[-1] == 34


def test_windows_are_judged_once_for_a_day_however_much_is_typed(
    presenter: MeasuresPresenter, desk: Desk, edition: Edition
) -> None:
    items = sum(len(measure.items) for measure in edition.measures)
    for text in ("補", "補助", "補助節", ""):
        presenter.look_for(text)
    presenter.toggle(OPEN)
    assert desk.judged == items
    desk.on = NEXT_YEAR
    presenter.refresh()
    assert desk.judged == 2 * items


def test_past_the_year_dated_windows_are_expired_and_a_filter_nobody_bears_is_dropped(
    presenter: MeasuresPresenter, view: Remembered, desk: Desk
) -> None:
    presenter.toggle(CLOSED)
    desk.on = NEXT_YEAR
    presenter.refresh()
    assert presenter.filters == frozenset()
    assert view.count(Mark(Facet.WINDOW, WindowState.EXPIRED_EDITION)) > 0
    assert len(view.numbers()) == 42


def test_a_row_says_place_kinds_and_the_window_that_closes_first(
    presenter: MeasuresPresenter, view: Remembered
) -> None:
    line = view.lines[-1][11]
    assert (line.place, line.kinds) == ("技術・提高研發類科專計畫協助", "輔導補助")
    assert (line.window.words, line.window.until) == ("剩 5 天", "至 03/15")
    assert presenter.index.entry(43) is None

"""The import goes forward only through previews, and every ending leaves a step to stand on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from backbone_desktop.domain.errors import BackboneError, DataFileError
from backbone_desktop.domain.intake import BatchKind, FileSample, IntakeReport, RowOutcome
from backbone_desktop.domain.questionnaire import Question
from backbone_desktop.services.changes import Changes, Done, Kind
from backbone_desktop.services.intake import ImportChoices, Watch
from backbone_desktop.ui.intake.import_presenter import ImportPresenter
from backbone_desktop.ui.intake.import_state import CHOSEN, ImportState, Step, Work
from backbone_desktop.ui.intake.import_work import ImportWork
from tests.ui.intake.reports import every_outcome, report, result, sample

ResultT = TypeVar("ResultT")
FILE = Path("回覆.csv")
REFUSAL = DataFileError("檔案是圖片", "內容是 PNG。", "請索取原檔。")


class RecordingView:
    def __init__(self) -> None:
        self.states: list[ImportState] = []
        self.cancelled = 0
        self.imported: list[ImportState] = []
        self.left: list[ImportState] = []

    def show_state(self, state: ImportState) -> None:
        self.states.append(state)

    def tell_cancelled(self) -> None:
        self.cancelled += 1

    def tell_left(self, state: ImportState) -> None:
        self.left.append(state)

    def tell_imported(self, state: ImportState) -> None:
        self.imported.append(state)


class SampleIntake:
    """Answers as the service does, and keeps what it was asked."""

    def __init__(self) -> None:
        self.sampled: FileSample | BackboneError = sample()
        self.previewed: IntakeReport | BackboneError = every_outcome()
        self.asked: list[tuple[str, ImportChoices]] = []

    def sample(self, _path: Path, choices: ImportChoices, _watch: Watch) -> FileSample:
        self.asked.append(("sample", choices))
        return _given(self.sampled)

    def preview_roster(self, _path: Path, choices: ImportChoices, _watch: Watch) -> IntakeReport:
        self.asked.append(("preview roster", choices))
        return _given(self.previewed)

    def preview_responses(self, _path: Path, choices: ImportChoices, _watch: Watch) -> IntakeReport:
        self.asked.append(("preview responses", choices))
        return _given(self.previewed)

    def import_responses(self, _path: Path, choices: ImportChoices, _watch: Watch) -> Done[IntakeReport]:
        self.asked.append(("import responses", choices))
        return Done(_given(self.previewed), Changes.of(Kind.BATCHES))

    def questions(self, _kind: BatchKind) -> tuple[Question, ...]:
        return ()

    @property
    def calls(self) -> list[str]:
        return [call for call, _choices in self.asked]


def _given(value: ResultT | BackboneError) -> ResultT:
    if isinstance(value, BackboneError):
        raise value
    return value


class HeldErrands:
    """Runs at once, or holds the work until it is let go or stopped."""

    def __init__(self) -> None:
        self.holding = False
        self.works: list[Work] = []
        self.cancels = 0
        self.stop: Callable[[], None] = lambda: None

    def start(
        self,
        kind: Work,
        act: Callable[[Watch], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[BackboneError], None],
        stopped: Callable[[], None],
    ) -> None:
        self.works.append(kind)
        self.stop = stopped
        if self.holding:
            return
        try:
            done = act(Watch())
        except BackboneError as refusal:
            otherwise(refusal)
        else:
            then(done.value if isinstance(done, Done) else done)

    def cancel(self) -> None:
        self.cancels += 1


class Import:
    """A presenter with everything around it."""

    def __init__(self) -> None:
        self.view, self.intake, self.errands = RecordingView(), SampleIntake(), HeldErrands()
        self.presenter = ImportPresenter(self.view, ImportWork(self.intake, self.errands))  # type: ignore[arg-type]

    @property
    def state(self) -> ImportState:
        return self.presenter.state

    def standing(self) -> tuple[Step, Work | None, BackboneError | None]:
        return self.state.step, self.state.work, self.state.refusal


@pytest.fixture
def wizard() -> Import:
    return Import()


def opened(wizard: Import, kind: BatchKind | None = None) -> ImportState:
    wizard.presenter.begin(kind)
    wizard.presenter.open_file(FILE)
    return wizard.state


def at_preview(wizard: Import) -> ImportState:
    opened(wizard)
    wizard.presenter.go_on()
    wizard.presenter.go_on()
    return wizard.state


def test_the_headers_say_what_a_file_is_unless_a_person_did(wizard: Import) -> None:
    assert opened(wizard).kind is BatchKind.RESPONSES
    assert opened(wizard, BatchKind.ROSTER).kind is BatchKind.ROSTER
    assert wizard.state.other_kind_likely


def test_a_file_that_could_be_either_waits_for_a_person(wizard: Import) -> None:
    wizard.intake.sampled = sample(likely=None)
    assert not opened(wizard).can_go_on
    wizard.presenter.choose_kind(BatchKind.ROSTER)
    assert wizard.state.can_go_on
    wizard.presenter.go_on()
    assert wizard.intake.calls[-1] == "preview roster"


def test_a_refused_file_leaves_the_choice_of_another(wizard: Import) -> None:
    wizard.intake.sampled = REFUSAL
    state = opened(wizard)
    assert state.refusal is REFUSAL
    assert (state.step, state.sample, state.work) == (Step.CHOOSE, None, None)
    wizard.intake.sampled = sample()
    wizard.presenter.open_file(FILE)
    assert wizard.state.refusal is None
    assert wizard.state.sample is not None


def test_a_refused_encoding_leaves_the_one_in_force(wizard: Import) -> None:
    opened(wizard)
    wizard.intake.sampled = REFUSAL
    wizard.presenter.choose_encoding("utf-16")
    assert wizard.state.refusal is REFUSAL
    assert wizard.state.encoding == ""
    assert wizard.state.sample is not None


def test_another_encoding_is_used_from_then_on(wizard: Import) -> None:
    opened(wizard)
    wizard.presenter.choose_encoding("cp950")
    wizard.presenter.go_on()
    assert [choices.encoding for _call, choices in wizard.intake.asked] == ["", "cp950", "cp950"]


def test_one_sheet_chosen_does_not_hide_the_others(wizard: Import) -> None:
    opened(wizard)
    sheets = wizard.state.sheets
    wizard.intake.sampled = sample()
    wizard.presenter.choose_sheet("回覆")
    assert wizard.state.sheets == sheets
    assert wizard.state.sheet == "回覆"


def test_the_columns_come_from_the_preview_with_examples(wizard: Import) -> None:
    opened(wizard)
    wizard.presenter.go_on()
    assert wizard.state.step is Step.MAP
    assert [(each.column, each.example) for each in wizard.state.columns] == [
        ("統編", "04595257"),
        ("碳盤查", "規劃中"),
    ]
    assert wizard.state.unmapped == 1


def test_an_unchanged_mapping_is_not_previewed_twice(wizard: Import) -> None:
    at_preview(wizard)
    assert wizard.state.step is Step.PREVIEW
    assert wizard.intake.calls == ["sample", "preview responses"]


def test_a_changed_mapping_is_previewed_before_the_rows_are_shown(wizard: Import) -> None:
    opened(wizard)
    wizard.presenter.go_on()
    wizard.presenter.map_column("碳盤查", "other_needs")
    assert wizard.state.report is None
    assert wizard.state.columns[1].how == CHOSEN
    wizard.presenter.go_on()
    assert wizard.state.step is Step.PREVIEW
    assert wizard.intake.asked[-1][1].mapping == {"碳盤查": "other_needs"}


def test_two_columns_for_one_question_are_pointed_out(wizard: Import) -> None:
    opened(wizard)
    wizard.presenter.go_on()
    assert wizard.state.doubled == frozenset()
    wizard.presenter.map_column("碳盤查", "ubn")
    assert wizard.state.doubled == {"ubn"}


def test_a_refused_preview_stays_at_the_step_it_was_asked_from(wizard: Import) -> None:
    opened(wizard)
    wizard.intake.previewed = REFUSAL
    wizard.presenter.go_on()
    assert (wizard.state.step, wizard.state.refusal) == (Step.CHOOSE, REFUSAL)


def test_rows_read_are_always_the_sum_of_their_outcomes(wizard: Import) -> None:
    state = at_preview(wizard)
    assert state.report is not None
    assert len(state.report.rows) == sum(state.report.count(outcome) for outcome in RowOutcome)
    assert (state.importable, state.rejected) == (2, 1)


def test_one_outcome_can_be_looked_at_alone(wizard: Import) -> None:
    at_preview(wizard)
    wizard.presenter.show_outcome(RowOutcome.REJECTED)
    assert [row.row for row in wizard.state.rows()] == [9]
    wizard.presenter.show_outcome(None)
    assert len(wizard.state.rows()) == 4


def test_nothing_to_keep_closes_the_way_on(wizard: Import) -> None:
    wizard.intake.previewed = report(result(2, RowOutcome.UNCHANGED))
    assert not at_preview(wizard).can_go_on
    wizard.presenter.go_on()
    assert "import responses" not in wizard.intake.calls


def test_an_import_ends_with_its_own_report(wizard: Import) -> None:
    at_preview(wizard)
    wizard.presenter.go_on()
    assert wizard.state.step is Step.DONE
    assert wizard.intake.calls[-1] == "import responses"
    assert wizard.view.imported == [wizard.state]
    assert not wizard.presenter.go_back()


def test_a_refused_import_stays_at_the_preview(wizard: Import) -> None:
    at_preview(wizard)
    wizard.intake.previewed = REFUSAL
    wizard.presenter.go_on()
    assert (wizard.state.step, wizard.state.refusal) == (Step.PREVIEW, REFUSAL)
    assert wizard.view.imported == []


def test_stopped_work_returns_to_where_it_began(wizard: Import) -> None:
    at_preview(wizard)
    wizard.errands.holding = True
    wizard.presenter.go_on()
    assert wizard.standing() == (Step.PREVIEW, Work.IMPORTING, None)
    wizard.presenter.cancel()
    assert wizard.standing() == (Step.PREVIEW, Work.STOPPING, None)
    assert wizard.errands.cancels == 1
    wizard.errands.stop()
    assert wizard.standing() == (Step.PREVIEW, None, None)
    assert wizard.view.cancelled == 1
    assert wizard.state.can_go_on


def test_nothing_moves_while_work_is_under_way(wizard: Import) -> None:
    at_preview(wizard)
    wizard.errands.holding = True
    wizard.presenter.go_on()
    wizard.presenter.go_on()
    wizard.presenter.choose_encoding("cp950")
    wizard.presenter.go_to(Step.CHOOSE)
    assert not wizard.presenter.go_back()
    assert wizard.errands.works[-1] is Work.IMPORTING
    assert wizard.errands.works.count(Work.IMPORTING) == 1


def test_passed_steps_can_be_returned_to_and_steps_ahead_cannot(wizard: Import) -> None:
    at_preview(wizard)
    assert wizard.presenter.go_back()
    reached = [wizard.state.step]
    for step in (Step.PREVIEW, Step.CHOOSE):
        wizard.presenter.go_to(step)
        reached.append(wizard.state.step)
    assert reached == [Step.MAP, Step.MAP, Step.CHOOSE]
    wizard.presenter.go_on()
    assert wizard.intake.calls == ["sample", "preview responses"]


def test_another_kind_forgets_what_was_read_as_the_first(wizard: Import) -> None:
    at_preview(wizard)
    wizard.presenter.go_to(Step.CHOOSE)
    wizard.presenter.choose_kind(BatchKind.ROSTER)
    assert (wizard.state.report, wizard.state.columns) == (None, ())

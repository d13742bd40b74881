"""Taking a batch back without a window: look, confirm, stop, turn back."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import pytest

from backbone_desktop.domain.errors import BackboneError, UserError
from backbone_desktop.domain.identifiers import BatchId, CaseId
from backbone_desktop.domain.intake import Batch, BatchKind
from backbone_desktop.domain.undoing import KeptRow, UndoReport
from backbone_desktop.services.intake import Watch
from backbone_desktop.ui.intake.undo_presenter import Phase, Turn, UndoPresenter, UndoState
from backbone_desktop.ui.intake.undo_words import done_heading, effect, heading

if TYPE_CHECKING:
    from backbone_desktop.services.batches import BatchService

BATCH = Batch(
    BatchId("b"), BatchKind.ROSTER, "名冊.csv", "", 3, 2, 0, 0, "測試顧問", datetime(2016, 3, 10, tzinfo=UTC)
)
KEPT = (KeptRow("測試甲股份有限公司", "04595257", CaseId("c"), "已有訪視紀錄"),)


@dataclass
class Batches:
    """Answers like the service, or refuses."""

    report: UndoReport
    refusal: BackboneError | None = None

    def undo_preview(self, batch: BatchId) -> UndoReport:
        assert batch == BATCH.id
        return self._answer(undone=False)

    def redo_preview(self, batch: BatchId) -> UndoReport:
        assert batch == BATCH.id
        return self._answer(undone=True)

    def undo(self, batch: BatchId, *_watch: object) -> UndoReport:
        assert batch == BATCH.id
        return self._answer(undone=True)

    def redo(self, batch: BatchId, *_watch: object) -> UndoReport:
        assert batch == BATCH.id
        return self._answer(undone=False)

    def _answer(self, *, undone: bool) -> UndoReport:
        if self.refusal is not None:
            raise self.refusal
        return replace(self.report, batch=replace(BATCH, undone=undone))


@dataclass
class Errands:
    """Keeps the work until the test lets it end."""

    kinds: list[Turn] = field(default_factory=list)
    cancelled: int = 0
    _ends: Callable[[], None] = lambda: None
    _stopped: Callable[[], None] = lambda: None

    def start(
        self,
        kind: Turn,
        act: Callable[[Watch], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[BackboneError], None],
        stopped: Callable[[], None],
    ) -> None:
        def end() -> None:
            try:
                result = act(Watch())
            except UserError as refusal:
                otherwise(refusal)
            else:
                then(result)

        self.kinds.append(kind)
        self._ends, self._stopped = end, stopped

    def cancel(self) -> None:
        self.cancelled += 1

    def end(self) -> None:
        self._ends()

    def stop(self) -> None:
        self._stopped()


@dataclass
class View:
    """Remembers what it was told."""

    phases: list[Phase] = field(default_factory=list)
    done: list[UndoState] = field(default_factory=list)
    stopped: int = 0

    def show_state(self, state: UndoState) -> None:
        self.phases.append(state.phase)

    def tell_done(self, state: UndoState) -> None:
        self.done.append(state)

    def tell_stopped(self) -> None:
        self.stopped += 1


@dataclass
class Scene:
    presenter: UndoPresenter
    view: View
    errands: Errands
    batches: Batches


@pytest.fixture
def scene() -> Scene:
    view, errands, batches = View(), Errands(), Batches(UndoReport(BATCH, 2, 3, KEPT))
    return Scene(UndoPresenter(view, cast("BatchService", batches), errands), view, errands, batches)


def test_nothing_is_done_before_it_was_shown_and_confirmed(scene: Scene) -> None:
    scene.presenter.begin(BATCH)
    scene.errands.end()
    assert scene.presenter.state.can_go
    assert scene.errands.kinds == [Turn.LOOK]
    scene.presenter.confirm()
    scene.errands.end()
    assert scene.errands.kinds == [Turn.LOOK, Turn.UNDO]
    assert scene.view.phases == [Phase.LOOKING, Phase.READY, Phase.GOING, Phase.DONE]
    (done,) = scene.view.done
    assert done.batch is not None
    assert done.batch.undone


def test_what_is_taken_back_is_done_again_and_back_again(scene: Scene) -> None:
    scene.presenter.begin(replace(BATCH, undone=True))
    scene.errands.end()
    scene.presenter.confirm()
    scene.errands.end()
    scene.presenter.turn_back()
    scene.errands.end()
    assert scene.errands.kinds == [Turn.LOOK, Turn.REDO, Turn.UNDO]
    assert [each.redoing for each in scene.view.done] == [True, False]


def test_with_every_firm_touched_there_is_nothing_to_confirm(scene: Scene) -> None:
    scene.batches.report = UndoReport(BATCH, 0, 0, KEPT)
    scene.presenter.begin(BATCH)
    scene.errands.end()
    scene.presenter.confirm()
    assert not scene.presenter.state.can_go
    assert scene.errands.kinds == [Turn.LOOK]


def test_leaving_stops_what_is_under_way_and_else_puts_it_away(scene: Scene) -> None:
    scene.presenter.go_now(BATCH)
    scene.presenter.begin(BATCH)
    scene.presenter.leave()
    assert (scene.presenter.state.phase, scene.errands.cancelled) == (Phase.STOPPING, 1)
    scene.presenter.leave()
    scene.errands.stop()
    assert (scene.presenter.state.phase, scene.view.stopped) == (Phase.AWAY, 1)
    assert scene.errands.kinds == [Turn.UNDO]


def test_a_refusal_is_kept_to_be_read(scene: Scene) -> None:
    scene.batches.refusal = UserError("這一批已經復原過了")
    scene.presenter.begin(BATCH)
    scene.errands.end()
    assert scene.presenter.state.phase is Phase.REFUSED
    assert scene.presenter.state.refusal is scene.batches.refusal
    scene.presenter.leave()
    assert scene.presenter.state == UndoState()


def test_the_words_tell_what_goes_what_returns_and_what_is_kept() -> None:
    report = UndoReport(BATCH, 1_000, 995, KEPT)
    assert heading("名冊.csv", redoing=False) == "復原「名冊.csv」"
    assert effect(report, redoing=False, done=False) == (
        "會移除 995 家新增的企業；把 1,000 家企業還原為匯入前的內容。"
        "另外 1 家後來有人動過，原樣保留。之後可以重做。"
    )
    assert effect(replace(report, removed=0, kept=()), redoing=True, done=True) == (
        "已讓 1,000 家企業回到匯入後的內容。"
    )
    answers = replace(report, batch=replace(BATCH, kind=BatchKind.RESPONSES), restored=0, kept=())
    assert effect(answers, redoing=False, done=True) == "已移除 995 家企業新匯入的回覆。"
    untouched = replace(report, restored=0, removed=0)
    assert done_heading(untouched, redoing=False) == "「名冊.csv」沒有更動"
    assert "全部原樣保留" in effect(untouched, redoing=False, done=False)

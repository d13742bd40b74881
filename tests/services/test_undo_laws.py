"""Laws of taking imports back, held against random files, random work and random turns of undo and redo.

Each seed is one story of a casebook. The control at the end shows that the stories tell of a missing guard.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from backbone_desktop import bootstrap
from backbone_desktop.bootstrap import Services, Session
from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import BatchId, CaseId, UbnRule, check_ubn
from backbone_desktop.domain.undoing import UndoReport
from backbone_desktop.services.changes import Done
from backbone_desktop.services.confirmation import Settlement
from backbone_desktop.storage.hindrances import Against, Hindrances
from backbone_desktop.storage.tables import metadata
from tests.services.conftest import AS_OF
from tests.services.edits import DATA_EDITS, WORK, set_stage
from tests.services.firms import import_responses, import_roster
from tests.services.record_pictures import Picture, differing, picture

SEEDS = 16
TURNS = 14
NEVER_LOST = ("follow_up", "visit", "application", "decision", "assessment")
OWNED = ("contact", "observation", "response")
NEEDS = ("開發新製程", "自動化", "")
FirmData = frozenset[tuple[str, tuple[Any, ...]]]


def valid_ubns() -> Iterator[str]:
    numbers = (f"{number:08d}" for number in range(4_600_000, 4_700_000))
    return (each for each in numbers if check_ubn(each).rule is not UbnRule.NEITHER)


UBNS = list(islice(valid_ubns(), 6))


def firm_data(seen: Picture) -> Mapping[str, FirmData]:
    """Return what a picture holds of the own data of every firm, by the firm's id."""
    cases = {row[0]: row[1] for row in seen["service_case"]}
    data: dict[str, set[tuple[str, tuple[Any, ...]]]] = {row[0]: set() for row in seen["enterprise"]}
    for table in ("enterprise", "service_case", "need", *OWNED):
        owner = [column.name for column in metadata.tables[table].columns].index(
            "id" if table == "enterprise" else "case_id" if table == "need" else "enterprise_id"
        )
        for row in seen[table]:
            data[cases[row[owner]] if table == "need" else row[owner]].add((table, row))
    return {firm: frozenset(rows) for firm, rows in data.items()}


@dataclass(slots=True)
class Story:
    """One casebook and the chance that drives it."""

    session: Session
    folder: Path
    chance: random.Random

    @property
    def services(self) -> Services:
        return self.session.services

    def go_on(self) -> None:
        """Do one thing a consultant might do."""
        turn = self.chance.choice((self.bring_firms, self.bring_answers, self.work, self.work, self.turn))
        turn()

    def bring_firms(self) -> None:
        """Import a roster of some firms with figures of the day."""
        rows = [
            f"| {ubn} | 測試{ubn}股份有限公司 | 臺中市測試路{self.few()}號 | 窗口{self.few()}"
            f" | 0912-000-00{self.few()} | {self.few()}000000 |"
            for ubn in self.chance.sample(UBNS, self.few())
        ]
        header = "| 統一編號 | 企業名稱 | 地址 | 聯絡人 | 聯絡電話 | 實收資本額 |"
        import_roster(self.services, self.folder, "\n".join([header, *rows]))

    def bring_answers(self) -> None:
        """Import responses of some firms, known or not."""
        rows = [
            f"| 2016/2/{10 + self.few()} 下午 3:04:05 | {ubn} | 測試{ubn}股份有限公司 | {self.few()}0"
            f" | {self.chance.choice(('是', '否', ''))} | {self.chance.choice(NEEDS)} |"
            for ubn in self.chance.sample(UBNS, self.few())
        ]
        header = "| 時間戳記 | 統一編號 | 企業名稱 | 員工人數 | 製造業 | 技術面需求說明 |"
        import_responses(self.services, self.folder, "\n".join([header, *rows]))

    def work(self) -> None:
        """Edit a firm, add to its log, or confirm an answer."""
        lines = self.services.casework.list_cases().lines
        if not lines:
            return
        case = CaseId(self.chance.choice(lines).case)
        act = self.chance.choice((*DATA_EDITS, *WORK, set_stage, self.confirm))
        try:
            act(self.services, case)
        except UserError:
            return  # a second application for the same item, or no answer to confirm

    def confirm(self, services: Services, case: CaseId) -> None:
        services.confirmation.settle(case, "employees", Settlement(ConfirmationState.CONFIRMED))

    def turn(self) -> None:
        """Take a batch back, again if it was, and now and then leave it so; see the laws hold."""
        batches = self.services.batches
        made = batches.list()
        if not made:
            return
        batch = self.chance.choice(made)
        if batch.undone and not self.go(batches.redo, batch.id).done:
            return
        before = picture(self.session)
        report = self.go(batches.undo, batch.id)
        after = picture(self.session)
        if not report.done:
            return
        self.go(batches.redo, batch.id)
        assert differing(before, picture(self.session)) == []
        if self.chance.random() < 0.5:
            again = self.go(batches.undo, batch.id)
            assert replace(again, batch=report.batch) == report
            assert differing(after, picture(self.session)) == []

    def go(self, way: Callable[[BatchId], Done[UndoReport]], batch: BatchId) -> UndoReport:
        """Go one way and see that nothing but what was told changed."""
        before = picture(self.session)
        report = way(batch).value
        after = picture(self.session)
        self.see_kept(before, after, report)
        if not report.done:
            assert differing(before, after) == []
        return report

    def see_kept(self, before: Picture, after: Picture, report: UndoReport) -> None:
        """See that nothing recorded went, and that what was kept is as it was."""
        for table in NEVER_LOST:
            assert before[table] == after[table]
        was, now = firm_data(before), firm_data(after)
        firms = {row[0]: row[1] for row in before["service_case"]}
        for kept in report.kept:
            if kept.case in firms:
                assert now[firms[kept.case]] == was[firms[kept.case]]
        numbers = [row[2] for row in after["enterprise"] if row[2]]
        assert len(numbers) == len(set(numbers)), "one number, two firms"

    def few(self) -> int:
        return self.chance.randint(1, 4)


def tell(folder: Path, seed: int) -> None:
    """Tell one story to its end."""
    with bootstrap.create_session(folder / "casebook", Consultant("", "測試顧問"), as_of=AS_OF) as session:
        story = Story(session, folder, random.Random(seed))
        story.bring_firms()
        for _ in range(TURNS):
            story.go_on()
        story.turn()
        assert session.services.maintenance.check(deep=True).problems == ()


def tell_all(folder: Path) -> None:
    """Tell every story."""
    for seed in range(SEEDS):
        place = folder / str(seed)
        place.mkdir()
        tell(place, seed)


@pytest.mark.slow("plays many imports and their undoing")
@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_is_lost_and_every_turn_can_be_turned_back(tmp_path: Path, seed: int) -> None:
    tell(tmp_path, seed)


@pytest.mark.slow("plays many imports and their undoing")
@pytest.mark.parametrize("seed", range(6))
def test_imports_taken_back_last_first_leave_what_was_before_each(tmp_path: Path, seed: int) -> None:
    with bootstrap.create_session(tmp_path / "casebook", Consultant("", "測試顧問"), as_of=AS_OF) as session:
        story = Story(session, tmp_path, random.Random(seed))
        batches, seen = session.services.batches, [picture(session)]
        while len(seen) < 6:
            kept = len(batches.list())
            story.chance.choice((story.bring_firms, story.bring_answers))()
            if len(batches.list()) > kept:
                seen.append(picture(session))
        done = batches.list()
        for batch, before in zip(done, reversed(seen[:-1]), strict=True):
            assert batches.undo(batch.id).value.kept == ()
            assert differing(before, picture(session)) == []
        for batch, after in zip(reversed(done), seen[1:], strict=True):
            assert batches.redo(batch.id).value.kept == ()
            assert differing(after, picture(session)) == []


def test_the_stories_tell_when_hindrances_are_not_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_found(_self: Hindrances, steps: Any) -> dict[Any, Against]:
        return {step.firm: Against((), CaseId("")) for step in steps}

    monkeypatch.setattr(Hindrances, "against", nothing_found)
    with pytest.raises((AssertionError, IntegrityError)):
        tell_all(tmp_path)

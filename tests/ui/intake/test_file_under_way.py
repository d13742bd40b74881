"""The file being imported may change, another may be dropped, and the lists behind the wizard wait."""

from pathlib import Path

import pytest

from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.ui.intake.import_state import Step
from backbone_desktop.ui.intake.page import QuestionnairesPage
from backbone_desktop.ui.workspace import Workspace
from tests.services.firms import ONE_FIRM
from tests.sheets import write_csv
from tests.ui.intake.test_wizard import DEMO, Walk, drop, page, walk
from tests.ui.surroundings import click

__all__ = ["page", "walk"]


def test_a_file_changed_after_its_preview_is_shown_anew_and_not_imported(
    walk: Walk, page: QuestionnairesPage, workspace: Workspace, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "名冊.csv", ONE_FIRM)
    walk.begin(path, BatchKind.ROSTER)
    walk.next()
    assert walk.next() is Step.PREVIEW
    write_csv(path, ONE_FIRM.replace("測試甲", "測試乙"))

    assert walk.next() is Step.CHOOSE

    assert page.wizard.refusal.title.text() == "檔案在預覽之後改過了"
    shown = page.wizard.choose.table.view
    assert shown is not None
    assert shown.model().index(1, 2).data() == "測試乙股份有限公司"
    assert workspace.services.batches.list() == ()
    walk.next()
    assert walk.next() is Step.PREVIEW
    assert walk.next() is Step.DONE


def test_a_file_dropped_after_an_import_is_known_by_its_own_headers(
    walk: Walk, page: QuestionnairesPage
) -> None:
    walk.begin(DEMO / "roster.csv", BatchKind.ROSTER)
    for _step in range(3):
        walk.next()
    assert walk.presenter.state.step is Step.DONE

    drop(page, DEMO / "responses.csv")
    walk.settle()

    assert walk.presenter.state.kind is BatchKind.RESPONSES


def test_the_lists_are_not_read_behind_the_wizard(
    walk: Walk, page: QuestionnairesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[str] = []
    monkeypatch.setattr(page.tracker, "refresh", lambda: reads.append("tracker"))
    walk.begin(DEMO / "roster.csv")
    for _step in range(3):
        walk.next()
    assert walk.presenter.state.step is Step.DONE
    assert reads == []

    click(page.wizard.done.leave)

    assert reads == ["tracker"]

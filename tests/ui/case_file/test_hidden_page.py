"""A case that changes behind another page is drawn when its page comes back into view."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.case import Case, CaseFile
from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.services.casework import CaseworkService
from backbone_desktop.services.changes import Done
from backbone_desktop.ui.background import TaskControl
from backbone_desktop.ui.case_file.profile import ProfileTab
from tests.ui.case_file.test_page import opened
from tests.ui.case_fixtures import OPTICS, Office


def _move(casework: CaseworkService, case: CaseId, stage: Stage, _control: TaskControl) -> Done[Case]:
    return casework.set_stage(case, stage)


def test_a_tab_out_of_sight_is_drawn_once_it_is_seen(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(office, qtbot)
    drawn: list[Stage] = []
    whole = ProfileTab.show_file

    def show_file(tab: ProfileTab, file: CaseFile) -> None:
        drawn.append(file.case.stage)
        whole(tab, file)

    monkeypatch.setattr(ProfileTab, "show_file", show_file)
    page.hide()
    services, case = office.workspace.services, office.cases[OPTICS]
    for stage in (Stage.APPLICATION, Stage.SURVEY):
        office.workspace.tasks.run("測試", partial(_move, services.casework, case, stage))
    office.settle()
    assert page.shown is not None
    assert page.shown.case.stage is Stage.SURVEY
    assert drawn == []

    page.show()

    assert drawn == [Stage.SURVEY]

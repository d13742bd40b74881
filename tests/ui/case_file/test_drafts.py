"""What is typed for the log and not recorded: it outlives the window, and a kill."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backbone_desktop import bootstrap
from backbone_desktop.domain.codes import Channel
from backbone_desktop.services.drafts import FollowUpDraft
from backbone_desktop.ui.case_file.drafts import KEEP_MS
from backbone_desktop.ui.case_file.follow_ups import FollowUpsTab
from tests.ui.case_fixtures import GEARS, OPTICS, Office

LONGEST_LOSS_MS = 2000
TYPED = FollowUpDraft("105/03/10", Channel.PHONE, text="談到一半")


def looked_at(office: Office, qtbot: QtBot, name: str = OPTICS) -> FollowUpsTab:
    tab = FollowUpsTab(office.workspace)
    qtbot.addWidget(tab)
    tab.show_file(office.file(name))
    tab.show()
    return tab


def kept(office: Office, name: str = OPTICS) -> FollowUpDraft | None:
    return office.workspace.services.drafts.kept(office.cases[name])


def test_typing_is_on_the_disk_soon_and_while_other_work_goes_on(office: Office, qtbot: QtBot) -> None:
    assert KEEP_MS < LONGEST_LOSS_MS
    tab = looked_at(office, qtbot)
    tab.form.text.insertPlainText("談到一半")
    assert kept(office) is None
    qtbot.waitUntil(lambda: kept(office) == TYPED)


def test_the_end_of_the_casebook_waits_for_what_is_typed(office: Office, qtbot: QtBot) -> None:
    tab = looked_at(office, qtbot)
    tab.form.text.insertPlainText("談到一半")
    office.workspace.feed.ending.emit()
    assert kept(office) == TYPED
    assert not tab.form.isEnabled()


def test_a_kept_draft_is_offered_and_not_applied(office: Office, qtbot: QtBot) -> None:
    office.workspace.services.drafts.keep(office.cases[OPTICS], replace(TYPED, next_on="下週三"))
    tab = looked_at(office, qtbot)
    assert tab.desk.offer.isVisible()
    assert tab.form.text.text() == ""
    assert not tab.form.isEnabled()
    tab.record()
    assert office.file(OPTICS).follow_ups == ()

    QTest.mouseClick(tab.desk.offer.restore, Qt.MouseButton.LeftButton)

    assert not tab.desk.offer.isVisible()
    assert (tab.form.text.text(), tab.form.next_on.line.text()) == ("談到一半", "下週三")
    assert not tab.form.next_on.valid


def test_a_draft_given_up_is_forgotten(office: Office, qtbot: QtBot) -> None:
    office.workspace.services.drafts.keep(office.cases[OPTICS], TYPED)
    tab = looked_at(office, qtbot)
    QTest.mouseClick(tab.desk.offer.discard, Qt.MouseButton.LeftButton)
    assert tab.form.isEnabled()
    qtbot.waitUntil(lambda: kept(office) is None)


def test_a_draft_on_offer_outlives_a_look_at_another_firm(office: Office, qtbot: QtBot) -> None:
    office.workspace.services.drafts.keep(office.cases[OPTICS], TYPED)
    tab = looked_at(office, qtbot)
    tab.show_file(office.file(GEARS))
    assert tab.form.isEnabled()
    tab.show_file(office.file(OPTICS))
    assert tab.desk.offer.draft == TYPED


def test_a_recorded_draft_is_gone(office: Office, qtbot: QtBot) -> None:
    tab = looked_at(office, qtbot)
    tab.form.text.insertPlainText("談到一半")
    tab.desk.keep()
    qtbot.waitUntil(lambda: kept(office) is not None)
    tab.record()
    office.settle()
    qtbot.waitUntil(lambda: kept(office) is None)
    assert [each.text for each in office.file(OPTICS).follow_ups] == ["談到一半"]


def test_a_correction_comes_back_as_the_correction_of_its_entry(office: Office, qtbot: QtBot) -> None:
    tab = looked_at(office, qtbot)
    tab.form.text.set_text("自籌款二百萬")
    tab.record()
    office.settle()
    file = office.file(OPTICS)
    tab.show_file(file)
    tab.correct(file.follow_ups[0])
    tab.hide()
    qtbot.waitUntil(lambda: kept(office) is not None)

    again = looked_at(office, qtbot)
    again.desk.take()

    assert again.form.draft().corrects == file.follow_ups[0].id


def test_a_killed_window_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.ui.case_file.typing_process", str(tmp_path), "談到一半"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process:
        said = process.stdout.readline()
        process.kill()
    assert said == "kept\n"
    with bootstrap.open_session(tmp_path / "casebook") as session:
        (case,) = session.services.drafts.cases()
        assert session.services.drafts.kept(case) == replace(TYPED, next_on="105/03/15")
        assert session.services.casework.open(case).follow_ups == ()

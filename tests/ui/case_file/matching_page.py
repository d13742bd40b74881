"""What tests of 措施媒合 do again and again: show the tab of the one firm, and read what is stored of it."""

from pytestqt.qtbot import QtBot

from backbone_desktop.domain.case import CaseFile
from backbone_desktop.ui.case_file.matching import MatchingTab
from backbone_desktop.ui.workspace import Workspace


def stored(workspace: Workspace) -> CaseFile:
    return workspace.services.casework.open(workspace.services.casework.find("04595257").id)


def shown(workspace: Workspace, qtbot: QtBot) -> MatchingTab:
    """Show the firm's case in the active window, and again after each change."""
    tab = MatchingTab(workspace)
    qtbot.addWidget(tab)
    tab.resize(1100, 700)
    tab.show()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    workspace.feed.changed.connect(lambda _changes: tab.show_file(stored(workspace)))
    tab.show_file(stored(workspace))
    return tab

"""A page's surroundings for each test: a real casebook behind real services, and a shell that remembers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backbone_desktop import bootstrap, paths
from backbone_desktop.ui.background import TaskRunner
from backbone_desktop.ui.change_feed import ChangeFeed
from backbone_desktop.ui.icons import Icons
from backbone_desktop.ui.settings_store import WindowSettings
from backbone_desktop.ui.theme import Scheme, Theme
from backbone_desktop.ui.workspace import Workspace
from tests.services.conftest import AS_OF, services, session
from tests.ui.surroundings import RememberingShell, settle

__all__ = ["AS_OF", "services", "session"]


@pytest.fixture(autouse=True)
def _widgets_go_with_their_test() -> Iterator[None]:
    """Remove every window a test leaves behind: each later test that sets the look would dress it anew."""
    yield
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shell() -> RememberingShell:
    """Return a shell that remembers what pages asked of it."""
    return RememberingShell()


@pytest.fixture
def workspace(
    qtbot: QtBot, qapp: QApplication, services: bootstrap.Services, shell: RememberingShell, tmp_path: Path
) -> Iterator[Workspace]:
    """Yield the surroundings of a page in the light look; work under way ends before the casebook closes."""
    resources = paths.resources_dir()
    feed = ChangeFeed()
    tasks = TaskRunner(feed)
    yield Workspace(
        services=services,
        tasks=tasks,
        feed=feed,
        theme=Theme(qapp, resources, Scheme.LIGHT),
        icons=Icons(resources / "icons"),
        settings=WindowSettings(tmp_path / "window.ini"),
        shell=shell,
    )
    settle(qtbot, tasks)

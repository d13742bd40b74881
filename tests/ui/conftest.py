"""A page's surroundings for each test: a real casebook behind real services, and a shell that remembers."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backbone_desktop import bootstrap, paths
from backbone_desktop.domain.case import Consultant
from backbone_desktop.ui.background import TaskRunner
from backbone_desktop.ui.change_feed import ChangeFeed
from backbone_desktop.ui.icons import Icons
from backbone_desktop.ui.settings_store import WindowSettings
from backbone_desktop.ui.theme import Scheme, Theme
from backbone_desktop.ui.workspace import Workspace
from tests.ui.surroundings import RememberingShell, settle

AS_OF = date(2016, 3, 10)


@pytest.fixture(autouse=True)
def _widgets_go_with_their_test() -> Iterator[None]:
    """Remove every window a test leaves behind: each later test that sets the look would dress it anew."""
    yield
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[bootstrap.Session]:
    """Yield an empty casebook that speaks for 105/03/10."""
    with bootstrap.create_session(tmp_path / "casebook", Consultant("", "測試顧問"), as_of=AS_OF) as opened:
        yield opened


@pytest.fixture
def services(session: bootstrap.Session) -> bootstrap.Services:
    """Return the use cases of that casebook."""
    return session.services


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

"""What every page is given: the open session's services, the task runner, the change feed, the look.

Rule: pages reach the rest of the program through this and through nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.bootstrap import Services
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.ui.background import TaskRunner
    from backbone_desktop.ui.change_feed import ChangeFeed
    from backbone_desktop.ui.icons import Icons
    from backbone_desktop.ui.settings_store import WindowSettings
    from backbone_desktop.ui.theme import Scheme, Theme, Tone


class Shell(Protocol):
    """What a page may ask of the window around it."""

    def notify(
        self, text: str, tone: Tone, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show a short notice, with one action if there is something to do about it."""

    def open_case(self, case: CaseId, tab: str = "", fact: str = "") -> None:
        """Show the file of a case, at a tab, or at a fact with its editor open."""

    def open_measure(self, number: int) -> None:
        """Show a measure of the catalogue in force."""

    def show_page(self, key: str) -> None:
        """Go to a page of the navigation."""

    def set_scheme(self, scheme: Scheme) -> None:
        """Switch between light, dark and the desktop's own look, and remember it."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The surroundings of a page."""

    services: Services
    tasks: TaskRunner
    feed: ChangeFeed
    theme: Theme
    icons: Icons
    settings: WindowSettings
    shell: Shell

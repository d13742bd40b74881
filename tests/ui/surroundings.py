"""What stands around a page under test."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.ui.background import TaskRunner
from backbone_desktop.ui.theme import Scheme, Tone


@dataclass
class RememberingShell:
    """The window as a page sees it; everything asked of it is kept."""

    notices: list[str] = field(default_factory=list)
    acts: list[Callable[[], object] | None] = field(default_factory=list)
    opened: list[tuple[CaseId, str]] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    measures: list[int] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    schemes: list[Scheme] = field(default_factory=list)

    def notify(
        self, text: str, tone: Tone, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Keep a notice."""
        assert tone in Tone
        assert bool(action) == (act is not None)
        self.notices.append(text)
        self.acts.append(act)

    def open_case(self, case: CaseId, tab: str = "", fact: str = "") -> None:
        """Keep which case was opened, and at which fact."""
        self.opened.append((case, tab))
        if fact:
            self.facts.append(fact)

    def open_measure(self, number: int) -> None:
        """Keep which measure was opened."""
        self.measures.append(number)

    def show_page(self, key: str) -> None:
        """Keep which page was shown."""
        self.pages.append(key)

    def set_scheme(self, scheme: Scheme) -> None:
        """Keep which look was chosen."""
        self.schemes.append(scheme)


def settle(qtbot: QtBot, tasks: TaskRunner) -> None:
    """Let every task come home."""
    qtbot.waitUntil(lambda: not tasks.busy, timeout=20_000)


def type_chinese(widget: QWidget, text: str) -> None:
    """Enter text as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def click(widget: QWidget) -> None:
    """Press the left mouse button on a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def press(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key on a widget."""
    QTest.keyClick(widget, key, modifiers)


def tab_stops(widget: QWidget) -> list[str]:
    """Return the accessible names of what the tab key stops at within a widget, in order."""
    stops: list[str] = []
    each: QWidget | None = widget.nextInFocusChain()
    while each is not None and each is not widget:
        reached = bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if reached and each.isVisible() and widget.isAncestorOf(each):
            stops.append(each.accessibleName())
        each = each.nextInFocusChain()
    return stops


def words_on(widget: QWidget) -> list[str]:
    """Return the text of every label on a widget."""
    return [label.text() for label in widget.findChildren(QLabel)]

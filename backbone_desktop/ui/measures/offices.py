"""Who runs a measure: every office with what can be copied or opened.

Rule: names and phones stand exactly as printed; only http and https addresses are opened.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from backbone_desktop.domain.measure import MeasureContact, Website

TOP = Qt.AlignmentFlag.AlignTop
WEB_SCHEMES = frozenset({"http", "https"})
NAMES_WIDTH = 64


def web_address(printed: str) -> QUrl:
    """Return a printed address as one that a browser opens; an invalid one when it is none."""
    url = QUrl(printed if "://" in printed else f"http://{printed}")
    return url if url.scheme() in WEB_SCHEMES and url.host() else QUrl()


class CutLink(QPushButton):
    """A link whose words end in an ellipsis where the column does."""

    def __init__(self, words: str, pressed: Callable[[], object], tip: str) -> None:
        super().__init__(words)
        self._words = words
        self.setProperty("role", "link")
        self.setAutoDefault(False)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: pressed())

    def sizeHint(self) -> QSize:
        """Wide enough for all its words, however they are cut at present."""
        return QSize(self._room(self._words), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It can be cut down to a few characters."""
        return QSize(self._room(self._words[:3]), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the new width."""
        super().resizeEvent(event)
        room = max(self.width() - 2 * Space.XS, 0)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def _room(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words) + 2 * Space.XS + 2


class Offices(QWidget):
    """One line for each office, those of one role together."""

    def __init__(
        self,
        contacts: tuple[MeasureContact, ...],
        copy: Callable[[str], object],
        present_name: Callable[[str], str],
    ) -> None:
        super().__init__()
        self._copy = copy
        self._present_name = present_name
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnMinimumWidth(0, NAMES_WIDTH)
        grid.setColumnStretch(1, 1)
        role = ""
        for line, contact in enumerate(contacts):
            if contact.role.label != role:
                role = contact.role.label
                grid.addWidget(label(role, "note", wrap=False), line, 0, TOP)
            grid.addWidget(self._office(contact), line, 1)

    def _office(self, contact: MeasureContact) -> QWidget:
        office = QWidget()
        line = FlowLayout(office, Space.XS)
        line.addWidget(self._copied(contact.unit, self.tr("複製單位名稱 {text}")))
        present = self._present_name(contact.unit)
        if present:
            line.addWidget(_narrow(label(present, "note", wrap=False)))
        items = "、".join(str(number) for number in contact.items)
        about = self.tr("服務項目 {items}").format(items=items) if items else ""
        who = "・".join(part for part in (contact.region, contact.person, about) if part)
        if who:
            line.addWidget(_narrow(label(who, "second", wrap=False)))
        for phone in contact.phones:
            line.addWidget(self._copied(phone, self.tr("複製電話 {text}")))
        return office

    def _copied(self, text: str, name: str) -> QWidget:
        link = CutLink(text, partial(self._copy, text), self.tr("按一下複製"))
        link.setAccessibleName(name.format(text=text))
        return link


class Websites(QWidget):
    """Every printed address, opened in the browser."""

    def __init__(self, websites: tuple[Website, ...], copy: Callable[[str], object]) -> None:
        super().__init__()
        self._copy = copy
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for website in websites:
            column.addWidget(self._website(website))

    def _website(self, website: Website) -> QWidget:
        part = QWidget()
        line = FlowLayout(part, Space.S)
        line.addWidget(_narrow(label(website.title, "second", wrap=False)))
        url = web_address(website.url)
        if url.isValid():
            opened = CutLink(website.url, partial(QDesktopServices.openUrl, url), self.tr("以瀏覽器開啟"))
            opened.setAccessibleName(self.tr("開啟 {title}").format(title=website.title))
            line.addWidget(opened)
        else:
            line.addWidget(label(website.url, "second", Tone.WARN, wrap=False))
        copied = button(self.tr("複製網址"), partial(self._copy, website.url), "link")
        copied.setAccessibleName(self.tr("複製網址 {url}").format(url=website.url))
        line.addWidget(copied)
        return part


def _narrow(words: QWidget) -> QWidget:
    """Let a line of words be cut where the column is narrower than they are."""
    words.setMinimumWidth(1)
    return words

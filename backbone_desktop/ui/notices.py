"""Short notices over the page, and the banner under the menu.

Rule: a notice never blocks and never moves what is under it; a refusal says title, detail and remedy and
stays until closed.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from backbone_desktop.domain.errors import BackboneError
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, clear, label, restyle

SHORT_MS = 8000
WIDEST = 640
MOVING = frozenset({QEvent.Type.Resize, QEvent.Type.Move})


class NoticeBar(QFrame):
    """One notice at a time, floating at the top of the pages, outside their layout."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__(pages.parentWidget())
        self._pages = pages
        pages.installEventFilter(self)
        self.setProperty("role", "notice")
        self.setProperty("place", "floating")
        self.setAccessibleName(self.tr("通知"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        self.hide()

    def show_text(
        self,
        text: str,
        tone: Tone,
        action: str = "",
        act: Callable[[], object] | None = None,
        *,
        stays: bool = False,
    ) -> None:
        """Show one sentence for a few seconds, or until it is closed, with one action."""
        self._fill([label(text, tone=tone)], tone, action, act)
        if stays:
            self._timer.stop()
        else:
            self._timer.start(SHORT_MS)

    def show_refusal(self, refusal: BackboneError) -> None:
        """Show a refusal until it is closed."""
        words = [label(refusal.title, "strong", Tone.BAD)]
        words.extend(label(text, "second") for text in (refusal.detail, refusal.remedy) if text)
        self._fill(words, Tone.BAD, "", None)
        self._timer.stop()

    def _fill(self, words: list[QLabel], tone: Tone, action: str, act: Callable[[], object] | None) -> None:
        # Hidden while it is filled: a layout counts new words only once they are shown with their parent.
        self.hide()
        clear(self._line)
        self.setProperty("tone", tone.value)
        restyle(self)
        column = QVBoxLayout()
        column.setSpacing(2)
        for each in words:
            column.addWidget(each)
        self._line.addLayout(column, 1)
        if act is not None:
            self._line.addWidget(button(action, lambda: self._act(act), "link"), 0, Qt.AlignmentFlag.AlignTop)
        close = button(self.tr("關閉"), self.hide, "link")
        self._line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.show()
        self._float()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay with the pages when they move or change their size."""
        if watched is self._pages and event.type() in MOVING and self.isVisible():
            self._float()
        return super().eventFilter(watched, event)

    def _float(self) -> None:
        """Stand centred over the top of the pages, above whatever they show."""
        pages = self._pages.geometry()
        width = min(pages.width() - 2 * Space.XL, WIDEST)
        height = self._line.totalHeightForWidth(width)
        self.setGeometry(pages.center().x() - width // 2, pages.y() + Space.S, width, height)
        self.raise_()

    def _act(self, act: Callable[[], object]) -> None:
        self.hide()
        act()


class Banner(QFrame):
    """A line that stays as long as its reason: a demonstration casebook, another day than today."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(Space.XL, 6, Space.XL, 6)
        self._words = label(wrap=False)
        self._line.addWidget(self._words)
        self._line.addStretch(1)
        self.hide()

    def show_reasons(self, reasons: list[str]) -> None:
        """Show the reasons in one line, or nothing when there are none."""
        self._words.setText("　".join(reasons))
        self.setVisible(bool(reasons))

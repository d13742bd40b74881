"""How long the window stands still while somebody types and filters on the 措施 page.

Run ``python -m benchmarks.measures_page`` in the checkout. A heartbeat beats in the GUI thread as often as
it can; the longest time between two beats is how long a consultant would have seen nothing move. Keys come
at the pace of a fast typist, before the page is given time to rest.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from backbone_desktop.ui.application import DesktopApplication
from backbone_desktop.ui.measures.facets import Facet
from backbone_desktop.ui.measures.page import MeasuresPage
from benchmarks.heartbeat import Heartbeat, rest

SEARCHES = ("補助", "工業局", "節能減碳", "外貿協會", "人才培訓", "品牌", "貸款", "智財", "沒有這種措施")
PACE_MS = 80
REST_MS = 400
LIMIT_MS = 50


def main() -> int:
    """Measure and print one JSON document; exit 1 when the longest gap is above the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        desktop = DesktopApplication(application, place / "demo", place / "window.ini", demonstration=True)
        desktop.window.show()
        desktop.open()
        _rest_until_idle(desktop)
        heart = Heartbeat()
        desktop.window.show_page("measures")
        _rest_until_idle(desktop)
        page = desktop.window.page("measures")
        if not isinstance(page, MeasuresPage):
            raise TypeError("the measures page is another page")
        heart.start()
        for _round in range(arguments.rounds):
            for doing in _drive(page):
                heart.doing = doing
        heart.doing = ""
        worst, report = heart.report()
        desktop.window.close()
        rest(REST_MS)
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    return 0 if worst <= LIMIT_MS else 1


def _drive(page: MeasuresPage) -> Iterator[str]:
    """Type, take back, filter and walk through the list, naming each step before it is done."""
    for text in SEARCHES:
        for character in text:
            yield f"type {text}"
            _commit(page.search, character)
            rest(PACE_MS)
        rest(REST_MS)
        for _character in text:
            yield f"take back {text}"
            QTest.keyClick(page.search, Qt.Key.Key_Backspace)
            rest(PACE_MS)
    page.filters.more.click()
    for mark in (option.mark for facet in Facet for option in page.presenter.index.options[facet][:3]):
        for _twice in range(2):
            yield f"filter {mark.value}"
            page.presenter.toggle(mark)
            rest(PACE_MS)
    page.filters.more.click()
    for _row in range(42):
        yield "walk down the list"
        QTest.keyClick(page.list.rows, Qt.Key.Key_Down)
        rest(PACE_MS)


def _commit(widget: QWidget, text: str) -> None:
    """Enter a character as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def _rest_until_idle(desktop: DesktopApplication) -> None:
    rest(REST_MS)
    while desktop.tasks.busy:
        rest(REST_MS)
    rest(REST_MS)


if __name__ == "__main__":
    raise SystemExit(main())

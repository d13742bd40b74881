"""A heartbeat in the GUI thread: the longest time between two beats is how long a window stood still.

Rule: beside the time on the clock stands the time the thread itself was at work, which other programs on the
machine do not lengthen.
"""

from statistics import quantiles
from time import perf_counter, thread_time

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer


class Heartbeat(QObject):
    """Beats as often as the event loop lets it and remembers the time between beats."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[tuple[float, float, str]] = []
        self.doing = ""
        self._last, self._worked = perf_counter(), thread_time()
        self._timer = QTimer(self)
        self._timer.setInterval(1)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin, with nothing remembered."""
        self._last, self._worked = perf_counter(), thread_time()
        self._timer.start()

    def report(self) -> tuple[float, dict[str, object]]:
        """Return the longest gap on the clock in milliseconds, and what to print."""
        gaps = sorted(self.gaps, reverse=True)
        clock = [gap for gap, _worked, _doing in gaps]
        worked = [worked for _gap, worked, _doing in gaps]
        return clock[0], {
            "beats": len(gaps),
            "worst_ms": round(clock[0], 1),
            "p99_ms": round(quantiles(clock, n=100)[-1], 1),
            "worst_worked_ms": round(max(worked), 1),
            "worst": [f"{gap:.1f} ms, {worked:.1f} at work: {doing}" for gap, worked, doing in gaps[:8]],
        }

    def _beat(self) -> None:
        now, worked = perf_counter(), thread_time()
        self.gaps.append(((now - self._last) * 1000, (worked - self._worked) * 1000, self.doing))
        self._last, self._worked = now, worked


def rest(milliseconds: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

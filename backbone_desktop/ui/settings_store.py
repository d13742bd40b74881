"""Window geometry, splitter positions and the last case, kept per user beside nothing personal.

Rule: losing this file loses only where things stood on the screen.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class WindowSettings:
    """Remembers the state of widgets by key."""

    def __init__(self, file: Path) -> None:
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def state(self, key: str) -> QByteArray:
        """Return a saved geometry or splitter state, empty when there is none."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_state(self, key: str, state: QByteArray) -> None:
        """Save a geometry or splitter state."""
        self._store.setValue(key, state)

    def text(self, key: str, default: str = "") -> str:
        """Return a saved text."""
        value = self._store.value(key)
        return value if isinstance(value, str) else default

    def keep_text(self, key: str, text: str) -> None:
        """Save a text."""
        self._store.setValue(key, text)

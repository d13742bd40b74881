"""Qt's own words in Traditional Chinese: file dialogs, standard buttons, the menus of text fields.

Rule: the words are those that come with Qt, and ours only where Qt has none; a machine without them works on
with Qt's English.
"""

import logging
from types import MappingProxyType

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

CATALOGUE = "qtbase_zh_TW"
LEFT_OUT = MappingProxyType(
    {
        ("QFileDialog", "&Look in:"): "位置(&L)：",
        ("QFileDialog", "Files of &type:"): "檔案類型(&T)：",
        ("QAbstractFileIconProvider", "Drive"): "磁碟",
        ("QAbstractFileIconProvider", "Folder"): "資料夾",
        ("QAbstractFileIconProvider", "Unknown"): "不明",
    }
)
"""What the file dialog shows in English because Qt's translation leaves it out, by context and English."""
log = logging.getLogger(__name__)


class LeftOutWords(QTranslator):
    """Speaks the words that Qt's translation leaves out."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return the words, or None for what is said as it is; an empty string would be shown."""
        del disambiguation, n
        return LEFT_OUT.get((context, source))

    def isEmpty(self) -> bool:
        """Tell Qt that there are words here; it installs no translator without."""
        return False


def speak_chinese(application: QApplication) -> bool:
    """Install Qt's translation and return whether there is one."""
    words = QTranslator(application)
    if not words.load(CATALOGUE, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        log.warning("Qt's own words are not translated: %s is missing", CATALOGUE)
        return False
    return application.installTranslator(LeftOutWords(application)) and application.installTranslator(words)

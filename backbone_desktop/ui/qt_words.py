"""Qt's own words in Traditional Chinese: file dialogs, standard buttons, the menus of text fields.

Rule: the words are those that come with Qt; a machine without them works on with Qt's English.
"""

import logging

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

CATALOGUE = "qtbase_zh_TW"
log = logging.getLogger(__name__)


def speak_chinese(application: QApplication) -> bool:
    """Install Qt's translation and return whether there is one."""
    words = QTranslator(application)
    if not words.load(CATALOGUE, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        log.warning("Qt's own words are not translated: %s is missing", CATALOGUE)
        return False
    return application.installTranslator(words)

"""What stands above the steps of an import: what is being imported, and of which file.

Rule: an encoding that was guessed is called a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backbone_desktop.domain.intake import BatchKind

if TYPE_CHECKING:
    from backbone_desktop.ui.intake.import_state import ImportState


def title(state: ImportState) -> str:
    """Return the name of the import."""
    match state.kind:
        case BatchKind.ROSTER:
            return _tr("匯入名冊")
        case BatchKind.RESPONSES:
            return _tr("匯入問卷回覆")
        case _:
            return _tr("匯入檔案")


def about(state: ImportState) -> str:
    """Return the file's name, its encoding and its number of rows, as far as they are known."""
    parts = []
    if state.path is not None:
        parts.append(state.path.name)
    if state.sample is not None and state.sample.encoding:
        words = _tr("{name}（推測）") if state.sample.guessed else "{name}"
        # The chooser says the long name; here the short one does.
        parts.append(words.format(name=state.sample.encoding.partition("（")[0]))
    if state.report is not None:
        parts.append(_tr("{count:,} 列").format(count=len(state.report.rows)))
    return "・".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Intake", text)

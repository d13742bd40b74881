"""Writing the questionnaires of several firms, and what is said of it.

Rule: a questionnaire that was written is told of, also when a later one could not be or was called off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backbone_desktop.domain.errors import BackboneError
from backbone_desktop.services.changes import Changes, Done, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from backbone_desktop.services.intake import IntakeService
    from backbone_desktop.ui.background import TaskControl
    from backbone_desktop.ui.intake.form_names import FirmToAsk


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the questionnaires that were asked for.

    Attributes:
        firms: Those whose questionnaire was written.
        folder: Where the questionnaires are; None when none was written.
        left: How many were not written.
        refusal: Why the first of those was not; None when the writing was called off.
    """

    firms: tuple[FirmToAsk, ...]
    folder: Path | None
    left: int
    refusal: BackboneError | None = None


def write_forms(
    intake: IntakeService, targets: Sequence[tuple[FirmToAsk, Path]], control: TaskControl
) -> Done[Written]:
    """Write one questionnaire after the other until all are written, one is refused, or it is called off.

    Raises:
        BackboneError: The very first could not be written; nothing was.
    """
    firms: list[FirmToAsk] = []
    refusal = None
    for firm, path in targets:
        if control.cancelled():
            break
        control.progress(len(firms), len(targets))
        try:
            intake.write_form(firm.case, path)
        except BackboneError as trouble:
            if not firms:
                raise
            refusal = trouble
            break
        firms.append(firm)
    folder = targets[0][1].parent if firms else None
    written = Written(tuple(firms), folder, len(targets) - len(firms), refusal)
    changed = (Kind.ANSWERS,) if firms else ()
    return Done(written, Changes.of(*changed))


def written_words(written: Written) -> str:
    """Say how many questionnaires were written and where, and how many were not and why."""
    if written.folder is None:
        return _tr("已取消，沒有產生問卷。")
    words = _tr("已在「{folder}」產生 {count:,} 份問卷")
    text = words.format(folder=written.folder.name, count=len(written.firms))
    if not written.left:
        return _tr("{text}。").format(text=text)
    text = _tr("{text}，還有 {left:,} 份沒有產生").format(text=text, left=written.left)
    if written.refusal is None:
        return _tr("{text}。").format(text=text)
    reasons = "".join(_sentence(part) for part in (written.refusal.title, written.refusal.remedy) if part)
    return _tr("{text}：{reasons}").format(text=text, reasons=reasons)


def _sentence(text: str) -> str:
    return text if text.endswith("。") else f"{text}。"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Intake", text)
